// A topic's current document, as its rows say it.
using FeedService.Formats;
using FeedService.Model;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage.Feeds;

internal sealed class CurrentFeeds(IDbContextFactory<FeedDbContext> contexts, FeedLimits limits)
{
    /// <summary>The newest retractions that a feed names.</summary>
    private const int MostDeleted = 100;

    /// <summary>The current document of a topic; null for an unknown one.</summary>
    public async Task<Feed?> ReadAsync(string slug, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // One view of all the rows: a listing that is taken in meanwhile is seen whole or not at all.
        await using var transaction = await context.Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadUncommitted, cancellationToken);
        var topic = await context.Topics.AsNoTracking().SingleOrDefaultAsync(row => row.Slug == slug, cancellationToken);
        if (topic is null)
            return null;
        var items = await FeedReader.ItemsAsync(context, await ShownAsync(context, topic.Id, cancellationToken), cancellationToken);
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

    /// <summary>
    /// All that is in no archive, and of the window what is in one because a retraction or the operator made the window
    /// reach further down: that stands in both then.
    /// </summary>
    private async Task<IReadOnlyList<long>> ShownAsync(FeedDbContext context, long topic, CancellationToken cancellationToken)
    {
        var newest = await NewestAsync(context, topic, cancellationToken);
        // Two look-ups in the index: asked for both at once, SQLite walks through all of the topic.
        var unsettled = await FeedReader.MembersOf(context, topic).Where(member => member.Archive == null).ToListAsync(cancellationToken);
        List<Membership> unarchived = [.. await HeldAsync(context, topic, cancellationToken), .. unsettled];
        var window = newest.Take(Window.Count(newest, limits.Least)).Where(item => item.Archive > ItemTopicRow.Current);
        List<Membership> wanted = [.. unarchived.OrderByDescending(item => item.Published), .. window];
        var fitting = await FittingAsync(context, [.. wanted.Take(Window.MostItems)], limits, cancellationToken);
        var shown = wanted.Take(Math.Min(Window.MostItems, Math.Max(fitting, unarchived.Count)));
        return [.. shown.OrderByDescending(item => item.Published).Select(item => item.Item)];
    }

    /// <summary>The topic's newest items, as many as a document can hold.</summary>
    internal static Task<List<Membership>> NewestAsync(FeedDbContext context, long topic, CancellationToken cancellationToken) =>
        FeedReader.MembersOf(context, topic).OrderByDescending(member => member.Published).Take(Window.MostItems).ToListAsync(cancellationToken);

    /// <summary>What the current document holds.</summary>
    internal static Task<List<Membership>> HeldAsync(FeedDbContext context, long topic, CancellationToken cancellationToken) =>
        FeedReader.MembersOf(context, topic).Where(member => member.Archive == ItemTopicRow.Current).ToListAsync(cancellationToken);

    /// <summary>How many of these, from the first on, a document can hold.</summary>
    internal static async Task<int> FittingAsync(FeedDbContext context, IReadOnlyList<Membership> wanted, FeedLimits limits, CancellationToken cancellationToken)
    {
        var labels = await Chunks.ReadAsync(
            wanted.Select(item => item.Item),
            chunk => context.ItemTopics.Where(row => chunk.Contains(row.ItemId))
                .Join(context.Topics.Where(topic => topic.Slug != Topic.All), row => row.TopicId, topic => topic.Id, (row, topic) => new { row.ItemId, Letters = topic.Slug.Length + (FeedSize.PerLetterOfTitle * topic.Title.Length) })
                .GroupBy(row => row.ItemId).Select(rows => new { Item = rows.Key, Count = rows.Count(), Letters = rows.Sum(row => row.Letters) }),
            cancellationToken);
        return limits.Fitting(wanted, labels.ToDictionary(row => row.Item, row => (row.Count * limits.LabelBytes) + row.Letters));
    }

    /// <summary>
    /// Those taken back are few. Asked for together with the topic, SQLite 3.35 turns the question about each into a list of
    /// all the topic's items first.
    /// </summary>
    private static async Task<IReadOnlyList<DeletedItem>> DeletedAsync(FeedDbContext context, long topic, CancellationToken cancellationToken)
    {
        var retracted = await FeedReader.RetractedOf(context).Select(item => new { item.Id, item.Guid, item.RetractedAt }).ToListAsync(cancellationToken);
        var ofTopic = await Chunks.ReadAsync(
            retracted.Select(item => item.Id), chunk => context.ItemTopics.Where(row => chunk.Contains(row.ItemId) && row.TopicId == topic).Select(row => row.ItemId), cancellationToken);
        return [.. retracted.IntersectBy(ofTopic, item => item.Id).OrderByDescending(item => item.RetractedAt).ThenBy(item => item.Guid.ToString(), StringComparer.Ordinal)
            .Take(MostDeleted).Select(item => new DeletedItem(item.Guid, DateTimeOffset.FromUnixTimeSeconds(item.RetractedAt!.Value)))];
    }
}
