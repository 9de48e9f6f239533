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

    /// <summary>What <see cref="Published"/> rests on.</summary>
    public required PublishedBasis Basis { get; init; }

    /// <summary>Its place in the listing that first showed it, 1 at the top; never changed.</summary>
    public required int Rank { get; init; }

    /// <summary>When it was taken back, or null. No feed holds an item that was.</summary>
    public DateTimeOffset? Retracted { get; init; }
}

/// <summary>What a time of publication rests on. Pages carry no dates of their own, so most are worked out.</summary>
public enum PublishedBasis
{
    /// <summary>The capture time of the listing that first showed it, less a second for each place from the top.</summary>
    Capture,

    /// <summary>The date that the page itself gave.</summary>
    Date,

    /// <summary>Its place between items whose times were known before.</summary>
    Order,
}

/// <summary>What is left of an item that was taken back.</summary>
public readonly record struct DeletedItem(Guid Id, DateTimeOffset When);

/// <summary>
/// A document of a topic's archive: the number of its place in the history, from 1, and its edition, 1 unless something in
/// it was retracted.
/// </summary>
public readonly record struct ArchiveName(int Number, int Edition)
{
    /// <summary>As addresses say it: <c>3</c>, and <c>3-2</c> for its second edition.</summary>
    public override string ToString() => Edition == 1 ? $"{Number}" : $"{Number}-{Edition}";
}

/// <summary>All that a format may know about a topic at one revision.</summary>
public sealed record Feed
{
    public required Topic Topic { get; init; }

    /// <summary>Newest first by <see cref="Item.Published"/>.</summary>
    public required IReadOnlyList<Item> Items { get; init; }

    /// <summary>Retracted items, the newest retraction first, for the formats that can say so.</summary>
    public IReadOnlyList<DeletedItem> Deleted { get; init; } = [];

    /// <summary>Which document of the topic's archive this is; null for the one that people subscribe to.</summary>
    public ArchiveName? Archive { get; init; }

    /// <summary>The document that holds what came before, or null where this is all there is.</summary>
    public ArchiveName? PreviousArchive { get; init; }

    /// <summary>The subscriber's choice from the topic, or null for all of it. A choice has no archive.</summary>
    public Choice? Choice { get; init; }

    /// <summary>Newest change among the items; the epoch where there are none, so that an empty feed has the same bytes everywhere.</summary>
    public required DateTimeOffset Updated { get; init; }
}
