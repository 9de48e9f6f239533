// Lists of headlines that are none: narrow and wide lines in turns are headlines and teasers.
using FeedService.Listings.Lines;

namespace FeedService.Listings.Parts;

internal static class Alternation
{
    /// <summary>
    /// What it costs to take a narrow line, a wide line, a narrow line for headlines all alike: that many throws of a coin
    /// coming out so by chance. A list of headlines has no such order; headlines and short teasers have.
    /// </summary>
    public static double Cost(IReadOnlyList<TextLine> lines, Part[] parts)
    {
        var titles = Enumerable.Range(0, parts.Length).Where(i => parts[i] == Part.Title).ToList();
        if (titles.Count < 4)
            return 0;
        var median = titles.Select(i => lines[i].Width).Order().ElementAt(titles.Count / 2);
        return Turns(titles, i => lines[i].Width < median)
            + Turns(titles, i => i + 1 < parts.Length && parts[i + 1] == Part.Title)
            + Turns(titles, i => i > 0 && parts[i - 1] == Part.Kicker)
            + Turns(titles, i => lines[i][Trait.Start] is 1 or 2)
            + Turns(titles, i => lines[i][Trait.End] == 1);
    }

    private static double Turns(List<int> titles, Func<int, bool> has)
    {
        var turns = titles.Zip(titles.Skip(1)).Count(pair => has(pair.First) != has(pair.Second));
        var share = (double)turns / (titles.Count - 1);
        return share <= .5 ? 0 : (titles.Count - 1) * (Math.Log(2) - Entropy(share));
    }

    private static double Entropy(double share) =>
        share >= 1 ? 0 : -(share * Math.Log(share)) - ((1 - share) * Math.Log(1 - share));
}
