// The site in whose name the feeds are published, and the one place that makes addresses.
namespace FeedService.Model;

/// <summary>Everything from configuration that the published bytes depend on.</summary>
public sealed record Site
{
    /// <summary>The site's name.</summary>
    public required string Title { get; init; }

    /// <summary>One plain sentence.</summary>
    public required string Description { get; init; }

    /// <summary>BCP 47 tag, or null: then no feed claims a language.</summary>
    public required string? Language { get; init; }

    /// <summary>The author or desk that signs the items, or null.</summary>
    public required string? Author { get; init; }

    /// <summary>One line on the rights in the items, or null.</summary>
    public string? Copyright { get; init; }

    /// <summary>Absolute base address without a final slash.</summary>
    public required string PublicUrl { get; init; }

    /// <summary>Pattern of the site's own article addresses with <c>{slug}</c> or <c>{id}</c>, or null: items link to our pages.</summary>
    public required string? ItemLinkPattern { get; init; }

    /// <summary>Whole minutes between two scans of the inbox, at least 1.</summary>
    public required int MinutesBetweenScans { get; init; }

    /// <summary>The program's version, such as 1.0.0.</summary>
    public required string Version { get; init; }

    /// <summary>Whether files stand in for the service: then an address can have no parameters, and what changes with them is not offered.</summary>
    public bool IsStatic { get; init; }

    /// <summary>Slugs that topics had before, with today's.</summary>
    public IReadOnlyDictionary<string, string> MovedTopics { get; init; } = new Dictionary<string, string>();

    /// <summary>The slugs of topics that have come to their end.</summary>
    public IReadOnlySet<string> ClosedTopics { get; init; } = new HashSet<string>();

    /// <summary>Whether pages lead to a topic.</summary>
    public bool IsOpen(string slug) => !ClosedTopics.Contains(slug);

    public Uri Home => new($"{PublicUrl}/");

    public Uri Icon => new($"{PublicUrl}/icon.png");

    /// <summary>The scheme that makes topic slugs unambiguous as categories.</summary>
    public Uri TopicScheme => new($"{PublicUrl}/topics/");

    public Uri TopicPage(string slug) => new($"{PublicUrl}/topics/{slug}");

    public Uri FeedAddress(string slug, string extension) => new($"{PublicUrl}/feeds/{slug}.{extension}");

    /// <summary>
    /// An archive's own address. Like every feed address it is for ever: readers keep items under the address they came
    /// from, and caches keep these documents without asking again.
    /// </summary>
    public Uri ArchiveAddress(string slug, ArchiveName archive, string extension) => new($"{PublicUrl}/feeds/{slug}/archive/{archive}.{extension}");

    /// <summary>The one address of a feed document: that of its archive, or of the choice in its canonical spelling.</summary>
    public Uri SelfAddress(Feed feed, string extension) => feed switch
    {
        { Archive: { } archive } => ArchiveAddress(feed.Topic.Slug, archive, extension),
        { Choice: { } choice } => new($"{FeedAddress(feed.Topic.Slug, extension)}?{choice.Query}"),
        _ => FeedAddress(feed.Topic.Slug, extension),
    };

    /// <summary>Where a reader's headline leads: the site's article, else our page for the item.</summary>
    public Uri ItemLink(Item item) => new(ItemLinkPattern is null
        ? $"{PublicUrl}/items/{item.Id:D}"
        : ItemLinkPattern
            .Replace("{slug}", item.Slug, StringComparison.Ordinal)
            .Replace("{id}", item.Id.ToString("D"), StringComparison.Ordinal));
}
