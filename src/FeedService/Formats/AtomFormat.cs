// Atom 1.0 (RFC 4287), with archives (RFC 5005) and deleted entries (RFC 6721).
using System.ServiceModel.Syndication;
using System.Xml.Linq;
using FeedService.Model;

namespace FeedService.Formats;

internal static class AtomFormat
{
    public const string Extension = "atom";
    public const string LinkType = "application/atom+xml";

    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";

    public static byte[] Write(Feed feed, Site site) => FeedXml.Bytes(new Atom10FeedFormatter(AtomFeed(feed, site)));

    private static SyndicationFeed AtomFeed(Feed feed, Site site)
    {
        var atom = Head(feed, site);
        foreach (var (relation, address) in FeedLinks.Of(feed, site, Extension))
            atom.Links.Add(new(address) { RelationshipType = relation, MediaType = LinkType });
        if (feed.Archive is not null)
        {
            FeedXml.Declare(atom, "fh", FeedLinks.History);
            atom.ElementExtensions.Add(new XElement(FeedLinks.History + "archive"));
        }
        if (feed.Deleted.Count > 0)
            FeedXml.Declare(atom, "at", Tombstones);
        foreach (var deleted in feed.Deleted)
            atom.ElementExtensions.Add(DeletedEntry(deleted));
        return atom;
    }

    private static SyndicationFeed Head(Feed feed, Site site) => new()
    {
        Language = site.Language,
        Title = new(FeedText.Title(feed, site)),
        Description = new(feed.Topic.Description),
        Id = FeedText.Urn(feed.Topic.Id),
        Copyright = site.Copyright is null ? null : new(site.Copyright),
        LastUpdatedTime = FeedText.Updated(feed).ToUniversalTime(),
        // Section 4.1.1 asks for an author; here, the entries need none of their own.
        Authors = { new(email: null, site.Author ?? site.Title, uri: null) },
        Links =
        {
            SyndicationLink.CreateSelfLink(site.SelfAddress(feed, Extension), LinkType),
            SyndicationLink.CreateAlternateLink(site.TopicPage(feed.Topic.Slug), "text/html"),
        },
        ElementExtensions =
        {
            Generator(feed, site),
            { "icon", FeedXml.Atom.NamespaceName, site.Icon.AbsoluteUri },
            // The library's own logo is written unescaped.
            { "logo", FeedXml.Atom.NamespaceName, site.Icon.AbsoluteUri },
        },
        Items = feed.Items.Select(item => Entry(item, site)),
    };

    private static SyndicationItem Entry(Item item, Site site)
    {
        var entry = new SyndicationItem
        {
            Id = FeedText.Urn(item.Id),
            // Miniflux does not unescape an HTML title, and reads a text summary as HTML.
            Title = new(item.Title),
            // Section 4.1.2 advises a summary that is not empty where there is no content, and validators warn without one.
            Summary = new(FeedText.Html(item.Teaser ?? item.Title), TextSyndicationContentKind.Html),
            PublishDate = item.Published.ToUniversalTime(),
            LastUpdatedTime = item.Updated.ToUniversalTime(),
            Links = { SyndicationLink.CreateAlternateLink(site.ItemLink(item), "text/html") },
        };
        foreach (var topic in item.Topics)
            entry.Categories.Add(new(topic.Slug, site.TopicScheme.AbsoluteUri, topic.Title));
        return entry;
    }

    /// <summary>RFC 6721: a reader that has the entry takes it away. Where RSS and JSON Feed only fall silent.</summary>
    private static XElement DeletedEntry(DeletedItem deleted) => new(
        Tombstones + "deleted-entry",
        new XAttribute("ref", FeedText.Urn(deleted.Id)),
        new XAttribute("when", FeedText.Time(deleted.When)));

    /// <summary>The library's own generator is a name only. An archive outlives the version that wrote it.</summary>
    private static XElement Generator(Feed feed, Site site) => new(
        FeedXml.Atom + "generator",
        new XAttribute("uri", site.Home.AbsoluteUri),
        feed.Archive is null ? new XAttribute("version", site.Version) : null,
        "FeedService");
}
