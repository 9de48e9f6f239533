// A topic that has another slug than before: the same topic, with its id and its history, at another address.
using FeedService.Storage.Feeds;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage;

/// <summary>To be used in the transaction that brings the topics in step with the configuration.</summary>
internal sealed class TopicRenaming(FeedDbContext context, TopicWriter topics, ChangeWriter changes)
{
    private readonly HashSet<long> changed = [];
    private readonly HashSet<long> grown = [];

    /// <summary>The topics whose feeds say something else now: the renamed ones, and all that share a story with one.</summary>
    public IReadOnlySet<long> Changed => changed;

    /// <summary>The topics that got stories.</summary>
    public IReadOnlySet<long> Grown => grown;

    public async Task ApplyAsync(ConfiguredTopic topic, CancellationToken cancellationToken)
    {
        if (topic.FormerSlugs.Count == 0)
            return;
        var rows = await RowsOfAsync(topic, cancellationToken);
        if (rows.Count == 0)
        {
            // A store built anew gives the topic the id that it was given first.
            await topics.NumbersOfAsync([topic.FormerSlugs[0]], cancellationToken);
            rows = await RowsOfAsync(topic, cancellationToken);
        }
        var kept = rows.Find(row => row.Slug == topic.Slug) ?? rows[0];
        foreach (var row in rows.Where(row => row.Slug != topic.Slug))
            await LeaveAsync(row, cancellationToken);
        foreach (var other in rows.Where(row => row.Id != kept.Id))
            await MergeAsync(other, kept, cancellationToken);
        await context.Topics.Where(row => row.Id == kept.Id).ExecuteUpdateAsync(row => row.SetProperty(renamed => renamed.Slug, topic.Slug), cancellationToken);
    }

    /// <summary>The topics that stories of this one are in.</summary>
    public static async Task<IReadOnlyList<long>> SharingAsync(FeedDbContext context, long topic, CancellationToken cancellationToken) =>
        await context.ItemTopics.Where(row => row.TopicId == topic)
            .Join(context.ItemTopics, row => row.ItemId, row => row.ItemId, (mine, other) => other.TopicId).Distinct().ToListAsync(cancellationToken);

    private Task<List<TopicRow>> RowsOfAsync(ConfiguredTopic topic, CancellationToken cancellationToken) =>
        Chunks.ReadAsync([topic.Slug, .. topic.FormerSlugs], chunk => context.Topics.AsNoTracking().Where(row => chunk.Contains(row.Slug)).OrderBy(row => row.Id), cancellationToken);

    /// <summary>Closed documents keep the name that they were written with; everything else will say another.</summary>
    private async Task LeaveAsync(TopicRow row, CancellationToken cancellationToken)
    {
        await Archives.FreezeNamingAsync(context, [row.Id], cancellationToken);
        changed.UnionWith([row.Id, .. await SharingAsync(context, row.Id, cancellationToken)]);
        var items = await context.ItemTopics.Where(member => member.TopicId == row.Id).OrderBy(member => member.Published).Select(member => member.ItemId).ToListAsync(cancellationToken);
        await changes.RecordAsync([.. items.Select(item => (item, ChangeKind.Topics))], cancellationToken);
    }

    /// <summary>Both names had stories: the one that stays gets those it lacks.</summary>
    private async Task MergeAsync(TopicRow from, TopicRow into, CancellationToken cancellationToken)
    {
        var lacking = await context.ItemTopics.AsNoTracking()
            .Where(row => row.TopicId == from.Id && !context.ItemTopics.Any(known => known.TopicId == into.Id && known.ItemId == row.ItemId)).ToListAsync(cancellationToken);
        context.ItemTopics.AddRange(lacking.Select(row => new ItemTopicRow { TopicId = into.Id, ItemId = row.ItemId, Published = row.Published }));
        await context.SaveChangesAsync(cancellationToken);
        context.ChangeTracker.Clear();
        await context.Topics.Where(row => row.Id == from.Id).ExecuteDeleteAsync(cancellationToken);
        changed.Remove(from.Id);
        changed.Add(into.Id);
        grown.Add(into.Id);
    }
}
