// Atom, element by element, and the reader or the rule of RFC 4287 that each is for.
using System.Xml.Linq;
using FeedService.Formats;
using FeedService.Model;

namespace FeedService.Tests.Formats;

public sealed class AtomFormatTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private readonly XElement feed = Root(SampleFeeds.Ordinary, SampleFeeds.Site);

    private XElement FirstEntry => feed.Element(Atom + "entry")!;

    [Fact]
    public void The_id_is_the_topics_and_survives_a_move()
    {
        Assert.Equal("urn:uuid:6a1f0d0e-5c1b-5e0f-9a53-0f8f6f1d2c01", Text("id"));
        var moved = Root(SampleFeeds.Ordinary, SampleFeeds.Site with { PublicUrl = "https://elsewhere.example.net" });
        Assert.Equal(Text("id"), moved.Element(Atom + "id")!.Value);
        Assert.Equal(Ids(feed), Ids(moved));
    }

    [Fact]
    public void The_language_is_the_configured_one_and_no_language_is_claimed_without()
    {
        Assert.Equal("en-GB", feed.Attribute(XNamespace.Xml + "lang")!.Value);
        Assert.Null(Root(SampleFeeds.Ordinary, SampleFeeds.Site with { Language = null }).Attribute(XNamespace.Xml + "lang"));
    }

    [Fact]
    public void Title_and_subtitle_are_plain_text()
    {
        Assert.Equal("Gardening - The Allotment Post", Text("title"));
        Assert.Equal("What grows, and who eats it.", Text("subtitle"));
        Assert.Equal("text", feed.Element(Atom + "title")!.Attribute("type")!.Value);
        Assert.Equal("text", feed.Element(Atom + "subtitle")!.Attribute("type")!.Value);
    }

    [Fact]
    public void The_feed_was_updated_with_its_newest_change() => Assert.Equal("2024-03-03T08:05:09Z", Text("updated"));

    [Fact]
    public void The_links_are_the_feed_and_the_topics_page()
    {
        var links = feed.Elements(Atom + "link").Select(link => (Value(link, "rel"), Value(link, "type"), Value(link, "href")));
        Assert.Equal(
            [
                ("self", "application/atom+xml", "https://feeds.example.org/feeds/gardening.atom"),
                ("alternate", "text/html", "https://feeds.example.org/topics/gardening"),
            ],
            links);
    }

    /// <summary>RFC 4287, 4.1.1: a feed whose entries have no author has one.</summary>
    [Fact]
    public void The_author_is_the_desk_and_else_the_site()
    {
        Assert.Equal("Garden Desk", feed.Element(Atom + "author")!.Element(Atom + "name")!.Value);
        var unsigned = Root(SampleFeeds.Ordinary, SampleFeeds.Site with { Author = null });
        Assert.Equal("The Allotment Post", unsigned.Element(Atom + "author")!.Element(Atom + "name")!.Value);
    }

    [Fact]
    public void The_generator_has_its_address_and_version()
    {
        var generator = Assert.Single(feed.Elements(Atom + "generator"));
        Assert.Equal("FeedService", generator.Value);
        Assert.Equal("https://feeds.example.org/", generator.Attribute("uri")!.Value);
        Assert.Equal("1.0.0", generator.Attribute("version")!.Value);
    }

    [Fact]
    public void Icon_and_logo_are_the_sites_icon()
    {
        Assert.Equal("https://feeds.example.org/icon.png", Text("icon"));
        Assert.Equal("https://feeds.example.org/icon.png", Text("logo"));
    }

    [Fact]
    public void An_address_keeps_its_escapes_everywhere()
    {
        var root = Root(SampleFeeds.Ordinary, SampleFeeds.Site with { PublicUrl = "https://feeds.example.org/caf%C3%A9%20news" });
        Assert.Equal("https://feeds.example.org/caf%C3%A9%20news/icon.png", root.Element(Atom + "logo")!.Value);
        Assert.All(
            root.Descendants(Atom + "link"),
            link => Assert.StartsWith("https://feeds.example.org/caf%C3%A9%20news/", Value(link, "href"), StringComparison.Ordinal));
    }

    [Fact]
    public void Entries_have_the_ids_of_the_rss_items()
    {
        var rss = XDocument.Load(new MemoryStream(RssFormat.Write(SampleFeeds.Ordinary, SampleFeeds.Site)));
        Assert.Equal(rss.Descendants("guid").Select(guid => guid.Value), Ids(feed));
    }

    [Fact]
    public void An_edit_changes_updated_and_leaves_published()
    {
        var edited = feed.Elements(Atom + "entry").ElementAt(1);
        Assert.Equal("2024-03-01T08:05:09Z", edited.Element(Atom + "published")!.Value);
        Assert.Equal("2024-03-03T08:05:09Z", edited.Element(Atom + "updated")!.Value);
    }

    /// <summary>The W3C validator warns of entries that share one.</summary>
    [Fact]
    public void Every_entry_has_an_updated_of_its_own()
    {
        var times = feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "updated")!.Value).ToList();
        Assert.Equal(times.Count, times.Distinct().Count());
    }

    /// <summary>Miniflux does not unescape HTML titles, and takes text summaries for HTML.</summary>
    [Fact]
    public void Titles_are_text_and_summaries_are_html_that_says_the_text()
    {
        var sums = SampleFeeds.FeedOf(SampleFeeds.Story(1, "5 < 6 &amp; <b>7</b>", "5 < 6 &amp; <b>é</b>"));
        var entry = Root(sums, SampleFeeds.Site).Element(Atom + "entry")!;
        Assert.Equal("text", entry.Element(Atom + "title")!.Attribute("type")!.Value);
        Assert.Equal("5 < 6 &amp; <b>7</b>", entry.Element(Atom + "title")!.Value);
        Assert.Equal("html", entry.Element(Atom + "summary")!.Attribute("type")!.Value);
        Assert.Equal("5 &lt; 6 &amp;amp; &lt;b&gt;é&lt;/b&gt;", entry.Element(Atom + "summary")!.Value);
    }

    /// <summary>RFC 4287, 4.1.2: an entry without content must have an alternate link, and should have a summary; the W3C validator warns without one.</summary>
    [Fact]
    public void An_entry_without_a_teaser_has_its_link_and_its_title_as_summary()
    {
        var entry = feed.Elements(Atom + "entry").ElementAt(2);
        Assert.Equal("Compost, turned", entry.Element(Atom + "summary")!.Value);
        Assert.Equal("alternate", Assert.Single(entry.Elements(Atom + "link")).Attribute("rel")!.Value);
    }

    [Fact]
    public void With_a_pattern_entries_link_to_the_sites_own_articles()
    {
        var site = SampleFeeds.Site with { ItemLinkPattern = "https://allotment.example.org/{slug}/" };
        var link = Root(SampleFeeds.Ordinary, site).Element(Atom + "entry")!.Element(Atom + "link")!;
        Assert.Equal("https://allotment.example.org/story-4/", link.Attribute("href")!.Value);
    }

    [Fact]
    public void Categories_have_term_scheme_and_label()
    {
        var categories = FirstEntry.Elements(Atom + "category")
            .Select(category => (Value(category, "term"), Value(category, "scheme"), Value(category, "label")));
        Assert.Equal(
            [
                ("gardening", "https://feeds.example.org/topics/", "Gardening"),
                ("cooking", "https://feeds.example.org/topics/", "Cooking & Baking"),
            ],
            categories);
    }

    [Fact]
    public void The_current_document_leads_to_the_archive_and_an_archive_to_the_one_before_and_back()
    {
        var current = Root(SampleFeeds.WithHistory, SampleFeeds.Site);
        Assert.Equal("https://feeds.example.org/feeds/gardening/archive/12.atom", Link(current, "prev-archive"));
        Assert.Null(Link(current, "current"));
        var archive = Root(SampleFeeds.Archive, SampleFeeds.Site);
        Assert.Equal("https://feeds.example.org/feeds/gardening/archive/12.atom", Link(archive, "self"));
        Assert.Equal("https://feeds.example.org/feeds/gardening/archive/11-2.atom", Link(archive, "prev-archive"));
        Assert.Equal("https://feeds.example.org/feeds/gardening.atom", Link(archive, "current"));
        Assert.Null(Link(Root(SampleFeeds.OldestArchive, SampleFeeds.Site), "prev-archive"));
        XNamespace history = "http://purl.org/syndication/history/1.0";
        Assert.Single(archive.Elements(history + "archive"));
        Assert.Empty(current.Elements(history + "archive"));
    }

    /// <summary>A version would change the bytes of documents that caches keep for ever.</summary>
    [Fact]
    public void An_archive_does_not_name_the_version_that_wrote_it() =>
        Assert.Equal(AtomFormat.Write(SampleFeeds.Archive, SampleFeeds.Site), AtomFormat.Write(SampleFeeds.Archive, SampleFeeds.Site with { Version = "9.9.9", MinutesBetweenScans = 99 }));

    /// <summary>RFC 6721.</summary>
    [Fact]
    public void What_was_taken_back_stands_as_a_deleted_entry()
    {
        XNamespace tombstones = "http://purl.org/atompub/tombstones/1.0";
        Assert.Equal(
            [("urn:uuid:0b7c9f44-1d2e-5a3b-8c4d-000000000009", "2024-03-04T08:05:09Z"), ("urn:uuid:0b7c9f44-1d2e-5a3b-8c4d-000000000008", "2024-03-03T08:05:09Z")],
            Root(SampleFeeds.WithHistory, SampleFeeds.Site).Elements(tombstones + "deleted-entry").Select(deleted => (Value(deleted, "ref"), Value(deleted, "when"))));
    }

    [Fact]
    public void There_is_no_namespace_but_atoms() =>
        Assert.All(feed.DescendantsAndSelf(), element => Assert.Equal(Atom, element.Name.Namespace));

    [Fact]
    public void An_empty_feed_has_all_that_a_feed_must_have()
    {
        var empty = Root(SampleFeeds.Empty, SampleFeeds.Site);
        Assert.Empty(empty.Elements(Atom + "entry"));
        Assert.All(["id", "title", "updated", "author"], name => Assert.Single(empty.Elements(Atom + name)));
    }

    private static string? Link(XElement root, string relation) =>
        root.Elements(Atom + "link").SingleOrDefault(link => Value(link, "rel") == relation)?.Attribute("href")!.Value;

    private static IEnumerable<string> Ids(XElement root) =>
        root.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value);

    private static string Value(XElement element, string attribute) => element.Attribute(attribute)!.Value;

    private string Text(string element) => feed.Element(Atom + element)!.Value;

    private static XElement Root(Feed feed, Site site) => XDocument.Load(new MemoryStream(AtomFormat.Write(feed, site))).Root!;
}
