// The topics' rows, brought in step with configuration in one transaction.
using FeedService.Storage.Feeds;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage;

/// <summary>A topic as configured. An empty rule leaves membership to the folders' names.</summary>
internal sealed record ConfiguredTopic(string Slug, string Title, string? Description, string Rule)
{
    /// <summary>The slugs it had before, the oldest first.</summary>
    public IReadOnlyList<string> FormerSlugs { get; init; } = [];
}

/// <summary>All that decides which topics a story is in.</summary>
internal sealed record KnownStory(IReadOnlyList<string> Folders, IReadOnlyList<(string Title, string? Teaser)> Texts, string? Caption);

internal sealed class TopicStore(IDbContextFactory<FeedDbContext> contexts, FeedLimits limits, OwnWrites writes)
{
    private const int StoriesAtATime = 1000;

    /// <summary>The row's name.</summary>
    private const string Settings = "feeds";

    /// <summary>Makes and renames topics, and works the memberships out anew where a topic's rule is not what it was.</summary>
    /// <returns>The slugs of the topics that changed; only these get a new revision.</returns>
    public async Task<IReadOnlyList<string>> ApplyAsync(
        IReadOnlyList<ConfiguredTopic> configured, Func<KnownStory, IEnumerable<string>> topicsOf, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var topics = await context.Topics.AsNoTracking().ToListAsync(cancellationToken);
        if (InStep(topics, configured))
            return [];
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        using var writing = writes.Begin();
        var writer = new TopicWriter(context, now.ToUnixTimeSeconds());
        var changes = new ChangeWriter(context, now.ToUnixTimeSeconds());
        var renaming = new TopicRenaming(context, writer, changes);
        foreach (var topic in configured)
            await renaming.ApplyAsync(topic, cancellationToken);
        topics = await context.Topics.AsNoTracking().ToListAsync(cancellationToken);
        await Archives.FreezeNamingAsync(context, Renamed(topics, configured), cancellationToken);
        var retitled = await SharingTitlesAsync(context, topics, configured, cancellationToken);
        var (renamed, ruled) = await writer.DescribeAsync(configured, cancellationToken);
        var moved = ruled.Count == 0 ? [] : await MoveAsync(context, ruled, topicsOf, changes, cancellationToken);
        var changed = renamed.Concat(retitled).Concat(moved).Concat(renaming.Changed).ToHashSet();
        await new Settling(context, limits, now.ToUnixTimeSeconds()).SettleAsync(moved.Union(renaming.Grown), cancellationToken);
        await writer.MarkChangedAsync(changed, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await context.Topics.Where(topic => changed.Contains(topic.Id)).Select(topic => topic.Slug).Order().ToListAsync(cancellationToken);
    }

    /// <summary>Where feeds were made by another configuration before, all of them have changed: a reader that knows only the date of his copy must get the new one.</summary>
    /// <returns>Whether they have.</returns>
    public async Task<bool> NoteSettingsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Settings.AsNoTracking().AnyAsync(row => row.Name == Settings && row.Value == limits.Settings, cancellationToken))
            return false;
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        using var writing = writes.Begin();
        await context.Settings.Where(row => row.Name == Settings).ExecuteDeleteAsync(cancellationToken);
        context.Settings.Add(new SettingRow { Name = Settings, Value = limits.Settings });
        await context.SaveChangesAsync(cancellationToken);
        var topics = await context.Topics.Select(row => row.Id).ToListAsync(cancellationToken);
        await new TopicWriter(context, now.ToUnixTimeSeconds()).MarkChangedAsync(topics.ToHashSet(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return topics.Count > 0;
    }

    /// <summary>The topics whose words are about to change.</summary>
    private static long[] Renamed(List<TopicRow> topics, IReadOnlyList<ConfiguredTopic> configured)
    {
        var bySlug = configured.ToDictionary(topic => topic.Slug);
        return [.. topics.Where(row => bySlug.TryGetValue(row.Slug, out var topic) && !TopicWriter.IsNamed(row, topic)).Select(row => row.Id)];
    }

    /// <summary>The topics in whose feeds a title stands that is about to change.</summary>
    private static async Task<IReadOnlySet<long>> SharingTitlesAsync(FeedDbContext context, List<TopicRow> topics, IReadOnlyList<ConfiguredTopic> configured, CancellationToken cancellationToken)
    {
        var sharing = new HashSet<long>();
        foreach (var row in topics.Where(row => configured.Any(topic => topic.Slug == row.Slug && topic.Title != row.Title)))
            sharing.UnionWith(await TopicRenaming.SharingAsync(context, row.Id, cancellationToken));
        return sharing;
    }

    private static bool InStep(List<TopicRow> topics, IReadOnlyList<ConfiguredTopic> configured)
    {
        var bySlug = configured.ToDictionary(topic => topic.Slug);
        return topics.TrueForAll(row => bySlug.TryGetValue(row.Slug, out var topic) ? TopicWriter.IsDescribed(row, topic) : row.Rule.Length == 0)
            && configured.All(topic => topics.Exists(row => row.Slug == topic.Slug) && !topics.Exists(row => topic.FormerSlugs.Contains(row.Slug)));
    }

    /// <returns>The topics that got or lost a story.</returns>
    private static async Task<HashSet<long>> MoveAsync(
        FeedDbContext context, IReadOnlyDictionary<string, long> ruled, Func<KnownStory, IEnumerable<string>> topicsOf, ChangeWriter changes, CancellationToken cancellationToken)
    {
        var moved = new HashSet<long>();
        for (var after = 0L; ; )
        {
            var items = await context.Items.AsNoTracking().Where(row => row.Id > after).OrderBy(row => row.Id).Take(StoriesAtATime)
                .Select(row => new MovingItem(row.Id, row.Published, row.Caption)).ToListAsync(cancellationToken);
            if (items.Count == 0)
                return moved;
            await changes.RecordAsync(await MoveAsync(context, items, ruled, topicsOf, moved, cancellationToken), cancellationToken);
            after = items[^1].Id;
        }
    }

    /// <returns>The items that are in other topics than before.</returns>
    private static async Task<IReadOnlyList<(long Item, string Kind)>> MoveAsync(
        FeedDbContext context, List<MovingItem> items, IReadOnlyDictionary<string, long> ruled, Func<KnownStory, IEnumerable<string>> topicsOf, HashSet<long> moved, CancellationToken cancellationToken)
    {
        var numbers = items.ConvertAll(item => item.Id);
        var texts = (await Chunks.ReadAsync(numbers, chunk => ShownTexts(context, chunk).Select(row => new { row.ItemId, row.Title, row.Teaser }), cancellationToken))
            .ToLookup(row => row.ItemId, row => (row.Title, row.Teaser));
        var folders = (await Chunks.ReadAsync(numbers, chunk => FoldersOf(context, chunk), cancellationToken)).ToLookup(row => row.Item, row => row.Folder);
        var joined = (await Chunks.ReadAsync(numbers, chunk => context.ItemTopics.Where(row => chunk.Contains(row.ItemId)), cancellationToken)).ToDictionary(row => (row.ItemId, row.TopicId));
        var changed = new HashSet<long>();
        foreach (var item in items)
        {
            var wanted = topicsOf(new KnownStory([.. folders[item.Id]], [.. texts[item.Id]], item.Caption)).ToHashSet();
            foreach (var (slug, topic) in ruled)
            {
                var isIn = joined.TryGetValue((item.Id, topic), out var row);
                if (isIn == wanted.Contains(slug))
                    continue;
                moved.Add(topic);
                changed.Add(item.Id);
                if (isIn)
                    context.ItemTopics.Remove(row!);
                else
                    context.ItemTopics.Add(new ItemTopicRow { TopicId = topic, ItemId = item.Id, Published = item.Published });
            }
        }
        await Archives.FreezeHoldingAsync(context, changed, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        context.ChangeTracker.Clear();
        return [.. changed.Select(item => (item, ChangeKind.Topics))];
    }

    /// <summary>Without the texts that were misread: no listing shows these any more.</summary>
    private static IQueryable<RevisionRow> ShownTexts(FeedDbContext context, long[] items) => context.Revisions
        .Where(row => items.Contains(row.ItemId) && context.Appearances.Any(seen => seen.ItemId == row.ItemId && seen.Revision == row.Number));

    private static IQueryable<ShownIn> FoldersOf(FeedDbContext context, long[] items) => context.Appearances.Where(row => items.Contains(row.ItemId))
        .Join(context.Listings, row => row.ListingId, listing => listing.Id, (row, listing) => new ShownIn(row.ItemId, listing.Folder)).Distinct();

    private sealed record MovingItem(long Id, long Published, string? Caption);

    private sealed record ShownIn(long Item, string Folder);
}
