// How far a listing's known items stand in the order of the captures before it.
namespace FeedService.Ledger;

internal static class PageOrder
{
    /// <summary>So many items at the top may be pinned: as many as the timeline reckons with.</summary>
    private const int MostPins = 5;

    /// <summary>Six items: in fewer, two that changed places would be a re-sorted page.</summary>
    private const int FewestPairs = 15;

    /// <summary>A hundred items show an order as well as all of a long page do, and the pairs are counted one by one.</summary>
    private const int MostCompared = 100;

    /// <summary>
    /// Of the pairs of items that one earlier listing shows, those that now stand the other way round: near 0 on the same
    /// page, about a half when sorted by something else, 1 when reversed. Whichever items at the top, now or then, may be
    /// pins are left out.
    /// </summary>
    public static double InvertedShare(IReadOnlyList<(long Listing, int Rank)?> places)
    {
        var known = places.OfType<(long Listing, int Rank)>().Take(MostCompared).ToList();
        var shares =
            from now in Enumerable.Range(0, MostPins + 1)
            from then in Enumerable.Range(0, MostPins + 1)
            select Inverted(known.Skip(now).Where(p => p.Rank >= then).ToList());
        return shares.Min() ?? 0;
    }

    /// <returns>Null when there are too few pairs to tell.</returns>
    private static double? Inverted(List<(long Listing, int Rank)> places)
    {
        var (pairs, inverted) = (0, 0);
        for (var upper = 0; upper < places.Count; upper++)
            for (var lower = upper + 1; lower < places.Count; lower++)
            {
                if (places[lower].Listing != places[upper].Listing) continue;
                pairs++;
                if (places[lower].Rank < places[upper].Rank) inverted++;
            }

        return pairs < FewestPairs ? null : (double)inverted / pairs;
    }
}
