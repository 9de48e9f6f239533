// A headline, its date and a place or a name below it, that passed for a caption, a date and a headline.
using FeedService.Listings.Lines;
using FeedService.Listings.Parts;

namespace FeedService.Listings.Items;

internal static class DatedHeadlines
{
    private const int FewestItems = 3;

    /// <summary>
    /// Some pages show a caption, a date and a headline. But when nearly all items have all three, and the first is the
    /// wider line, it is the headline: "Bread workshop", "Sat 13 June", "Village bakery".
    /// </summary>
    public static void Restore(IReadOnlyList<TextLine> lines, Part[] parts)
    {
        var titles = Enumerable.Range(0, parts.Length).Where(line => parts[line] == Part.Title).ToList();
        var dated = titles.Where(title => IsDated(lines, parts, title)).ToList();
        if (dated.Count < FewestItems || dated.Count * 5 < titles.Count * 4 || MedianWidth(lines, dated, -2) * 3 < MedianWidth(lines, dated, 0) * 4)
            return;
        foreach (var title in dated)
        {
            (parts[title - 2], parts[title - 1], parts[title]) = (Part.Title, Part.Meta, Part.Detail);
            // What still stands above the headline was the caption's, and no caption where the others have none.
            for (var above = title - 3; above >= 0 && parts[above] == Part.Caption; above--)
                parts[above] = Part.Kicker;
        }
    }

    private static bool IsDated(IReadOnlyList<TextLine> lines, Part[] parts, int title) =>
        title >= 2 && parts[title - 2] == Part.Caption && parts[title - 1] == Part.Kicker && lines[title - 1].Kind == LineKind.Date
        && title + 1 < parts.Length && parts[title + 1] == Part.Teaser;

    private static int MedianWidth(IReadOnlyList<TextLine> lines, List<int> titles, int offset) =>
        titles.Select(title => lines[title + offset].Width).Order().ElementAt(titles.Count / 2);
}
