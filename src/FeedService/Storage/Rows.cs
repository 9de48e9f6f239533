// The tables. Times are unix seconds (UTC); numbers are ours, counted up inside the writing transaction.
namespace FeedService.Storage;

internal sealed class ListingRow
{
    public required long Id { get; init; }
    public required string Sha256 { get; init; }
    public required string Folder { get; init; }
    public required string Name { get; init; }
    public required long Capture { get; init; }
    public required long ReadAt { get; init; }
    public required string Status { get; set; }
    public string? Reason { get; set; }
    public string? Encoding { get; init; }
    public required int LineCount { get; init; }
    public required int BlankCount { get; init; }
    public required int EntryCount { get; init; }
    public required long Size { get; init; }

    /// <summary>The reading in figures (Ledger's ReadingShape): shares from 0 to 1, mean lengths in characters.</summary>
    public required double CaptionShare { get; init; }
    public required double TeaserShare { get; init; }
    public required double TitleLength { get; init; }
    public required double TeaserLength { get; init; }
    public required double FurnitureShare { get; init; }
    public required double DamagedShare { get; init; }

    /// <summary>The file's bytes, Brotli-compressed; null where it was too large to be kept. Last, so that scans pass over it.</summary>
    public byte[]? Original { get; init; }
}

internal sealed class ItemRow
{
    public required long Id { get; init; }
    public required Guid Guid { get; init; }

    /// <summary>Which of the items with the same first text this is, from 0: part of what the id is minted from.</summary>
    public required int Ordinal { get; init; }
    public required string SlugBase { get; init; }
    public required int SlugNumber { get; init; }
    public required string Title { get; set; }
    public string? Teaser { get; set; }
    public string? Caption { get; set; }
    public required long Published { get; init; }
    public required long Updated { get; set; }

    /// <summary>How many texts the item has had; the newest is the one above.</summary>
    public required int Revision { get; set; }

    /// <summary>The first listing taken in that shows it, as that one is read now.</summary>
    public required long FirstListingId { get; init; }

    /// <summary>Why a person should look at it (an ambiguous match, no free second), or null.</summary>
    public string? Doubt { get; init; }

    /// <summary>When it was taken back, by the clock, or null.</summary>
    public long? RetractedAt { get; set; }

    /// <summary>What its texts take in a feed at the most (Formats' FeedSize): feeds are cut without reading the texts.</summary>
    public required int TextBytes { get; set; }
}

/// <summary>A text an item has had. Matching looks here, so that an old capture finds its items under their old headlines.</summary>
internal sealed class RevisionRow
{
    public required long ItemId { get; init; }
    public required int Number { get; init; }
    public required long TitleKey { get; init; }
    public required long TeaserKey { get; init; }
    public required string Title { get; init; }
    public string? Teaser { get; init; }
    public required long Capture { get; init; }
}

internal sealed class AppearanceRow
{
    public required long ListingId { get; init; }
    public required int Rank { get; init; }
    public required long ItemId { get; init; }
    public required int Revision { get; init; }
    public required long Capture { get; init; }
    public required int FirstLine { get; init; }
    public required int LastLine { get; init; }
    public long? Date { get; init; }
}

internal sealed class TopicRow
{
    public required long Id { get; init; }
    public required Guid Guid { get; init; }
    public required string Slug { get; init; }
    public required string Title { get; set; }
    public required string Description { get; set; }

    /// <summary>Drawn from one counter for all topics: the largest is the store's own revision.</summary>
    public required long Revision { get; set; }

    /// <summary>When the topic last changed in this store, by the clock: the feeds' Last-Modified.</summary>
    public required long ChangedAt { get; set; }

    /// <summary>What the key words and folders were when the memberships were last worked out.</summary>
    public required string Rule { get; set; }
}

internal sealed class ItemTopicRow
{
    public required long TopicId { get; init; }
    public required long Published { get; init; }
    public required long ItemId { get; init; }

    /// <summary>
    /// The document of the topic's archive that holds the item as it is now; <see cref="Current"/> while it stands in the
    /// document that people subscribe to; null, within the transaction that made it, until it has been put in either.
    /// </summary>
    public int? Archive { get; init; }

    public const int Current = 0;
}

/// <summary>A closed document of a topic's archive. Written once; only a retraction makes another edition of it.</summary>
internal sealed class ArchiveRow
{
    public required long TopicId { get; init; }
    public required int Number { get; init; }
    public required int Edition { get; set; }
    public required long ClosedAt { get; set; }

    /// <summary>
    /// The feed as it was when it was closed, so that no later edit or change of a topic's title reaches it; nothing as
    /// long as the rows still say the same. <see cref="Feeds.Archives"/> freezes it before they change.
    /// </summary>
    public required byte[] Feed { get; set; }

    /// <summary>The edition of the document before this one when this one was closed; 0 where there is none.</summary>
    public required int PreviousEdition { get; init; }
}

internal sealed class FurnitureRow
{
    public required long ListingId { get; init; }
    public required int Line { get; init; }
    public required string Text { get; init; }
}

/// <summary>One change of an item, in the order in which this store made it. Rows are added, never changed.</summary>
internal sealed class ChangeRow
{
    public required long Sequence { get; init; }
    public required long ItemId { get; init; }
    public required string Kind { get; init; }

    /// <summary>By the clock; capture times say when a page changed, not when it was heard here.</summary>
    public required long ChangedAt { get; init; }
}

/// <summary>A run that changed something or failed. A failure that repeats itself stays one row, which ends later each time.</summary>
internal sealed class RunRow
{
    public required long Id { get; init; }
    public required long StartedAt { get; init; }
    public required long FinishedAt { get; init; }

    /// <summary>In one sentence: what became of the files, or why it failed.</summary>
    public required string Outcome { get; init; }
    public required bool Failed { get; init; }
}

/// <summary>What the store remembers of the configuration, by name.</summary>
internal sealed class SettingRow
{
    public required string Name { get; init; }
    public required string Value { get; set; }
}
