// Configuration: PublicUrl and the sections Site and Feeds.
using System.ComponentModel.DataAnnotations;

namespace FeedService.Publish;

/// <summary>The site in whose name the feeds are published.</summary>
internal sealed record SiteOptions
{
    [Required(ErrorMessage = "Site:Title must not be empty")]
    public string Title { get; init; } = "FeedService";

    [Required(ErrorMessage = "Site:Description must not be empty")]
    public string Description { get; init; } = "Headlines read from section pages.";

    /// <summary>BCP 47 tag of the headlines' language, or empty: then no feed claims one.</summary>
    [RegularExpression("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", ErrorMessage = "Site:Language must be a BCP 47 tag such as en or pt-BR")]
    public string? Language { get; init; }

    /// <summary>The author or desk that signs the items.</summary>
    public string? Author { get; init; }

    /// <summary>One line on the rights in the items, such as "© 2026 The Allotment Post".</summary>
    public string? Copyright { get; init; }

    /// <summary>Address pattern of the site's own articles, with {slug} or {id}.</summary>
    [RegularExpression(@"https?://.*\{(slug|id)\}.*", ErrorMessage = "Site:ItemLink must be an absolute http(s) address that contains {{slug}} or {{id}}")]
    public string? ItemLink { get; init; }
}

/// <summary>How feeds are cut and how long they may be cached.</summary>
internal sealed record FeedsOptions
{
    /// <summary>The least number of items in a feed that has as many.</summary>
    [Range(1, 300, ErrorMessage = "Feeds:Window must be 1 to 300")]
    public int Window { get; init; } = 50;

    /// <summary>The memory that rendered feeds may take. What was asked for longest ago makes room, and is rendered again when it is next asked for.</summary>
    [Range(1, 65_536, ErrorMessage = "Feeds:CacheMegabytes must be 1 to 65536")]
    public int CacheMegabytes { get; init; } = 128;
}

/// <summary>What Publish is told by the composition, not by an operator's key of its own.</summary>
internal sealed record PublishSettings
{
    /// <summary>Absolute http(s) address under which the service is seen from outside, without a final slash.</summary>
    public required string PublicUrl { get; init; }

    /// <summary>The time between two scans of the inbox: how long a feed may be cached.</summary>
    public required TimeSpan ScanInterval { get; init; }

    /// <summary>As in <see cref="Model.Site.MovedTopics"/>.</summary>
    public IReadOnlyDictionary<string, string> MovedTopics { get; init; } = new Dictionary<string, string>();

    /// <summary>As in <see cref="Model.Site.ClosedTopics"/>.</summary>
    public IReadOnlySet<string> ClosedTopics { get; init; } = new HashSet<string>();

    /// <summary>Publishes a held listing on the operator's word; false where no listing of this number is held, or it cannot be read any more. Reading listings is not Publish's to do.</summary>
    public required Func<long, CancellationToken, Task<bool>> AcceptHeldAsync { get; init; }
}
