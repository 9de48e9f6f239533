// Which listings are held, and that ordinary ones are not.
using FeedService.Ledger;
using FeedService.Model;

namespace FeedService.Tests.Ledger;

public sealed class FloodGuardTests
{
    private static readonly ReadingShape Usual = new()
    {
        Entries = 12, Captions = 0.7, Teasers = 1, TitleLength = 48, TeaserLength = 160, Furniture = 0.2, Damaged = 0,
    };

    [Fact]
    public void A_normal_capture_passes() => Assert.Null(FloodGuard.Reason(Question(news: 3)));

    [Fact]
    public void A_shallow_capture_and_a_page_without_overlap_pass()
    {
        Assert.Null(FloodGuard.Reason(Question(news: 0) with { Reading = Usual with { Entries = 3 }, Places = InOrder(3) }));
        Assert.Null(FloodGuard.Reason(Question(news: 12) with { Places = [] }));
    }

    [Fact]
    public void The_first_listing_of_a_topic_is_never_held() => Assert.Null(FloodGuard.Reason(Question(news: 500) with { First = true, Previous = [] }));

    [Theory]
    [InlineData(50, 20, false)]
    [InlineData(50, 21, true)]
    [InlineData(300, 60, false)]
    [InlineData(300, 61, true)]
    public void More_news_than_twenty_and_a_fifth_of_the_window_is_a_flood(int window, int news, bool held)
    {
        var reason = FloodGuard.Reason(Question(news) with { Window = window });
        Assert.Equal(held, reason is not null);
        if (held) Assert.Contains($"{news} items", reason!, StringComparison.Ordinal);
    }

    [Fact]
    public void An_emptied_listing_is_held() => Held("only 1 entries", Question(0) with { Reading = Usual with { Entries = 1 }, Places = InOrder(1) });

    [Fact]
    public void A_listing_with_nothing_but_furniture_is_held() => Held("only 0 entries", Question(0) with { Reading = Usual with { Entries = 0 }, Places = [] });

    [Fact]
    public void The_short_last_page_of_a_pager_passes() =>
        Assert.Null(FloodGuard.Reason(Question(0) with { Reading = Usual with { Entries = 1 }, Places = [At(11)] }));

    [Fact]
    public void A_re_encoded_listing_is_held()
    {
        Entry[] entries = [Entry("Die GÃ¤rten im FrÃ¼hling"), Entry("KÃ¼che fÃ¼r alle"), Entry("Neues vom Bahnhof")];
        Held("67 % of its entries", Question(0) with { Reading = ReadingShape.Of(entries, 0) with { Entries = 12 } });
    }

    [Theory]
    [InlineData("It’s a comet", false)]
    [InlineData("Itâ€™s a comet", true)]
    [InlineData("A caf\uFFFD in the park", true)]
    [InlineData("A caf?s guide", true)]
    [InlineData("Why? Because", false)]
    [InlineData("Âge d’or, ÃO, Été à Évian", false)]
    [InlineData("«À la carte» – «Là-haut»", false)]
    [InlineData("ÐŸÑ€Ð¸Ð²ÐµÑ‚", true)]
    [InlineData("Привет, 日食, كسوف", false)]
    public void Damage_is_seen_and_accents_are_none(string title, bool damaged) => Assert.Equal(damaged, EncodingDamage.Shows(title));

    [Fact]
    public void A_re_sorted_listing_is_held()
    {
        int[] byAlphabet = [7, 2, 9, 0, 5, 11, 3, 8, 1, 10, 4, 6];
        Held("opposite order", Question(0) with { Places = [.. byAlphabet.Select(rank => At(rank))] });
        Held("100 %", Question(0) with { Places = [.. Enumerable.Reverse(InOrder(12))] });
    }

    [Fact]
    public void Pinned_items_now_or_then_do_not_make_a_page_re_sorted() =>
        Assert.Null(FloodGuard.Reason(Question(0) with { Places = [At(9), At(11), At(7), .. Enumerable.Range(2, 5).Select(At), At(0), At(8), At(1)] }));

    [Fact]
    public void Items_of_different_captures_are_not_compared() =>
        Assert.Null(FloodGuard.Reason(Question(0) with { Places = [.. Enumerable.Range(0, 12).Select(i => ((long, int)?)(i, 12 - i))] }));

    [Fact]
    public void A_wrongly_foldered_listing_is_held() =>
        Held("wrong folder", Question(0) with { OnlyElsewhere = 10, Places = [.. Enumerable.Repeat(((long, int)?)null, 10)] });

    [Fact]
    public void A_few_stories_from_another_topic_are_no_wrong_folder() =>
        Assert.Null(FloodGuard.Reason(Question(0) with { OnlyElsewhere = 4, Places = [null, null, null, null, .. InOrder(8)] }));

    [Fact]
    public void A_reading_that_takes_teasers_for_headlines_is_held() =>
        Held("headlines have 160 characters", Question(0) with { Reading = Usual with { TitleLength = 160, TeaserLength = 48 } });

    [Fact]
    public void A_reading_that_loses_its_captions_is_held() =>
        Held("share with a caption is 0 %", Question(0) with { Reading = Usual with { Captions = 0 } });

    [Fact]
    public void What_one_of_the_earlier_captures_was_like_is_usual() =>
        Assert.Null(FloodGuard.Reason(Question(0) with { Reading = Usual with { Captions = 0 }, Previous = [Usual, Usual with { Captions = 0.1 }] }));

    private static void Held(string because, FloodQuestion question)
    {
        var reason = FloodGuard.Reason(question);
        Assert.NotNull(reason);
        Assert.Contains(because, reason, StringComparison.Ordinal);
        Assert.EndsWith(".", reason, StringComparison.Ordinal);
    }

    private static FloodQuestion Question(int news) => new()
    {
        Topic = "Gardening", First = false, Window = 50, News = news, Reading = Usual, Previous = [Usual, Usual], Places = InOrder(9), OnlyElsewhere = 0,
    };

    private static List<(long Listing, int Rank)?> InOrder(int count) => [.. Enumerable.Range(0, count).Select(At)];

    private static (long Listing, int Rank)? At(int rank) => (1, rank);

    private static Entry Entry(string title) => new() { Title = title, Lines = new(1, 1) };
}
