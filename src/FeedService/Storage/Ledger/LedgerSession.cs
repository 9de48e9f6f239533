// One listing's transaction: recall first, then write, then commit. Disposed without a commit, nothing has happened.
using FeedService.Ledger;
using FeedService.Storage.Corrections;
using FeedService.Storage.Feeds;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage;

internal sealed class LedgerSession(FeedDbContext context, FeedLimits limits, IDisposable writing) : IAsyncDisposable
{
    /// <summary>How many of a page's captures are looked at in each direction: enough to bridge a run of shallow ones, and no more with age.</summary>
    private const int CapturesRecalled = 8;

    /// <summary>Folder and name under which these bytes were dealt with, or null.</summary>
    public Task<string?> LabelOfAsync(string sha256, CancellationToken cancellationToken) =>
        LedgerStore.LabelOfAsync(context, sha256, cancellationToken);

    /// <summary>What is known about entries with these texts on this page of this topic.</summary>
    public async Task<Recollection> RecallAsync(RecallQuestion question, CancellationToken cancellationToken)
    {
        var capture = question.Capture.ToUnixTimeSeconds();
        var items = await ItemsSharingATextAsync(question, cancellationToken);
        var revisions = await RevisionsOfAsync(items.Keys, cancellationToken);
        return new Recollection
        {
            Texts = [.. revisions.Select(row => TextOf(row, items[row.ItemId]))],
            Items = revisions.GroupBy(row => row.ItemId).ToDictionary(rows => rows.Key, rows => KnownItemOf(items[rows.Key], rows)),
            EarlierCaptures = await CapturesAsync(PageOf(question.Folder).Where(row => row.Capture <= capture).OrderByDescending(row => row.Capture).ThenByDescending(row => row.Id), cancellationToken),
            LaterCaptures = await CapturesAsync(PageOf(question.Folder).Where(row => row.Capture > capture).OrderBy(row => row.Capture).ThenBy(row => row.Id), cancellationToken),
            EarlierShapes = await ShapesAsync(question.Folder, cancellationToken),
            ItemsInTopic = await ItemsOf(question.Topic).OrderByDescending(row => row.Published).Take(Window.MostItems).CountAsync(cancellationToken),
            LatestPublishedInTopic = await LatestPublishedAsync(question.Topic, cancellationToken),
            LatestCaptureOfPage = await LatestCaptureAsync(question.Folder, cancellationToken),
        };
    }

    /// <summary>Which seconds of the closed span some item was published in.</summary>
    public IReadOnlyCollection<long> PublishedBetween(long first, long last) =>
        context.Items.Where(item => item.Published >= first && item.Published <= last).Select(item => item.Published).ToHashSet();

    /// <summary>Which seconds of the closed span some item was updated in.</summary>
    public IReadOnlyCollection<long> UpdatedBetween(long first, long last) =>
        context.Items.Where(item => item.Updated >= first && item.Updated <= last).Select(item => item.Updated).ToHashSet();

    /// <summary>Takes a held or rejected listing back out of the rows, to be judged anew: its number goes to nobody, its place in the order of intake is a new one.</summary>
    /// <returns>Null where no listing of this number has this status.</returns>
    public async Task<UnjudgedListing?> TakeOutAsync(long number, string status, CancellationToken cancellationToken)
    {
        var row = await context.Listings.SingleOrDefaultAsync(listing => listing.Id == number && listing.Status == status, cancellationToken);
        if (row is null)
            return null;
        context.Listings.Remove(row);
        await context.SaveChangesAsync(cancellationToken);
        return new UnjudgedListing(ListingReader.ListingOf(row), Originals.Unpack(row.Original!, row.Size));
    }

    /// <summary>Writes the listing and all that follows from it.</summary>
    public Task WriteAsync(ListingRecord listing, DateTimeOffset now, CancellationToken cancellationToken) =>
        new LedgerWriter(context, limits, now.ToUnixTimeSeconds()).WriteAsync(listing, cancellationToken);

