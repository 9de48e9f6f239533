// Topics as rows: made at the first need, marked when their feed has changed.
using FeedService.Ledger;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage;

internal sealed class TopicWriter(FeedDbContext context, long now)
{
    /// <summary>The topics' numbers by slug; those not there yet are made, named after their slug.</summary>
    public async Task<IReadOnlyDictionary<string, long>> NumbersOfAsync(IEnumerable<string> slugs, CancellationToken cancellationToken)
    {
        var wanted = slugs.Distinct().Order(StringComparer.Ordinal).ToArray();
        var rows = await Chunks.ReadAsync(wanted, chunk => context.Topics.Where(row => chunk.Contains(row.Slug)).Select(row => new { row.Slug, row.Id }), cancellationToken);
        var known = rows.ToDictionary(row => row.Slug, row => row.Id);
        foreach (var slug in wanted.Where(slug => !known.ContainsKey(slug)))
            known[slug] = await AddAsync(slug, TopicRules.TitleOfSlug(slug), description: null, cancellationToken);
        return known;
    }

    public static bool IsDescribed(TopicRow row, ConfiguredTopic topic) => IsNamed(row, topic) && row.Rule == topic.Rule;

    public static bool IsNamed(TopicRow row, ConfiguredTopic topic) =>
        row.Title == topic.Title && row.Description == DescriptionOf(topic.Title, topic.Description);

    /// <summary>Gives the configured topics their titles, descriptions and rules, and takes the rules from all others.</summary>
    /// <returns>The topics whose words changed, and those whose rule did, by slug.</returns>
    public async Task<(IReadOnlySet<long> Renamed, IReadOnlyDictionary<string, long> Ruled)> DescribeAsync(IReadOnlyList<ConfiguredTopic> configured, CancellationToken cancellationToken)
    {
        var renamed = new HashSet<long>();
        var ruled = new Dictionary<string, long>();
        await NumbersOfAsync(configured.Select(topic => topic.Slug), cancellationToken);
        var bySlug = configured.ToDictionary(topic => topic.Slug);
        foreach (var row in await context.Topics.ToListAsync(cancellationToken))
        {
            var topic = bySlug.GetValueOrDefault(row.Slug);
            if (topic is not null && !IsNamed(row, topic))
            {
                (row.Title, row.Description) = (topic.Title, DescriptionOf(topic.Title, topic.Description));
                renamed.Add(row.Id);
            }
            if (row.Rule == (topic?.Rule ?? ""))
                continue;
            row.Rule = topic?.Rule ?? "";
            ruled[row.Slug] = row.Id;
        }
        await context.SaveChangesAsync(cancellationToken);
        return (renamed, ruled);
    }

    public async Task<long> AddAsync(string slug, string title, string? description, CancellationToken cancellationToken)
    {
        var topic = new TopicRow
        {
            Id = 1 + (await context.Topics.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0),
            Guid = ItemIdentity.TopicIdOf(slug),
            Slug = slug,
            Title = title,
            Description = DescriptionOf(title, description),
            Revision = await NextRevisionAsync(cancellationToken),
            ChangedAt = now,
            Rule = "",
        };
        context.Topics.Add(topic);
        await context.SaveChangesAsync(cancellationToken);
        return topic.Id;
    }

    /// <summary>Gives each of these topics the store's next revision, so that Publish renders them again.</summary>
    public async Task MarkChangedAsync(IReadOnlySet<long> topics, CancellationToken cancellationToken)
    {
        if (topics.Count == 0)
            return;
        var revision = await NextRevisionAsync(cancellationToken);
        foreach (var chunk in topics.Chunk(500))
        {
            await context.Topics.Where(row => chunk.Contains(row.Id)).ExecuteUpdateAsync(
                row => row.SetProperty(topic => topic.Revision, revision).SetProperty(topic => topic.ChangedAt, now), cancellationToken);
        }
    }

    private static string DescriptionOf(string title, string? configured) => configured ?? $"{title}: every story, newest first.";

    private async Task<long> NextRevisionAsync(CancellationToken cancellationToken) =>
        1 + (await context.Topics.MaxAsync(row => (long?)row.Revision, cancellationToken) ?? 0);
}
