// Publish's door to the rows: which topics changed, their newest items, one item. Reads only.
using FeedService.Model;
using FeedService.Storage.Feeds;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage;

/// <summary>A topic's place in the store's sequence of changes.</summary>
internal sealed record TopicState(string Slug, string Title, long Revision, DateTimeOffset ChangedAt);

/// <summary>A topic with its number of items, for lists of topics.</summary>
internal sealed record TopicSummary(Topic Topic, int Items);

internal sealed class FeedReader(IDbContextFactory<FeedDbContext> contexts)
{
    /// <summary>The topics that changed after the given store revision, oldest change first. One indexed look-up when none did.</summary>
    public async Task<IReadOnlyList<TopicState>> TopicsChangedAfterAsync(long revision, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Topics.AsNoTracking().Where(row => row.Revision > revision).OrderBy(row => row.Revision)
            .Select(row => new TopicState(row.Slug, row.Title, row.Revision, DateTimeOffset.FromUnixTimeSeconds(row.ChangedAt)))
            .ToListAsync(cancellationToken);
    }

    /// <summary>
    /// The topic's newest items, as far as its window reaches, for pages. What a feed holds besides, and what is archived,
    /// is for <see cref="CurrentFeeds"/> to say. Null for an unknown topic.
    /// </summary>
    public async Task<Feed?> ReadFeedAsync(string slug, int window, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var topic = await context.Topics.AsNoTracking().SingleOrDefaultAsync(row => row.Slug == slug, cancellationToken);
        if (topic is null)
            return null;
        var newest = await MembersOf(context, topic.Id).OrderByDescending(member => member.Published).Take(Window.MostItems).ToListAsync(cancellationToken);
        var items = await ItemsAsync(context, [.. newest.Take(Window.Count(newest, window)).Select(member => member.Item)], cancellationToken);
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
            .Select(row => new { Topic = row, Items = context.ItemTopics.Count(member => member.TopicId == row.Id) }).ToListAsync(cancellationToken);
        var retracted = await RetractedByTopicAsync(context, cancellationToken);
        return [.. rows.Select(row => new TopicSummary(TopicOf(row.Topic), row.Items - retracted.GetValueOrDefault(row.Topic.Id)))];
    }

    /// <summary>One item, or null where there is none with this id.</summary>
    public async Task<Item?> ReadItemAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Items.AsNoTracking().Where(row => row.Guid == id).ToListAsync(cancellationToken);
        return (await WithTopicsAsync(context, rows, cancellationToken)).SingleOrDefault();
    }

    /// <summary>How many items a topic has.</summary>
    internal static async Task<int> CountAsync(FeedDbContext context, long topic, CancellationToken cancellationToken) =>
        await context.ItemTopics.CountAsync(row => row.TopicId == topic, cancellationToken) - (await RetractedByTopicAsync(context, cancellationToken)).GetValueOrDefault(topic);

    /// <summary>All that were taken back. They are few, and "greater than" is what lets SQLite find them by their index.</summary>
    internal static IQueryable<ItemRow> RetractedOf(FeedDbContext context) => context.Items.Where(item => item.RetractedAt > 0);

    /// <summary>In two steps and counted here: asked for the counts at once, SQLite walks through all topics in their order.</summary>
    private static async Task<Dictionary<long, int>> RetractedByTopicAsync(FeedDbContext context, CancellationToken cancellationToken)
    {
        var retracted = await RetractedOf(context).Select(item => item.Id).ToListAsync(cancellationToken);
        var topics = await Chunks.ReadAsync(retracted, chunk => context.ItemTopics.Where(row => chunk.Contains(row.ItemId)).Select(row => row.TopicId), cancellationToken);
        return topics.CountBy(topic => topic).ToDictionary();
    }

    /// <summary>Items by number, in the order of the numbers.</summary>
    internal static async Task<IReadOnlyList<Item>> ItemsAsync(FeedDbContext context, IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        var rows = await Chunks.ReadAsync(numbers, chunk => context.Items.AsNoTracking().Where(row => chunk.Contains(row.Id)), cancellationToken);
        var byNumber = rows.ToDictionary(row => row.Id);
        return await WithTopicsAsync(context, [.. numbers.Select(number => byNumber[number])], cancellationToken);
    }

    /// <summary>A topic's items, without those that were taken back.</summary>
    internal static IQueryable<Membership> MembersOf(FeedDbContext context, long topic) =>
        from row in context.ItemTopics
        where row.TopicId == topic
        join item in context.Items on row.ItemId equals item.Id
        where item.RetractedAt == null
        join listing in context.Listings on item.FirstListingId equals listing.Id
        select new Membership
        {
            Item = item.Id,
            Published = row.Published,
            Updated = item.Updated,
            FirstListing = listing.Id,
            Folder = listing.Folder,
            Archive = row.Archive,
            TextBytes = item.TextBytes,
        };

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
        return [.. rows.Select(row => ItemOf(row, [.. byItem[row.Id]], first.GetValueOrDefault(row.Id)))];
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

    private static Item ItemOf(ItemRow row, IReadOnlyList<TopicLabel> topics, AppearanceRow? first) => new()
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
        Rank = (first?.Rank ?? 0) + 1,
        Retracted = row.RetractedAt is { } second ? DateTimeOffset.FromUnixTimeSeconds(second) : null,
    };

    /// <summary>No row says how a time was found; it is the page's date where it lies in that day.</summary>
    /// <param name="first">Null for an item that was withdrawn because no listing shows it, read as they are now.</param>
    private static PublishedBasis BasisOf(long published, AppearanceRow? first)
    {
        const long day = 24 * 60 * 60;
        if (first is null)
            return PublishedBasis.Order;
        if (first.Date is { } date && published >= date && published < date + day)
            return PublishedBasis.Date;
        return published == first.Capture - first.Rank ? PublishedBasis.Capture : PublishedBasis.Order;
    }

    internal static Topic TopicOf(TopicRow row) => new() { Slug = row.Slug, Title = row.Title, Description = row.Description, Id = row.Guid };
}
