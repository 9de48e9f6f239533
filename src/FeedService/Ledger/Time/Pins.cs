// Which known items stand at the top because somebody pinned them there, not because they are new.
using System.Runtime.InteropServices;

namespace FeedService.Ledger;

/// <summary>
/// A new item did not exist in any earlier capture. So a known item above it that an earlier capture already shows is
/// older than it, and is not in its own place; provided that capture would have shown the new item, that is, shows
/// something as well that now stands below it.
/// </summary>
internal static class Pins
{
    /// <summary>
    /// More than this many are not pins: then it is the new entry that stands in the middle of old ones, a story rewritten
    /// beyond recognition or put back, and it belongs where it stands.
    /// </summary>
    private const int Most = 5;

    /// <summary>So many neighbours do not vanish at once around an item that stays in its place.</summary>
    private const int TooManyToVanish = 3;

    /// <summary>How many of the items that stand lowest are asked whether a capture shows them below another.</summary>
    private const int Witnesses = 8;

    public static bool[] In(Placing placing)
    {
        var pinned = new bool[placing.Entries.Count];
        var seen = placing.Entries.Select(e => SeenBefore(e, placing.CaptureTime)).ToList();
        var reach = Reach(placing.Entries, seen);
        var overtakers = NewEntriesBelowFew(placing.Entries, reach);
        for (var i = 0; i < pinned.Length; i++) pinned[i] = overtakers[reach[i]] > overtakers[i];
        MarkStranded(seen, pinned);
        return pinned;
    }

    /// <summary>Files copied in the same second say nothing about what came first; null for a new entry.</summary>
    private static List<Sighting>? SeenBefore(Anchor? anchor, DateTimeOffset capture) =>
        anchor?.Seen.Where(s => s.Capture < capture).OrderByDescending(s => s.Capture).ToList();

    /// <summary>
    /// For each entry, the lowest position of an item that an earlier capture shows with it, in its own place; else its own.
    /// An item that stood above then and stands below now is itself the one that was pinned, unless it is the newer.
    /// </summary>
    private static int[] Reach(IReadOnlyList<Anchor?> entries, List<List<Sighting>?> seen)
    {
        var reach = new int[entries.Count];
        var witnesses = new Dictionary<long, List<(int Position, int Below)>>();
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            reach[i] = i;
            foreach (var sighting in seen[i] ?? [])
            {
                var lowest = CollectionsMarshal.GetValueRefOrAddDefault(witnesses, sighting.Listing, out _) ??= [];
                var witness = lowest.FindIndex(w => w.Below < sighting.Below || entries[w.Position]!.Published > entries[i]!.Published);
                if (witness >= 0) reach[i] = Math.Max(reach[i], lowest[witness].Position);
                if (lowest.Count < Witnesses) lowest.Add((i, sighting.Below));
            }
        }

        return reach;
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
    /// The same when everything that stood around an item in every earlier capture is gone, although the page goes on there:
    /// it is the item that moved. Whether it is pinned now or was then, its time says nothing about its neighbours.
    /// </summary>
    private static void MarkStranded(List<List<Sighting>?> seen, bool[] pinned)
    {
        var groups = new Dictionary<long, Group>();
        for (var i = 0; i < seen.Count; i++)
            foreach (var sighting in seen[i] ?? [])
                groups[sighting.Listing] = groups.TryGetValue(sighting.Listing, out var group)
                    ? group with { Last = i, Count = group.Count + 1, Below = sighting.Below }
                    : new(i, i, 1, sighting.Above, sighting.Below);

        for (var i = 0; i < seen.Count; i++)
            if (seen[i] is { Count: > 0 } sightings && sightings.TrueForAll(s => groups[s.Listing].StandsAlone)
                && sightings.Exists(s => groups[s.Listing].Vanished(seen.Count) >= TooManyToVanish)) pinned[i] = true;
    }

    /// <summary>The items of one earlier listing that are left.</summary>
    private sealed record Group(int First, int Last, int Count, int Above, int Below)
    {
        public bool StandsAlone => Count <= Most && Last - First + 1 == Count;

        /// <summary>Where the page ends at the group, the others may simply be beyond. A few above may have been pins, which come and go.</summary>
        public int Vanished(int pageLength) => (First > 0 && Above > Most ? Above : 0) + (Last + 1 < pageLength ? Below : 0);
    }
}
