// The feed as both formatters take it.
using System.Collections.ObjectModel;
using System.Xml;

namespace System.ServiceModel.Syndication;

public sealed class SyndicationFeed
{
    public TextSyndicationContent? Title { get; set; }

    public TextSyndicationContent? Description { get; set; }

    public TextSyndicationContent? Copyright { get; set; }

    public string? Id { get; set; }

    public string? Language { get; set; }

    public string? Generator { get; set; }

    public Uri? ImageUrl { get; set; }

    /// <summary>Whole minutes, not negative.</summary>
    public TimeSpan? TimeToLive { get; set; }

    public SyndicationLink? Documentation { get; set; }

    public DateTimeOffset LastUpdatedTime { get; set; }

    public IEnumerable<SyndicationItem> Items { get; set; } = [];

    public Collection<SyndicationPerson> Authors { get; } = [];

    public Collection<SyndicationLink> Links { get; } = [];

    public Dictionary<XmlQualifiedName, string> AttributeExtensions { get; } = [];

    public SyndicationElementExtensionCollection ElementExtensions { get; } = [];
}
