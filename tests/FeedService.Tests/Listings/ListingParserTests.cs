// What the corpus cannot say: sizes, dates, reasons, and pages too small to have a structure.
using System.Globalization;
using System.Text;
using FeedService.Listings;

namespace FeedService.Tests.Listings;

public sealed class ListingParserTests
{
    [Fact]
    public void One_story_alone_is_a_listing()
    {
        var entry = Assert.Single(Parse("Tulips in snow\nThe tulips came early\n\nThey stood in the snow for three days and did not mind.\n").Entries);
        Assert.Equal(("Tulips in snow", "The tulips came early", "They stood in the snow for three days and did not mind."), (entry.Caption, entry.Title, entry.Teaser));
        Assert.Equal((1, 4), (entry.Lines.First, entry.Lines.Last));
    }

    [Fact]
    public void A_phrase_glued_to_a_teaser_is_cut_and_said()
    {
        var parsed = Parse(Page(5, i => $"The {Word(i)} garden opens", i => $"Visitors may walk among the {Word(i)} beds until the evening bell. Read more"));
        Assert.DoesNotContain(parsed.Entries, entry => entry.Teaser!.Contains("Read more", StringComparison.Ordinal));
        Assert.All(parsed.Lines.Where(line => line.Label == LineLabel.Teaser), line => Assert.Contains("'Read more' is cut", line.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_tail_that_all_teasers_share_is_cut_in_any_language()
    {
        var parsed = Parse(Page(6, i => $"The {Word(i)} garden opens", i => $"Visitors may walk among the {Word(i)} beds until the evening bell. Zum Glück hier entlang"));
        Assert.All(parsed.Entries, entry => Assert.EndsWith("bell.", entry.Teaser, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("5 March 2024", "2024-03-05")]
    [InlineData("March 5, 2024", "2024-03-05")]
    [InlineData("3. März 2024", "2024-03-03")]
    [InlineData("5 de marzo de 2024", "2024-03-05")]
    [InlineData("5 mars 2024", "2024-03-05")]
    [InlineData("5 марта 2024 г.", "2024-03-05")]
    [InlineData("2024年3月5日", "2024-03-05")]
    [InlineData("٥ مارس ٢٠٢٤", "2024-03-05")]
    [InlineData("5 במרץ 2024", "2024-03-05")]
    [InlineData("5 मार्च 2024", "2024-03-05")]
    [InlineData("2024-03-05", "2024-03-05")]
    [InlineData("05.03.2024, 14:30 Uhr", "2024-03-05 14:30")]
    [InlineData("Posted on March 5, 2024 at 2:05 pm", "2024-03-05 14:05")]
    [InlineData("25/03/2024", "2024-03-25")]
    [InlineData("03/25/2024", "2024-03-25")]
    [InlineData("05/03/2024", null)]
    [InlineData("3 hours ago", null)]
    public void A_date_line_is_the_items_own_date_where_it_can_be_read_in_one_way(string line, string? expected)
    {
        var parsed = Parse(string.Concat(Enumerable.Range(0, 4).Select(i => $"The {Word(i)} garden opens\n{line}\n\nVisitors may walk among the {Word(i)} beds until the evening bell.\n\n")));
        Assert.Equal(4, parsed.Entries.Count);
        Assert.All(parsed.Entries, entry => Assert.Equal(expected, entry.Date?.ToString(entry.Date.Value.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
        Assert.Contains(parsed.Furniture, furniture => furniture.Text == line);
    }

    [Fact]
    public void Another_date_of_the_page_tells_the_order_of_day_and_month()
    {
        var parsed = Parse(string.Concat(new[] { "02/03/2024", "02/20/2024", "02/11/2024" }.Select((date, i) => $"The {Word(i)} garden opens\n{date}\n\nVisitors may walk among the {Word(i)} beds.\n\n")));
        Assert.Equal([3, 20, 11], parsed.Entries.Select(entry => entry.Date!.Value.Day));
    }

    [Fact]
    public void Dates_written_before_the_headlines_are_no_part_of_them()
    {
        var parsed = Parse(Page(4, i => $"{i + 13:00}/03/2024 – The {Word(i)} garden opens again", i => $"Visitors may walk among the {Word(i)} beds until the evening bell."));
        Assert.Equal("The first garden opens again", parsed.Entries[0].Title);
        Assert.Equal(13, parsed.Entries[0].Date!.Value.Day);
    }

    [Fact]
    public void A_title_of_five_thousand_characters_and_a_teaser_of_a_megabyte_are_a_title_and_a_teaser()
    {
        var parsed = Parse(Page(6, i => Repeat($"The {Word(i)} garden opens and", i == 2 ? 5000 : 20), i => Repeat($"Visitors may walk among the {Word(i)} beds,", i == 3 ? 1_000_000 : 90) + " it says."));
        Assert.Equal(6, parsed.Entries.Count);
        Assert.True(parsed.Entries[2].Title.Length >= 5000);
        Assert.True(parsed.Entries[3].Teaser!.Length >= 1_000_000);
    }

    [Fact]
    public void What_was_learned_at_the_top_holds_to_the_end_of_a_long_page()
    {
        const int count = 10_000;
        var parsed = Parse(Page(count, i => $"The {Word(i)} garden opens for the {i}th time", i => $"Visitors may walk among the {Word(i)} beds until the bell has rung {i} times."));
        Assert.Equal(count, parsed.Entries.Count);
        Assert.Empty(parsed.Furniture);
    }

    [Fact]
    public void A_year_alone_above_a_headline_is_its_caption()
    {
        var parsed = Parse(string.Concat(Enumerable.Range(0, 6).Select(i => (i == 4 ? "1934\n" : i % 2 == 0 ? $"Gate of the {Word(i)} garden\n" : "") + $"The {Word(i)} garden opens\n\nVisitors may walk among the {Word(i)} beds until the evening bell.\n\n")));
        Assert.Equal("1934", parsed.Entries[4].Caption);
    }

    [Fact]
    public void An_item_unlike_the_others_is_read_less_surely()
    {
        var text = Page(6, i => $"The {Word(i)} garden opens", i => i == 3 ? "" : $"Visitors may walk among the {Word(i)} beds until the evening bell.");
        var entries = Parse(text).Entries;
        Assert.Null(entries[3].Teaser);
        Assert.True(entries[3].Confidence < entries[0].Confidence);
        Assert.Equal(1, entries[0].Confidence);
    }

    [Fact]
    public void A_long_page_is_learned_from_its_middle_and_end_too()
    {
        var page = Page(400, i => $"The {Word(i)} garden opens for the {i}th time", i => $"Visitors may walk among the {Word(i)} beds until the bell has rung {i} times.");
        var dated = string.Concat(Enumerable.Range(0, 400).Select(i => $"The {Word(i)} orchard is picked by {i} people\n{1 + (i % 28)} May 2026\n\nThey filled the {Word(i)} baskets {i} times before it rained.\n\n"));
        var parsed = Parse(page + dated);
        Assert.Equal(800, parsed.Entries.Count);
        Assert.Equal(400, parsed.Lines.Count(line => line.Label == LineLabel.Date));
    }

    [Theory]
    [InlineData("The sea was calm that morning, and I had nothing to do but to look at it until the ferry came in from the islands.\n\nIt came at nine. A man with a wheelbarrow got off, and then nobody else for a long time, which I thought strange.\n\nLater I learned that he was the whole of the island's post office, and that the wheelbarrow was the other half of it.\n")]
    [InlineData("{\n  \"rain\": [\n    4.2,\n    0.1\n  ],\n  \"unit\": \"mm\"\n}\n")]
    [InlineData("a\nb\nc\nd\ne\nf\n")]
    public void What_is_no_list_of_stories_is_rejected_in_a_sentence(string text)
    {
        var parsed = Parse(text);
        Assert.EndsWith(".", parsed.Rejected, StringComparison.Ordinal);
        Assert.Empty(parsed.Entries);
        Assert.Equal(parsed.LineCount, parsed.BlankCount + parsed.Furniture.Count);
    }

    private static string Page(int count, Func<int, string> title, Func<int, string> teaser) =>
        string.Concat(Enumerable.Range(0, count).Select(i => teaser(i).Length == 0 ? $"{title(i)}\n\n" : $"{title(i)}\n\n{teaser(i)}\n\n"));

    private static string Word(int i) => new[] { "first", "walled", "kitchen", "rose", "winter", "moss", "gravel", "roof", "herb", "orchard" }[i % 10];

    private static string Repeat(string text, int length) => string.Join(' ', Enumerable.Repeat(text, (length / (text.Length + 1)) + 1));

    private static ParsedListing Parse(string text) => ListingParser.Parse(ListingText.Decode(Encoding.UTF8.GetBytes(text)));
}
