// RSS, element by element, and the reader that each is for.
using System.Xml.Linq;
using FeedService.Formats;
using FeedService.Model;

namespace FeedService.Tests.Formats;

public sealed class RssFormatTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";

    private static readonly XNamespace History = "http://purl.org/syndication/history/1.0";

    private readonly XElement channel = Channel(SampleFeeds.Ordinary, SampleFeeds.Site);

    private XElement FirstItem => channel.Element("item")!;

    [Fact]
    public void The_title_names_the_topic_and_the_site() => Assert.Equal("Gardening - The Allotment Post", Text("title"));

    [Fact]
    public void The_link_is_the_topics_page_and_never_the_feed() => Assert.Equal("https://feeds.example.org/topics/gardening", Text("link"));

    [Fact]
    public void The_description_is_the_topics() => Assert.Equal("What grows, and who eats it.", Text("description"));

    [Fact]
    public void The_self_link_is_the_canonical_address_with_the_type_of_rss()
    {
        var self = Assert.Single(channel.Elements(Atom + "link"));
        Assert.Equal("self", self.Attribute("rel")!.Value);
        Assert.Equal("application/rss+xml", self.Attribute("type")!.Value);
        Assert.Equal("https://feeds.example.org/feeds/gardening.rss", self.Attribute("href")!.Value);
    }

    [Fact]
    public void The_language_is_the_configured_one_and_no_language_is_claimed_without()
    {
        Assert.Equal("en-GB", Text("language"));
        Assert.Null(Channel(SampleFeeds.Ordinary, SampleFeeds.Site with { Language = null }).Element("language"));
    }

    [Fact]
    public void The_last_build_date_is_the_newest_change_and_there_is_no_channel_pub_date()
    {
        Assert.Equal("Sun, 03 Mar 2024 08:05:09 GMT", Text("lastBuildDate"));
        Assert.Null(channel.Element("pubDate"));
    }

    [Fact]
    public void The_ttl_is_the_minutes_to_the_next_scan() => Assert.Equal("15", Text("ttl"));

    [Fact]
    public void The_image_has_the_title_and_the_link_of_the_channel()
    {
        var image = channel.Element("image")!;
        Assert.Equal("https://feeds.example.org/icon.png", image.Element("url")!.Value);
        Assert.Equal(Text("title"), image.Element("title")!.Value);
        Assert.Equal(Text("link"), image.Element("link")!.Value);
    }

    [Fact]
    public void Generator_and_docs_are_addresses()
    {
        Assert.Equal("https://feeds.example.org/?v=1.0.0", Text("generator"));
        Assert.Equal("https://www.rssboard.org/rss-specification", Text("docs"));
    }

    /// <summary>Miniflux makes a managing editor the author of every item, and an item's author must be an e-mail address.</summary>
    [Fact]
    public void Dc_creator_is_the_only_author()
    {
        Assert.Empty(channel.Descendants("managingEditor"));
        Assert.Empty(channel.Descendants("author"));
        Assert.All(channel.Elements("item"), item => Assert.Equal("Garden Desk", item.Element(DublinCore + "creator")!.Value));
    }

    [Fact]
    public void Without_an_author_nobody_signs() =>
        Assert.Empty(Channel(SampleFeeds.Ordinary, SampleFeeds.Site with { Author = null }).Descendants(DublinCore + "creator"));

    [Fact]
    public void The_items_stand_in_the_feeds_order() => Assert.Equal(
        SampleFeeds.Ordinary.Items.Select(item => item.Title),
        channel.Elements("item").Select(item => item.Element("title")!.Value));

    /// <summary>Miniflux takes a guid without isPermaLink="false" for the item's address.</summary>
    [Fact]
    public void The_guid_is_the_id_and_says_that_it_is_no_link()
    {
        var guid = FirstItem.Element("guid")!;
        Assert.Equal("urn:uuid:0b7c9f44-1d2e-5a3b-8c4d-000000000004", guid.Value);
        Assert.Equal("false", guid.Attribute("isPermaLink")!.Value);
    }

    /// <summary>Miniflux ignores xml:base.</summary>
    [Fact]
    public void Links_are_absolute_and_unique()
    {
        var links = channel.Elements("item").Select(item => item.Element("link")!.Value).ToList();
        Assert.Equal("https://feeds.example.org/items/0b7c9f44-1d2e-5a3b-8c4d-000000000004", links[0]);
        Assert.Equal(links.Count, links.Distinct().Count());
        Assert.DoesNotContain(channel.DescendantsAndSelf().Attributes(), attribute => attribute.Name == XNamespace.Xml + "base");
    }

    [Fact]
    public void With_a_pattern_items_link_to_the_sites_own_articles()
    {
        var site = SampleFeeds.Site with { ItemLinkPattern = "https://allotment.example.org/{slug}/" };
        Assert.Equal("https://allotment.example.org/story-4/", Channel(SampleFeeds.Ordinary, site).Element("item")!.Element("link")!.Value);
    }

    [Fact]
    public void The_pub_date_is_in_gmt_and_stays_when_the_item_is_edited()
    {
        var edited = channel.Elements("item").ElementAt(1);
        Assert.Equal("Fri, 01 Mar 2024 08:05:09 GMT", edited.Element("pubDate")!.Value);
        Assert.Empty(edited.Elements(DublinCore + "date"));
    }

    [Fact]
    public void A_title_is_escaped_once()
    {
        var item = OnlyItem(SampleFeeds.Story(1, "5 < 6 &amp; <b>7</b>", teaser: null));
        Assert.Equal("5 < 6 &amp; <b>7</b>", item.Element("title")!.Value);
    }

    /// <summary>The profile of the RSS Board; the W3C validator takes any other spelling in a title for markup.</summary>
    [Fact]
    public void Markups_characters_in_a_title_are_written_by_their_numbers()
    {
        var feed = SampleFeeds.FeedOf(SampleFeeds.Story(1, "How to use <main> & <title>x</title>", "5 < 6"));
        foreach (var (format, start) in ((FeedFormat, string)[])[(FeedFormat.All[0], "<title>"), (FeedFormat.All[1], "<title type=\"text\">")])
        {
            var text = System.Text.Encoding.UTF8.GetString(format.Write(feed, SampleFeeds.Site));
            Assert.Contains($"{start}How to use &#x3C;main&gt; &#x26; &#x3C;title&gt;x&#x3C;/title&gt;</title>\n", text, StringComparison.Ordinal);
            Assert.Contains("5 &amp;lt; 6<", text, StringComparison.Ordinal);
        }
    }

    /// <summary>The W3C validator takes a date before 1990 for a mistake.</summary>
    [Fact]
    public void A_feed_that_never_had_a_story_has_a_plausible_date_in_every_format()
    {
        var never = SampleFeeds.Empty with { Updated = DateTimeOffset.UnixEpoch };
        Assert.Equal("Thu, 01 Dec 2005 00:00:00 GMT", Channel(never, SampleFeeds.Site).Element("lastBuildDate")!.Value);
        Assert.Contains("<updated>2005-12-01T00:00:00Z</updated>", System.Text.Encoding.UTF8.GetString(AtomFormat.Write(never, SampleFeeds.Site)), StringComparison.Ordinal);
    }

    /// <summary>Every reader renders a description as HTML.</summary>
    [Fact]
    public void A_description_is_the_teaser_as_html_text()
    {
        var item = OnlyItem(SampleFeeds.Story(1, "Sums", "5 < 6 &amp; <b>é</b>"));
        Assert.Equal("5 &lt; 6 &amp;amp; &lt;b&gt;é&lt;/b&gt;", item.Element("description")!.Value);
    }

    [Fact]
    public void Without_a_teaser_there_is_no_description() => Assert.Null(channel.Elements("item").ElementAt(2).Element("description"));

    [Fact]
    public void Categories_are_the_topics_titles_with_the_topics_as_domain()
    {
        Assert.Equal(["Gardening", "Cooking & Baking"], FirstItem.Elements("category").Select(category => category.Value));
        Assert.All(channel.Descendants("category"), category => Assert.Equal("https://feeds.example.org/topics/", category.Attribute("domain")!.Value));
    }

    [Fact]
    public void Prefixes_are_declared_once()
    {
        var declarations = channel.Document!.Descendants().Attributes().Where(attribute => attribute.IsNamespaceDeclaration);
        Assert.Equal(["atom", "dc"], declarations.Select(declaration => declaration.Name.LocalName));
    }

    [Fact]
    public void An_empty_feed_has_its_channel_and_no_item()
    {
        var empty = Channel(SampleFeeds.Empty, SampleFeeds.Site);
        Assert.Empty(empty.Elements("item"));
        Assert.All(["title", "link", "description"], name => Assert.NotEqual("", empty.Element(name)!.Value));
    }

    [Fact]
    public void The_current_document_leads_to_the_archive_and_an_archive_to_the_one_before_and_back()
    {
        var current = Channel(SampleFeeds.WithHistory, SampleFeeds.Site);
        Assert.Equal(["self gardening.rss", "prev-archive gardening/archive/12.rss"], Links(current));
        Assert.Empty(current.Elements(History + "archive"));
        var archive = Channel(SampleFeeds.Archive, SampleFeeds.Site);
        Assert.Equal(["self gardening/archive/12.rss", "prev-archive gardening/archive/11-2.rss", "current gardening.rss"], Links(archive));
        Assert.Single(archive.Elements(History + "archive"));
        Assert.Equal(["self gardening/archive/1-3.rss", "current gardening.rss"], Links(Channel(SampleFeeds.OldestArchive, SampleFeeds.Site)));
    }

    /// <summary>Either would change the bytes of documents that caches keep for ever.</summary>
    [Fact]
    public void An_archive_names_neither_the_version_that_wrote_it_nor_a_ttl()
    {
        Assert.Equal(RssFormat.Write(SampleFeeds.Archive, SampleFeeds.Site), RssFormat.Write(SampleFeeds.Archive, SampleFeeds.Site with { Version = "9.9.9", MinutesBetweenScans = 99 }));
        Assert.Null(Channel(SampleFeeds.Archive, SampleFeeds.Site).Element("ttl"));
    }

    [Fact]
    public void The_rights_are_the_configured_ones_and_none_are_claimed_without()
    {
        Assert.Equal("© 2024", Channel(SampleFeeds.Ordinary, SampleFeeds.Site with { Copyright = "© 2024" }).Element("copyright")!.Value);
        Assert.Null(channel.Element("copyright"));
    }

    private string Text(string element) => channel.Element(element)!.Value;

    private static IEnumerable<string> Links(XElement channel) => channel.Elements(Atom + "link")
        .Select(link => $"{link.Attribute("rel")!.Value} {link.Attribute("href")!.Value["https://feeds.example.org/feeds/".Length..]}");

    private static XElement OnlyItem(Item item) =>
        Assert.Single(Channel(SampleFeeds.FeedOf(item), SampleFeeds.Site).Elements("item"));

    private static XElement Channel(Feed feed, Site site) =>
        XDocument.Load(new MemoryStream(RssFormat.Write(feed, site))).Root!.Element("channel")!;
}
