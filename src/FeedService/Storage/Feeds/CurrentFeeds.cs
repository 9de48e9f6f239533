// A topic's current document, and the closing of archives: what has left the current document is put in one before the next is made.
using FeedService.Model;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage.Feeds;

/// <summary>What the publisher wants of a current document.</summary>
/// <param name="Least">The least number of items.</param>
/// <param name="Fitting">How many of these items, from the first on, a document can hold.</param>
internal sealed record FeedLimits(int Least, Func<IReadOnlyList<Item>, int> Fitting);

/// <summary>
/// Archives are cut in the order in which items left the current document of this store, not by time of publication: so
/// an older story that arrives late goes into the next archive, and no closed one ever has to take it in. It happens
/// here, when a feed is read, and not when a listing is written: Ingest need not know what a feed holds, and a run over
/// hundreds of old pages fills whole archives instead of making one for each page.
/// </summary>
internal sealed class CurrentFeeds(IDbContextFactory<FeedDbContext> contexts, TimeProvider clock) : IDisposable
{
    /// <summary>The newest retractions that a feed names.</summary>
    private const int MostDeleted = 100;

    /// <summary>The formats of a topic are rendered at once; the first of them closes what there is to close.</summary>
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>The current document of a topic; null for an unknown one.</summary>
    public async Task<Feed?> ReadAsync(string slug, FeedLimits limits, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var topic = await context.Topics.AsNoTracking().SingleOrDefaultAsync(row => row.Slug == slug, cancellationToken);
        if (topic is null)
            return null;
        var plan = await PlanAsync(context, topic.Id, limits, cancellationToken);
        if (plan.ChangesRows)
            plan = await CarryOutAsync(context, topic, limits, cancellationToken);
        return await FeedOfAsync(context, topic, plan, cancellationToken);
    }

    public void Dispose() => turn.Dispose();

    private static async Task<FeedPlan> PlanAsync(FeedDbContext context, long topic, FeedLimits limits, CancellationToken cancellationToken)
    {
        var members = FeedReader.MembersOf(context, topic);
        var newest = await members.OrderByDescending(member => member.Published).Take(Window.MostItems).ToListAsync(cancellationToken);
        // Two look-ups in the index: asked for both at once, SQLite walks through all of the topic.
        var held = await members.Where(member => member.Archive == ItemTopicRow.Current).ToListAsync(cancellationToken);
        var added = await members.Where(member => member.Archive == null).ToListAsync(cancellationToken);
        return await FeedPlan.MakeAsync(newest, [.. held, .. added], limits.Least, async wanted => limits.Fitting(await ItemsAsync(context, wanted, cancellationToken)));
    }

    /// <summary>Plans again inside the transaction: another process may have done it meanwhile.</summary>
    private async Task<FeedPlan> CarryOutAsync(FeedDbContext context, TopicRow topic, FeedLimits limits, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var plan = await PlanAsync(context, topic.Id, limits, cancellationToken);
            await MarkAsync(context, topic.Id, plan.Entering, ItemTopicRow.Current, cancellationToken);
            foreach (var document in plan.Documents())
                await CloseAsync(context, topic, document, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return plan;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task CloseAsync(FeedDbContext context, TopicRow topic, IReadOnlyList<Membership> document, CancellationToken cancellationToken)
    {
        var previous = await Archives.NewestAsync(context, topic.Id, cancellationToken);
        var items = await ItemsAsync(context, document.Reverse(), cancellationToken);
        var name = new ArchiveName((previous?.Number ?? 0) + 1, Edition: 1);
        context.Archives.Add(new ArchiveRow
        {
            TopicId = topic.Id,
            Number = name.Number,
            Edition = name.Edition,
            ClosedAt = clock.GetUtcNow().ToUnixTimeSeconds(),
            Feed = FrozenFeed.Freeze(new Feed
            {
                Topic = FeedReader.TopicOf(topic),
                Items = items,
                Updated = items.Max(item => item.Updated),
                Archive = name,
                PreviousArchive = previous,
            }),
        });
        await context.SaveChangesAsync(cancellationToken);
        await MarkAsync(context, topic.Id, document, name.Number, cancellationToken);
    }

    private static async Task MarkAsync(FeedDbContext context, long topic, IEnumerable<Membership> members, int archive, CancellationToken cancellationToken)
    {
        foreach (var seconds in members.Select(member => member.Published).Chunk(500))
        {
            await context.ItemTopics.Where(row => row.TopicId == topic && seconds.Contains(row.Published))
                .ExecuteUpdateAsync(row => row.SetProperty(member => member.Archive, archive), cancellationToken);
        }
    }

    private static async Task<Feed> FeedOfAsync(FeedDbContext context, TopicRow topic, FeedPlan plan, CancellationToken cancellationToken)
    {
        var items = await ItemsAsync(context, plan.Shown, cancellationToken);
        var deleted = await DeletedAsync(context, topic.Id, cancellationToken);
        return new Feed
        {
            Topic = FeedReader.TopicOf(topic),
            Items = items,
            Deleted = deleted,
            PreviousArchive = await Archives.NewestAsync(context, topic.Id, cancellationToken),
            Updated = items.Select(item => item.Updated).Concat(deleted.Select(item => item.When)).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max(),
        };
    }

    private static async Task<IReadOnlyList<DeletedItem>> DeletedAsync(FeedDbContext context, long topic, CancellationToken cancellationToken) =>
        await context.Items.Where(item => item.RetractedAt != null && context.ItemTopics.Any(row => row.ItemId == item.Id && row.TopicId == topic))
            .OrderByDescending(item => item.RetractedAt).ThenBy(item => item.Guid).Take(MostDeleted)
            .Select(item => new DeletedItem(item.Guid, DateTimeOffset.FromUnixTimeSeconds(item.RetractedAt!.Value)))
            .ToListAsync(cancellationToken);

    private static Task<IReadOnlyList<Item>> ItemsAsync(FeedDbContext context, IEnumerable<Membership> members, CancellationToken cancellationToken) =>
        FeedReader.ItemsAsync(context, [.. members.Select(member => member.Item)], cancellationToken);
}
