// Closed archive documents: rendered from their row when asked for, the last used kept at hand.
using FeedService.Formats;
using FeedService.Model;
using FeedService.Publish.Snapshots;

namespace FeedService.Publish.Feeds;

/// <summary>An archive document: its bytes, or the name of the edition that took its place.</summary>
internal sealed record ShelvedArchive(Representation? Document, ArchiveName Newest);

internal sealed class ArchiveShelf(FeedSource source, FeedBoard board, SnapshotMemory memory) : IDisposable
{
    /// <summary>A year is what caches take for ever. The bytes at such an address never change.</summary>
    public const string ForEver = "public, max-age=31536000, immutable";

    private const int Kept = 256;

    private readonly LeastRecent<(long Revision, Snapshot? Snapshot, ArchiveName Newest)> kept = new(Kept);

    /// <summary>One at a time: whoever waited finds it made.</summary>
    private readonly SemaphoreSlim renderer = new(1);

    /// <summary>Null where there is no such document.</summary>
    public async ValueTask<ShelvedArchive?> FindAsync(ArchiveAddress address, ContentCoding coding, CancellationToken cancellationToken)
    {
        if (!board.IsTopic(address.Slug))
            return null;
        var key = $"{address.Slug}/{address.Name}.{address.Format.Extension}";
        if (FindKept(key, coding) is { } found)
            return found;
        await renderer.WaitAsync(cancellationToken);
        try
        {
            return FindKept(key, coding) ?? await MakeAsync(key, address, coding, cancellationToken);
        }
        finally
        {
            renderer.Release();
        }
    }

    public void Dispose() => renderer.Dispose();

    /// <summary>A retraction is a change of the store; nothing else ever makes another edition.</summary>
    private ShelvedArchive? FindKept(string key, ContentCoding coding)
    {
        var (revision, snapshot, newest) = kept.Find(key);
        if (revision != board.State.Revision || newest.Number == 0)
            return null;
        var document = snapshot?.Make(coding);
        return snapshot is null || document is not null ? new ShelvedArchive(document, newest) : null;
    }

    private async Task<ShelvedArchive?> MakeAsync(string key, ArchiveAddress address, ContentCoding coding, CancellationToken cancellationToken)
    {
        var revision = board.State.Revision;
        if (await source.ArchiveAsync(address.Slug, address.Name.Number, cancellationToken) is not { } closed)
            return null;
        var newest = closed.Feed.Archive!.Value;
        if (address.Name.Edition > newest.Edition)
            return null;
        var snapshot = address.Name == newest ? Render(closed.Feed, closed.ClosedAt, address.Format, coding) : null;
        kept.Find(key).Snapshot?.Drop();
        kept.Keep(key, (revision, snapshot, newest));
        return new ShelvedArchive(snapshot?.Make(coding), newest);
    }

    private Snapshot Render(Feed feed, DateTimeOffset closedAt, FeedFormat format, ContentCoding coding) =>
        new(source.Write(feed, format), [coding], closedAt, SnapshotHeaders.Of(format, $"{feed.Topic.Slug}-archive-{feed.Archive}", ForEver), memory);
}
