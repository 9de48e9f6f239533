// The most times of a list that stand in falling order; the others are outvoted.
namespace FeedService.Ledger;

/// <summary>
/// Published times never change, so an item that was pinned when it was first seen, or first seen on a page captured
/// out of turn, contradicts its neighbours for ever. The longest falling chain tells it from them.
/// </summary>
internal static class Chain
{
    /// <returns>
    /// Positions from the top down; equal times may follow each other. Of equally long chains the one nearer to the
    /// bottom, because what stands out of order mostly stands at the top.
    /// </returns>
    public static IReadOnlyList<int> Of(IReadOnlyList<long?> times)
    {
        var tails = new List<long>();
        var levels = new List<List<int>>();
        for (var i = times.Count - 1; i >= 0; i--)
        {
            if (times[i] is not { } time) continue;
            var level = CountUpTo(time, tails);
            if (level == tails.Count)
            {
                tails.Add(time);
                levels.Add([]);
            }

            tails[level] = time;
            levels[level].Add(i);
        }

        return Lowest(times, levels);
    }

    /// <summary>How many of the rising tails are not above the time.</summary>
    private static int CountUpTo(long time, List<long> tails)
    {
        var (low, high) = (0, tails.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (tails[middle] <= time) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>On each level the position nearest to the bottom that may follow the one chosen above it.</summary>
    private static List<int> Lowest(IReadOnlyList<long?> times, List<List<int>> levels)
    {
        var chain = new List<int>(levels.Count);
        foreach (var level in Enumerable.Reverse(levels))
            chain.Add(level.First(i => chain.Count == 0 || (i > chain[^1] && times[i] <= times[chain[^1]])));
        return chain;
    }
}
