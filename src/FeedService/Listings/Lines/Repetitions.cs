// Parts of a page that it shows twice, and that say nothing of its habits.
namespace FeedService.Listings.Lines;

internal static class Repetitions
{
    private const int LongestCopy = 200;

    /// <summary>Categories and reading times stand in rows too; headlines are wider than most of them.</summary>
    private const int NarrowestCopy = 14;
    private const int WidestCopy = 140;

    /// <summary>
    /// "Recent posts" and "Most read": three lines or more in a row that all stand a second time elsewhere, and not in a row.
    /// They are furniture, and they must not make their originals look like a page's repeating lines.
    /// </summary>
    public static HashSet<int> Copies(IReadOnlyList<string> all)
    {
        var copies = new HashSet<int>();
        var lines = all.Index().Where(line => line.Item.Length > 0).Select(line => (line.Index, Text: line.Item)).ToList();
        var places = lines.Index().Where(line => MayBeCopy(line.Item.Text))
            .GroupBy(line => line.Item.Text, line => line.Index, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Take(3).Count() == 2)
            .SelectMany(group => new[] { (Here: group.First(), There: group.Last()), (Here: group.Last(), There: group.First()) })
            .ToDictionary(pair => pair.Here, pair => pair.There);
        for (var first = 0; first < lines.Count; first++)
        {
            var end = first;
            while (places.ContainsKey(end))
                end++;
            var originals = Enumerable.Range(first, end - first).Select(at => places[at]).Order().ToList();
            var apart = originals.Zip(originals.Skip(1)).Count(pair => pair.Second - pair.First > 1);
            if (end - first >= 3 && (apart * 2 > end - first - 1 || originals[0] < first))
                copies.UnionWith(Enumerable.Range(first, end - first).Where(at => !copies.Contains(lines[places[at]].Index)).Select(at => lines[at].Index));
            first = Math.Max(first, end);
        }

        return copies;
    }

    /// <summary>A headline by its looks: a page that shows teasers a second time shows its stories again, not a list of links.</summary>
    private static bool MayBeCopy(string text) =>
        text.Length <= LongestCopy && LineTraits.Width(text) is >= NarrowestCopy and <= WidestCopy && text[^1] is not ('.' or '。' or '।' or '…' or ']');

    /// <summary>
    /// Lines that come a second time between the same neighbours: two captures in one file, or a page that shows its
    /// newest story twice. What repeats there is the page, not a habit of the page.
    /// </summary>
    public static HashSet<int> Replayed(IReadOnlyList<string> lines)
    {
        var filled = lines.Index().Where(line => line.Item.Length > 0).ToList();
        var seen = new HashSet<(string, string, string)>();
        var replayed = new HashSet<int>();
        for (var i = 1; i + 1 < filled.Count; i++)
        {
            if (!seen.Add((filled[i - 1].Item, filled[i].Item, filled[i + 1].Item)))
                replayed.Add(filled[i].Index);
        }

        return replayed;
    }
}
