// A listing just ingested, with everything a judge must know about it; computed anew, not taken from the timeline.
namespace FeedService.Tests.Ledger;

internal sealed class PlacedPage
{
    private readonly MemoryLedger ledger;
    private readonly IReadOnlyList<LedgerItem> before;
    private readonly IReadOnlyList<LedgerListing> listings;
    private readonly IReadOnlyList<int> items;
    private readonly bool[] provablyPinned;
    private readonly bool[] sound;

    public PlacedPage(Capture capture, MemoryLedger ledger, IReadOnlyList<LedgerItem> before, IReadOnlyList<LedgerListing> listings)
    {
        (Capture, this.ledger, this.before, this.listings) = (capture, ledger, before, listings);
        items = ledger.Listings[^1].Items;
        provablyPinned = [.. Enumerable.Range(0, Count).Select(IsProvablyPinned)];
        sound = [.. Enumerable.Range(0, Count).Select(IsSound)];
    }

    public Capture Capture { get; }

    public int Count => items.Count;

    public long LatestBefore => before.Max(i => i.Published);

    public IEnumerable<LedgerItem> NewItems => Enumerable.Range(0, Count).Where(IsNew).Select(Item);

    /// <summary>Every known item that is not provably pinned stands in the order of its time, and surely in its place.</summary>
    public bool InOrder => Known().All(i => provablyPinned[i] || (sound[i] && !IsStranded(i)));

    public LedgerItem Item(int position) => ledger.Items[items[position]];

    public long Published(int position) => Item(position).Published;

    public bool IsNew(int position) => items[position] >= before.Count;

    public bool IsPinned(int position) => Capture.Shown[position].IsPinned(Capture.At);

    /// <summary>Whether the entry's time can be relied on to bound others.</summary>
    public bool Determines(int position) =>
        !IsPinned(position) && (IsNew(position) ? !Item(position).Squeezed : sound[position] && !IsStranded(position));

    /// <summary>More seconds were free between the known items around it than new entries stand there.</summary>
    public bool HasRoomFor(int position)
    {
        var (older, newer) = (NearestBelow(position), NearestAbove(position));
        return older is null || FreeBetween(older.Value, Math.Min(Capture.Now, newer - 1 ?? long.MaxValue)) >= NewBetween(older, newer, position);
    }

    public bool NeedsTimeAfterCapture(int position)
    {
        var older = Known().Where(i => i > position).Select(i => (long?)Published(i)).Max();
        return older is not null && FreeBetween(older.Value, Capture.Recorded) < NewItems.Count();
    }

    /// <summary>Newer than every story seen so far, in the newest capture, with nothing in doubt above it and room before the capture.</summary>
    public bool IsNews(int position) =>
        !IsPinned(position) && Known().Any() && before.Count > 0
        && listings.All(l => l.Capture <= Capture.Recorded)
        && Known().All(i => i > position ? !provablyPinned[i] && sound[i] : provablyPinned[i])
        && Known().Any(i => i > position)
        && FreeBetween(LatestBefore, Capture.Recorded) >= NewItems.Count();

    private IEnumerable<int> Known() => Enumerable.Range(0, Count).Where(i => !IsNew(i));

    private bool IsProvablyPinned(int position) => !IsNew(position) && IsPinned(position)
        && Known().Any(below => Enumerable.Range(position, Math.Max(0, below - position)).Any(IsNew)
            && listings.Any(l => l.Capture < Capture.Recorded && ShowsInPlace(l.Items.ToList(), items[position], items[below])));

    /// <summary>Both, and the second below the first, or else newer than it.</summary>
    private bool ShowsInPlace(List<int> shown, int upper, int lower) => shown.Contains(upper) && shown.Contains(lower)
        && (shown.IndexOf(upper) < shown.IndexOf(lower) || before[lower].Published > before[upper].Published);

    /// <summary>Of the stories that an earlier capture shows around it, three or more are gone although the page goes on there.</summary>
    private bool IsStranded(int position) => listings.Where(l => l.Capture < Capture.Recorded && l.Items.Contains(items[position])).Any(l =>
    {
        var left = Known().Where(i => l.Items.Contains(items[i])).ToList();
        var goneAbove = left[0] > 0 ? l.Items.ToList().IndexOf(items[left[0]]) : 0;
        var goneBelow = left[^1] < Count - 1 ? l.Items.Count - 1 - l.Items.ToList().IndexOf(items[left[^1]]) : 0;
        return left[^1] - left[0] + 1 == left.Count && goneAbove + goneBelow >= 3;
    });

    private bool IsSound(int position) => !IsNew(position) && !provablyPinned[position]
        && Known().All(i => i == position || provablyPinned[i] || Published(i) > Published(position) == i < position);

    private long? NearestBelow(int position) => Known().Where(i => i > position && sound[i]).Select(i => (long?)Published(i)).Max();

    private long? NearestAbove(int position)
    {
        var older = NearestBelow(position);
        var above = Known().Where(i => i < position && sound[i]).Select(i => (long?)Published(i)).Min();
        return above ?? ledger.AppearedLater([.. Known().Select(i => items[i])], Capture.Recorded).Where(t => older is null || t > older).Min(t => (long?)t);
    }

    private int NewBetween(long? older, long? newer, int position) =>
        Enumerable.Range(0, Count).Count(i => IsNew(i) && NearestBelow(i) == older && NearestAbove(i) == newer);

    private long FreeBetween(long after, long last)
    {
        var taken = before.Count(i => after < i.Published && i.Published <= last);
        return Math.Max(0, last - after) - taken;
    }
}
