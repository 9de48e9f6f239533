// The closed documents of topics' archives: read one, find the newest, take a retracted item out.
using FeedService.Model;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage.Feeds;

/// <summary>An archive document and when it was closed, or made anew after a retraction.</summary>
internal sealed record ClosedFeed(Feed Feed, DateTimeOffset ClosedAt);

internal sealed class Archives(IDbContextFactory<FeedDbContext> contexts)
{
    /// <summary>The document at a place in a topic's history, in its newest edition; null where there is none.</summary>
    public async Task<ClosedFeed?> ReadAsync(string slug, int number, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Topics.Where(topic => topic.Slug == slug)
            .Join(context.Archives.AsNoTracking(), topic => topic.Id, archive => archive.TopicId, (topic, archive) => archive)
            .SingleOrDefaultAsync(archive => archive.Number == number, cancellationToken);
        return row is null ? null : new ClosedFeed(FrozenFeed.Thaw(row.Feed), DateTimeOffset.FromUnixTimeSeconds(row.ClosedAt));
    }

    internal static async Task<ArchiveName?> NewestAsync(FeedDbContext context, long topic, CancellationToken cancellationToken)
    {
        var row = await context.Archives.Where(archive => archive.TopicId == topic).OrderByDescending(archive => archive.Number)
            .Select(archive => new { archive.Number, archive.Edition }).FirstOrDefaultAsync(cancellationToken);
        return row is null ? null : new ArchiveName(row.Number, row.Edition);
    }

    /// <summary>
    /// Makes a new edition, without the item, of every document that holds it. The bytes at an address never change: the new
    /// edition has an address of its own, and the old address leads there.
    /// </summary>
    internal static async Task TakeOutAsync(FeedDbContext context, IReadOnlyCollection<long> topics, DeletedItem item, CancellationToken cancellationToken)
    {
        foreach (var topic in topics)
        {
            // An edited item stands in several, and no row says in which: this is rare, and a topic has few.
            foreach (var number in await context.Archives.Where(row => row.TopicId == topic).Select(row => row.Number).ToListAsync(cancellationToken))
            {
                var row = await context.Archives.SingleAsync(archive => archive.TopicId == topic && archive.Number == number, cancellationToken);
                TakeOut(row, item);
                await context.SaveChangesAsync(cancellationToken);
                context.ChangeTracker.Clear();
            }
        }
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
