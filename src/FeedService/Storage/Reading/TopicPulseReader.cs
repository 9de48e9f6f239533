// How often each topic brings news, to see which has gone silent.
using FeedService.Model;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage;

/// <summary>A topic's latest news, by the captures that brought them.</summary>
/// <param name="UsualGap">Between two captures with news: the median of the last ones; null where there are too few to tell.</param>
internal sealed record TopicPulse(Topic Topic, int Stories, DateTimeOffset? LastNews, TimeSpan? UsualGap)
{
    /// <summary>The newest capture that showed one of the newest stories, whether it brought news or not.</summary>
    public required DateTimeOffset? LastListing { get; init; }

    /// <summary>When the topic's feeds changed last.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>When news are due by the gaps so far; null where there are too few to tell.</summary>
    public DateTimeOffset? Expected => LastNews + UsualGap;

    /// <summary>Three times the usual gap is what a holiday makes of a daily page; two days are nothing for any page.</summary>
    public bool IsSilentAt(DateTimeOffset now) =>
        LastNews is { } last && UsualGap is { } gap && now - last > TimeSpan.FromDays(2) && now - last > 3 * gap;
}

internal sealed class TopicPulseReader(FeedReader feeds, IDbContextFactory<FeedDbContext> contexts)
{
    private const int StoriesLookedAt = 500;
    private const int LeastCaptures = 4;

    /// <summary>A page shows about so many: an older story stands on none any more.</summary>
    private const int StoriesStillShown = 50;

    /// <summary>Every topic, in the order of <see cref="FeedReader.ReadTopicsAsync"/>.</summary>
    public async Task<IReadOnlyList<TopicPulse>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var changed = await context.Topics.ToDictionaryAsync(row => row.Slug, row => DateTimeOffset.FromUnixTimeSeconds(row.ChangedAt), cancellationToken);
        var pulses = new List<TopicPulse>();
        foreach (var (topic, stories) in await feeds.ReadTopicsAsync(cancellationToken))
        {
            var captures = await CapturesAsync(context, topic.Slug, cancellationToken);
            pulses.Add(PulseOf(topic, stories, captures, await LastListingAsync(context, topic.Slug, cancellationToken), changed[topic.Slug]));
        }
        return pulses;
    }

    /// <summary>The captures that brought the topic's newest stories, newest first.</summary>
    private static async Task<List<long>> CapturesAsync(FeedDbContext context, string slug, CancellationToken cancellationToken)
    {
        var captures = await context.ItemTopics
            .Where(row => row.TopicId == context.Topics.Where(topic => topic.Slug == slug).Select(topic => topic.Id).First())
            .OrderByDescending(row => row.Published).Take(StoriesLookedAt)
            .Join(context.Items, row => row.ItemId, item => item.Id, (row, item) => item.FirstListingId)
            .Join(context.Listings, number => number, listing => listing.Id, (number, listing) => listing.Capture)
            .ToListAsync(cancellationToken);
        return [.. captures.Distinct().OrderDescending()];
    }

    private static async Task<DateTimeOffset?> LastListingAsync(FeedDbContext context, string slug, CancellationToken cancellationToken)
    {
        var newest = await context.ItemTopics
            .Where(row => row.TopicId == context.Topics.Where(topic => topic.Slug == slug).Select(topic => topic.Id).First())
            .OrderByDescending(row => row.Published).Take(StoriesStillShown)
            .Select(row => context.Appearances.Where(appearance => appearance.ItemId == row.ItemId).Max(appearance => (long?)appearance.Capture))
            .ToListAsync(cancellationToken);
        return newest.Max() is { } second ? DateTimeOffset.FromUnixTimeSeconds(second) : null;
    }

    private static TopicPulse PulseOf(Topic topic, int stories, List<long> captures, DateTimeOffset? lastListing, DateTimeOffset changedAt)
    {
        var gaps = captures.Zip(captures.Skip(1), (later, earlier) => later - earlier).Order().ToList();
        return new TopicPulse(
            topic,
            stories,
            captures.Count == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(captures[0]),
            captures.Count < LeastCaptures ? null : TimeSpan.FromSeconds(gaps[gaps.Count / 2])) 
        {
            LastListing = lastListing,
            ChangedAt = changedAt,
        };
    }
}
