// A subscriber's choice from a topic, as a Feed.
using FeedService.Formats;
using FeedService.Ledger;
using FeedService.Model;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage.Feeds;

/// <summary>
/// A choice is made from the newest items of the topics it names, and stops as soon as it has enough. It never looks
/// at more than 5,000: whatever somebody asks for, the cost has a bound.
/// </summary>
internal sealed class ChoiceReader(IDbContextFactory<FeedDbContext> contexts, FeedLimits limits, Site site)
{
    public const int MostLookedAt = 5_000;

    private const int AtOnce = 500;

    /// <summary>The chosen items, newest first; null where one of the topics is unknown.</summary>
    public async Task<Feed?> ReadAsync(Choice choice, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var topics = await TopicsAsync(context, choice, cancellationToken);
        if (topics is null)
            return null;
        var items = await ChosenAsync(context, choice, topics, choice.Limit ?? limits.Least, cancellationToken);
        items = [.. items.Take(FeedSize.Fitting(items, site))];
        return new Feed
        {
            Topic = TopicOf(choice, topics),
            Items = items,
            Choice = choice,
            Updated = items.Select(item => item.Updated).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max(),
        };
    }

    private static async Task<IReadOnlyDictionary<string, TopicRow>?> TopicsAsync(FeedDbContext context, Choice choice, CancellationToken cancellationToken)
    {
        string[] slugs = [choice.Slug, .. choice.Topics, .. choice.Not];
        var rows = await Chunks.ReadAsync(slugs, chunk => context.Topics.AsNoTracking().Where(row => chunk.Contains(row.Slug)), cancellationToken);
        var topics = rows.ToDictionary(row => row.Slug);
        return slugs.All(topics.ContainsKey) ? topics : null;
    }

    private static async Task<IReadOnlyList<Item>> ChosenAsync(
        FeedDbContext context, Choice choice, IReadOnlyDictionary<string, TopicRow> topics, int limit, CancellationToken cancellationToken)
    {
        var words = WordQuery.Of(choice.Words);
        var not = choice.Not.Select(slug => topics[slug].Id).ToArray();
        var within = choice.Topics.Count > 0 && choice.Slug != Topic.All ? topics[choice.Slug].Id : (long?)null;
        var sources = choice.Topics.Count > 0 ? choice.Topics.Select(slug => topics[slug].Id) : [topics[choice.Slug].Id];
        var chosen = new List<Item>();
        foreach (var numbers in (await NewestAsync(context, [.. sources], cancellationToken)).Chunk(AtOnce))
        {
            var allowed = await AllowedAsync(context, numbers, not, within, cancellationToken);
            var items = await FeedReader.ItemsAsync(context, allowed, cancellationToken);
            chosen.AddRange(items.Where(item => item.Retracted is null && words.StandIn(item.Title, item.Teaser)));
            if (chosen.Count >= limit)
                break;
        }
        return [.. chosen.Take(limit)];
    }

    /// <summary>The numbers of the newest items of these topics, each once. Topic by topic, so that each is a walk along its own index.</summary>
    private static async Task<IEnumerable<long>> NewestAsync(FeedDbContext context, IReadOnlyList<long> topics, CancellationToken cancellationToken)
    {
        var newest = new Dictionary<long, long>();
        foreach (var topic in topics)
        {
            var rows = await context.ItemTopics.Where(row => row.TopicId == topic).OrderByDescending(row => row.Published).Take(MostLookedAt)
                .Select(row => new { row.ItemId, row.Published }).ToListAsync(cancellationToken);
            foreach (var row in rows)
                newest[row.ItemId] = row.Published;
        }
        return newest.OrderByDescending(item => item.Value).Take(MostLookedAt).Select(item => item.Key);
    }

    private static async Task<IReadOnlyList<long>> AllowedAsync(FeedDbContext context, long[] items, long[] not, long? within, CancellationToken cancellationToken)
    {
        if (not.Length == 0 && within is null)
            return items;
        var memberships = await context.ItemTopics
            .Where(row => items.Contains(row.ItemId) && (not.Contains(row.TopicId) || row.TopicId == within))
            .Select(row => new { row.ItemId, row.TopicId }).ToListAsync(cancellationToken);
        var refused = memberships.Where(row => not.Contains(row.TopicId)).Select(row => row.ItemId).ToHashSet();
        var inside = memberships.Where(row => row.TopicId == within).Select(row => row.ItemId).ToHashSet();
        return [.. items.Where(item => !refused.Contains(item) && (within is null || inside.Contains(item)))];
    }

    /// <summary>Another feed than the topic's, with an id of its own that the same choice always has.</summary>
    private static Topic TopicOf(Choice choice, IReadOnlyDictionary<string, TopicRow> topics)
    {
        var title = choice switch
        {
            { Topics.Count: 0 } => topics[choice.Slug].Title,
            { Slug: Topic.All } => Titles(choice.Topics),
            _ => $"{topics[choice.Slug].Title} in {Titles(choice.Topics)}",
        };
        if (choice.Not.Count > 0)
            title += $" without {Titles(choice.Not)}";
        if (choice.Words.Count > 0)
            title += $" with \"{string.Join(' ', choice.Words)}\"";
        return new Topic { Slug = choice.Slug, Title = title, Description = $"A choice of stories, newest first: {title}.", Id = ItemIdentity.TopicIdOf($"{choice.Slug}?{choice.Query}") };

        string Titles(IEnumerable<string> slugs) => string.Join(" + ", slugs.Select(slug => topics[slug].Title));
    }
}
