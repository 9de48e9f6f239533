// One listing's walk: bytes -> text -> entries -> what they mean -> rows, in one transaction.
using FeedService.Ledger;
using FeedService.Listings;
using FeedService.Model;
using FeedService.Storage;

namespace FeedService.Ingest;

/// <summary>Whether a listing is published only when it looks plausible, or on an operator's word.</summary>
internal enum Trust
{
    Guarded,
    Trusted,
}

internal sealed class Intake(LedgerStore ledger, TopicRules topics)
{
    /// <summary>Reads the bytes, unless they are known. Changes nothing, so it may be done for one file while another is taken in.</summary>
    public async Task<FileReading> ReadAsync(FileContent content, CancellationToken cancellationToken) =>
        await ledger.LabelOfAsync(content.Sha256, cancellationToken) is { } label ? FileReading.SeenBefore(content, label) : FileReading.Of(content);

    /// <summary>Takes one listing in, as of <paramref name="now"/>; a listing whose bytes are known changes nothing.</summary>
    public async Task<Outcome> TakeInAsync(Listing listing, FileContent content, Trust trust, DateTimeOffset now, CancellationToken cancellationToken) =>
        await TakeInAsync(listing, await ReadAsync(content, cancellationToken), trust, now, cancellationToken);

    /// <summary>The same of what was read before.</summary>
    public async Task<Outcome> TakeInAsync(Listing listing, FileReading reading, Trust trust, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (reading.Label is { } seen)
            return new Outcome.SeenBefore(seen);
        await using var session = await ledger.BeginAsync(cancellationToken);
        if (await session.LabelOfAsync(listing.Sha256, cancellationToken) is { } seenMeanwhile)
            return new Outcome.SeenBefore(seenMeanwhile);
        var record = await JudgeAsync(session, listing, reading, trust, now, cancellationToken);
        await session.WriteAsync(record, now, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return OutcomeOf(record);
    }

    /// <summary>Publishes a held listing after all, as of <paramref name="now"/>.</summary>
    /// <returns>Null where no listing of this number is held.</returns>
    public Task<Outcome?> AcceptAsync(long number, DateTimeOffset now, CancellationToken cancellationToken) =>
        JudgeAnewAsync(number, ListingStatus.Held, Trust.Trusted, now, cancellationToken);

    /// <summary>Takes a listing in that was rejected, where it can be read by now, as of <paramref name="now"/>.</summary>
    /// <returns>Null where no listing of this number is rejected.</returns>
    public Task<Outcome?> ReconsiderAsync(long number, Trust trust, DateTimeOffset now, CancellationToken cancellationToken) =>
        JudgeAnewAsync(number, ListingStatus.Rejected, trust, now, cancellationToken);

    private async Task<Outcome?> JudgeAnewAsync(long number, string status, Trust trust, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var session = await ledger.BeginAsync(cancellationToken);
        if (await session.TakeOutAsync(number, status, cancellationToken) is not { } taken)
            return null;
        var reading = FileReading.Of(new FileContent(taken.Listing.Sha256, taken.Original.Length, taken.Original));
        var record = await JudgeAsync(session, taken.Listing, reading, trust, now, cancellationToken);
        await session.WriteAsync(record, now, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return OutcomeOf(record);
    }

    /// <summary>Records a listing with a decision taken earlier, without judging it again.</summary>
    public async Task<Outcome> RecordAsync(Listing listing, FileContent content, string status, string reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var session = await ledger.BeginAsync(cancellationToken);
        if (await session.LabelOfAsync(listing.Sha256, cancellationToken) is { } seen)
            return new Outcome.SeenBefore(seen);
        var record = Unjudged(listing, FileReading.Of(content)) with { Status = status, Reason = reason };
        await session.WriteAsync(record, now, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return OutcomeOf(record);
    }

    private async Task<ListingRecord> JudgeAsync(
        LedgerSession session, Listing listing, FileReading file, Trust trust, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var reading = file.Parsed;
        var unjudged = Unjudged(listing, file);
        if (reading.Rejected is { } reason)
            return unjudged with { Status = ListingStatus.Rejected, Reason = reason };
        var recollection = await session.RecallAsync(QuestionOf(listing, reading.Entries), cancellationToken);
        var matches = ItemMatcher.Match(reading.Entries, recollection.Texts);
        var times = Timeline.Place(PlacingOf(listing, reading.Entries, matches, recollection, now), session.PublishedBetween);
        if (trust == Trust.Guarded && await SuspicionAsync(session, listing, unjudged.Shape, matches, times, recollection, cancellationToken) is { } suspicion)
            return unjudged with { Status = ListingStatus.Held, Reason = suspicion };
        var edits = Revising.EditsOf(listing, reading.Entries, matches, recollection.Items, session.UpdatedBetween);
        var entries = EntriesOf(listing, reading.Entries, matches, times, edits);
        var changed = entries.Exists(entry => entry.Minted is not null || entry.Edit is not null);
        return unjudged with { Status = changed ? ListingStatus.Accepted : ListingStatus.NothingNew, Entries = entries, Furniture = reading.Furniture };
    }

    private static ListingRecord Unjudged(Listing listing, FileReading file) => Unjudged(listing, file.Size, file.Parsed) with { Original = file.Original };

    public static ListingRecord Unjudged(Listing listing, long size, ParsedListing reading) => new()
    {
        Listing = listing,
        Status = "",
        Encoding = reading.Encoding,
        LineCount = reading.LineCount,
        BlankCount = reading.BlankCount,
        Size = size,
        Shape = ReadingShape.Of(reading.Entries, reading.Furniture.Count),
    };

    public RecallQuestion QuestionOf(Listing listing, IReadOnlyList<Entry> entries) => new()
    {
        Folder = listing.Folder,
        Topic = topics.TopicOfFolder(listing.Folder),
        Capture = listing.CaptureTime,
        TitleKeys = KeysOf(entries.Select(entry => entry.Title)),
        TeaserKeys = KeysOf(entries.Select(entry => entry.Teaser)),
    };

    private static long[] KeysOf(IEnumerable<string?> texts) =>
        [.. texts.Select(NormalForm.Of).Where(text => text.Length > 0).Select(NormalForm.KeyOf).Distinct()];

    public static Placing PlacingOf(Listing listing, IReadOnlyList<Entry> entries, IReadOnlyList<Match> matches, Recollection recollection, DateTimeOffset now) => new()
    {
        CaptureTime = listing.CaptureTime,
        Now = now,
        Entries = [.. matches.Select(match => match.Item is { } item ? recollection.AnchorOf(item) : null)],
        Dates = [.. entries.Select(entry => entry.Date)],
        LatestPublishedInTopic = recollection.LatestPublishedInTopic,
        LatestCaptureInTopic = recollection.LatestCaptureOfPage,
        AppearedLater = recollection.AppearedLater(matches.Where(match => match.Item is not null).Select(match => match.Item!.Value).ToHashSet()),
    };

    private async Task<string?> SuspicionAsync(
        LedgerSession session, Listing listing, ReadingShape shape, IReadOnlyList<Match> matches, IReadOnlyList<Placed?> times, Recollection recollection, CancellationToken cancellationToken)
    {
        var known = matches.Where(match => match.Item is not null).Select(match => match.Item!.Value).ToList();
        var places = known.Select(recollection.PlaceOf).ToList();
        var unplaced = known.Where(item => recollection.PlaceOf(item) is null).ToList();
        return FloodGuard.Reason(new FloodQuestion
        {
            Topic = TopicRules.TitleOfSlug(topics.TopicOfFolder(listing.Folder)),
            First = recollection.LatestCaptureOfPage is null,
            Window = recollection.ItemsInTopic,
            News = times.Count(placed => placed is not null && placed.Time > recollection.LatestPublishedInTopic),
            Reading = shape,
            Previous = recollection.EarlierShapes,
            Places = places,
            OnlyElsewhere = await session.CountNotShownInAsync(listing.Folder, unplaced, cancellationToken),
        });
    }

    private List<EntryRecord> EntriesOf(
        Listing listing, IReadOnlyList<Entry> entries, IReadOnlyList<Match> matches, IReadOnlyList<Placed?> times, IReadOnlyList<Reading> edits) =>
        [.. entries.Select((entry, rank) => new EntryRecord
        {
            Rank = rank,
            Entry = entry,
            Item = matches[rank].Item,
            Revision = edits[rank].Revision,
            Minted = matches[rank].Item is null ? Mint(entry, matches[rank], times[rank]!) : null,
            Edit = edits[rank].Edit,
            Topics = [Topic.All, .. topics.TopicsOf(listing.Folder, entry.Title, entry.Caption, entry.Teaser)],
        })];

    public static NewItem Mint(Entry entry, Match match, Placed placed) => new()
    {
        Id = ItemIdentity.IdOf(entry.Title, entry.Teaser, match.Ordinal),
        Ordinal = match.Ordinal,
        Slug = ItemSlug.Of(entry.Title),
        Published = placed.Time,
        Doubt = match.Ambiguous ? match.Reason : placed.Squeezed ? "no free second was left between its neighbours" : null,
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
