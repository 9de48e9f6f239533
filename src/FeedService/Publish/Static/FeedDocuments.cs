// A topic's feeds in every format: the archives from the oldest on, then the document that people subscribe to.
using System.Runtime.CompilerServices;
using FeedService.Formats;
using FeedService.Model;
using FeedService.Publish.Feeds;
using FeedService.Storage;
using FeedService.Storage.Feeds;

namespace FeedService.Publish.Static;

internal sealed class FeedDocuments(FeedSource source)
{
    public async IAsyncEnumerable<StaticDocument> ReadAsync(TopicState topic, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var current = await source.CurrentAsync(topic.Slug, cancellationToken);
        for (var number = 1; number <= current.PreviousArchive?.Number; number++)
        {
            if (await source.ArchiveAsync(topic.Slug, number, cancellationToken) is { } archive)
            {
                foreach (var document in Documents(topic.Slug, archive))
                    yield return document;
            }
        }
        foreach (var format in FeedFormat.All)
        {
            var bytes = source.Write(current, format);
            yield return new($"feeds/{topic.Slug}.{format.Extension}", bytes, topic.ChangedAt);
            // The plain names that readers guess; the others are no files' names, and are for the server's rules.
            foreach (var (path, extension) in FeedBoard.Probes)
            {
                if (topic.Slug == Topic.All && extension == format.Extension && path.Contains('.', StringComparison.Ordinal))
                    yield return new(path[1..], bytes, topic.ChangedAt);
            }
        }
    }

    /// <summary>
    /// The newest edition, also at the addresses of those it took the place of: the service leads from there, a file cannot,
    /// and later archives name the edition that was the newest when they were closed.
    /// </summary>
    private IEnumerable<StaticDocument> Documents(string slug, ClosedFeed archive)
    {
        var newest = archive.Feed.Archive!.Value;
        foreach (var format in FeedFormat.All)
        {
            var bytes = source.Write(archive.Feed, format);
            for (var edition = 1; edition <= newest.Edition; edition++)
                yield return new($"feeds/{slug}/archive/{newest with { Edition = edition }}.{format.Extension}", bytes, archive.ClosedAt);
        }
    }
}
