// A listing's text read into entries and furniture, every line accounted for.
using FeedService.Listings.Lines;
using FeedService.Listings.Parts;
using FeedService.Model;

namespace FeedService.Listings;

internal enum LineLabel
{
    Blank,
    Caption,
    Title,
    Teaser,
    Date,
    Furniture,
}

/// <summary>How one line was read.</summary>
/// <param name="Entry">Index of the entry it belongs to or stands with, or null.</param>
internal readonly record struct ReadLine(int Line, string Text, LineLabel Label, string Reason, int? Entry);

/// <summary>A listing as read. Blank lines, the entries' own lines and furniture together are all its lines.</summary>
internal sealed record ParsedListing
{
    public required string? Encoding { get; init; }

    public required int LineCount { get; init; }

    public required int BlankCount { get; init; }

    /// <summary>One sentence that says why nothing is taken from this file, or null.</summary>
    public required string? Rejected { get; init; }

    /// <summary>From the top of the page down.</summary>
    public required IReadOnlyList<Entry> Entries { get; init; }

    /// <summary>Lines of no entry, and those inside an entry's range that are none of its text.</summary>
    public required IReadOnlyList<FurnitureLine> Furniture { get; init; }

    public required IReadOnlyList<ReadLine> Lines { get; init; }

    /// <summary>For a file whose lines were not even looked at.</summary>
    public static ParsedListing RejectedBecause(string reason) =>
        new() { Encoding = null, LineCount = 0, BlankCount = 0, Rejected = reason, Entries = [], Furniture = [], Lines = [] };
}

internal static class ListingParser
{
    public static ParsedListing Parse(ListingText text)
    {
        if (text.Rejected is not null)
            return Reject(text, text.Rejected);
        var lines = LineTraits.Read(text.Lines);
        if (lines.Count == 0)
            return Reject(text, "The file holds only blank lines.");
        var labelling = Labelling.Of(lines);
        var entries = EntryBuilder.Build(lines, labelling);
        return Plausibility.Objection(lines, labelling, entries.Entries) is { } objection
            ? Reject(text, objection)
            : Accept(text, entries.Entries, entries.Lines);
    }

    private static ParsedListing Accept(ListingText text, IReadOnlyList<Entry> entries, IReadOnlyList<ReadLine> read)
    {
        var all = new List<ReadLine>(text.Lines.Count);
        foreach (var line in read)
        {
            AddBlanks(all, line.Line - 1);
            all.Add(line);
        }

        AddBlanks(all, text.Lines.Count);
        return Result(text, null, entries, all);
    }

    private static ParsedListing Reject(ListingText text, string reason)
    {
        var all = text.Lines
            .Select((line, i) => line.Length == 0
                ? new ReadLine(i + 1, "", LineLabel.Blank, "", null)
                : new ReadLine(i + 1, line, LineLabel.Furniture, "the file was rejected", null))
            .ToList();
        return Result(text, reason, [], all);
    }

    private static void AddBlanks(List<ReadLine> all, int upTo)
    {
        while (all.Count < upTo)
            all.Add(new ReadLine(all.Count + 1, "", LineLabel.Blank, "", null));
    }

    private static ParsedListing Result(ListingText text, string? rejected, IReadOnlyList<Entry> entries, List<ReadLine> lines) => new()
    {
        Encoding = text.Encoding,
        LineCount = lines.Count,
        BlankCount = lines.Count(line => line.Label == LineLabel.Blank),
        Rejected = rejected,
        Entries = entries,
        // A date line is kept as the entry's date, and is none of its text.
        Furniture = [.. lines.Where(line => line.Label is LineLabel.Furniture or LineLabel.Date).Select(line => new FurnitureLine(line.Line, line.Text))],
        Lines = lines,
    };
}
