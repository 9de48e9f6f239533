// What the flood guard is told about a listing.
namespace FeedService.Ledger;

/// <summary>What the guard wants to know about a listing that has been read, matched and placed, but not stored.</summary>
internal sealed record FloodQuestion
{
    /// <summary>Title of the topic of the listing's folder, for the sentence.</summary>
    public required string Topic { get; init; }

    /// <summary>Whether no listing of this topic has been accepted before.</summary>
    public required bool First { get; init; }

    /// <summary>How many items the topic's feed holds now.</summary>
    public required int Window { get; init; }

    /// <summary>How many new items would be published later than everything in the topic.</summary>
    public required int News { get; init; }

    public required ReadingShape Reading { get; init; }

    /// <summary>The latest accepted listings of the same folder, up to five.</summary>
    public required IReadOnlyList<ReadingShape> Previous { get; init; }

    /// <summary>
    /// For each entry that is a known item, in page order: the folder's latest listing that shows it, and its rank there;
    /// null where no listing of the folder does.
    /// </summary>
    public required IReadOnlyList<(long Listing, int Rank)?> Places { get; init; }

    /// <summary>Known items that no listing of this folder shows, but one of another topic's folder.</summary>
    public required int OnlyElsewhere { get; init; }
}