    /// <summary>Takes an item back; null where there is none with this id.</summary>
    public Task<Retraction?> RetractAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        new RetractionWriter(context, now.ToUnixTimeSeconds()).WriteAsync(id, cancellationToken);

    /// <summary>Publishes an item again that was taken back; null where there is none with this id.</summary>
    public Task<Restoration?> RestoreAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        new RestorationWriter(context, limits, now.ToUnixTimeSeconds()).WriteAsync(id, UpdatedBetween, cancellationToken);

    /// <summary>How a listing was read when it was taken in; null where none of this number was.</summary>
    public Task<StoredReading?> ReadingOfAsync(long listing, CancellationToken cancellationToken) => ReadingRecall.ReadAsync(context, listing, cancellationToken);

    /// <summary>As what other listings than this show these items.</summary>
    public Task<ILookup<long, Showing>> ElsewhereAsync(long listing, IReadOnlyList<long> items, CancellationToken cancellationToken) =>
        ReadingRecall.ElsewhereAsync(context, listing, items, cancellationToken);

    /// <summary>Puts a new reading of a listing in the place of the old one.</summary>
    public Task CorrectAsync(ListingCorrection correction, DateTimeOffset now, CancellationToken cancellationToken) =>
        new CorrectionWriter(context, limits, now.ToUnixTimeSeconds()).WriteAsync(correction, cancellationToken);

