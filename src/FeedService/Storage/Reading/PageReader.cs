// What the pages for people show beyond a feed: older stories, and an item's history.
using System.Runtime.CompilerServices;
using FeedService.Model;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage;

/// <summary>Some of a topic's stories, newest first, and how many it has in all.</summary>
internal sealed record StoryPage
{
    public required Topic Topic { get; init; }
    public required int StoriesInAll { get; init; }
    public required IReadOnlyList<Item> Items { get; init; }

    /// <summary>The stories that follow were published before this; null where there are none.</summary>
    public required DateTimeOffset? OlderBefore { get; init; }
}

/// <summary>A text an item has had, and the capture that showed it first.</summary>
internal sealed record TextVersion(int Number, string Title, string? Teaser, DateTimeOffset Capture);

/// <summary>Where a listing showed an item.</summary>
internal sealed record SeenAt(Listing Listing, LineRange Lines, int TextVersion);

/// <summary>An item and where it comes from.</summary>
internal sealed record ItemHistory
{
    public required Item Item { get; init; }
    public required IReadOnlyList<TextVersion> Texts { get; init; }

    /// <summary>The newest captures that showed it, newest first.</summary>
    public required IReadOnlyList<SeenAt> Seen { get; init; }

    /// <summary>The listing that brought it; null where none shows it, read as they are now.</summary>
    public required SeenAt? FirstSeen { get; init; }
    public required int SeenInAll { get; init; }
}

internal sealed class PageReader(IDbContextFactory<FeedDbContext> contexts)
{
    /// <summary>A page captured every hour shows a story hundreds of times; nobody reads all of these.</summary>
    private const int CapturesShown = 20;

    /// <summary>A topic's stories published before the given time, or its newest. Null for an unknown topic.</summary>
    public Task<StoryPage?> ReadStoriesAsync(string slug, DateTimeOffset? before, int most, CancellationToken cancellationToken) =>
        ReadAsync(slug, before, _ => most, cancellationToken);

    /// <summary>
    /// A page out of all that follow each other. They are counted off from the oldest story, and the newest page holds what
    /// is left over besides (up to twice the length): so a new story changes that page, and no older one moves.
    /// </summary>
    public Task<StoryPage?> ReadPageAsync(string slug, DateTimeOffset? before, int length, CancellationToken cancellationToken) =>
        ReadAsync(slug, before, storiesInAll => before is null ? length + (storiesInAll % length) : length, cancellationToken);

    /// <summary>All of these pages, the newest first; none for an unknown topic.</summary>
    public async IAsyncEnumerable<StoryPage> ReadPagesAsync(string slug, int length, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var page = await ReadPageAsync(slug, before: null, length, cancellationToken); page is not null;)
        {
            yield return page;
            page = page.OlderBefore is { } older ? await ReadPageAsync(slug, older, length, cancellationToken) : null;
        }
    }

    private async Task<StoryPage?> ReadAsync(string slug, DateTimeOffset? before, Func<int, int> mostOf, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var topic = await context.Topics.AsNoTracking().SingleOrDefaultAsync(row => row.Slug == slug, cancellationToken);
        if (topic is null)
            return null;
        var inAll = await FeedReader.CountAsync(context, topic.Id, cancellationToken);
        var most = mostOf(inAll);
        var end = before?.ToUnixTimeSeconds() ?? long.MaxValue;
        var numbers = await FeedReader.MembersOf(context, topic.Id).Where(member => member.Published < end)
            .OrderByDescending(member => member.Published).Take(most + 1).Select(member => member.Item).ToListAsync(cancellationToken);
        var items = await FeedReader.ItemsAsync(context, [.. numbers.Take(most)], cancellationToken);
        return new StoryPage
        {
            Topic = FeedReader.TopicOf(topic),
            StoriesInAll = inAll,
            Items = items,
            OlderBefore = numbers.Count > most ? items[^1].Published : null,
        };
    }

    /// <summary>How many of these items, by number, are in the topic.</summary>
    public async Task<int> CountInTopicAsync(string slug, IEnumerable<long> items, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var inTopic = await Chunks.ReadAsync(
            items,
            chunk => context.ItemTopics.Where(row => chunk.Contains(row.ItemId) && context.Topics.Any(topic => topic.Id == row.TopicId && topic.Slug == slug)).Select(row => row.ItemId),
            cancellationToken);
        return inTopic.Count;
    }

    /// <summary>One item with its history, or null where there is none with this id.</summary>
    public async Task<ItemHistory?> ReadHistoryAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Items.AsNoTracking().SingleOrDefaultAsync(row => row.Guid == id, cancellationToken) is not { } row)
            return null;
        return new ItemHistory
        {
            Item = (await FeedReader.WithTopicsAsync(context, [row], cancellationToken)).Single(),
            Texts = await TextsAsync(context, row.Id, cancellationToken),
            Seen = await SeenAsync(context, Appearances(context, row.Id).OrderByDescending(seen => seen.Capture).ThenByDescending(seen => seen.ListingId).Take(CapturesShown), cancellationToken),
            FirstSeen = (await SeenAsync(context, Appearances(context, row.Id).Where(seen => seen.ListingId == row.FirstListingId).OrderBy(seen => seen.Rank).Take(1), cancellationToken)).SingleOrDefault(),
            SeenInAll = await Appearances(context, row.Id).CountAsync(cancellationToken),
        };
    }

    private static IQueryable<AppearanceRow> Appearances(FeedDbContext context, long item) => context.Appearances.Where(row => row.ItemId == item);

    private static async Task<IReadOnlyList<TextVersion>> TextsAsync(FeedDbContext context, long item, CancellationToken cancellationToken) =>
        await context.Revisions.Where(row => row.ItemId == item).OrderBy(row => row.Number)
            .Select(row => new TextVersion(row.Number, row.Title, row.Teaser, DateTimeOffset.FromUnixTimeSeconds(row.Capture)))
            .ToListAsync(cancellationToken);

    private static async Task<IReadOnlyList<SeenAt>> SeenAsync(FeedDbContext context, IQueryable<AppearanceRow> appearances, CancellationToken cancellationToken)
    {
        var rows = await appearances
            .Join(context.Listings, row => row.ListingId, listing => listing.Id, (row, listing) => new
            {
                row.ListingId, row.FirstLine, row.LastLine, row.Revision, listing.Sha256, listing.Folder, listing.Name, listing.Capture,
            })
            .OrderByDescending(row => row.Capture).ThenByDescending(row => row.ListingId)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new SeenAt(
            new Listing { Sha256 = row.Sha256, Folder = row.Folder, Name = row.Name, CaptureTime = DateTimeOffset.FromUnixTimeSeconds(row.Capture) },
            new LineRange(row.FirstLine, row.LastLine),
            row.Revision))];
    }
}
