// Publish's door to the rows: which topics changed, and a topic as a Feed. Reads only.
using FeedService.Model;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage;

/// <summary>A topic's place in the store's sequence of changes.</summary>
internal sealed record TopicState(string Slug, string Title, long Revision, DateTimeOffset ChangedAt);

/// <summary>A topic with its number of items, for lists of topics.</summary>
internal sealed record TopicSummary(Topic Topic, int Items);

internal sealed class FeedReader(IDbContextFactory<FeedDbContext> contexts)
{
    /// <summary>How many items any feed holds at the most: Feedbin reads 300.</summary>
    public const int MostItems = 300;

    private static readonly TimeSpan LeastSpan = TimeSpan.FromHours(48);

    /// <summary>The topics that changed after the given store revision, oldest change first. One indexed look-up when none did.</summary>
    public async Task<IReadOnlyList<TopicState>> TopicsChangedAfterAsync(long revision, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Topics.AsNoTracking().Where(row => row.Revision > revision).OrderBy(row => row.Revision)
            .Select(row => new TopicState(row.Slug, row.Title, row.Revision, DateTimeOffset.FromUnixTimeSeconds(row.ChangedAt)))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The topic's newest items: at least <paramref name="window"/> and all of the last 48 hours, at most 300. Null for an unknown topic.</summary>
    public async Task<Feed?> ReadFeedAsync(string slug, int window, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var topic = await context.Topics.AsNoTracking().SingleOrDefaultAsync(row => row.Slug == slug, cancellationToken);
        if (topic is null)
            return null;
        var rows = await NewestAsync(context, topic.Id, cancellationToken);
        var items = await WithTopicsAsync(context, InWindow(rows, window), cancellationToken);
        return new Feed
        {
            Topic = TopicOf(topic),
            Items = items,
            Updated = items.Count == 0 ? DateTimeOffset.UnixEpoch : items.Max(item => item.Updated),
        };
    }

    /// <summary>Every topic by slug, <c>all</c> first, with how many items it has.</summary>
    public async Task<IReadOnlyList<TopicSummary>> ReadTopicsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Topics.AsNoTracking().OrderBy(row => row.Slug != Topic.All).ThenBy(row => row.Slug)
            .Select(row => new { Topic = row, Count = context.ItemTopics.Count(item => item.TopicId == row.Id) })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new TopicSummary(TopicOf(row.Topic), row.Count))];
    }

    /// <summary>One item, or null where there is none with this id.</summary>
    public async Task<Item?> ReadItemAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Items.AsNoTracking().Where(row => row.Guid == id).ToListAsync(cancellationToken);
        return (await WithTopicsAsync(context, rows, cancellationToken)).SingleOrDefault();
    }

    private static Task<List<ItemRow>> NewestAsync(FeedDbContext context, long topic, CancellationToken cancellationToken) =>
        context.ItemTopics.Where(row => row.TopicId == topic).OrderByDescending(row => row.Published).Take(MostItems)
            .Join(context.Items.AsNoTracking(), row => row.ItemId, item => item.Id, (row, item) => item)
            .OrderByDescending(item => item.Published)
            .ToListAsync(cancellationToken);

    private static List<ItemRow> InWindow(List<ItemRow> newestFirst, int window)
    {
        // Counted from the newest item, not from now: the bytes of a feed do not depend on when it is rendered.
        var since = newestFirst.Count == 0 ? 0 : newestFirst[0].Published - (long)LeastSpan.TotalSeconds;
        var recent = newestFirst.Count(item => item.Published >= since);
        return [.. newestFirst.Take(Math.Max(window, recent))];
    }

    internal static async Task<IReadOnlyList<Item>> WithTopicsAsync(FeedDbContext context, List<ItemRow> rows, CancellationToken cancellationToken)
    {
        var labels = await Chunks.ReadAsync(
            rows.Select(row => row.Id),
            chunk => context.ItemTopics.Where(row => chunk.Contains(row.ItemId))
                .Join(context.Topics, row => row.TopicId, topic => topic.Id, (row, topic) => new { row.ItemId, topic.Slug, topic.Title })
                .Where(row => row.Slug != Topic.All).OrderBy(row => row.Slug),
            cancellationToken);
        var byItem = labels.ToLookup(label => label.ItemId, label => new TopicLabel(label.Slug, label.Title));
        var first = await FirstAppearancesAsync(context, rows, cancellationToken);
        return [.. rows.Select(row => ItemOf(row, [.. byItem[row.Id]], first[row.Id]))];
    }

    private static async Task<IReadOnlyDictionary<long, AppearanceRow>> FirstAppearancesAsync(FeedDbContext context, List<ItemRow> rows, CancellationToken cancellationToken)
    {
        var appearances = await Chunks.ReadAsync(
            rows.Select(row => row.Id),
            chunk => context.Items.Where(row => chunk.Contains(row.Id))
                .Join(context.Appearances.AsNoTracking(), item => new { ItemId = item.Id, ListingId = item.FirstListingId }, row => new { row.ItemId, row.ListingId }, (item, row) => row),
            cancellationToken);
        return appearances.ToDictionary(row => row.ItemId);
    }

    private static Item ItemOf(ItemRow row, IReadOnlyList<TopicLabel> topics, AppearanceRow first) => new()
    {
        Id = row.Guid,
        Slug = new NumberedSlug(row.SlugBase, row.SlugNumber).ToString(),
        Title = row.Title,
        Teaser = row.Teaser,
        Caption = row.Caption,
        Published = DateTimeOffset.FromUnixTimeSeconds(row.Published),
        Updated = DateTimeOffset.FromUnixTimeSeconds(row.Updated),
        Revision = row.Revision,
        Topics = topics,
        Basis = BasisOf(row.Published, first),
        Rank = first.Rank + 1,
    };

    /// <summary>No row says how a time was found; it is the page's date where it lies in that day.</summary>
    private static PublishedBasis BasisOf(long published, AppearanceRow first)
    {
        const long day = 24 * 60 * 60;
        if (first.Date is { } date && published >= date && published < date + day)
            return PublishedBasis.Date;
        return published == first.Capture - first.Rank ? PublishedBasis.Capture : PublishedBasis.Order;
    }

    internal static Topic TopicOf(TopicRow row) => new() { Slug = row.Slug, Title = row.Title, Description = row.Description, Id = row.Guid };
}
