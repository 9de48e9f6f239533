// Topics, choices and archives as feeds.
using FeedService.Formats;
using FeedService.Model;
using FeedService.Publish.Snapshots;
using FeedService.Storage.Feeds;

namespace FeedService.Publish.Feeds;

internal sealed class FeedSource(CurrentFeeds feeds, Archives archives, ChoiceReader choices, Site site)
{
    /// <summary>The document of a topic that people subscribe to.</summary>
    /// <exception cref="InvalidOperationException">The topic is not there any more.</exception>
    public async Task<Feed> CurrentAsync(string slug, CancellationToken cancellationToken) =>
        await feeds.ReadAsync(slug, cancellationToken) ?? throw Gone(slug);

    /// <summary>A closed document of a topic's archive, or null.</summary>
    public async Task<ClosedFeed?> ArchiveAsync(string slug, int number, CancellationToken cancellationToken) =>
        // One that was closed under a former slug stands at an address of today.
        await archives.ReadAsync(slug, number, cancellationToken) is { } closed ? closed with { Feed = closed.Feed with { Topic = closed.Feed.Topic with { Slug = slug } } } : null;

    /// <summary>What a subscriber chose.</summary>
    /// <exception cref="InvalidOperationException">One of its topics is not there any more.</exception>
    public async Task<Feed> ChoiceAsync(Choice choice, CancellationToken cancellationToken) =>
        await choices.ReadAsync(choice, cancellationToken) ?? throw Gone(choice.Slug);

    public byte[] Write(Feed feed, FeedFormat format) => RenderTelemetry.Rendered(format.Write(feed, site), format);

    private static InvalidOperationException Gone(string slug) => new($"The topic {slug} is gone from the database.");
}
