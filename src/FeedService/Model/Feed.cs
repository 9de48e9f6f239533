// The snapshot of a topic that the formats write.
namespace FeedService.Model;

/// <summary>What a feed is about.</summary>
public sealed record Topic
{
    /// <summary>The slug of the topic that every item is in.</summary>
    public const string All = "all";

    /// <summary>Permanent, lower-case, safe in a URL: part of every address of the topic.</summary>
    public required string Slug { get; init; }

    /// <summary>For people. Holds no comma: FreshRSS splits category labels there.</summary>
    public required string Title { get; init; }

    /// <summary>One plain sentence.</summary>
    public required string Description { get; init; }

    /// <summary>Minted once from the first slug; survives a change of address.</summary>
    public required Guid Id { get; init; }
}

/// <summary>A topic as an item's category.</summary>
public readonly record struct TopicLabel(string Slug, string Title);

/// <summary>A published story.</summary>
public sealed record Item
{
    /// <summary>Minted at the first sighting, never changed; published as <c>urn:uuid:</c>.</summary>
    public required Guid Id { get; init; }

    /// <summary>Minted with the id from the first title, unique, safe in a URL path.</summary>
    public required string Slug { get; init; }

    /// <summary>Plain text, one line.</summary>
    public required string Title { get; init; }

    /// <summary>Plain text, one line, or null.</summary>
    public required string? Teaser { get; init; }

    /// <summary>The image's caption, or null. Stored and shown on our pages, not published as media.</summary>
    public required string? Caption { get; init; }

    /// <summary>UTC, whole seconds, distinct over the whole service, never changed.</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>UTC, whole seconds, distinct: capture time of the listing that showed the last change; else <see cref="Published"/>.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>How many different texts the story has had; 1 for one never edited.</summary>
    public required int Revision { get; init; }

    /// <summary>The topics it is in, by slug, without <c>all</c>.</summary>
    public required IReadOnlyList<TopicLabel> Topics { get; init; }
}

/// <summary>All that a format may know about a topic at one revision.</summary>
public sealed record Feed
{
    public required Topic Topic { get; init; }

    /// <summary>Newest first by <see cref="Item.Published"/>.</summary>
    public required IReadOnlyList<Item> Items { get; init; }

    /// <summary>Newest change among the items; the epoch where there are none, so that an empty feed has the same bytes everywhere.</summary>
    public required DateTimeOffset Updated { get; init; }
}
