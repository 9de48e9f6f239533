// Undoes a retraction: the item is published again under its id, as something that has just changed.
using FeedService.Ledger;
using FeedService.Storage.Feeds;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage.Corrections;

/// <summary>An item that is published again, or that was published all along.</summary>
internal sealed record Restoration(string Title, bool WasRetracted);

internal sealed class RestorationWriter(FeedDbContext context, FeedLimits limits, long now)
{
    /// <param name="updated">The seconds in which items were updated.</param>
    public async Task<Restoration?> WriteAsync(Guid id, TakenSeconds updated, CancellationToken cancellationToken)
    {
        var item = await context.Items.SingleOrDefaultAsync(row => row.Guid == id, cancellationToken);
        if (item?.RetractedAt is null)
            return item is null ? null : new Restoration(item.Title, WasRetracted: false);
        // An entry newer than its deletion is back (RFC 6721, section 3): the retraction set the update to its own time.
        item.Updated = new UpdateSeconds(updated).Next(now, item.Updated);
        item.RetractedAt = null;
        await context.SaveChangesAsync(cancellationToken);
        await ShowAgainAsync(item.Id, cancellationToken);
        await new ChangeWriter(context, now).RecordAsync([(item.Id, ChangeKind.Restored)], cancellationToken);
        return new Restoration(item.Title, WasRetracted: true);
    }

    /// <summary>Its archive has an edition without it by now, so it begins in the current documents again.</summary>
    private async Task ShowAgainAsync(long item, CancellationToken cancellationToken)
    {
        await context.ItemTopics.Where(row => row.ItemId == item)
            .ExecuteUpdateAsync(row => row.SetProperty(member => member.Archive, ItemTopicRow.Current), cancellationToken);
        var topics = (await context.ItemTopics.Where(row => row.ItemId == item).Select(row => row.TopicId).ToListAsync(cancellationToken)).ToHashSet();
        await new Settling(context, limits, now).SettleAsync(topics, cancellationToken);
        await new TopicWriter(context, now).MarkChangedAsync(topics, cancellationToken);
    }
}
