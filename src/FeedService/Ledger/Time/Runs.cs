// Cuts a listing into runs of new entries at the known items that bound them, and says where each may lie.
namespace FeedService.Ledger;

internal static class Runs
{
    public static IReadOnlyList<Run> Of(Placing placing)
    {
        var pinned = Pins.In(placing);
        var pins = Enumerable.Range(0, pinned.Length).Where(i => pinned[i]).ToList();
        var bounding = Chain.Of([.. placing.Entries.Select((a, i) => pinned[i] ? null : Second(a?.Published))]);
        var dates = PreferredDates(placing);
        var edges = bounding.Prepend(-1).Zip(bounding.Append(placing.Entries.Count));
        return [.. edges.Select(edge => Between(edge.First, edge.Second, placing, pins, dates)).Where(r => r.Positions.Count > 0)];
    }

    private static long? Second(DateTimeOffset? time) => time?.ToUnixTimeSeconds();

    /// <param name="above">Position of the bounding item above, -1 at the top of the page.</param>
    /// <param name="below">Position of the bounding item below, one past the last at the bottom.</param>
    private static Run Between(int above, int below, Placing placing, List<int> pins, long?[] dates)
    {
        var positions = Enumerable.Range(above + 1, below - above - 1).Where(i => placing.Entries[i] is null).ToList();
        var older = below < placing.Entries.Count ? Second(placing.Entries[below]!.Published) : null;
        var newer = above < 0 ? null : Second(placing.Entries[above]!.Published);
        var capture = Second(placing.CaptureTime)!.Value;
        return new()
        {
            Positions = positions,
            Preferred = [.. positions.Select((p, i) => dates[p] ?? (newer <= capture ? newer.Value - 1 - i : capture - p))],
            Below = older,
            Windows = Windows(older, newer, After(older, newer, above, placing, pins), placing),
        };
    }

    /// <summary>
    /// What the run should come after besides the item below it: the pinned items above it, which are older; and, at the top of
    /// the newest capture, all that was published so far. A page that shows nothing known is not compared: it is its capture's.
    /// </summary>
    private static long? After(long? older, long? newer, int above, Placing placing, List<int> pins)
    {
        var passed = pins.Where(i => newer is null || i < above)
            .Select(i => Second(placing.Entries[i]!.Published)).Where(t => newer is null || t < newer);
        var isNews = newer is null && placing.Entries.Any(e => e is not null)
            && (placing.LatestCaptureInTopic is not { } latest || placing.CaptureTime >= latest);
        return passed.Append(older).Append(isNews ? Second(placing.LatestPublishedInTopic) : null).Max();
    }

    private static List<(long? After, long Last)> Windows(long? older, long? newer, long? after, Placing placing)
    {
        var ceiling = newer ?? placing.AppearedLater.Select(t => Second(t)).Where(t => older is null || t > older).Min();
        var now = Second(placing.Now)!.Value;
        var last = ceiling <= now ? ceiling.Value - 1 : now;
        var captured = Math.Min(Second(placing.CaptureTime)!.Value, last);
        return [(after, captured), (older, captured), (older, last)];
    }

    /// <summary>
    /// The dates that agree with the page's order. Where several items carry one day, each is a second later than the
    /// next, so that none falls back into the day before.
    /// </summary>
    private static long?[] PreferredDates(Placing placing)
    {
        var dates = placing.Dates.Select(d => Second(d) is > 0 and var second ? second : (long?)null).ToList();
        var preferred = new long?[dates.Count];
        long? next = null;
        var nextPosition = 0;
        foreach (var i in Chain.Of(dates).Reverse())
        {
            next = Math.Max(dates[i]!.Value, next + nextPosition - i ?? long.MinValue);
            (preferred[i], nextPosition) = (next, i);
        }

        return preferred;
    }
}
