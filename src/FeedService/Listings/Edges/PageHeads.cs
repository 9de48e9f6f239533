// The section's name atop its page, and what the page says of the section, that passed for the first item.
using FeedService.Listings.Items;
using FeedService.Listings.Lines;
using FeedService.Listings.Parts;
using FeedService.Listings.Wording;

namespace FeedService.Listings.Edges;

internal static class PageHeads
{
    /// <summary>So many items make a habit that one item may be judged by.</summary>
    private const int FewestOthers = 3;

    /// <summary>Of a section's name, with and without a label before it.</summary>
    private const int WidestLabelled = 40, WidestName = 20;

    public static void Drop(IReadOnlyList<TextLine> lines, Part[] parts)
    {
        var records = Record.All(parts);
        if (records.Count <= FewestOthers || records[0].First > 0)
            return;
        var labelled = lines[0].Width <= WidestLabelled && lines[0][Trait.End] == 0 && Phrases.IsSection(lines[0].Text);
        if (labelled && parts[0] is Part.Caption or Part.Kicker)
            parts[0] = Part.Furniture;
        else if (labelled || StandsCloser(lines, parts, records))
            Array.Clear(parts, 0, records[0].End);
    }

    /// <summary>A word or two and the line right below them, where every other item keeps a blank line between headline and teaser.</summary>
    private static bool StandsCloser(IReadOnlyList<TextLine> lines, Part[] parts, List<Record> records) =>
        records[0].End == 2 && lines[0].Width <= WidestName && TellsAtOnce(lines, parts, records[0])
        && records.Skip(1).All(record => !record.Bare && !TellsAtOnce(lines, parts, record));

    private static bool TellsAtOnce(IReadOnlyList<TextLine> lines, Part[] parts, Record record) =>
        Enumerable.Range(record.First, record.End - record.First).Any(line => line > 0 && parts[line] == Part.Teaser && parts[line - 1] == Part.Title && lines[line].Gap == 0);
}
