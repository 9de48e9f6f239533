// One feed address: the last good snapshot, and how to make the next.
using FeedService.Formats;
using FeedService.Storage;

namespace FeedService.Publish;

internal sealed class FeedSlot(TopicState topic, FeedFormat format, Func<string, FeedFormat, CancellationToken, Task<byte[]>> render)
{
    private readonly Lock gate = new();
    private volatile Snapshot? snapshot;
    private TopicState topic = topic;
    private long renderedRevision;
    private Task? rendering;

    /// <summary>The bytes to serve, or null before the first request.</summary>
    public Snapshot? Current => snapshot;

    public FeedFormat Format => format;

    public string FileName { get; } = $"{topic.Slug}.{format.Extension}";

    /// <summary>The first rendering, shared by all who ask meanwhile; it goes on when one of them hangs up.</summary>
    public async ValueTask<Snapshot> FirstAsync(CancellationToken cancellationToken)
    {
        await RenderIfOld().WaitAsync(cancellationToken);
        return snapshot!;
    }

    /// <summary>Takes note of a new revision and renders it, if anybody has ever asked for this feed.</summary>
    public async ValueTask RefreshAsync(TopicState changed, CancellationToken cancellationToken)
    {
        lock (gate)
            topic = changed;
        while (snapshot is not null && IsOld())
            await RenderIfOld().WaitAsync(cancellationToken);
    }

    private bool IsOld()
    {
        lock (gate)
            return renderedRevision < topic.Revision;
    }

    private Task RenderIfOld()
    {
        lock (gate)
        {
            if (renderedRevision >= topic.Revision)
                return Task.CompletedTask;
            if (rendering is null or { IsCompleted: true })
            {
                var wanted = topic;
                rendering = Task.Run(() => RenderAsync(wanted));
            }
            return rendering;
        }
    }

    private async Task RenderAsync(TopicState wanted)
    {
        var bytes = await render(wanted.Slug, format, CancellationToken.None);
        var next = Snapshot.Of(bytes, LastModifiedOf(wanted, snapshot));
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
