// Takes an item back: marks its row, takes it out of the archives, and lets its topics be published anew.
using FeedService.Model;
using FeedService.Storage.Feeds;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage.Corrections;

/// <summary>An item that was taken back, when, and whether that had been done before.</summary>
internal sealed record Retraction(string Title, DateTimeOffset When, bool DoneBefore);

internal sealed class RetractionWriter(FeedDbContext context, long now)
{
    public async Task<Retraction?> WriteAsync(Guid id, CancellationToken cancellationToken)
    {
        var item = await context.Items.SingleOrDefaultAsync(row => row.Guid == id, cancellationToken);
        if (item is null)
            return null;
        if (item.RetractedAt is { } before)
            return new Retraction(item.Title, DateTimeOffset.FromUnixTimeSeconds(before), DoneBefore: true);
        await WriteAsync(item, cancellationToken);
        return new Retraction(item.Title, DateTimeOffset.FromUnixTimeSeconds(now), DoneBefore: false);
    }

    /// <summary>Takes back an item that has not been, as this context tracks it.</summary>
    public async Task WriteAsync(ItemRow item, CancellationToken cancellationToken)
    {
        await Archives.FreezeHoldingAsync(context, [item.Id], cancellationToken);
        item.RetractedAt = now;
        item.Updated = Math.Max(item.Updated, now);
        await context.SaveChangesAsync(cancellationToken);
        var topics = await context.ItemTopics.Where(row => row.ItemId == item.Id).Select(row => row.TopicId).ToListAsync(cancellationToken);
        await Archives.TakeOutAsync(context, topics, new DeletedItem(item.Guid, DateTimeOffset.FromUnixTimeSeconds(now)), cancellationToken);
        await new TopicWriter(context, now).MarkChangedAsync(topics.ToHashSet(), cancellationToken);
        await new ChangeWriter(context, now).RecordAsync([(item.Id, ChangeKind.Retracted)], cancellationToken);
    }
}
