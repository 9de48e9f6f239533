// JSON Feed, member by member, and the reader or the rule of the specification that each is for.
using System.Text.Json;
using System.Xml.Linq;
using FeedService.Formats;
using FeedService.Model;

namespace FeedService.Tests.Formats;

public sealed class JsonFormatTests
{
    private readonly JsonElement feed = Root(SampleFeeds.Ordinary);

    private JsonElement FirstItem => feed.GetProperty("items")[0];

    [Fact]
    public void The_version_comes_first_and_is_1_1()
    {
        Assert.Equal("version", feed.EnumerateObject().First().Name);
        Assert.Equal("https://jsonfeed.org/version/1.1", Text(feed, "version"));
    }

    [Fact]
    public void The_feed_says_what_the_other_formats_say()
    {
        Assert.Equal("Gardening - The Allotment Post", Text(feed, "title"));
        Assert.Equal("What grows, and who eats it.", Text(feed, "description"));
        Assert.Equal("https://feeds.example.org/topics/gardening", Text(feed, "home_page_url"));
        Assert.Equal("https://feeds.example.org/feeds/gardening.json", Text(feed, "feed_url"));
        Assert.Equal("https://feeds.example.org/icon.png", Text(feed, "icon"));
        Assert.Equal("https://feeds.example.org/icon.png", Text(feed, "favicon"));
        Assert.Equal("en-GB", Text(feed, "language"));
        Assert.Equal("Garden Desk", Text(feed.GetProperty("authors")[0], "name"));
    }

    [Fact]
    public void Without_language_and_author_none_is_claimed()
    {
        var unsigned = Root(SampleFeeds.Ordinary, SampleFeeds.Site with { Author = null, Language = null });
        Assert.False(unsigned.TryGetProperty("language", out _));
        Assert.False(unsigned.TryGetProperty("authors", out _));
    }

    [Fact]
    public void Items_have_the_ids_of_the_rss_items()
    {
        var rss = XDocument.Load(new MemoryStream(RssFormat.Write(SampleFeeds.Ordinary, SampleFeeds.Site)));
        Assert.Equal(rss.Descendants("guid").Select(guid => guid.Value), feed.GetProperty("items").EnumerateArray().Select(item => Text(item, "id")));
    }

    [Fact]
    public void An_item_says_what_it_is()
    {
        Assert.Equal("https://feeds.example.org/items/0b7c9f44-1d2e-5a3b-8c4d-000000000004", Text(FirstItem, "url"));
        Assert.Equal("Runner beans reach the top of the poles", Text(FirstItem, "title"));
        Assert.Equal("Pick them young, and they go on flowering until the first frost.", Text(FirstItem, "summary"));
        Assert.Equal("2024-03-02T08:05:09Z", Text(FirstItem, "date_published"));
        Assert.Equal(["Gardening", "Cooking & Baking"], FirstItem.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
    }

    /// <summary>NetNewsWire drops an item without content.</summary>
    [Fact]
    public void Every_item_has_content_and_one_without_a_teaser_has_its_title()
    {
        Assert.Equal(Text(FirstItem, "summary"), Text(FirstItem, "content_text"));
        var bare = feed.GetProperty("items")[2];
        Assert.Equal("Compost, turned", Text(bare, "content_text"));
        Assert.False(bare.TryGetProperty("summary", out _));
    }

    [Fact]
    public void An_edit_changes_date_modified_and_leaves_date_published()
    {
        Assert.Equal("2024-03-01T08:05:09Z", Text(feed.GetProperty("items")[1], "date_published"));
        Assert.Equal("2024-03-03T08:05:09Z", Text(feed.GetProperty("items")[1], "date_modified"));
    }

    [Fact]
    public void Our_own_object_says_what_the_date_is_worth_how_high_it_stood_and_how_often_it_changed() => Assert.Equal(
        ["capture 1 1", "order 7 2", "date 2 1", "capture 1 1"],
        feed.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("_feedservice"))
            .Select(own => $"{Text(own, "published_basis")} {own.GetProperty("rank").GetInt32()} {own.GetProperty("revision").GetInt32()}"));

    [Fact]
    public void An_empty_feed_has_an_empty_list_of_items() => Assert.Equal(0, Root(SampleFeeds.Empty).GetProperty("items").GetArrayLength());

    [Fact]
    public void Text_is_text_whatever_it_looks_like() =>
        Assert.Equal(SampleFeeds.Hostile.Items.Select(item => item.Title), Root(SampleFeeds.Hostile).GetProperty("items").EnumerateArray().Select(item => Text(item, "title")));

    /// <summary>The specification: feed_url identifies the feed, and next_url must never be the same.</summary>
    [Fact]
    public void An_archive_names_the_feed_it_is_a_part_of_and_what_came_before()
    {
        Assert.Equal("https://feeds.example.org/feeds/gardening/archive/12.json", Text(Root(SampleFeeds.WithHistory), "next_url"));
        Assert.Equal("https://feeds.example.org/feeds/gardening/archive/11-2.json", Text(Root(SampleFeeds.Archive), "next_url"));
        Assert.Equal("https://feeds.example.org/feeds/gardening.json", Text(Root(SampleFeeds.Archive), "feed_url"));
        Assert.False(Root(SampleFeeds.OldestArchive).TryGetProperty("next_url", out _));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static JsonElement Root(Feed feed, Site? site = null) => JsonDocument.Parse(JsonFormat.Write(feed, site ?? SampleFeeds.Site)).RootElement;
}
