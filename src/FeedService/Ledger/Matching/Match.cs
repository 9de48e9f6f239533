// What the matcher is told and what it says: the texts known, and which of them an entry is.
namespace FeedService.Ledger;

/// <summary>A text an item has, or has had. An item edited twice has three.</summary>
internal sealed record KnownText
{
    /// <summary>The item's number in the storage.</summary>
    public required long Item { get; init; }

    public required string Title { get; init; }

    public required string? Teaser { get; init; }

    /// <summary>Latest capture that shows this text.</summary>
    public required DateTimeOffset Seen { get; init; }

    /// <summary>The item's ordinal among true twins; 0 for nearly every item.</summary>
    public required int Ordinal { get; init; }
}

internal enum MatchKind
{
    New,
    Exact,
    TeaserEdited,
    HeadlineEdited,

    /// <summary>Of a listing that is read again: the item whose lines these are.</summary>
    SameLines,
}

/// <summary>Which item an entry is.</summary>
internal sealed record Match
{
    public required MatchKind Kind { get; init; }

    /// <summary>The known item, or null for a new one.</summary>
    public required long? Item { get; init; }

    /// <summary>Taken as new because several items were about equally likely: shown to the operator.</summary>
    public bool Ambiguous { get; init; }

    /// <summary>In a few words, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>For a new item: how many known or earlier entries' items have exactly this text. Part of its id.</summary>
    public int Ordinal { get; init; }
}
