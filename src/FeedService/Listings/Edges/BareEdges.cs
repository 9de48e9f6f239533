// Headings, menus and mastheads that passed for an item without teaser.
using FeedService.Listings.Items;
using FeedService.Listings.Lines;
using FeedService.Listings.Parts;

namespace FeedService.Listings.Edges;

internal static class BareEdges
{
    /// <summary>So many items make a habit that one item may be judged by.</summary>
    private const int FewestOthers = 4;

    /// <summary>Of a page's name, or of what it says of itself.</summary>
    private const int WidestHead = 40;

    /// <summary>
    /// Where nearly all items have teasers, a bare headline beside furniture or the file's end becomes furniture.
    /// One among the items stays: stories without teasers happen.
    /// </summary>
    public static void Drop(IReadOnlyList<TextLine> lines, Part[] parts)
    {
        DropUndated(lines, parts, Record.All(parts));
        DropUnnoted(parts, Record.All(parts));
        DropBare(lines, parts, Record.All(parts));
        DropControls(lines, parts, Record.All(parts));
        DropParted(lines, parts, Record.All(parts));
    }

    /// <summary>Where items follow each other without a blank line, a name and a few words parted from them are the page's head or foot.</summary>
    private static void DropParted(IReadOnlyList<TextLine> lines, Part[] parts, List<Record> records)
    {
        if (records.Count <= FewestOthers + 1)
            return;
        var parted = Enumerable.Range(1, records.Count - 1).Where(i => lines[records[i].First].Gap > 0).ToList();
        if (parted.TrueForAll(i => i == 1 || i == records.Count - 1))
            parted.ConvertAll(i => records[i == 1 ? 0 : i]).FindAll(record => IsBrief(lines, record)).ForEach(record => Clear(parts, record));
    }

    private static bool IsBrief(IReadOnlyList<TextLine> lines, Record record) =>
        Enumerable.Range(record.First, record.End - record.First).All(line => lines[line][Trait.End] == 0 && lines[line].Width <= WidestHead);

    private static void DropBare(IReadOnlyList<TextLine> lines, Part[] parts, List<Record> records)
    {
        if (records.Count(record => record.Bare) * 4 > records.Count)
            return;
        foreach (var record in records.Where(record => record.Bare))
        {
            if ((record.First == 0 && !NamesStory(lines, record)) || (record.First > 0 && parts[record.First - 1] == Part.Furniture))
                Clear(parts, record);
        }

        foreach (var record in records.Where(record => record.Bare).Reverse())
        {
            if (record.End == parts.Length ? StandsOff(lines, records, record) || record.IsHeadedBy(lines, parts, LineKind.Hint) : parts[record.End] == Part.Furniture)
                Clear(parts, record);
        }
    }

    /// <summary>A page is called neither by a question nor by a sentence as wide as this.</summary>
    private static bool NamesStory(IReadOnlyList<TextLine> lines, Record first) =>
        first.End == 1 && lines.Count > 1 && lines[1].Gap > 0 && (lines[0][Trait.End] == 2 || lines[0].Width > WidestHead);

    /// <summary>"Recent comments", "Load more": first or last in the list, a button's words head no story.</summary>
    private static void DropControls(IReadOnlyList<TextLine> lines, Part[] parts, List<Record> records)
    {
        var (first, last) = (0, records.Count - 1);
        while (first < last && records[first].IsHeadedByControl(lines, parts))
            Clear(parts, records[first++]);
        while (last > first && (records[last].IsHeadedByControl(lines, parts) || EndsWithoutLink(lines, records, last)))
            Clear(parts, records[last--]);
    }

    /// <summary>Every other item leads on to its story with a line, and this one, after the last of them, does not.</summary>
    private static bool EndsWithoutLink(IReadOnlyList<TextLine> lines, List<Record> records, int last) =>
        last >= FewestOthers && last == records.Count - 1 && !records[last].Trailed
        && records.Take(last).All(record => record.Trailed && lines[record.End - 1].Kind == LineKind.ReadMore);

    /// <summary>Where every item has a date, a category or a byline, one at the edge that has none is the page's own name or footer.</summary>
    private static void DropUndated(IReadOnlyList<TextLine> lines, Part[] parts, List<Record> records)
    {
        if (records.Count(record => record.Small) < FewestOthers)
            return;
        while (records.Count(record => !record.Small) is 1 or 2)
        {
            var last = records.FindLastIndex(record => !record.Small);
            var at = !records[0].Small ? 0 : last;
            if ((at != 0 && at != records.Count - 1) || IsWhole(lines, parts, records, at))
                return;
            Clear(parts, records[at]);
            records.RemoveAt(at);
        }
    }

    /// <summary>
    /// A headline and a teaser as long as other items' is a story, whatever photographer it lacks. Below stories that all
    /// have dates an undated text is the page's, however long.
    /// </summary>
    private static bool IsWhole(IReadOnlyList<TextLine> lines, Part[] parts, List<Record> records, int at)
    {
        if (at > 0 && records.Count(record => IsDated(lines, record)) * 2 > records.Count)
            return false;
        var usual = records.Select(record => record.Told(lines, parts)).Order().ElementAt(records.Count / 2);
        return usual > 0 && records[at].Told(lines, parts) * 3 > usual * 2;
    }

    private static bool IsDated(IReadOnlyList<TextLine> lines, Record record) =>
        Enumerable.Range(record.First, record.End - record.First).Any(line => lines[line].Kind == LineKind.Date);

    /// <summary>Where every item has something below its headline, a bare one at the end that has not is a button under the last item.</summary>
    private static void DropUnnoted(Part[] parts, List<Record> records)
    {
        if (records.Count > FewestOthers && records[^1] is { Bare: true, Noted: false } last && records.Count(record => record.Noted) == records.Count - 1)
            Clear(parts, last);
    }

    /// <summary>More blank lines before it than before most other items, or nothing after it where all others have something.</summary>
    private static bool StandsOff(IReadOnlyList<TextLine> lines, List<Record> records, Record last) =>
        records.Count(record => record.First > 0 && lines[record.First].Gap >= lines[last.First].Gap) * 2 < records.Count
        || (!last.Trailed && records.Count(record => record.Trailed) == records.Count - 1);

    /// <summary>Furniture is the part numbered 0.</summary>
    private static void Clear(Part[] parts, Record record) => Array.Clear(parts, record.First, record.End - record.First);
}
