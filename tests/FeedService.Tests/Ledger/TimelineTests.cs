// When did an item appear? One example for each rule; times are written as seconds after a Monday morning.
using FeedService.Ledger;

namespace FeedService.Tests.Ledger;

public sealed class TimelineTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly HashSet<long> taken = [];

    [Fact]
    public void A_first_listing_is_its_capture_time_minus_the_rank() =>
        Assert.Equal([100, 99, 98], Place(100, null, null, null));

    [Fact]
    public void A_taken_second_is_passed_over()
    {
        Take(99, 98);
        Assert.Equal([100, 97, 96], Place(100, null, null, null));
    }

    [Fact]
    public void Entries_above_a_known_item_are_news() => Assert.Equal([500, 499], Place(500, null, null, Known(100)));

    [Fact]
    public void News_comes_after_everything_published_in_the_topic()
    {
        Take(499, 100);
        Assert.Equal([501, 500], Times(At(501, null, null, Known(100)) with { LatestPublishedInTopic = When(499), LatestCaptureInTopic = When(499) }));
    }

    [Fact]
    public void Entries_below_the_last_known_item_go_down_from_it_second_by_second() =>
        Assert.Equal([99, 98], Place(5_000, Known(100), null, null));

    [Fact]
    public void An_entry_between_two_known_items_lies_between_them() => Assert.Equal([99, 98], Place(500, Known(100), null, null, Known(90)));

    [Fact]
    public void A_late_older_capture_is_never_after_its_own_time() =>
        Assert.Equal([200, 199], Times(At(200, null, null, Known(100)) with { LatestPublishedInTopic = When(900), LatestCaptureInTopic = When(900) }));

    [Fact]
    public void A_late_older_capture_stays_below_what_appeared_after_it()
    {
        Take(898, 899, 900);
        var placing = At(200, null, Known(895)) with { LatestCaptureInTopic = When(900), AppearedLater = [When(898), When(899), When(900), When(3)] };
        Assert.Equal([896], Times(placing));
    }

    [Theory]
    [InlineData(100, 100, true)]
    [InlineData(100, 100, false)]
    [InlineData(98, 100, true)]
    [InlineData(98, 100, false)]
    [InlineData(100, 98, true)]
    [InlineData(100, 98, false)]
    public void Two_overlapping_pages_come_out_in_page_order_whichever_is_first(long upperCapture, long lowerCapture, bool upperFirst)
    {
        var (upper, lower) = (Enumerable.Range(0, 12).ToArray(), Enumerable.Range(6, 19).ToArray());
        var published = new SortedDictionary<int, long>();
        long? latest = null;
        foreach (var (page, capture) in upperFirst ? [(upper, upperCapture), (lower, lowerCapture)] : new[] { (lower, lowerCapture), (upper, upperCapture) })
        {
            var placing = At(capture, [.. page.Select(s => published.TryGetValue(s, out var time) ? Known(time) : null)]) with
            {
                LatestPublishedInTopic = published.Count == 0 ? null : When(published.Values.Max()),
                LatestCaptureInTopic = latest is null ? null : When(latest.Value),
            };
            foreach (var (story, place) in page.Zip(Timeline.Place(placing, Taken)))
                if (place is not null) Take(published[story] = Seconds(place.Time));
            latest = Math.Max(latest ?? 0, capture);
        }

        Assert.Equal(published.Values.OrderDescending(), published.Values);
    }

    [Fact]
    public void News_under_a_pinned_item_is_news()
    {
        var pinned = Known(50, Seen(listing: 1, at: 100, above: 0, below: 9));
        Assert.Equal([499], Place(500, pinned, null, Known(100, Seen(1, 100, 1, 8))));
    }

    [Fact]
    public void News_under_an_item_that_was_new_when_it_was_pinned_is_news()
    {
        var pinned = Known(100, Seen(1, 100, 0, 9));
        var placing = At(500, pinned, null, Known(99, Seen(1, 100, 1, 8))) with { LatestPublishedInTopic = When(100), LatestCaptureInTopic = When(100) };
        Assert.Equal([499], Times(placing));
    }

    [Fact]
    public void News_under_a_pinned_item_is_news_even_when_nothing_else_is_known() =>
        Assert.Equal([499, 498], Place(500, Known(50, Seen(1, 100, 0, 9)), null, null));

    [Fact]
    public void What_follows_the_last_item_of_an_earlier_capture_is_older() =>
        Assert.Equal([49, 48], Place(500, Known(50, Seen(1, 100, 9, 0)), null, null));

    [Fact]
    public void A_new_text_in_the_middle_of_many_old_ones_stays_there()
    {
        var old = Enumerable.Range(0, 9).Select(i => Known(100 - 10 * i, Seen(1, 100, i, 8 - i))).ToList<Anchor?>();
        old.Insert(7, null);
        Assert.Equal([39], Place(500, [.. old]));
    }

    [Fact]
    public void A_capture_of_the_same_second_is_no_evidence() =>
        Assert.Equal([90], Place(500, Known(91, Seen(1, 500, 0, 9)), null, Known(50, Seen(1, 500, 1, 8))));

    [Fact]
    public void An_item_out_of_its_order_is_outvoted_by_the_others() =>
        Assert.Equal([98], Place(500, Known(100), Known(99), Known(300), null, Known(97), Known(96)));

    [Fact]
    public void Times_are_never_in_the_future_even_if_order_must_give()
    {
        Take(100, 99);
        var placed = Timeline.Place(At(100, null, null, Known(100)) with { Now = When(101) }, Taken);
        Assert.Equal([101, 98], placed.Take(2).Select(p => Seconds(p!.Time)));
        Assert.Equal([false, true], placed.Take(2).Select(p => p!.Squeezed));
    }

    [Fact]
    public void Without_a_free_second_between_its_neighbours_an_entry_is_squeezed_below_them()
    {
        Take(100, 99, 98);
        var placed = Timeline.Place(At(500, Known(100), null, Known(99), Known(98)), Taken);
        Assert.Equal(new Placed(When(97), Squeezed: true), placed[1]);
    }

    [Fact]
    public void An_own_date_is_honoured_between_the_neighbours()
    {
        Assert.Equal([60], Times(Dated(At(500, Known(100), null, Known(50)), null, 60, null)));
        Assert.Equal([99], Times(Dated(At(500, Known(100), null, Known(50)), null, 400, null)));
        Assert.Equal([51], Times(Dated(At(500, Known(100), null, Known(50)), null, 10, null)));
    }

    [Fact]
    public void Entries_of_one_day_stay_in_that_day_in_page_order() =>
        Assert.Equal([302, 301, 300, 200], Times(Dated(At(500, null, null, null, null), 300, 300, 300, 200)));

    [Fact]
    public void A_date_that_contradicts_the_page_is_not_believed() =>
        Assert.Equal([500, 300, 200], Times(Dated(At(500, null, null, null), 1, 300, 200)));

    [Fact]
    public void A_date_after_the_capture_is_not_believed() => Assert.Equal([500], Times(Dated(At(500, new Anchor?[] { null }), 9_000)));

    [Fact]
    public void Times_are_whole_seconds()
    {
        var placing = At(100, new Anchor?[] { null }) with { CaptureTime = When(100).AddMilliseconds(700) };
        Assert.Equal(When(100), Timeline.Place(placing, Taken)[0]!.Time);
    }

    [Fact]
    public void A_hundred_thousand_entries_get_a_second_each()
    {
        var entries = Enumerable.Range(0, 100_000)
            .Select(i => i % 2 == 0 ? null : Known(1_000_000 - 3 * i, Seen(1, 1_000, i, 100_000 - i), Seen(2, 2_000, i, 100_000 - i))).ToArray();
        var placed = Place(2_000_000, entries);
        Assert.Equal(50_000, placed.Distinct().Count());
    }

    private static Placing At(long capture, params Anchor?[] entries) => new()
    {
        CaptureTime = When(capture),
        Now = When(capture + 10_000),
        Entries = entries,
        Dates = new DateTimeOffset?[entries.Length],
    };

    private static Placing Dated(Placing placing, params long?[] dates) =>
        placing with { Dates = [.. dates.Select(d => d is null ? (DateTimeOffset?)null : When(d.Value))] };

    private static Anchor Known(long published, params Sighting[] seen) => new() { Published = When(published), Seen = seen };

    private static Sighting Seen(long listing, long at, int above, int below) =>
        new() { Listing = listing, Capture = When(at), Above = above, Below = below };

    private static DateTimeOffset When(long seconds) => Monday.AddSeconds(seconds);

    private static long Seconds(DateTimeOffset time) => (long)(time - Monday).TotalSeconds;

    private IEnumerable<long> Place(long capture, params Anchor?[] entries) => Times(At(capture, entries));

    private IEnumerable<long> Times(Placing placing) =>
        Timeline.Place(placing, Taken).OfType<Placed>().Select(p => p.Squeezed ? throw new InvalidOperationException("squeezed") : Seconds(p.Time));

    private void Take(params long[] seconds) => taken.UnionWith(seconds.Select(s => When(s).ToUnixTimeSeconds()));

    private IReadOnlyCollection<long> Taken(long first, long last) => [.. taken.Where(t => first <= t && t <= last)];
}
