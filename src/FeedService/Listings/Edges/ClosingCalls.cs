// Below its last story a page asks its reader to join, to give or to subscribe: a box that passed for one more item.
using FeedService.Listings.Items;
using FeedService.Listings.Lines;
using FeedService.Listings.Parts;
using FeedService.Listings.Wording;

namespace FeedService.Listings.Edges;

internal static class ClosingCalls
{
    /// <summary>So many items make a habit that one item may be judged by.</summary>
    private const int FewestOthers = 3;

    /// <summary>"Join the Mill Society" alone is a button; a longer one is a story without teaser.</summary>
    private const int WidestButton = 24;

    /// <summary>A page that asks for something in so many of its stories may do so in the last.</summary>
    private const int FewestAsking = 2;

    /// <summary>Calls only close a page: among the stories and above them, "Join Our Reading Circle" is one.</summary>
    public static void Drop(IReadOnlyList<TextLine> lines, Part[] parts)
    {
        var records = Record.All(parts);
        while (records.Count > FewestOthers && IsCall(lines, parts, records))
        {
            Array.Clear(parts, records[^1].First, records[^1].End - records[^1].First);
            records.RemoveAt(records.Count - 1);
        }
    }

    private static bool IsCall(IReadOnlyList<TextLine> lines, Part[] parts, List<Record> records)
    {
        var last = records[^1];
        var head = lines[last.First].Text;
        if (Calls.IsImprint(head))
            return true;
        if (parts[last.First] == Part.Caption)
            return last.End - last.First > 1 && Calls.IsCertain(head) && Calls.Begins(lines[last.First + 1].Text);
        if (parts[last.First] != Part.Title || Calls.IsCertain(head))
            return parts[last.First] == Part.Title;
        // What a story may be called too is a call where it looks like no story: brief, parted, or with an address in it.
        return Calls.Begins(head) && records.SkipLast(1).Count(record => IsAsking(lines, parts, record)) < FewestAsking
            && (IsParted(lines, records) || IsBrief(lines, parts, records) || HoldsAddress(lines, last));
    }

    private static bool IsAsking(IReadOnlyList<TextLine> lines, Part[] parts, Record record) =>
        Array.IndexOf(parts, Part.Title, record.First, record.End - record.First) is >= 0 and var title && Calls.Begins(lines[title].Text);

    /// <summary>Below its headline and the first line of its text.</summary>
    private static bool HoldsAddress(IReadOnlyList<TextLine> lines, Record last) =>
        Enumerable.Range(last.First, last.End - last.First).Skip(2).Any(line => lines[line].Kind is LineKind.Hint or LineKind.Notice);

    /// <summary>More blank lines in it than in any other item.</summary>
    private static bool IsParted(IReadOnlyList<TextLine> lines, List<Record> records) =>
        WidestGap(lines, records[^1]) > records.SkipLast(1).Max(record => WidestGap(lines, record));

    private static int WidestGap(IReadOnlyList<TextLine> lines, Record record) =>
        Enumerable.Range(record.First + 1, record.End - record.First - 1).Select(line => lines[line].Gap).DefaultIfEmpty(0).Max();

    /// <summary>Less than half of what other items tell.</summary>
    private static bool IsBrief(IReadOnlyList<TextLine> lines, Part[] parts, List<Record> records)
    {
        var told = records.SkipLast(1).Select(record => record.Told(lines, parts)).Order().ElementAt((records.Count - 1) / 2);
        var own = records[^1].Told(lines, parts);
        return own * 2 < told && (own > 0 || lines[records[^1].First].Width <= WidestButton);
    }
}