    public Task CommitAsync(CancellationToken cancellationToken) =>
        context.Database.CommitTransactionAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        writing.Dispose();
        return context.DisposeAsync();
    }

    private async Task<Dictionary<long, SeenItem>> ItemsSharingATextAsync(RecallQuestion question, CancellationToken cancellationToken)
    {
        var byTitle = await Chunks.ReadAsync(question.TitleKeys, keys => context.Revisions.Where(row => keys.Contains(row.TitleKey)).Select(row => row.ItemId), cancellationToken);
        var byTeaser = await Chunks.ReadAsync(question.TeaserKeys, keys => context.Revisions.Where(row => keys.Contains(row.TeaserKey)).Select(row => row.ItemId), cancellationToken);
        var items = await Chunks.ReadAsync(byTitle.Concat(byTeaser).Concat(question.Items), SeenItems, cancellationToken);
        return items.ToDictionary(item => item.Id);
    }

    private IQueryable<SeenItem> SeenItems(long[] numbers) => context.Items.Where(item => numbers.Contains(item.Id)).Select(item => new SeenItem(
        item.Id, item.Ordinal, item.Published, item.Updated, item.Title, item.Teaser,
        // None shows an item that was withdrawn.
        context.Appearances.Where(row => row.ItemId == item.Id).Max(row => (long?)row.Capture) ?? item.Published));

    private Task<List<RevisionRow>> RevisionsOfAsync(IEnumerable<long> items, CancellationToken cancellationToken) => Chunks.ReadAsync(
        items,
        numbers => context.Revisions.AsNoTracking().Where(row => numbers.Contains(row.ItemId)).OrderBy(row => row.ItemId).ThenBy(row => row.Number),
        cancellationToken);

    /// <summary>The listings of a folder that were taken in.</summary>
    private IQueryable<ListingRow> PageOf(string folder) => context.Listings
        .Where(row => row.Folder == folder && (row.Status == ListingStatus.Accepted || row.Status == ListingStatus.NothingNew));

    private async Task<IReadOnlyList<PageCapture>> CapturesAsync(IQueryable<ListingRow> nearestFirst, CancellationToken cancellationToken)
    {
        var listings = await nearestFirst.Select(row => new { row.Id, row.Capture }).Take(CapturesRecalled).ToListAsync(cancellationToken);
        if (listings.Count == 0)
            return [];
        var numbers = listings.Select(listing => listing.Id).ToArray();
        var appearances = await context.Appearances.Where(row => numbers.Contains(row.ListingId))
            .Join(context.Items, row => row.ItemId, item => item.Id, (row, item) => new { row.ListingId, row.Rank, Item = item.Id, item.Published })
            .OrderBy(row => row.ListingId).ThenBy(row => row.Rank)
            .ToListAsync(cancellationToken);
        var shown = appearances.ToLookup(row => row.ListingId, row => new ShownItem(row.Item, DateTimeOffset.FromUnixTimeSeconds(row.Published)));
        return [.. listings.Select(listing => new PageCapture(listing.Id, DateTimeOffset.FromUnixTimeSeconds(listing.Capture), [.. shown[listing.Id]]))];
    }

    /// <summary>How many of these items no listing of the folder shows.</summary>
    public async Task<int> CountNotShownInAsync(string folder, IReadOnlyCollection<long> items, CancellationToken cancellationToken)
    {
        var shown = await Chunks.ReadAsync(
            items,
            chunk => context.Appearances.Where(row => chunk.Contains(row.ItemId))
                .Join(PageOf(folder), row => row.ListingId, listing => listing.Id, (row, listing) => row.ItemId).Distinct(),
            cancellationToken);
        return items.Count - shown.Count;
    }

    private IQueryable<ItemTopicRow> ItemsOf(string topic) => context.ItemTopics
        .Where(row => row.TopicId == context.Topics.Where(t => t.Slug == topic).Select(t => t.Id).FirstOrDefault());

    private async Task<IReadOnlyList<ReadingShape>> ShapesAsync(string folder, CancellationToken cancellationToken) =>
        await PageOf(folder).OrderByDescending(row => row.Capture).ThenByDescending(row => row.Id).Take(CapturesRecalled)
            .Select(row => new ReadingShape
            {
                Entries = row.EntryCount,
                Captions = row.CaptionShare,
                Teasers = row.TeaserShare,
                TitleLength = row.TitleLength,
                TeaserLength = row.TeaserLength,
                Furniture = row.FurnitureShare,
                Damaged = row.DamagedShare,
            })
            .ToListAsync(cancellationToken);

    private async Task<DateTimeOffset?> LatestPublishedAsync(string topic, CancellationToken cancellationToken) =>
        Instant(await ItemsOf(topic)
            .MaxAsync(row => (long?)row.Published, cancellationToken));

    private async Task<DateTimeOffset?> LatestCaptureAsync(string folder, CancellationToken cancellationToken) =>
        Instant(await PageOf(folder)
            .MaxAsync(row => (long?)row.Capture, cancellationToken));

    private static DateTimeOffset? Instant(long? seconds) => seconds is { } s ? DateTimeOffset.FromUnixTimeSeconds(s) : null;

    private static KnownText TextOf(RevisionRow row, SeenItem item) => new()
    {
        Item = item.Id,
        Title = row.Title,
        Teaser = row.Teaser,
        Ordinal = item.Ordinal,
        Seen = DateTimeOffset.FromUnixTimeSeconds(row.Title == item.Title && row.Teaser == item.Teaser ? item.LastSeen : row.Capture),
    };

    private static KnownItem KnownItemOf(SeenItem item, IEnumerable<RevisionRow> revisions) => new()
    {
        Published = DateTimeOffset.FromUnixTimeSeconds(item.Published),
        Updated = DateTimeOffset.FromUnixTimeSeconds(item.Updated),
        Title = item.Title,
        Teaser = item.Teaser,
        LastSeen = DateTimeOffset.FromUnixTimeSeconds(item.LastSeen),
        Revisions = [.. revisions.Select(row => new KnownRevision(row.Number, row.Title, row.Teaser))],
    };

    private sealed record SeenItem(long Id, int Ordinal, long Published, long Updated, string Title, string? Teaser, long LastSeen);
}

/// <summary>What a listing asks the ledger: its page, its time, and the keys of its entries' texts.</summary>
internal sealed record RecallQuestion
{
    public required string Folder { get; init; }
    public required string Topic { get; init; }
    public required DateTimeOffset Capture { get; init; }
    public required long[] TitleKeys { get; init; }
    public required long[] TeaserKeys { get; init; }

    /// <summary>Items to be recalled besides those that share a text with an entry, by number.</summary>
    public IReadOnlyList<long> Items { get; init; } = [];
}
