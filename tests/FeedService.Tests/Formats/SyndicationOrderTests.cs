// The order in which the syndication library writes: the same with the stand-in and, by -p:SyndicationPackage=true, with the package.
using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace FeedService.Tests.Formats;

public sealed class SyndicationOrderTests
{
    private static readonly Uri Page = new("https://example.org/birds");

    [Fact]
    public void An_rss_channel_has_its_elements_in_the_packages_order()
    {
        var channel = Document(new Rss20FeedFormatter(Rss(), false)).Root!.Element("channel")!;
        Assert.Equal(
            ["title", "link", "description", "language", "copyright", "generator", "image", "docs", "ttl", "extra", "item"],
            channel.Elements().Select(element => element.Name.LocalName));
        Assert.Equal(["url", "title", "link"], channel.Element("image")!.Elements().Select(element => element.Name.LocalName));
    }

    [Fact]
    public void An_rss_item_has_its_elements_in_the_packages_order() => Assert.Equal(
        ["guid", "link", "category", "title", "description", "extra"],
        Document(new Rss20FeedFormatter(Rss(), false)).Descendants("item").Single().Elements().Select(element => element.Name.LocalName));

    [Fact]
    public void An_rss_root_declares_no_prefix_without_the_atom_extensions() =>
        Assert.Contains("<rss version=\"2.0\"><channel><title>Birds</title>", Text(new Rss20FeedFormatter(Rss(), false)), StringComparison.Ordinal);

    [Fact]
    public void A_guid_is_a_permalink_only_where_it_equals_the_link()
    {
        var feed = Rss();
        var item = feed.Items.Single();
        Assert.Contains("<guid isPermaLink=\"false\">urn:x</guid>", Text(new Rss20FeedFormatter(feed, false)), StringComparison.Ordinal);
        item.Id = "https://example.org/birds";
        Assert.Contains("<guid isPermaLink=\"true\">", Text(new Rss20FeedFormatter(feed, false)), StringComparison.Ordinal);
        item.Id = "https://Example.org/birds";
        Assert.Contains("<guid isPermaLink=\"false\">", Text(new Rss20FeedFormatter(feed, false)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_rss_item_with_neither_title_nor_text_has_an_empty_description()
    {
        var item = new SyndicationItem { Links = { SyndicationLink.CreateAlternateLink(Page) } };
        var feed = new SyndicationFeed { Links = { SyndicationLink.CreateAlternateLink(Page) }, Items = [item] };
        Assert.Contains("<description /></item>", Text(new Rss20FeedFormatter(feed, false)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_atom_feed_has_its_elements_in_the_packages_order() => Assert.Equal(
        ["title", "subtitle", "id", "rights", "updated", "author", "link", "extra", "entry"],
        Document(new Atom10FeedFormatter(Atom())).Root!.Elements().Select(element => element.Name.LocalName));

    [Fact]
    public void An_atom_entry_has_its_elements_in_the_packages_order() => Assert.Equal(
        ["id", "title", "summary", "published", "updated", "link", "category", "extra"],
        Document(new Atom10FeedFormatter(Atom())).Root!.Elements().Last().Elements().Select(element => element.Name.LocalName));

    [Fact]
    public void Atom_attributes_and_persons_are_in_the_packages_order()
    {
        var text = Text(new Atom10FeedFormatter(Atom()));
        Assert.Contains("<link rel=\"alternate\" type=\"text/html\" href=\"https://example.org/birds\" />", text, StringComparison.Ordinal);
        Assert.Contains("<category term=\"owls\" label=\"Owls\" scheme=\"https://example.org/\" />", text, StringComparison.Ordinal);
        Assert.Contains("<author><name>Desk</name><uri>https://example.org/</uri><email>desk@example.org</email></author>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Atom_times_are_whole_seconds_with_their_offset()
    {
        var feed = Atom();
        feed.LastUpdatedTime = new DateTimeOffset(2024, 3, 1, 8, 0, 0, 999, TimeSpan.FromHours(5.5));
        var text = Text(new Atom10FeedFormatter(feed));
        Assert.Contains("<updated>2024-03-01T08:00:00+05:30</updated>", text, StringComparison.Ordinal);
        Assert.Contains("<updated>2024-03-02T08:00:00Z</updated>", text, StringComparison.Ordinal);
    }

    private static SyndicationFeed Rss() => new()
    {
        Title = new("Birds"),
        Description = new("About birds."),
        Copyright = new("2024 Birds"),
        Language = "en",
        Generator = "tests",
        ImageUrl = new("https://example.org/owl.png"),
        Documentation = new(Page),
        TimeToLive = TimeSpan.FromHours(2),
        Links = { SyndicationLink.CreateAlternateLink(Page) },
        ElementExtensions = { { "extra", "", "text" } },
        Items =
        [
            new SyndicationItem
            {
                Id = "urn:x",
                Title = new("Owls"),
                Summary = new("They hoot."),
                Links = { SyndicationLink.CreateAlternateLink(Page) },
                Categories = { new("Owls", "https://example.org/", null) },
                ElementExtensions = { { "extra", "", "text" } },
            },
        ],
    };

    private static SyndicationFeed Atom() => new()
    {
        Title = new("Birds"),
        Description = new("About birds."),
        Copyright = new("2024 Birds"),
        Id = "urn:birds",
        LastUpdatedTime = new(2024, 3, 1, 8, 0, 0, TimeSpan.Zero),
        Authors = { new("desk@example.org", "Desk", "https://example.org/") },
        Links = { SyndicationLink.CreateAlternateLink(Page, "text/html") },
        ElementExtensions = { new XElement("extra", "text") },
        Items =
        [
            new SyndicationItem
            {
                Id = "urn:owls",
                Title = new("Owls"),
                Summary = new("They <i>hoot</i>.", TextSyndicationContentKind.Html),
                PublishDate = new(2024, 3, 1, 8, 0, 0, TimeSpan.Zero),
                LastUpdatedTime = new(2024, 3, 2, 8, 0, 0, TimeSpan.Zero),
                Links = { SyndicationLink.CreateAlternateLink(Page, "text/html") },
                Categories = { new("owls", "https://example.org/", "Owls") },
                ElementExtensions = { new XElement("extra", "text") },
            },
        ],
    };

    private static XDocument Document(SyndicationFeedFormatter formatter) => XDocument.Parse(Text(formatter));

    private static string Text(SyndicationFeedFormatter formatter)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text))
            formatter.WriteTo(writer);
        return text.ToString();
    }
}
