// RSS 2.0, with Atom's link and Dublin Core's creator where RSS has nothing that readers agree on.
using System.Globalization;
using System.ServiceModel.Syndication;
using System.Xml.Linq;
using FeedService.Model;

namespace FeedService.Formats;

internal static class RssFormat
{
    public const string Extension = "rss";
    public const string LinkType = "application/rss+xml";

    private static readonly Uri Specification = new("https://www.rssboard.org/rss-specification");

    public static byte[] Write(Feed feed, Site site) =>
        FeedXml.Bytes(new Rss20FeedFormatter(Channel(feed, site), serializeExtensionsAsAtom: false));

    private static SyndicationFeed Channel(Feed feed, Site site)
    {
        var channel = new SyndicationFeed
        {
            Title = new(FeedText.Title(feed, site)),
            Description = new(feed.Topic.Description),
            Links = { SyndicationLink.CreateAlternateLink(site.TopicPage(feed.Topic.Slug)) },
            Language = site.Language,
            Copyright = site.Copyright is null ? null : new(site.Copyright),
            // An archive says nothing that changes with the service: it outlives this version and this schedule.
            Generator = feed.Archive is null ? $"{site.Home.AbsoluteUri}?v={site.Version}" : site.Home.AbsoluteUri,
            ImageUrl = site.Icon,
            Documentation = new(Specification),
            TimeToLive = feed.Archive is null ? TimeSpan.FromMinutes(site.MinutesBetweenScans) : null,
            ElementExtensions =
            {
                { "lastBuildDate", "", Date(FeedText.Updated(feed)) },
                Link("self", site.SelfAddress(feed, Extension)),
            },
            Items = feed.Items.Select(item => RssItem(item, site)),
        };
        FeedXml.Declare(channel, "atom", FeedXml.Atom);
        FeedXml.Declare(channel, "dc", FeedXml.DublinCore);
        foreach (var (relation, address) in FeedLinks.Of(feed, site, Extension))
            channel.ElementExtensions.Add(Link(relation, address));
        if (feed.Archive is not null)
        {
            FeedXml.Declare(channel, "fh", FeedLinks.History);
            channel.ElementExtensions.Add(new XElement(FeedLinks.History + "archive"));
        }
        return channel;
    }

    private static SyndicationItem RssItem(Item item, Site site)
    {
        var rssItem = new SyndicationItem
        {
            Id = FeedText.Urn(item.Id),
            Title = new(item.Title),
            // Readers take a description for HTML; the teaser is text.
            Summary = item.Teaser is null ? null : new(FeedText.Html(item.Teaser)),
            Links = { SyndicationLink.CreateAlternateLink(site.ItemLink(item)) },
            ElementExtensions = { { "pubDate", "", Date(item.Published) } },
        };
        foreach (var topic in item.Topics)
            rssItem.Categories.Add(new(topic.Title, site.TopicScheme.AbsoluteUri, label: null));
        // An RSS author must be an e-mail address, and Miniflux makes a managingEditor the author of every item.
        if (site.Author is not null)
            rssItem.ElementExtensions.Add("creator", FeedXml.DublinCore.NamespaceName, site.Author);
        return rssItem;
    }

    /// <summary>The library's own atom:link would bring its other Atom extensions along.</summary>
    private static XElement Link(string relation, Uri address) => new(
        FeedXml.Atom + "link",
        new XAttribute("rel", relation),
        new XAttribute("type", LinkType),
        new XAttribute("href", address.AbsoluteUri));

    /// <summary>RFC 822 with a four-digit year and GMT: the library's own dates end in the obsolete Z.</summary>
    private static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);
}
