// One item of a feed.
using System.Collections.ObjectModel;

namespace System.ServiceModel.Syndication;

public sealed class SyndicationItem
{
    public string? Id { get; set; }

    public TextSyndicationContent? Title { get; set; }

    public TextSyndicationContent? Summary { get; set; }

    public DateTimeOffset PublishDate { get; set; }

    public DateTimeOffset LastUpdatedTime { get; set; }

    public Collection<SyndicationLink> Links { get; } = [];

    public Collection<SyndicationCategory> Categories { get; } = [];

    public SyndicationElementExtensionCollection ElementExtensions { get; } = [];
}
