// Ingests a history and checks after each listing what must hold, knowing the truth.
using FeedService.Ledger;

namespace FeedService.Tests.Ledger;

/// <summary>
/// What the captures determine. Of two stories, neither pinned, that one listing shows, the upper is the newer, and when
/// the first of them is published by that listing the feed must say so too. Two things may stand in the way, and are
/// excepted, because published times never change: (1) the second of them was published earlier, at a time that already
/// contradicts another story of this listing (it was first seen pinned, or on a page captured out of turn); a
/// contradiction with a story that is provably pinned does not count. Nor can one tell where a story belongs
/// when three or more are gone of those that an earlier capture shows around it. (2) One of them was squeezed, because no second was free.
/// And two things mislead about a whole listing: a story that an earlier capture of a deeper page lacks because it was
/// pinned just then looks like news below old stories; and of two stories that an earlier capture shows pinned and that are
/// back in their places, the upper one looks as if it still were.
/// </summary>
internal sealed class Replay
{
    private readonly History history;
    private readonly MemoryLedger ledger;
    private readonly Dictionary<int, int> itemOfStory = [];
    private readonly Dictionary<int, int> storyOfItem = [];

    public Replay(History history, Rules rules)
    {
        this.history = history;
        ledger = new MemoryLedger(rules);
        foreach (var capture in history.Captures) Ingest(capture);
    }

    public MemoryLedger Ledger => ledger;

    /// <summary>How many pairs of stories were compared: a property over nothing proves nothing.</summary>
    public int Pairs { get; private set; }

    /// <summary>Listings about whose order nothing could be said.</summary>
    public int Misleading { get; private set; }

    public Guid IdOf(Story story) => ledger.Items[itemOfStory[story.Number]].Id;

    public IEnumerable<Story> Seen => history.Page.Stories.Where(s => itemOfStory.ContainsKey(s.Number));

    private void Ingest(Capture capture)
    {
        var before = ledger.Items.ToList();
        var listings = ledger.Listings.ToList();
        ledger.Ingest(capture.Entries, capture.Recorded, capture.Now);
        var page = new PlacedPage(capture, ledger, before, listings);
        var misleading = capture.Shown.Where((_, i) => page.IsNew(i)).Any(s => WasHidden(s, capture)) || ShowsOldPins(capture);
        if (misleading) Misleading++;
        CheckIdentity(capture);
        CheckTimes(page);
        for (var i = 0; i < capture.Shown.Count; i++)
            if (page.IsNew(i) && !misleading) CheckPlace(page, i);
    }

    private IEnumerable<Capture> Earlier(Capture capture) =>
        history.Captures.Take(ledger.Listings.Count - 1).Where(c => c.Recorded < capture.Recorded);

    private bool WasHidden(Story story, Capture capture) => Earlier(capture).Any(c => story.IsShown(c.At) && story.IsPinned(c.At));

    private bool ShowsOldPins(Capture capture) => Earlier(capture).Any(c =>
        c.Shown.Where(s => s.IsPinned(c.At)).Intersect(capture.Shown).ToList() is { Count: > 1 } pinned && pinned.Exists(s => !s.IsPinned(capture.At)));

    /// <summary>One item per story, one story per item, from the first listing to the last.</summary>
    private void CheckIdentity(Capture capture)
    {
        foreach (var (story, item) in capture.Shown.Zip(ledger.Listings[^1].Items))
        {
            Check(itemOfStory.TryAdd(story.Number, item) || itemOfStory[story.Number] == item, $"story {story.Number} became a second item");
            Check(storyOfItem.TryAdd(item, story.Number) || storyOfItem[item] == story.Number, $"item {item} became a second story");
        }
    }

    private void CheckTimes(PlacedPage page)
    {
        Check(ledger.Items.DistinctBy(i => i.Published).Count() == ledger.Items.Count, "two items have one time");
        Check(ledger.Items.DistinctBy(i => i.Id).Count() == ledger.Items.Count, "two items have one id");
        Check(page.NewItems.All(i => i.Published <= page.Capture.Now), "an item is published in the future");
    }

    private void CheckPlace(PlacedPage page, int position)
    {
        if (page.Item(position).Squeezed)
        {
            Check(!page.InOrder || !page.HasRoomFor(position), $"position {position} was squeezed although seconds were free");
            return;
        }

        if (!page.IsPinned(position)) CheckOrder(page, position);
        Check(page.Published(position) <= page.Capture.Recorded || page.NeedsTimeAfterCapture(position), $"position {position} is later than its capture");
        Check(!page.IsNews(position) || page.Published(position) > page.LatestBefore, $"position {position} is news, but not on top of the feed");
    }

    private void CheckOrder(PlacedPage page, int position)
    {
        for (var other = 0; other < page.Count; other++)
        {
            if (other == position || !page.Determines(other)) continue;
            Pairs++;
            Check(page.Published(position) > page.Published(other) == position < other, $"positions {position} and {other} are out of order");
        }
    }

    private void Check(bool holds, string otherwise)
    {
        if (!holds) throw new BrokenHistory($"history {history.Seed}, listing {ledger.Listings.Count - 1}: {otherwise}");
    }
}

/// <summary>Names the seed, so that the history can be run again alone.</summary>
internal sealed class BrokenHistory(string message) : Exception(message);
