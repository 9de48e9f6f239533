// The plainest page: headline, gap, teaser, gap, for ever. Where most items keep that time, the odd ones between them do too.
using FeedService.Listings.Lines;
using FeedService.Listings.Parts;

namespace FeedService.Listings.Items;

internal static class Rhythm
{
    private const int FewestRegular = 3;

    /// <summary>
    /// "Hall floor", and below it "No tap shoes until Friday": by their words two headlines, or a menu, or a caption; by
    /// their place a headline and a teaser. Lines between two regular items that keep the page's gaps are labelled by place.
    /// </summary>
    public static void Restore(IReadOnlyList<TextLine> lines, Part[] parts)
    {
        var items = RegularItems(lines, parts);
        if (items.Count < FewestRegular || UsualGaps(lines, items) is not var (inside, between) || inside + between == 0)
            return;
        if (parts[0] != Part.Furniture && parts[^1] != Part.Furniture && Take(lines, parts, 0, lines.Count, inside, between))
            return;
        items.RemoveAll(item => lines[item.Teaser].Gap != inside || (item.First > 0 && item != items[0] && lines[item.First].Gap != between));
        for (var i = 0; i + 1 < items.Count; i++)
        {
            if (items[i].Teaser + 1 == items[i + 1].First)
                continue;
            // A misreading may have borrowed a line of the item after it, and so made that look regular.
            var taken = Take(lines, parts, items[i].Teaser + 1, items[i + 1].First, inside, between);
            if (!taken && i + 2 < items.Count && parts[items[i + 2].First - 1] is Part.Title or Part.Furniture)
                Take(lines, parts, items[i].Teaser + 1, items[i + 2].First, inside, between);
        }
    }

    private static bool Take(IReadOnlyList<TextLine> lines, Part[] parts, int first, int end, int inside, int between)
    {
        var found = new Part[end - first];
        for (var at = first; at < end;)
        {
            var title = at + 1 < end && lines[at + 1].Gap == 0 && inside > 0 ? at + 1 : at;
            var teaser = title + 1;
            if (teaser >= end || (at > 0 && lines[at].Gap != between) || lines[teaser].Gap != inside || !MayTitle(lines[title]) || !MayTell(lines[teaser]))
                return false;
            found[at - first] = Part.Caption;
            found[title - first] = Part.Title;
            found[teaser - first] = Part.Teaser;
            at = teaser + 1;
        }

        found.CopyTo(parts, first);
        return true;
    }

    private static bool MayTitle(TextLine line) => line.Kind is not (LineKind.Notice or LineKind.ReadMore or LineKind.Symbols) && line[Trait.Repeats] < 2;

    private static bool MayTell(TextLine line) => line.Kind is not (LineKind.Notice or LineKind.ReadMore) && line[Trait.Repeats] < 2;

    /// <summary>Items of a headline and one teaser, at most a caption on top, nothing else.</summary>
    private static List<Item> RegularItems(IReadOnlyList<TextLine> lines, Part[] parts)
    {
        var items = new List<Item>();
        for (var title = 0; title + 1 < parts.Length; title++)
        {
            if (parts[title] != Part.Title || parts[title + 1] != Part.Teaser)
                continue;
            var captioned = title > 0 && parts[title - 1] == Part.Caption && lines[title].Gap == 0;
            if (title + 2 == parts.Length || parts[title + 2] is Part.Title or Part.Caption or Part.Kicker or Part.Furniture)
                items.Add(new Item(captioned ? title - 1 : title, title + 1));
        }

        // Where most items have a kicker, a byline or a trailer, the time is another.
        return items.Count * 10 < parts.Count(part => part == Part.Title) * 5 || parts.Count(IsSmall) * 4 > items.Count || StandApart(lines, parts) * 4 > items.Count ? [] : items;
    }

    /// <summary>Kickers, and captions in blocks of their own.</summary>
    private static int StandApart(IReadOnlyList<TextLine> lines, Part[] parts) =>
        Enumerable.Range(0, parts.Length - 1).Count(i => parts[i] == Part.Kicker || (parts[i] == Part.Caption && lines[i + 1].Gap > 0));

    private static bool IsSmall(Part part) => part is Part.Meta or Part.Detail or Part.Trailer or Part.Below or Part.More;

    /// <summary>The gaps that four of five regular items keep, or null.</summary>
    private static (int Inside, int Between)? UsualGaps(IReadOnlyList<TextLine> lines, List<Item> items)
    {
        var inside = items.CountBy(item => lines[item.Teaser].Gap).MaxBy(gap => gap.Value);
        var between = items.Skip(1).CountBy(item => lines[item.First].Gap).MaxBy(gap => gap.Value);
        return inside.Value * 5 >= items.Count * 4 && between.Value * 5 >= (items.Count - 1) * 4 ? (inside.Key, between.Key) : null;
    }

    /// <param name="First">Index of its caption, else of its headline.</param>
    /// <param name="Teaser">Index of its teaser, its last line.</param>
    private readonly record struct Item(int First, int Teaser);
}
