// Property tests: whatever happens on a page, however it is captured and in whatever order the captures arrive.
using FeedService.Ledger;
using FeedService.Model;
using Match = FeedService.Ledger.Match;

namespace FeedService.Tests.Ledger;

public sealed class HistoryTests(ITestOutputHelper output)
{
    private static readonly int Histories = int.TryParse(Environment.GetEnvironmentVariable("HISTORIES"), out var count) ? count : 2_000;

    [Fact]
    public void Every_history_gives_one_item_per_story_at_its_own_time_in_the_true_order()
    {
        var (pairs, items, squeezed, listings, misleading) = (0L, 0, 0, 0, 0);
        for (var seed = 0; seed < Histories; seed++)
        {
            var replay = new Replay(History.Generate(seed), new Rules());
            pairs += replay.Pairs;
            items += replay.Ledger.Items.Count;
            squeezed += replay.Ledger.Items.Count(i => i.Squeezed);
            listings += replay.Ledger.Listings.Count;
            misleading += replay.Misleading;
        }

        output.WriteLine($"{Histories} histories: {items} items, {pairs} pairs in order, {squeezed} squeezed, {misleading} of {listings} listings misleading");
        Assert.True(pairs > 10L * Histories);
    }

    [Fact]
    public void A_story_never_edited_has_the_same_id_in_any_order_of_arrival() => CheckIds(new Rules(), Histories / 4);

    [Fact]
    public void Ingesting_everything_again_in_another_order_brings_no_new_item()
    {
        for (var seed = 0; seed < Histories / 4; seed++)
        {
            var history = History.Generate(seed);
            var twice = history with { Captures = [.. history.Captures, .. history.InAnotherOrder().Captures] };
            Assert.Equal(new Replay(history, new Rules()).Ledger.Items, new Replay(twice, new Rules()).Ledger.Items);
        }
    }

    [Fact]
    public void Captures_of_an_ordinary_page_are_hardly_ever_held()
    {
        var (held, listings) = (new List<string>(), 0);
        for (var seed = 0; seed < 500; seed++)
        {
            var ledger = new MemoryLedger(new Rules());
            foreach (var capture in History.Generate(seed).Captures)
            {
                if (FloodGuard.Reason(ledger.FloodQuestion(capture.Entries, capture.Recorded, capture.Now)) is { } reason)
                    held.Add($"history {seed}: {reason}");
                ledger.Ingest(capture.Entries, capture.Recorded, capture.Now);
                listings++;
            }
        }

        output.WriteLine($"{held.Count} of {listings} held{string.Concat(held.Select(h => "\n" + h))}");
        // One that leaves a single story of a page whose captures were long before cannot be told from an emptied one.
        Assert.True(held.Count * 500 <= listings);
    }

    [Fact]
    public void Control_without_the_edit_rules_a_story_becomes_two_items() => Fails("second item", new()
    {
        Matching = (entries, known) => [.. ItemMatcher.Match(entries, known).Select(m => m.Kind == MatchKind.Exact ? m : New(m))],
    });

    [Fact]
    public void Control_when_the_headline_alone_decides_two_stories_become_one_item() => Fails("second story", new()
    {
        Matching = (entries, known) => [.. ItemMatcher.Match(entries, known)
            .Zip(entries, (m, e) => m.Item is null && known.FirstOrDefault(k => k.Title == e.Title) is { } same
                ? m with { Item = same.Item, Kind = MatchKind.TeaserEdited } : m)],
    });

    [Fact]
    public void Control_without_sightings_a_pinned_item_holds_news_down() => Fails("squeezed although", new()
    {
        Timing = (placing, taken) => Timeline.Place(
            placing with { Entries = [.. placing.Entries.Select(a => a is null ? null : a with { Seen = [] })] }, taken),
    });

    [Fact]
    public void Control_when_a_late_capture_counts_as_the_newest_its_stories_come_too_late() => Fails("later than its capture", new()
    {
        Timing = (placing, taken) => Timeline.Place(
            placing with { CaptureTime = Later(placing.CaptureTime, placing.LatestCaptureInTopic) }, taken),
    });

    [Fact]
    public void Control_when_taken_seconds_are_ignored_two_items_have_one_time() => Fails("one time", new()
    {
        Timing = (placing, _) => Timeline.Place(placing, (_, _) => []),
    });

    [Fact]
    public void Control_when_now_is_ignored_an_item_is_published_in_the_future() => Fails("in the future", new()
    {
        Timing = (placing, taken) => Timeline.Place(placing with { Now = placing.Now.AddDays(1) }, taken),
    });

    [Fact]
    public void Control_when_known_items_bound_nothing_the_order_is_lost() => Fails("out of order", new()
    {
        Timing = (placing, taken) => [.. Timeline.Place(placing with { Entries = new Anchor?[placing.Entries.Count] }, taken)
            .Select((place, i) => placing.Entries[i] is null ? place : null)],
    });

    [Fact]
    public void Control_when_the_topic_is_not_asked_news_can_come_below_it() => Fails("not on top", new()
    {
        Timing = (placing, taken) => Timeline.Place(placing with { LatestPublishedInTopic = null }, taken),
    });

    [Fact]
    public void Control_squeezing_without_need_is_seen() => Fails("although seconds were free", new()
    {
        Timing = (placing, taken) => [.. Timeline.Place(placing, taken).Select(p => p is null ? null : p with { Squeezed = true })],
    });

    [Fact]
    public void Control_an_id_that_counts_arrivals_depends_on_their_order()
    {
        var arrivals = 0;
        Assert.ThrowsAny<Exception>(() => CheckIds(new() { Minting = (entry, _) => ItemIdentity.IdOf(entry.Title, entry.Teaser, arrivals++) }, 50));
    }

    private static void CheckIds(Rules rules, int histories)
    {
        for (var seed = 0; seed < histories; seed++)
        {
            var history = History.Generate(seed);
            var (one, other) = (new Replay(history, rules), new Replay(history.InAnotherOrder(), rules));
            Assert.All(one.Seen.Where(s => !s.WasEdited), s => Assert.Equal(one.IdOf(s), other.IdOf(s)));
        }
    }

    private static void Fails(string complaint, Rules broken) => Assert.Contains(complaint, Assert.Throws<BrokenHistory>(() =>
    {
        for (var seed = 0; seed < 1_000; seed++) _ = new Replay(History.Generate(seed), broken);
    }).Message);

    private static Match New(Match match) => match with { Kind = MatchKind.New, Item = null };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
