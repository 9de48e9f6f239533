// Which feeds there are, and the last good snapshot of each. Requests read it; one watcher keeps it current.
using System.Collections.Frozen;
using FeedService.Formats;
using FeedService.Model;
using FeedService.Publish.Feeds;
using FeedService.Publish.Snapshots;
using FeedService.Storage;

namespace FeedService.Publish;

/// <summary>
/// A change shows within a second of its commit, and to notice it costs one small query, whatever the traffic and however many
/// topics there are. For as long as the database is down, the snapshots at hand are served.
/// </summary>
internal sealed partial class FeedBoard(FeedReader reader, FeedSource source, SnapshotMemory memory, Site site, TimeProvider clock, ILogger<FeedBoard> log)
    : BackgroundService
{
    /// <summary>What is left of the second is for rendering.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(900);

    /// <summary>Whoever asks for thousands of feeds at once is not to fill the memory with them half rendered.</summary>
    private static readonly int RenderedAtATime = Environment.ProcessorCount;

    /// <summary>Readers try these when somebody types the site's address (Miniflux drops a guess that redirects).</summary>
    public static readonly (string Path, string Extension)[] Probes =
    [
        ("/feed", "rss"), ("/feed/", "rss"), ("/rss", "rss"), ("/rss.xml", "rss"), ("/feed.xml", "rss"), ("/index.xml", "rss"), ("/atom.xml", "atom"), ("/feed.json", "json"),
    ];

    private readonly string cacheControl =
        $"public, max-age={site.MinutesBetweenScans * 60}, stale-while-revalidate={site.MinutesBetweenScans * 60}";

    /// <summary>One look at a time: two would each add the slots of a new topic, and one would lose its own.</summary>
    private readonly SemaphoreSlim looking = new(1);

    private readonly SemaphoreSlim renderers = new(RenderedAtATime);

    private Task refreshing = Task.CompletedTask;

    private FrozenDictionary<string, FeedSlot> slots = FrozenDictionary<string, FeedSlot>.Empty;

    /// <summary>The newest change of any topic that was seen: the store's own revision.</summary>
    public TopicState State { get; private set; } = new("", "", 0, DateTimeOffset.UnixEpoch);

    /// <summary>The feed at a request path, or null where there is none.</summary>
    public FeedSlot? Find(string path) => slots.GetValueOrDefault(path);

    public bool IsTopic(string slug) => slots.ContainsKey(PathOf(slug, FeedFormat.All[0]));

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await NoticeAsync(stoppingToken);
            memory.Tidy();
        }
    }

    /// <summary>Takes note of what changed in the database, and waits until what is in use of it is rendered.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        await NoticeAsync(cancellationToken);
        await refreshing.WaitAsync(cancellationToken);
    }

    /// <summary>Takes note of what changed in the database and starts to render what is in use of it. Never throws for the database's sake.</summary>
    private async Task NoticeAsync(CancellationToken cancellationToken)
    {
        await looking.WaitAsync(cancellationToken);
        try
        {
            var changed = await reader.TopicsChangedAfterAsync(State.Revision, cancellationToken);
            if (changed.Count == 0)
                return;
            AddSlots(changed);
            State = changed[^1];
            var inUse = changed.SelectMany(SlotsOf).Where(slot => slot.Slot.Note(slot.Topic)).Select(slot => slot.Slot).ToList();
            refreshing = Task.WhenAll(refreshing, RefreshAsync(inUse, cancellationToken));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever is wrong with the database, the snapshots at hand go on being served; the next look tries again.
            Log.CannotLook(log, e.Message);
        }
        finally
        {
            looking.Release();
        }
    }

    private Task RefreshAsync(IReadOnlyList<FeedSlot> slots, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(slots, cancellationToken, async (slot, token) =>
        {
            try
            {
                await slot.RefreshAsync(token);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Whoever asks for it next makes it try again.
                Log.CannotLook(log, e.Message);
            }
        });

    public override void Dispose()
    {
        looking.Dispose();
        renderers.Dispose();
        base.Dispose();
    }

    private void AddSlots(IReadOnlyList<TopicState> changed)
    {
        var added = changed.SelectMany(topic => FeedFormat.All.Select(format => (Path: PathOf(topic.Slug, format), Slot: SlotOf(topic, format))))
            .Where(slot => !slots.ContainsKey(slot.Path))
            .ToDictionary(slot => slot.Path, slot => slot.Slot, StringComparer.Ordinal);
        if (added.Count == 0)
            return;
        foreach (var (path, slot) in slots)
            added[path] = slot;
        foreach (var (path, extension) in Probes)
        {
            if (added.TryGetValue($"/feeds/all.{extension}", out var slot))
                added[path] = slot;
        }
        slots = added.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private IEnumerable<(TopicState Topic, FeedSlot Slot)> SlotsOf(TopicState topic) =>
        FeedFormat.All.Select(format => (topic, slots[PathOf(topic.Slug, format)]));

    private static string PathOf(string slug, FeedFormat format) => $"/feeds/{slug}.{format.Extension}";

    private FeedSlot SlotOf(TopicState topic, FeedFormat format) =>
        new(topic, format, cacheControl, memory, clock, (slug, token) => RenderAsync(slug, format, token));

    private async Task<byte[]> RenderAsync(string slug, FeedFormat format, CancellationToken cancellationToken)
    {
        await renderers.WaitAsync(cancellationToken);
        try
        {
            return source.Write(await source.CurrentAsync(slug, cancellationToken), format);
        }
        finally
        {
            renderers.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Feeds stay as they are: the database cannot be read: {Reason}")]
        public static partial void CannotLook(ILogger logger, string reason);
    }
}
