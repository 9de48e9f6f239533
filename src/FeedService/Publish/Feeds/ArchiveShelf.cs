// Closed archive documents: rendered from their row when asked for, the last used kept at hand.
using FeedService.Formats;
using FeedService.Model;

namespace FeedService.Publish.Feeds;

/// <summary>An archive document: its bytes, or the name of the edition that took its place.</summary>
internal sealed record ShelvedArchive(Snapshot? Snapshot, ArchiveName Newest);

internal sealed class ArchiveShelf(FeedSource source, FeedBoard board)
{
    /// <summary>A year is what caches take for ever. The bytes at such an address never change.</summary>
    public const string ForEver = "public, max-age=31536000, immutable";

    private const int Kept = 64;

    private readonly LeastRecent<(long Revision, ShelvedArchive Archive)> kept = new(Kept);

    /// <summary>Null where there is no such document.</summary>
    public async ValueTask<ShelvedArchive?> FindAsync(ArchiveAddress address, CancellationToken cancellationToken)
    {
        if (!board.IsTopic(address.Slug))
            return null;
        // A retraction is a change of the store; nothing else ever makes another edition.
        var revision = board.State.Revision;
        var key = $"{address.Slug}/{address.Name}.{address.Format.Extension}";
        if (kept.Find(key) is { Archive: { } archive } found && found.Revision == revision)
            return archive;
        if (await source.ArchiveAsync(address.Slug, address.Name.Number, cancellationToken) is not { } closed)
            return null;
        var newest = closed.Feed.Archive!.Value;
        if (address.Name.Edition > newest.Edition)
            return null;
        var shelved = new ShelvedArchive(address.Name == newest ? Render(closed.Feed, closed.ClosedAt, address.Format) : null, newest);
        kept.Keep(key, (revision, shelved));
        return shelved;
    }

    private Snapshot Render(Feed feed, DateTimeOffset closedAt, FeedFormat format) =>
        Snapshot.Of(source.Write(feed, format), closedAt, SnapshotHeaders.Of(format, $"{feed.Topic.Slug}-archive-{feed.Archive}", ForEver));
}
