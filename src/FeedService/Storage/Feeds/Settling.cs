// Says what of a topic its current document holds and what goes into its archive, in the transaction that changed the topic.
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage.Feeds;

/// <summary>
/// Archives are cut in the order in which items left the current document of this store, not by time of publication: so
/// an older story that arrives late goes into the next archive, and no closed one ever has to take it in. It happens with
/// each listing and not when a feed is asked for: what a feed holds depends on the listings alone, and a store rebuilt
/// from them has the same documents.
/// </summary>
internal sealed class Settling(FeedDbContext context, FeedLimits limits, long now)
{
    public async Task SettleAsync(IEnumerable<long> topics, CancellationToken cancellationToken)
    {
        foreach (var topic in topics.Order())
            await SettleAsync(topic, cancellationToken);
    }

    private async Task SettleAsync(long topic, CancellationToken cancellationToken)
    {
        var newest = await CurrentFeeds.NewestAsync(context, topic, cancellationToken);
        var held = await CurrentFeeds.HeldAsync(context, topic, cancellationToken);
        var added = await AddedAsync(topic, cancellationToken);
        var plan = await FeedPlan.MakeAsync(newest, held, added, limits.Least, wanted => CurrentFeeds.FittingAsync(context, wanted, limits, cancellationToken));
        await MarkAsync(topic, plan.Entering, ItemTopicRow.Current, cancellationToken);
        foreach (var document in plan.Documents())
            await CloseAsync(topic, document, cancellationToken);
    }

    /// <summary>When those items were published that are in none of the topic's documents yet.</summary>
    private Task<List<long>> AddedAsync(long topic, CancellationToken cancellationToken) => context.ItemTopics
        .Where(row => row.TopicId == topic && row.Archive == null)
        .Join(context.Items.Where(item => item.RetractedAt == null), row => row.ItemId, item => item.Id, (row, item) => row.Published)
        .ToListAsync(cancellationToken);

    private async Task CloseAsync(long topic, IReadOnlyList<long> document, CancellationToken cancellationToken)
    {
        var previous = await Archives.NewestAsync(context, topic, cancellationToken);
        var row = new ArchiveRow
        {
            TopicId = topic,
            Number = (previous?.Number ?? 0) + 1,
            Edition = 1,
            ClosedAt = now,
            Feed = Archives.AsTheRowsAre,
            PreviousEdition = previous?.Edition ?? 0,
        };
        using var inserter = new RowInserter<ArchiveRow>(context);
        await inserter.InsertAsync([row], cancellationToken);
        await MarkAsync(topic, document, row.Number, cancellationToken);
    }

    private async Task MarkAsync(long topic, IEnumerable<long> published, int archive, CancellationToken cancellationToken)
    {
        foreach (var seconds in published.Chunk(500))
        {
            await context.ItemTopics.Where(row => row.TopicId == topic && seconds.Contains(row.Published))
                .ExecuteUpdateAsync(row => row.SetProperty(member => member.Archive, archive), cancellationToken);
        }
    }
}
