// What the stand-in refuses because the package would lose it or write it badly. Not compiled against the package.
using System.ServiceModel.Syndication;
using System.Xml;

namespace FeedService.Tests.Formats;

public sealed class StandInRefusalTests
{
    private static readonly Uri Page = new("https://example.org/chess");
    private static readonly DateTimeOffset Noon = new(2024, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Rss_without_fault_is_written() => WriteRss(_ => { }, _ => { });

    [Fact]
    public void Atom_without_fault_is_written() => WriteAtom(_ => { }, _ => { });

    [Fact]
    public void The_atom_extensions_of_rss_are_refused() =>
        Assert.Throws<NotSupportedException>(() => new Rss20FeedFormatter(new SyndicationFeed(), serializeExtensionsAsAtom: true));

    [Fact]
    public void An_empty_element_extension_is_refused() =>
        Assert.Throws<NotSupportedException>(() => new SyndicationFeed().ElementExtensions.Add("creator", "", ""));

    [Fact]
    public void Rss_refuses_what_its_channel_would_lose()
    {
        RefusesRss(feed => feed.LastUpdatedTime = Noon);
        RefusesRss(feed => feed.Id = "urn:x");
        RefusesRss(feed => feed.Authors.Add(new(null, "Desk", null)));
        RefusesRss(feed => feed.Links.Clear());
        RefusesRss(feed => feed.Links.Add(SyndicationLink.CreateSelfLink(Page, "application/rss+xml")));
        RefusesRss(feed => feed.TimeToLive = TimeSpan.FromSeconds(90));
        RefusesRss(feed => feed.TimeToLive = TimeSpan.FromMinutes(-1));
    }

    [Fact]
    public void Rss_refuses_what_an_item_would_lose()
    {
        RefusesRss(item: item => item.PublishDate = Noon);
        RefusesRss(item: item => item.LastUpdatedTime = Noon);
        RefusesRss(item: item => item.Links.Clear());
        RefusesRss(item: item => item.Categories.Add(new("openings", null, "Openings")));
    }

    [Fact]
    public void Atom_refuses_what_it_would_lose_or_make_up()
    {
        RefusesAtom(feed => feed.Generator = "chess");
        RefusesAtom(feed => feed.ImageUrl = Page);
        RefusesAtom(feed => feed.TimeToLive = TimeSpan.FromMinutes(1));
        RefusesAtom(feed => feed.Documentation = new(Page));
        RefusesAtom(feed => feed.Id = null);
        RefusesAtom(feed => feed.LastUpdatedTime = default);
        RefusesAtom(item: item => item.Id = null);
        RefusesAtom(item: item => item.LastUpdatedTime = default);
    }

    private static void RefusesRss(Action<SyndicationFeed>? feed = null, Action<SyndicationItem>? item = null) =>
        Assert.Throws<NotSupportedException>(() => WriteRss(feed ?? (_ => { }), item ?? (_ => { })));

    private static void RefusesAtom(Action<SyndicationFeed>? feed = null, Action<SyndicationItem>? item = null) =>
        Assert.Throws<NotSupportedException>(() => WriteAtom(feed ?? (_ => { }), item ?? (_ => { })));

    private static void WriteRss(Action<SyndicationFeed> changeFeed, Action<SyndicationItem> changeItem)
    {
        var item = new SyndicationItem { Id = "urn:item", Title = new("Endgames"), Links = { SyndicationLink.CreateAlternateLink(Page) } };
        var feed = new SyndicationFeed { Title = new("Chess"), Links = { SyndicationLink.CreateAlternateLink(Page) }, Items = [item] };
        changeFeed(feed);
        changeItem(item);
        Write(new Rss20FeedFormatter(feed, serializeExtensionsAsAtom: false));
    }

    private static void WriteAtom(Action<SyndicationFeed> changeFeed, Action<SyndicationItem> changeItem)
    {
        var item = new SyndicationItem { Id = "urn:item", Title = new("Endgames"), LastUpdatedTime = Noon };
        var feed = new SyndicationFeed { Id = "urn:feed", Title = new("Chess"), LastUpdatedTime = Noon, Items = [item] };
        changeFeed(feed);
        changeItem(item);
        Write(new Atom10FeedFormatter(feed));
    }

    private static void Write(SyndicationFeedFormatter formatter)
    {
        using var writer = XmlWriter.Create(Stream.Null);
        formatter.WriteTo(writer);
    }
}
