// A topic's current document, as its rows say it.
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
        var (newest, unarchived) = await MembershipsAsync(context, topic, limits, cancellationToken);
        var window = newest.Take(Window.Count(newest, limits.Least)).Where(item => item.Archive > ItemTopicRow.Current);
        List<Membership> wanted = [.. unarchived.OrderByDescending(item => item.Published), .. window];
        var shown = wanted.Take(Math.Min(Window.MostItems, Math.Max(limits.Fitting(wanted), unarchived.Count)));
        return [.. shown.OrderByDescending(item => item.Published).Select(item => item.Item)];
    }

    /// <summary>The topic's newest items, and all that is in no archive.</summary>
    internal static async Task<(IReadOnlyList<Membership> Newest, IReadOnlyList<Membership> Unarchived)> MembershipsAsync(
        FeedDbContext context, long topic, FeedLimits limits, CancellationToken cancellationToken)
    {
        var members = FeedReader.MembersOf(context, topic, limits.LabelBytes);
        var newest = await members.OrderByDescending(member => member.Published).Take(Window.MostItems).ToListAsync(cancellationToken);
        // Two look-ups in the index: asked for both at once, SQLite walks through all of the topic.
        var held = await members.Where(member => member.Archive == ItemTopicRow.Current).ToListAsync(cancellationToken);
        var added = await members.Where(member => member.Archive == null).ToListAsync(cancellationToken);
        return (newest, [.. held, .. added]);
    }

    private static async Task<IReadOnlyList<DeletedItem>> DeletedAsync(FeedDbContext context, long topic, CancellationToken cancellationToken) =>
        await context.Items.Where(item => item.RetractedAt != null && context.ItemTopics.Any(row => row.ItemId == item.Id && row.TopicId == topic))
            .OrderByDescending(item => item.RetractedAt).ThenBy(item => item.Guid).Take(MostDeleted)
            .Select(item => new DeletedItem(item.Guid, DateTimeOffset.FromUnixTimeSeconds(item.RetractedAt!.Value)))
            .ToListAsync(cancellationToken);
}
