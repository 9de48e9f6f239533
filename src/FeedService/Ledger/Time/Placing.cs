// What the timeline is told and what it says: a listing's entries in page order, and their times.
namespace FeedService.Ledger;

/// <summary>One showing of a known item in another listing of the same folder.</summary>
internal sealed record Sighting
{
    /// <summary>The listing's number in the storage.</summary>
    public required long Listing { get; init; }

    public required DateTimeOffset Capture { get; init; }

    /// <summary>How many entries stood above it there.</summary>
    public required int Above { get; init; }

    /// <summary>How many entries stood below it there.</summary>
    public required int Below { get; init; }
}

/// <summary>A known item as an entry of the listing being placed: its time is fixed, and bounds the times of others.</summary>
internal sealed record Anchor
{
    public required DateTimeOffset Published { get; init; }

    /// <summary>
    /// Where listings of the same folder with an earlier capture show it; the latest ten or so are enough. They are how
    /// a pinned item is told from a new one: without them it bounds its neighbours like any other.
    /// </summary>
    public IReadOnlyList<Sighting> Seen { get; init; } = [];
}

/// <summary>One listing, as the timeline sees it.</summary>
internal sealed record Placing
{
    public required DateTimeOffset CaptureTime { get; init; }

    /// <summary>No item is published later than this.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The entries in page order; null for a new item.</summary>
    public required IReadOnlyList<Anchor?> Entries { get; init; }

    /// <summary>The entries' own dates, by position; null where the page shows none.</summary>
    public required IReadOnlyList<DateTimeOffset?> Dates { get; init; }

    /// <summary>Latest published time in the topic so far, or null.</summary>
    public DateTimeOffset? LatestPublishedInTopic { get; init; }

    /// <summary>Latest capture among the topic's listings ingested before this one, or null.</summary>
    public DateTimeOffset? LatestCaptureInTopic { get; init; }

    /// <summary>
    /// For a listing that arrives late: when the items were published that a later capture of the folder shows above
    /// one of this listing's known items, and that this listing does not show. They appeared after it was captured.
    /// </summary>
    public IReadOnlyList<DateTimeOffset> AppearedLater { get; init; } = [];
}

/// <summary>A new item's time.</summary>
/// <param name="Time">UTC, a whole second that no other item has.</param>
/// <param name="Squeezed">Out of its order, because its neighbours leave no second free between them.</param>
internal sealed record Placed(DateTimeOffset Time, bool Squeezed);

/// <summary>Which Unix seconds of a closed span are taken by any item of the whole service.</summary>
internal delegate IReadOnlyCollection<long> TakenSeconds(long first, long last);
