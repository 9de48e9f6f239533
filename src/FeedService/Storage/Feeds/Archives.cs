// The closed documents of topics' archives: read one, find the newest, keep its words, take a retracted item out.
using FeedService.Model;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage.Feeds;

/// <summary>An archive document and when it was closed, or made anew after a retraction.</summary>
internal sealed record ClosedFeed(Feed Feed, DateTimeOffset ClosedAt);

/// <summary>
/// A document's bytes never change, while the rows it is made from may. Most never do: so a document is its rows, and is
/// frozen, word for word, just before one of them changes. A million stories need no second copy for that.
/// </summary>
internal sealed class Archives(IDbContextFactory<FeedDbContext> contexts)
{
    /// <summary>What a document's row holds until it is frozen.</summary>
    internal static readonly byte[] AsTheRowsAre = [];

    /// <summary>The document at a place in a topic's history, in its newest edition; null where there is none.</summary>
    public async Task<ClosedFeed?> ReadAsync(string slug, int number, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // One view of all the rows: a document is not frozen between the look at it and the look at its items.
        await using var transaction = await context.Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadUncommitted, cancellationToken);
        var row = await context.Topics.Where(topic => topic.Slug == slug)
            .Join(context.Archives.AsNoTracking(), topic => topic.Id, archive => archive.TopicId, (topic, archive) => archive)
            .SingleOrDefaultAsync(archive => archive.Number == number, cancellationToken);
        return row is null ? null : new ClosedFeed(await FeedOfAsync(context, row, cancellationToken), DateTimeOffset.FromUnixTimeSeconds(row.ClosedAt));
    }

    internal static async Task<ArchiveName?> NewestAsync(FeedDbContext context, long topic, CancellationToken cancellationToken)
    {
        var row = await context.Archives.Where(archive => archive.TopicId == topic).OrderByDescending(archive => archive.Number)
            .Select(archive => new { archive.Number, archive.Edition }).FirstOrDefaultAsync(cancellationToken);
        return row is null ? null : new ArchiveName(row.Number, row.Edition);
    }

    /// <summary>Keeps the words of every document that holds one of these items, before an edit or another topic changes them.</summary>
    internal static async Task FreezeHoldingAsync(FeedDbContext context, IEnumerable<long> items, CancellationToken cancellationToken)
    {
        var documents = await Chunks.ReadAsync(
            items, chunk => context.ItemTopics.Where(row => chunk.Contains(row.ItemId) && row.Archive > ItemTopicRow.Current).Select(row => new { row.TopicId, row.Archive }).Distinct(), cancellationToken);
        foreach (var document in documents.Distinct().OrderBy(document => document.TopicId).ThenBy(document => document.Archive))
            await FreezeAsync(context, document.TopicId, document.Archive!.Value, cancellationToken);
    }

    /// <summary>The same before a topic's title or description changes: they stand in its own documents, and in every one that holds an item of it.</summary>
    internal static async Task FreezeNamingAsync(FeedDbContext context, IReadOnlyCollection<long> topics, CancellationToken cancellationToken)
    {
        foreach (var topic in topics)
        {
            var documents = await context.ItemTopics.Where(row => row.TopicId == topic)
                .Join(context.ItemTopics, row => row.ItemId, row => row.ItemId, (named, row) => row)
                .Where(row => row.Archive > ItemTopicRow.Current).Select(row => new { row.TopicId, row.Archive }).Distinct().ToListAsync(cancellationToken);
            foreach (var document in documents)
                await FreezeAsync(context, document.TopicId, document.Archive!.Value, cancellationToken);
        }
    }

    /// <summary>
    /// Makes a new edition, without the item, of every document that holds it. The bytes at an address never change: the new
    /// edition has an address of its own, and the old address leads there. The documents that hold it are frozen before.
    /// </summary>
    internal static async Task TakeOutAsync(FeedDbContext context, IReadOnlyCollection<long> topics, DeletedItem item, CancellationToken cancellationToken)
    {
        foreach (var topic in topics)
        {
            // An edited item stands in several, and no row says in which: this is rare, and so are frozen documents.
            foreach (var number in await context.Archives.Where(row => row.TopicId == topic && row.Feed != AsTheRowsAre).Select(row => row.Number).ToListAsync(cancellationToken))
            {
                var row = await context.Archives.SingleAsync(archive => archive.TopicId == topic && archive.Number == number, cancellationToken);
                TakeOut(row, item);
                await context.SaveChangesAsync(cancellationToken);
                context.ChangeTracker.Clear();
            }
        }
    }

    private static async Task FreezeAsync(FeedDbContext context, long topic, int number, CancellationToken cancellationToken)
    {
        var row = await context.Archives.AsNoTracking().SingleOrDefaultAsync(archive => archive.TopicId == topic && archive.Number == number && archive.Feed == AsTheRowsAre, cancellationToken);
        if (row is null)
            return;
        var frozen = FrozenFeed.Freeze(await FeedOfAsync(context, row, cancellationToken));
        await context.Archives.Where(archive => archive.TopicId == topic && archive.Number == number)
            .ExecuteUpdateAsync(archive => archive.SetProperty(document => document.Feed, frozen), cancellationToken);
    }

    private static async Task<Feed> FeedOfAsync(FeedDbContext context, ArchiveRow row, CancellationToken cancellationToken)
    {
        if (row.Feed.Length > 0)
            return FrozenFeed.Thaw(row.Feed);
        // Sorted here: asked for in order, SQLite walks down the whole topic, whose key has that order.
        var members = await context.ItemTopics.Where(member => member.TopicId == row.TopicId && member.Archive == row.Number)
            .Select(member => new { member.Published, member.ItemId }).ToListAsync(cancellationToken);
        var items = await FeedReader.ItemsAsync(context, [.. members.OrderByDescending(member => member.Published).Select(member => member.ItemId)], cancellationToken);
        return new Feed
        {
            Topic = FeedReader.TopicOf(await context.Topics.AsNoTracking().SingleAsync(topic => topic.Id == row.TopicId, cancellationToken)),
            Items = items,
            Updated = items.Max(item => item.Updated),
            Archive = new ArchiveName(row.Number, row.Edition),
            PreviousArchive = row.PreviousEdition == 0 ? null : new ArchiveName(row.Number - 1, row.PreviousEdition),
        };
    }

    private static void TakeOut(ArchiveRow row, DeletedItem item)
    {
        var feed = FrozenFeed.Thaw(row.Feed);
        if (feed.Items.All(held => held.Id != item.Id))
            return;
        row.Edition++;
        row.ClosedAt = Math.Max(item.When.ToUnixTimeSeconds(), row.ClosedAt + 1);
        row.Feed = FrozenFeed.Freeze(feed with
        {
            Items = [.. feed.Items.Where(held => held.Id != item.Id)],
            Deleted = [item, .. feed.Deleted],
            Updated = item.When > feed.Updated ? item.When : feed.Updated,
            Archive = new ArchiveName(row.Number, row.Edition),
        });
    }
}
