// Which known items stand at the top because somebody pinned them there, not because they are new.
namespace FeedService.Ledger;

/// <summary>
/// A new item did not exist in any earlier capture. So a known item above it that an earlier capture already shows is
/// older than it, and is not in its own place; provided that capture would have shown the new item, that is, shows
/// something below it as well.
/// </summary>
internal static class Pins
{
    /// <summary>
    /// More than this many are not pins: then it is the new entry that stands in the middle of old ones, a story rewritten
    /// beyond recognition or put back, and it belongs where it stands.
    /// </summary>
    private const int Most = 5;

    /// <summary>So many items do not vanish at once from below an item that stays.</summary>
    private const int TooManyToVanish = 3;

    public static bool[] In(Placing placing)
    {
        var pinned = new bool[placing.Entries.Count];
        var seen = placing.Entries.Select(e => SeenBefore(e, placing.CaptureTime)).ToList();
        var reach = Reach(seen);
        var overtakers = NewEntriesBelowFew(placing.Entries, reach);
        for (var i = 0; i < pinned.Length; i++) pinned[i] = overtakers[reach[i]] > overtakers[i];
        MarkLeftBehind(seen, reach, pinned);
        return pinned;
    }

    /// <summary>Files copied in the same second say nothing about what came first; null for a new entry.</summary>
    private static List<Sighting>? SeenBefore(Anchor? anchor, DateTimeOffset capture) =>
        anchor?.Seen.Where(s => s.Capture < capture).OrderByDescending(s => s.Capture).ToList();

    /// <summary>For each entry, the lowest position that an earlier capture shows together with it; else its own.</summary>
    private static int[] Reach(List<List<Sighting>?> seen)
    {
        var lowest = new Dictionary<long, int>();
        for (var i = 0; i < seen.Count; i++)
            foreach (var sighting in seen[i] ?? []) lowest[sighting.Listing] = i;
        return [.. seen.Select((sightings, i) => (sightings ?? []).Select(s => lowest[s.Listing]).Append(i).Max())];
    }

    /// <summary>How many new entries up to each position have at most <see cref="Most"/> overtaken items above them.</summary>
    private static int[] NewEntriesBelowFew(IReadOnlyList<Anchor?> entries, int[] reach)
    {
        var change = new int[entries.Count + 1];
        var counts = new int[entries.Count];
        var above = 0;
        for (var i = 0; i < entries.Count; i++)
        {
            above += change[i];
            counts[i] = (i == 0 ? 0 : counts[i - 1]) + (entries[i] is null && above <= Most ? 1 : 0);
            if (reach[i] <= i) continue;
            above++;
            change[reach[i]]--;
        }

        return counts;
    }

    /// <summary>
    /// The same when nothing that stood below the item is left: it had several below it, and now has only new ones. What
    /// stands above such an item is pinned as well.
    /// </summary>
    private static void MarkLeftBehind(List<List<Sighting>?> seen, int[] reach, bool[] pinned)
    {
        var known = Enumerable.Range(0, seen.Count).Where(i => seen[i] is not null).Take(Most).ToList();
        var last = known.FindLastIndex(i => reach[i] == i && i + 1 < seen.Count && seen[i + 1] is null
            && seen[i] is [{ Below: >= TooManyToVanish }, ..]);
        for (var i = 0; i <= last; i++) pinned[known[i]] = true;
    }
}
