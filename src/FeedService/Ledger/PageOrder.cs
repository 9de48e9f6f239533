// How far a listing's known items stand in the order of the capture before it.
namespace FeedService.Ledger;

internal static class PageOrder
{
    /// <summary>So many items at the top may be pinned since.</summary>
    private const int MostPins = 3;

    /// <summary>Five items: in fewer, two that changed places would be a re-sorted page.</summary>
    private const int FewestPairs = 10;

    /// <summary>A hundred items show an order as well as all of a long page do, and the pairs are counted one by one.</summary>
    private const int MostCompared = 100;

    /// <summary>
    /// Of the pairs of items that one earlier listing shows, those that now stand the other way round: near 0 on the same
    /// page, about a half when sorted by something else, 1 when reversed. Whichever leading items may be pins are left out.
    /// </summary>
    public static double InvertedShare(IReadOnlyList<(long Listing, int Rank)?> places)
    {
        var known = places.OfType<(long Listing, int Rank)>().Take(MostCompared).ToList();
        return Enumerable.Range(0, MostPins + 1).Select(pins => Inverted(known.Skip(pins).ToList())).Min() ?? 0;
    }

    /// <returns>Null when there are too few pairs to tell.</returns>
    private static double? Inverted(List<(long Listing, int Rank)> places)
    {
        var pairs = places.SelectMany((upper, i) => places.Skip(i + 1).Where(lower => lower.Listing == upper.Listing)
            .Select(lower => lower.Rank < upper.Rank)).ToList();
        return pairs.Count < FewestPairs ? null : (double)pairs.Count(inverted => inverted) / pairs.Count;
    }
}
