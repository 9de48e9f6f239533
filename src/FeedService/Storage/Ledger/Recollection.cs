// What the ledger remembers that bears on one listing.
using FeedService.Ledger;

namespace FeedService.Storage;

/// <summary>An item as the judging of a listing needs it.</summary>
internal sealed record KnownItem
{
    public required DateTimeOffset Published { get; init; }
    public required DateTimeOffset Updated { get; init; }
    public required string Title { get; init; }
    public required string? Teaser { get; init; }

    /// <summary>The newest capture, of any folder, that showed the item.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Every text the item has had, by number from 1.</summary>
    public required IReadOnlyList<KnownRevision> Revisions { get; init; }
}

internal readonly record struct KnownRevision(int Number, string Title, string? Teaser);

/// <summary>All that is known about the entries of a listing and about the page it shows.</summary>
internal sealed record Recollection
{
    /// <summary>Texts that share a title or a teaser with an entry.</summary>
    public required IReadOnlyList<KnownText> Texts { get; init; }

    /// <summary>The items of these texts, by number.</summary>
    public required IReadOnlyDictionary<long, KnownItem> Items { get; init; }

    /// <summary>The page's nearest captures up to this one's time, newest first.</summary>
    public required IReadOnlyList<PageCapture> EarlierCaptures { get; init; }

    /// <summary>The page's nearest captures after this one's time; none but where a listing arrives late.</summary>
    public required IReadOnlyList<PageCapture> LaterCaptures { get; init; }

    /// <summary>How the page's latest captures read.</summary>
    public required IReadOnlyList<ReadingShape> EarlierShapes { get; init; }

    /// <summary>How many items the topic has, up to as many as a feed can hold.</summary>
    public required int ItemsInTopic { get; init; }

    public required DateTimeOffset? LatestPublishedInTopic { get; init; }

    public required DateTimeOffset? LatestCaptureOfPage { get; init; }

    /// <summary>The item as a fixed point in time, with where this page showed it before.</summary>
    public Anchor AnchorOf(long item) => new()
    {
        Published = Items[item].Published,
        Seen = [.. EarlierCaptures.Where(capture => capture.Shows(item)).Select(capture => capture.SightingOf(item))],
    };

    /// <summary>Where the page's latest capture that shows the item has it; null where none of the captures at hand does.</summary>
    public (long Listing, int Rank)? PlaceOf(long item) =>
        EarlierCaptures.FirstOrDefault(capture => capture.Shows(item)) is { } last ? (last.Listing, last.RankOf(item)) : null;

    /// <summary>When those items were published that a later capture shows above one of these, and that are none of these.</summary>
    public IReadOnlyList<DateTimeOffset> AppearedLater(IReadOnlySet<long> shown) => [.. LaterCaptures
        .SelectMany(capture => capture.ItemsAboveTheLastOf(shown))
        .Where(item => !shown.Contains(item.Number))
        .Select(item => item.Published)
        .Distinct()];
}

/// <summary>Another listing of the same folder, as the items it showed from the top down.</summary>
internal sealed record PageCapture(long Listing, DateTimeOffset Capture, IReadOnlyList<ShownItem> Items)
{
    private readonly Dictionary<long, int> ranks = Items.Select((item, rank) => (item, rank)).ToDictionary(pair => pair.item.Number, pair => pair.rank);

    public bool Shows(long item) => ranks.ContainsKey(item);

    public int RankOf(long item) => ranks[item];

    public Sighting SightingOf(long item) => new() { Listing = Listing, Capture = Capture, Above = ranks[item], Below = Items.Count - 1 - ranks[item] };

    public IEnumerable<ShownItem> ItemsAboveTheLastOf(IReadOnlySet<long> shown)
    {
        var last = Items.Count - 1;
        while (last >= 0 && !shown.Contains(Items[last].Number))
            last--;
        return Items.Take(Math.Max(last, 0));
    }
}

/// <summary>An item in a listing.</summary>
internal readonly record struct ShownItem(long Number, DateTimeOffset Published);
