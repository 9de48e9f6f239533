// One feed address: the last good snapshot, and how to make the next.
using FeedService.Formats;
using FeedService.Storage;

namespace FeedService.Publish.Snapshots;

/// <summary>
/// A feed is rendered when it is asked for, once for all who ask at the time. When its topic changes, it is rendered again at
/// once if it was asked for since the last time, and the old snapshot is served meanwhile; else when it is next asked for.
/// </summary>
internal sealed class FeedSlot(TopicState state, FeedFormat format, string cacheControl, SnapshotMemory memory, TimeProvider clock, Func<string, CancellationToken, Task<byte[]>> render)
{
    /// <summary>How long a request waits for what is new before it takes what is old: as long as SQLite waits for a lock.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What has just failed is not tried again at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly SnapshotHeaders headers = SnapshotHeaders.Of(format, state.Slug, cacheControl);
    private volatile bool asked;
    private volatile Snapshot? ready;
    private volatile Snapshot? latest;
    private TopicState state = state;
    private long renderedRevision;
    private Task? rendering;
    private long startedAt;

    public FeedFormat Format => format;

    public string CacheControl => cacheControl;

    public string Slug { get; } = state.Slug;

    /// <summary>What can be answered without any wait, or null: then there is something to be made first.</summary>
    public Representation? Find(ContentCoding coding)
    {
        if (!asked)
            asked = true;
        return ready?.Find(coding);
    }

    /// <summary>The bytes of the newest revision; those of an older one where they cannot be had.</summary>
    public async ValueTask<Representation> MakeAsync(ContentCoding coding, CancellationToken cancellationToken)
    {
        asked = true;
        while (true)
        {
            if (ready?.Make(coding) is { } made)
                return made;
            try
            {
                // It goes on when one of those who wait for it hangs up.
                await Rendering([coding]).WaitAsync(latest is null ? Timeout.InfiniteTimeSpan : Patience, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException && latest?.Make(coding) is { } old)
            {
                return old;
            }
        }
    }

    /// <summary>Takes note of a new revision, and answers nothing older any more.</summary>
    public void Expire(TopicState changed) => MoveTo(changed, serveOld: false);

    /// <summary>Takes note of a new revision. True where the old one is in use: it is served until <see cref="RefreshAsync"/>, which is to follow, has the new one.</summary>
    public bool Note(TopicState changed) => MoveTo(changed, serveOld: asked);

    /// <summary>Makes the newest revision in the encodings that are in use.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        while (OldCodings() is { Count: > 0 } codings)
        {
            asked = false;
            await Rendering(codings).WaitAsync(cancellationToken);
        }
    }

    private bool MoveTo(TopicState changed, bool serveOld)
    {
        lock (gate)
        {
            if (changed.Revision <= state.Revision)
                return false;
            state = changed;
            if (!serveOld)
                ready = null;
            return ready is not null;
        }
    }

    /// <summary>The encodings in use of a revision that is not the newest. Where all of them have had to make room only validators are left, and these must not answer for what is new.</summary>
    private IReadOnlyList<ContentCoding> OldCodings()
    {
        lock (gate)
        {
            if (renderedRevision >= state.Revision || latest is null)
                return [];
            if (latest.Codings is { Count: > 0 } codings)
                return codings;
            ready = null;
            return [];
        }
    }

    private Task Rendering(IReadOnlyList<ContentCoding> codings)
    {
        lock (gate)
        {
            if (rendering is { IsCompleted: false } || (rendering is { IsFaulted: true } && clock.GetElapsedTime(startedAt) < Pause))
                return rendering;
            startedAt = clock.GetTimestamp();
            var wanted = state;
            return rendering = Task.Run(() => RenderAsync(wanted, codings));
        }
    }

    private async Task RenderAsync(TopicState wanted, IReadOnlyList<ContentCoding> codings)
    {
        try
        {
            var bytes = await render(wanted.Slug, CancellationToken.None);
            Replace(wanted, new Snapshot(bytes, codings, LastModifiedOf(wanted), headers, memory));
        }
        catch
        {
            // From now on each request tries again, and takes the old snapshot only when that fails too.
            ready = null;
            throw;
        }
    }

    private void Replace(TopicState wanted, Snapshot next)
    {
        lock (gate)
        {
            latest?.Drop();
            latest = next;
            renderedRevision = wanted.Revision;
            ready = wanted.Revision < state.Revision ? null : next;
        }
    }

    /// <summary>Two changes within one second get two times, or a reader without ETags would miss the second.</summary>
    private DateTimeOffset LastModifiedOf(TopicState topic)
    {
        if (latest is null)
            return topic.ChangedAt;
        if (topic.Revision == renderedRevision)
            return latest.LastModified;
        return topic.ChangedAt <= latest.LastModified ? latest.LastModified.AddSeconds(1) : topic.ChangedAt;
    }
}
