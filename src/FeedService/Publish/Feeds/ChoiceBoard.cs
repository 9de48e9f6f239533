// The choices that subscribers make from a feed: rendered when asked for, kept while they are in use.
using FeedService.Model;
using FeedService.Publish.Snapshots;

namespace FeedService.Publish.Feeds;

/// <summary>
/// Anybody can make up choices, so they are bounded: so many are kept, and so many are rendered at a time; the others wait.
/// A choice that is asked for again is rendered only if something changed in the store since.
/// </summary>
internal sealed class ChoiceBoard(FeedSource source, FeedBoard board, SnapshotMemory memory, TimeProvider clock) : IDisposable
{
    private const int Kept = 128;
    private const int RenderedAtATime = 2;

    /// <summary>Some seconds of rendering. Whoever comes then is told to come back, rather than to wait for what nobody may want any more.</summary>
    private const int MostWaiting = 64;

    private readonly LeastRecent<FeedSlot> slots = new(Kept);
    private readonly SemaphoreSlim renderers = new(RenderedAtATime);
    private int waiting;

    /// <summary>What a query chooses from a feed.</summary>
    public ChoiceReading Read(FeedSlot feed, IQueryCollection query) => ChoiceParameters.Read(feed.Slug, query, board.IsTopic);

    /// <summary>The choice as it is at the store's present revision.</summary>
    public ValueTask<Representation> FindAsync(FeedSlot feed, Choice choice, ContentCoding coding, CancellationToken cancellationToken)
    {
        // Any change of the store may be one of the choice: an item that joins a topic, a topic's new title.
        var state = board.State with { Slug = feed.Slug };
        var slot = slots.FindOrKeep(
            $"{feed.Slug}.{feed.Format.Extension}?{choice.Query}",
            () => new FeedSlot(state, feed.Format, feed.CacheControl, memory, clock, (_, token) => RenderAsync(feed, choice, token)));
        slot.Expire(state);
        return slot.MakeAsync(coding, cancellationToken);
    }

    public void Dispose() => renderers.Dispose();

    private async Task<byte[]> RenderAsync(FeedSlot feed, Choice choice, CancellationToken cancellationToken)
    {
        await TakeTurnAsync(cancellationToken);
        try
        {
            return source.Write(await source.ChoiceAsync(choice, cancellationToken), feed.Format);
        }
        finally
        {
            renderers.Release();
        }
    }

    private async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref waiting) > MostWaiting)
                throw new InvalidOperationException($"{MostWaiting} other choices are waiting to be rendered");
            await renderers.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }
}
