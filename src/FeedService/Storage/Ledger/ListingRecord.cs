// A listing and its entries, judged: what is to be written down.
using FeedService.Ledger;
using FeedService.Model;

namespace FeedService.Storage;

/// <summary>What became of a listing.</summary>
internal static class ListingStatus
{
    public const string Accepted = "accepted";
    public const string NothingNew = "nothing new";
    public const string Held = "held";
    public const string Rejected = "rejected";

    /// <summary>The reason of a held listing that was given up.</summary>
    public const string RejectedByOperator = "The operator rejected it.";
}

internal sealed record ListingRecord
{
    public required Listing Listing { get; init; }
    public required string Status { get; init; }

    /// <summary>One sentence where the status needs it.</summary>
    public string? Reason { get; init; }
    public string? Encoding { get; init; }
    public int LineCount { get; init; }
    public int BlankCount { get; init; }
    public required long Size { get; init; }

    /// <summary>The reading in figures, for comparison with the page's next capture.</summary>
    public required ReadingShape Shape { get; init; }

    /// <summary>The file's bytes as <see cref="Originals"/> packs them, or null where it was too large to be kept.</summary>
    public byte[]? Original { get; init; }
    public IReadOnlyList<EntryRecord> Entries { get; init; } = [];
    public IReadOnlyList<FurnitureLine> Furniture { get; init; } = [];
}

/// <summary>One entry and what it was judged to be: either a new item or a known one, perhaps with a new text.</summary>
internal sealed record EntryRecord
{
    public required int Rank { get; init; }

    /// <summary>The rank it is stored under in a listing that is read again: the entries that stay keep theirs. Null for the rank itself.</summary>
    public int? Place { get; init; }
    public required Entry Entry { get; init; }

    /// <summary>The known item's number, or null for a new one.</summary>
    public required long? Item { get; init; }

    /// <summary>The number of the text it shows, from 1.</summary>
    public required int Revision { get; init; }

    public NewItem? Minted { get; init; }

    public Edit? Edit { get; init; }

    /// <summary>Slugs of the topics this appearance puts the item in, <c>all</c> included.</summary>
    public required IReadOnlyList<string> Topics { get; init; }
}

/// <summary>What is fixed for ever when an item is first seen.</summary>
internal sealed record NewItem
{
    public required Guid Id { get; init; }
    public required int Ordinal { get; init; }

    /// <summary>The slug of the title; a number is added where it is taken.</summary>
    public required string Slug { get; init; }
    public required DateTimeOffset Published { get; init; }
    public string? Doubt { get; init; }
}

/// <summary>A text the item did not have before or has again.</summary>
internal sealed record Edit
{
    /// <summary>Whether <see cref="EntryRecord.Revision"/> is new.</summary>
    public required bool IsNewText { get; init; }

    /// <summary>When the item now reads so; null where an older capture shows an older text.</summary>
    public required DateTimeOffset? Updated { get; init; }
}
