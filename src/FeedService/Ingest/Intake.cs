// One listing's walk: bytes -> text -> entries -> what they mean -> rows, in one transaction.
using FeedService.Ledger;
using FeedService.Listings;
using FeedService.Model;
using FeedService.Storage;

namespace FeedService.Ingest;

internal sealed class Intake(LedgerStore ledger, TopicRules topics, TimeProvider clock)
{
    /// <summary>Takes one listing in; a listing whose bytes are known changes nothing.</summary>
    public async Task<Outcome> TakeInAsync(Listing listing, FileContent content, long size, CancellationToken cancellationToken)
    {
        if (await ledger.LabelOfAsync(listing.Sha256, cancellationToken) is { } seen)
            return new Outcome.SeenBefore(seen);
        var reading = Read(content, size);
        await using var session = await ledger.BeginAsync(cancellationToken);
        if (await session.LabelOfAsync(listing.Sha256, cancellationToken) is { } seenMeanwhile)
            return new Outcome.SeenBefore(seenMeanwhile);
        var record = reading.Rejected is { } reason
            ? Recorded(listing, reading, content, size, ListingStatus.Rejected, reason, [])
            : await JudgeAsync(session, listing, reading, content, size, cancellationToken);
        await session.WriteAsync(record, clock.GetUtcNow(), cancellationToken);
        await session.CommitAsync(cancellationToken);
        return OutcomeOf(record);
    }

    private static ParsedListing Read(FileContent content, long size) => content.Bytes is { } bytes
        ? ListingParser.Parse(ListingText.Decode(bytes))
        : ParsedListing.RejectedBecause($"the file is too large: {size / (1024.0 * 1024.0):F1} MB (Inbox:MaxFileMegabytes)");

    private async Task<ListingRecord> JudgeAsync(
        LedgerSession session, Listing listing, ParsedListing reading, FileContent content, long size, CancellationToken cancellationToken)
    {
        var recollection = await session.RecallAsync(QuestionOf(listing, reading.Entries), cancellationToken);
        var matches = ItemMatcher.Match(reading.Entries, recollection.Texts);
        var times = Timeline.Place(PlacingOf(listing, reading.Entries, matches, recollection), session.PublishedBetween);
        var edits = Revising.EditsOf(listing, reading.Entries, matches, recollection.Items, session.UpdatedBetween);
        var entries = reading.Entries.Select((entry, rank) => new EntryRecord
        {
            Rank = rank,
            Entry = entry,
            Item = matches[rank].Item,
            Revision = edits[rank].Revision,
            Minted = matches[rank].Item is null ? Mint(entry, matches[rank], times[rank]!) : null,
            Edit = edits[rank].Edit,
            Topics = [Topic.All, .. topics.TopicsOf(listing.Folder, entry.Title, entry.Caption, entry.Teaser)],
        }).ToList();
        var status = entries.Exists(entry => entry.Minted is not null || entry.Edit is not null) ? ListingStatus.Accepted : ListingStatus.NothingNew;
        return Recorded(listing, reading, content, size, status, reason: null, entries);
    }

    private RecallQuestion QuestionOf(Listing listing, IReadOnlyList<Entry> entries) => new()
    {
        Folder = listing.Folder,
        Topic = topics.TopicOfFolder(listing.Folder),
        Capture = listing.CaptureTime,
        TitleKeys = KeysOf(entries.Select(entry => entry.Title)),
        TeaserKeys = KeysOf(entries.Select(entry => entry.Teaser)),
    };

    private static long[] KeysOf(IEnumerable<string?> texts) =>
        [.. texts.Select(NormalForm.Of).Where(text => text.Length > 0).Select(NormalForm.KeyOf).Distinct()];

    private Placing PlacingOf(Listing listing, IReadOnlyList<Entry> entries, IReadOnlyList<Match> matches, Recollection recollection) => new()
    {
        CaptureTime = listing.CaptureTime,
        Now = clock.GetUtcNow(),
        Entries = [.. matches.Select(match => match.Item is { } item ? recollection.AnchorOf(item) : null)],
        Dates = [.. entries.Select(entry => entry.Date)],
        LatestPublishedInTopic = recollection.LatestPublishedInTopic,
        LatestCaptureInTopic = recollection.LatestCaptureOfPage,
        AppearedLater = recollection.AppearedLater(matches.Where(match => match.Item is not null).Select(match => match.Item!.Value).ToHashSet()),
    };

    private static NewItem Mint(Entry entry, Match match, Placed placed) => new()
    {
        Id = ItemIdentity.IdOf(entry.Title, entry.Teaser, match.Ordinal),
        Ordinal = match.Ordinal,
        Slug = ItemSlug.Of(entry.Title),
        Published = placed.Time,
        Doubt = match.Ambiguous ? match.Reason : placed.Squeezed ? "no free second was left between its neighbours" : null,
    };

    private static ListingRecord Recorded(
        Listing listing, ParsedListing reading, FileContent content, long size, string status, string? reason, IReadOnlyList<EntryRecord> entries) => new()
    {
        Listing = listing,
        Status = status,
        Reason = reason,
        Encoding = reading.Encoding,
        LineCount = reading.LineCount,
        BlankCount = reading.BlankCount,
        Size = size,
        Original = content.Bytes,
        Entries = entries,
        Furniture = reading.Furniture,
    };

    private static Outcome OutcomeOf(ListingRecord record) => record.Status switch
    {
        ListingStatus.Rejected => new Outcome.Rejected(record.Reason!),
        ListingStatus.Held => new Outcome.Held(record.Reason!),
        _ => new Outcome.Read(
            record.Entries.Count,
            record.Entries.Count(entry => entry.Minted is not null),
            record.Entries.Count(entry => entry.Edit?.Updated is not null),
            record.Furniture.Count,
            ChangedSomething: record.Status == ListingStatus.Accepted),
    };
}
