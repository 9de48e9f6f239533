// A new reading of a listing beside the stored one, and what follows from it for the items of the old one.
using FeedService.Ledger;
using FeedService.Storage;
using FeedService.Storage.Corrections;

namespace FeedService.Ingest;

internal sealed class JudgedReading
{
    private readonly ListingSummary listing;
    private readonly StoredReading stored;
    private readonly ILookup<long, Showing> elsewhere;
    private readonly Dictionary<long, EntryRecord> entryOfItem;

    /// <param name="elsewhere">By item: as what other listings show it.</param>
    public JudgedReading(ListingSummary listing, StoredReading stored, IReadOnlyList<EntryRecord> entries, ILookup<long, Showing> elsewhere)
    {
        (this.listing, this.stored, this.elsewhere) = (listing, stored, elsewhere);
        entryOfItem = entries.Where(entry => entry.Item is not null).ToDictionary(entry => entry.Item!.Value);
    }

    /// <summary>What was read as an item, and is none, or another.</summary>
    public IEnumerable<StoredEntry> Gone => stored.Entries.Where(entry => EntryOf(entry) is null);

    /// <summary>Those of them that nothing shows any more. One that was taken back before is not taken back again.</summary>
    public IEnumerable<StoredEntry> Withdrawn => Gone.Where(entry => !elsewhere.Contains(entry.Item) && !entry.Retracted);

    /// <summary>Items that stay, whose place in the listing that first showed them, or whose number of texts, is another.</summary>
    public IEnumerable<StoredEntry> Moved => stored.Entries.Where(before => EntryOf(before) is { } entry
        && (entry.Edit is not null || (before.IsFirst && (entry.Place != before.Rank || entry.Entry.Date != before.Date))));

    /// <summary>What the items of the old reading read as from now on, where that changes.</summary>
    public IEnumerable<Restatement> Restated(IReadOnlyDictionary<long, KnownItem> known, UpdateSeconds seconds, long now) =>
        stored.Entries.Select(before => Restated(before, known[before.Item], seconds, now)).OfType<Restatement>();

    /// <summary>The topics that only a misread text put an item in.</summary>
    public IEnumerable<(long Item, string Topic)> Leaving(TopicRules topics) =>
        from before in stored.Entries
        where EntryOf(before) is { } entry ? !ReadsTheSame(entry, before) : elsewhere.Contains(before.Item)
        let stays = elsewhere[before.Item].SelectMany(other => topics.TopicsOf(other.Folder, other.Title, before.Caption, other.Teaser)).Concat(EntryOf(before)?.Topics ?? [])
        from topic in topics.TopicsOf(listing.Listing.Folder, before.Title, before.Caption, before.Teaser).Except(stays)
        select (before.Item, topic);

    /// <summary>
    /// An item reads as the latest capture that shows it. One that reads as something else than what was read here does so on
    /// another listing's word.
    /// </summary>
    private Restatement? Restated(StoredEntry before, KnownItem item, UpdateSeconds seconds, long now)
    {
        var entry = EntryOf(before);
        var latest = LatestOf(before, entry);
        var isNewText = latest is { } text && Revising.SameText(before.Title, before.Teaser, item.Title, item.Teaser) && !Revising.SameText(text.Title, text.Teaser, item.Title, item.Teaser);
        var isNewCaption = entry is not null && before.GivesCaption && entry.Entry.Caption != before.Caption;
        if (!isNewText && !isNewCaption)
            return null;
        return new Restatement
        {
            Item = before.Item,
            Title = isNewText ? latest!.Value.Title : item.Title,
            Teaser = isNewText ? latest!.Value.Teaser : item.Teaser,
            Caption = isNewCaption || latest!.Value.IsHere ? entry!.Entry.Caption : before.Caption,
            Updated = isNewText ? DateTimeOffset.FromUnixTimeSeconds(seconds.Next(now, item.Updated.ToUnixTimeSeconds())) : null,
            IsPublished = !before.Retracted,
        };
    }

    private (string Title, string? Teaser, bool IsHere)? LatestOf(StoredEntry before, EntryRecord? entry)
    {
        var showings = elsewhere[before.Item].Select(other => (other.Capture, other.Listing, other.Title, other.Teaser, IsHere: false));
        if (entry is not null)
            showings = showings.Append((listing.Listing.CaptureTime, listing.Number, entry.Entry.Title, entry.Entry.Teaser, true));
        var latest = showings.OrderByDescending(showing => showing.Capture).ThenByDescending(showing => showing.Listing).Take(1).ToList();
        return latest is [var (_, _, title, teaser, isHere)] ? (title, teaser, isHere) : null;
    }

    private static bool ReadsTheSame(EntryRecord entry, StoredEntry before) =>
        Revising.SameText(entry.Entry, before.Title, before.Teaser) && entry.Entry.Caption == before.Caption;

    private EntryRecord? EntryOf(StoredEntry before) => entryOfItem.GetValueOrDefault(before.Item);
}
