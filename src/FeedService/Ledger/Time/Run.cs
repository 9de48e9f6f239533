// A stretch of new entries between two known items, and the seconds it gets.
namespace FeedService.Ledger;

/// <summary>New entries with no bounding item between them, from the top down.</summary>
internal sealed record Run
{
    /// <summary>Positions in the listing. Known items that bound nothing may stand between them.</summary>
    public required IReadOnlyList<int> Positions { get; init; }

    /// <summary>What each second would be if nothing stood in the way.</summary>
    public required IReadOnlyList<long> Preferred { get; init; }

    /// <summary>The time of the bounding item below, or null: any time before is free.</summary>
    public required long? Below { get; init; }

    /// <summary>Where the times may lie, best first: after the one, not after the other.</summary>
    public required IReadOnlyList<(long? After, long Last)> Windows { get; init; }

    /// <returns>Falling free seconds for the positions from the top; fewer than those when no window has room for all.</returns>
    public IReadOnlyList<long> Fill(FreeSeconds seconds)
    {
        IReadOnlyList<long> lowest = [];
        foreach (var (after, last) in Windows)
        {
            if (after is null) return NearPreferred(seconds, last);
            lowest = seconds.Between(after.Value, last, Positions.Count);
            if (lowest.Count == Positions.Count) return NotBelow(lowest, NearPreferred(seconds, last));
        }

        return [.. lowest.Reverse()];
    }

    private List<long> NearPreferred(FreeSeconds seconds, long last)
    {
        var times = new List<long>(Positions.Count);
        foreach (var second in Preferred)
        {
            times.Add(seconds.AtOrBefore(Math.Min(second, last)));
            last = times[^1] - 1;
        }

        return times;
    }

    /// <summary>Both fall and both are free, so the later of each pair falls and is free too.</summary>
    private static List<long> NotBelow(IReadOnlyList<long> lowest, List<long> times) =>
        [.. times.Select((time, i) => Math.Max(time, lowest[^(i + 1)]))];
}
