// One feed address: the last good snapshot, and how to make the next.
using FeedService.Formats;
using FeedService.Storage;

namespace FeedService.Publish;

internal sealed class FeedSlot(TopicState state, FeedFormat format, string cacheControl, Func<string, CancellationToken, Task<byte[]>> render)
{
    private readonly Lock gate = new();
    private readonly SnapshotHeaders headers = SnapshotHeaders.Of(format, state.Slug, cacheControl);
    private volatile Snapshot? snapshot;
    private TopicState state = state;
    private long renderedRevision;
    private Task? rendering;

    /// <summary>The bytes to serve, or null before the first request.</summary>
    public Snapshot? Current => snapshot;

    public FeedFormat Format => format;

    public string CacheControl => cacheControl;

    public string Slug { get; } = state.Slug;

    /// <summary>The first rendering, shared by all who ask meanwhile; it goes on when one of them hangs up.</summary>
    public async ValueTask<Snapshot> FirstAsync(CancellationToken cancellationToken)
    {
        await RenderIfOld().WaitAsync(cancellationToken);
        return snapshot!;
    }

    /// <summary>The bytes at this revision or a later one.</summary>
    public async ValueTask<Snapshot> UpToDateAsync(TopicState wanted, CancellationToken cancellationToken)
    {
        Note(wanted);
        while (IsOld())
            await RenderIfOld().WaitAsync(cancellationToken);
        return snapshot!;
    }

    /// <summary>Takes note of a new revision and renders it, if anybody has ever asked for this feed.</summary>
    public async ValueTask RefreshAsync(TopicState changed, CancellationToken cancellationToken)
    {
        Note(changed);
        while (snapshot is not null && IsOld())
            await RenderIfOld().WaitAsync(cancellationToken);
    }

    private void Note(TopicState changed)
    {
        lock (gate)
        {
            if (changed.Revision > state.Revision)
                state = changed;
        }
    }

    private bool IsOld()
    {
        lock (gate)
            return renderedRevision < state.Revision;
    }

    private Task RenderIfOld()
    {
        lock (gate)
        {
            if (renderedRevision >= state.Revision)
                return Task.CompletedTask;
            if (rendering is null or { IsCompleted: true })
            {
                var wanted = state;
                rendering = Task.Run(() => RenderAsync(wanted));
            }
            return rendering;
        }
    }

    private async Task RenderAsync(TopicState wanted)
    {
        var bytes = await render(wanted.Slug, CancellationToken.None);
        var next = Snapshot.Of(bytes, LastModifiedOf(wanted, snapshot), headers);
        lock (gate)
        {
            snapshot = next;
            renderedRevision = wanted.Revision;
        }
    }

    /// <summary>Two changes within one second get two times, or a reader without ETags would miss the second.</summary>
    private static DateTimeOffset LastModifiedOf(TopicState topic, Snapshot? before) =>
        before is not null && topic.ChangedAt <= before.LastModified ? before.LastModified.AddSeconds(1) : topic.ChangedAt;
}
