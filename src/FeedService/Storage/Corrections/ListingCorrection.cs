// What changes when a listing is read again: to be written down in one transaction.
namespace FeedService.Storage.Corrections;

internal sealed record ListingCorrection
{
    /// <summary>The listing's number.</summary>
    public required long Number { get; init; }

    /// <summary>The listing as it is read now. The edit of an item that it showed before only adds a text: what that one reads as is in <see cref="Restated"/>.</summary>
    public required ListingRecord Reading { get; init; }

    /// <summary>Items that this listing does not show any more.</summary>
    public required IReadOnlySet<long> Gone { get; init; }

    /// <summary>Those of them that no other listing shows either, and that have not been taken back yet.</summary>
    public required IReadOnlyList<long> Withdrawn { get; init; }

    public required IReadOnlyList<Restatement> Restated { get; init; }

    /// <summary>Topics that items were in by a misread text only.</summary>
    public required IReadOnlyList<(long Item, string Topic)> Leaving { get; init; }

    /// <summary>Items whose place in the listing that first showed them, or whose number of texts, is another.</summary>
    public required IReadOnlyList<long> Moved { get; init; }

    /// <summary>Items that subscribers had not heard of.</summary>
    public int News => Reading.Entries.Count(entry => entry.Minted is not null);

    /// <summary>Published items that read otherwise now.</summary>
    public int Corrected => Restated.Count(restated => restated.IsPublished) + Reading.Entries.Count(entry => entry.Edit?.Updated is not null);

    /// <summary>The known items that this listing says something else of than before, whether subscribers see it or another listing has the last word.</summary>
    public IReadOnlySet<long> Changed => Gone
        .Concat(Restated.Where(restated => restated.IsPublished).Select(restated => restated.Item))
        .Concat(Reading.Entries.Where(entry => entry.Edit is not null).Select(entry => entry.Item!.Value)).ToHashSet();

    /// <summary>The items of which something changes that a feed or a page shows.</summary>
    public IReadOnlySet<long> Touched => Gone.Concat(Restated.Select(restated => restated.Item)).Concat(Leaving.Select(leaving => leaving.Item)).Concat(Moved).ToHashSet();
}

/// <summary>What a known item reads as from now on.</summary>
internal sealed record Restatement
{
    public required long Item { get; init; }
    public required string Title { get; init; }
    public required string? Teaser { get; init; }
    public required string? Caption { get; init; }

    /// <summary>Null where only the caption changes, which no feed shows.</summary>
    public required DateTimeOffset? Updated { get; init; }

    /// <summary>False for one that was taken back.</summary>
    public required bool IsPublished { get; init; }
}
