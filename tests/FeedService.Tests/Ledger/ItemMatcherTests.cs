// Which known story is an entry? One example for each rule.
using FeedService.Ledger;
using FeedService.Model;
using Match = FeedService.Ledger.Match;

namespace FeedService.Tests.Ledger;

public sealed class ItemMatcherTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private const string Teaser = "The old water tower opens its stairs to visitors every Sunday until the end of October.";

    [Fact]
    public void The_same_text_is_the_same_item_whatever_its_case_quotes_and_spaces()
    {
        var match = Only(Entry("the “Water  Tower” opens", Teaser.ToUpperInvariant()), Known(7, "The \"water tower\" opens", Teaser));
        Assert.Equal((MatchKind.Exact, 7L), (match.Kind, match.Item));
    }

    [Theory]
    [InlineData("The old water tower opens its stairs to visitors every Saturday until the end of October.")]
    [InlineData("The old water tower opens its stairs […]")]
    [InlineData("The old water tower opens its stairs to visi...")]
    [InlineData("The old water tower opens its stairs to visitors every Sunday until the end of October. Dogs stay below, and so do prams. The café sells ice cream, coffee and home-made cake.")]
    [InlineData(null)]
    public void An_edited_cut_extended_or_missing_teaser_under_the_same_headline_is_an_edit(string? teaser)
    {
        var match = Only(Entry("Water tower opens its stairs", teaser), Known(7, "Water tower opens its stairs", Teaser));
        Assert.Equal((MatchKind.TeaserEdited, 7L), (match.Kind, match.Item));
    }

    [Theory]
    [InlineData("Water tower opens its old stairs")]
    [InlineData("Watertower opens its stairs")]
    [InlineData("Water tower to open its stairs")]
    public void An_edited_headline_over_the_same_teaser_is_an_edit(string title)
    {
        var match = Only(Entry(title, Teaser), Known(7, "Water tower opens its stairs", Teaser));
        Assert.Equal((MatchKind.HeadlineEdited, 7L), (match.Kind, match.Item));
    }

    [Theory]
    [InlineData("皆既日食を観察する会を開きます", "夏の公園で皆既日食を観察する会を開きます。参加は無料です。", "夏の公園で皆既日食を観察する会を開きます。参加費は無料です。")]
    [InlineData("ชมสุริยุปราคาที่สวนสาธารณะ", "ชมสุริยุปราคาที่สวนสาธารณะในคืนวันเสาร์ เข้าชมฟรี", "ชมสุริยุปราคาที่สวนสาธารณะในคืนวันอาทิตย์ เข้าชมฟรี")]
    public void An_edit_is_seen_in_scripts_without_spaces(string title, string before, string after) =>
        Assert.Equal(MatchKind.TeaserEdited, Only(Entry(title, after), Known(7, title, before)).Kind);

    [Fact]
    public void A_recurring_headline_is_a_new_story_each_time()
    {
        var known = Known(7, "Weekly Roundup", "This week: tomatoes, leeks and a late frost in the orchard.");
        Assert.Equal(MatchKind.New, Only(Entry("Weekly Roundup", "This week: roses, slugs and a new greenhouse at the school."), known).Kind);
        Assert.Equal(MatchKind.New, Only(Entry("Weekly Roundup", null), known).Kind);
    }

    [Theory]
    [InlineData("Picture of the week 14", "Picture of the week 15")]
    [InlineData("Concert by the lake", "Guided walk in the reeds")]
    public void Two_stories_with_one_teaser_are_two(string known, string title) =>
        Assert.Equal(MatchKind.New, Only(Entry(title, "Read the full programme here."), Known(7, known, "Read the full programme here.")).Kind);

    [Fact]
    public void A_teaser_under_several_stories_asks_more_of_the_headline()
    {
        const string boilerplate = "Every week a photograph from the reserve.";
        var verdicts = ItemMatcher.Match(
            [Entry("Photo of the week: Kingfisher", boilerplate)],
            [Known(7, "Photo of the week: Heron", boilerplate), Known(8, "Photo of the week: Bittern", boilerplate)]);
        Assert.Equal(MatchKind.New, verdicts[0].Kind);
    }

    [Fact]
    public void A_series_that_differs_only_in_numbers_is_no_edit() => Assert.Equal(MatchKind.New, Only(
        Entry("News from the club", "Number 15 of our newsletter is out."),
        Known(7, "News from the club", "Number 14 of our newsletter is out.")).Kind);

    [Fact]
    public void Near_twins_in_one_listing_are_two_items()
    {
        var verdicts = ItemMatcher.Match(
            [Entry("Water tower opens its stairs", Teaser), Entry("Water tower opens its stairs", Teaser + " Dogs stay below.")],
            [Known(7, "Water tower opens its stairs", Teaser)]);
        Assert.Equal([MatchKind.Exact, MatchKind.New], verdicts.Select(v => v.Kind));
    }

    [Fact]
    public void Of_two_entries_like_one_item_the_one_more_alike_is_it()
    {
        var verdicts = ItemMatcher.Match(
            [Entry("Water tower opens", Teaser.Replace("old water tower", "new lighthouse", StringComparison.Ordinal)), Entry("Water tower opens", Teaser + " Dogs too.")],
            [Known(7, "Water tower opens", Teaser)]);
        Assert.Equal([null, 7L], verdicts.Select(v => v.Item));
    }

    [Fact]
    public void Two_items_about_equally_like_an_entry_make_it_new_and_ambiguous()
    {
        var match = ItemMatcher.Match(
            [Entry("Water tower opens", Teaser)],
            [Known(7, "Water tower opens", Teaser + " Dogs too."), Known(8, "Water tower opens", Teaser + " Cats too.")])[0];
        Assert.Equal((MatchKind.New, true, null), (match.Kind, match.Ambiguous, match.Item));
    }

    [Fact]
    public void Any_text_an_item_ever_had_is_the_item()
    {
        KnownText[] known = [Known(7, "Water tower opens", Teaser), Known(7, "Water tower opens at last", Teaser, Monday.AddDays(1))];
        Assert.All(known, k => Assert.Equal((MatchKind.Exact, 7L), (Only(Entry(k.Title, k.Teaser), known).Kind, Only(Entry(k.Title, k.Teaser), known).Item)));
    }

    [Fact]
    public void Two_entries_with_two_texts_of_one_item_are_not_both_it()
    {
        var verdicts = ItemMatcher.Match(
            [Entry("Water tower opens at last", Teaser), Entry("Water tower opens", Teaser)],
            [Known(7, "Water tower opens", Teaser), Known(7, "Water tower opens at last", Teaser, Monday.AddDays(1))]);
        Assert.Equal([7L, null], verdicts.Select(v => v.Item));
    }

    [Fact]
    public void True_twins_are_counted_and_later_told_apart_by_their_order()
    {
        var entry = Entry("Chess problem", "White to move.");
        var first = ItemMatcher.Match([entry, entry], []);
        Assert.Equal([0, 1], first.Select(m => m.Ordinal));
        KnownText[] known = [Known(8, "Chess problem", "White to move.", ordinal: 1), Known(7, "Chess problem", "White to move.")];
        var second = ItemMatcher.Match([entry, entry, entry], known);
        Assert.Equal([7L, 8L, null], second.Select(m => m.Item));
        Assert.Equal(2, second[2].Ordinal);
    }

    [Fact]
    public void A_hundred_thousand_entries_are_matched_one_to_one()
    {
        var entries = Enumerable.Range(0, 100_000).Select(i => Entry(i % 2 == 0 ? "Weekly Roundup" : $"Story {i} of the long page", i % 3 == 0 ? "Read more here." : $"Teaser number {i} with {i * 7} words about birds.")).ToList();
        var known = entries.Select((e, i) => Known(i, e.Title, i % 5 == 0 ? e.Teaser + " Updated." : e.Teaser)).ToList();
        var verdicts = ItemMatcher.Match(entries, known);
        Assert.Equal(100_000, verdicts.Count);
    }

    private static Match Only(Entry entry, params KnownText[] known) => Assert.Single(ItemMatcher.Match([entry], known));

    private static Entry Entry(string title, string? teaser) => new() { Title = title, Teaser = teaser, Lines = new(1, 1) };

    private static KnownText Known(long item, string title, string? teaser, DateTimeOffset? seen = null, int ordinal = 0) =>
        new() { Item = item, Title = title, Teaser = teaser, Seen = seen ?? Monday, Ordinal = ordinal };
}
