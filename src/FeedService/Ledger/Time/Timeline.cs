// When a listing's new items appeared: page order, capture times and what is already published, made into seconds.
namespace FeedService.Ledger;

/// <summary>
/// From hard to soft: distinct whole seconds, never after now; the page's order against the known items that stand in
/// order; never after the capture; news after everything published in the topic; the item's own date, else the capture
/// time minus the rank. Times are given once and never changed, so each listing bends to those placed before it.
/// </summary>
internal static class Timeline
{
    /// <returns>By position; null for known items.</returns>
    public static IReadOnlyList<Placed?> Place(Placing placing, TakenSeconds taken)
    {
        var seconds = new FreeSeconds(taken);
        var placed = new Placed?[placing.Entries.Count];
        var squeezed = new List<(int Position, long Below)>();
        foreach (var run in Runs.Of(placing))
        {
            var times = run.Fill(seconds);
            for (var i = 0; i < run.Positions.Count; i++)
                if (i < times.Count) placed[run.Positions[i]] = new(At(seconds.Take(times[i])), Squeezed: false);
                else squeezed.Add((run.Positions[i], run.Below!.Value));
        }

        // After all the others, so that they push nobody else out of order. Always downwards: what does not fit becomes
        // a little older than it is, never news.
        foreach (var (position, below) in squeezed)
            placed[position] = new(At(seconds.Take(seconds.AtOrBefore(below))), Squeezed: true);
        return placed;
    }

    private static DateTimeOffset At(long second) => DateTimeOffset.FromUnixTimeSeconds(second);
}
