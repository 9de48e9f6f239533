// Which known item an entry is when its listing is read again.
using FeedService.Ledger;
using FeedService.Model;

namespace FeedService.Tests.Ledger;

public sealed class RereadMatcherTests
{
    [Fact]
    public void What_stands_in_an_items_lines_is_that_item_whatever_it_was_read_as() =>
        Assert.Equal([7L], Items([Entry("Tulips in a row", "Forty kinds of them.", 1, 3)], [Earlier(7, "Menu", "Tulips in a row", 1, 2)]));

    [Fact]
    public void Of_two_stories_read_as_one_the_one_with_the_headline_keeps_the_item() => Assert.Equal(
        [null, 7L],
        Items(
            [Entry("A stray heading made a story", null, 1, 4), Entry("Tulips in a row", "Forty kinds of them.", 5, 6)],
            [Earlier(7, "Tulips in a row", "A stray heading made a story Forty kinds of them.", 1, 6)]));

    [Fact]
    public void Pairs_of_lines_that_were_shifted_by_one_keep_their_items_in_order() => Assert.Equal(
        [1L, 2L],
        Items(
            [Entry("Tulips in a row", "Forty kinds of them.", 3, 5), Entry("Roses by the gate", "They bloom until frost.", 7, 9)],
            [Earlier(1, "Garden", "Tulips in a row", 1, 3), Earlier(2, "Forty kinds of them.", "Roses by the gate", 5, 7), Earlier(3, "They bloom until frost.", null, 9, 9)]));

    [Fact]
    public void An_entry_whose_text_is_another_items_is_that_item() => Assert.Equal(
        [9L],
        Items([Entry("Tulips in a row", "Forty kinds of them.", 1, 3)], [Earlier(7, "Menu", "Tulips in a row", 1, 3)], Known(9, "Tulips in a row", "Forty kinds of them.")));

    [Fact]
    public void A_text_the_item_had_before_is_kept_before_any_other_item_with_this_text() => Assert.Equal(
        [7L],
        Items(
            [Entry("Weekly roundup", null, 1, 1)],
            [Earlier(7, "Menu Weekly roundup", null, 1, 1)],
            Known(7, "Weekly roundup", null),
            Known(9, "Weekly roundup", null, DateTimeOffset.UnixEpoch.AddDays(9))));

    [Fact]
    public void An_item_that_other_listings_show_as_something_else_is_not_overwritten()
    {
        Entry[] entries = [Entry("Tulips in a row", "Forty kinds of them.", 1, 3)];
        Assert.Equal([null], Items(entries, [Earlier(7, "Menu", "Tulips in a row", 1, 3) with { Elsewhere = [("A night train to the sea", "It leaves at ten.")] }]));
        Assert.Equal([7L], Items(entries, [Earlier(7, "Menu", "Tulips in a row", 1, 3) with { Elsewhere = [("Menu", "Tulips in a row")] }]));
        Assert.Equal([7L], Items(entries, [Earlier(7, "3 hours ago Tulips", "Forty kinds of them.", 1, 3) with { Elsewhere = [("5 hours ago Tulips", "Forty kinds of them.")] }]));
    }

    [Fact]
    public void A_twin_of_an_item_that_stays_gets_an_id_of_its_own()
    {
        var matches = RereadMatcher.Match(
            [Entry("Weekly roundup", null, 1, 1), Entry("Weekly roundup", null, 3, 3), Entry("Menu", null, 5, 5)],
            [Earlier(7, "Weekly roundup", null, 3, 3), Earlier(8, "Menu", null, 5, 5)],
            [Known(7, "Weekly roundup", null), Known(8, "Menu", null)]);
        Assert.Equal([null, 7L, 8L], matches.Select(match => match.Item));
        Assert.Equal(1, matches[0].Ordinal);
    }

    [Fact]
    public void A_twin_counts_an_item_that_has_only_now_got_its_text()
    {
        var matches = RereadMatcher.Match(
            [Entry("Weekly roundup", null, 1, 1), Entry("Weekly roundup", null, 3, 3)], [Earlier(7, "Menu", null, 1, 1)], [Known(7, "Menu", null)]);
        Assert.Equal([7L, null], matches.Select(match => match.Item));
        Assert.Equal(1, matches[1].Ordinal);
    }

    private static IEnumerable<long?> Items(IReadOnlyList<Entry> entries, IReadOnlyList<EarlierEntry> earlier, params KnownText[] known) =>
        RereadMatcher.Match(entries, earlier, [.. earlier.Select(before => Known(before.Item, before.Title, before.Teaser)), .. known]).Select(match => match.Item);

    private static Entry Entry(string title, string? teaser, int first, int last) => new() { Title = title, Teaser = teaser, Lines = new LineRange(first, last) };

    private static EarlierEntry Earlier(long item, string title, string? teaser, int first, int last) =>
        new() { Item = item, Title = title, Teaser = teaser, Lines = new LineRange(first, last), Elsewhere = [] };

    private static KnownText Known(long item, string title, string? teaser, DateTimeOffset seen = default) =>
        new() { Item = item, Title = title, Teaser = teaser, Seen = seen, Ordinal = 0 };
}
