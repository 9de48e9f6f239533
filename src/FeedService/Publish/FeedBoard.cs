// Which feeds there are, and the last good snapshot of each. Requests read it; one watcher keeps it current.
using System.Collections.Frozen;
using FeedService.Formats;
using FeedService.Model;
using FeedService.Publish.Feeds;
using FeedService.Storage;

namespace FeedService.Publish;

/// <summary>
/// A feed is rendered when it is first asked for, and again when its topic has a new revision. Until the new snapshot is
/// ready, and for as long as the database is down, the old one is served.
/// </summary>
internal sealed partial class FeedBoard(FeedReader reader, FeedSource source, Site site, TimeProvider clock, ILogger<FeedBoard> log)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Readers try these when somebody types the site's address (Miniflux drops a guess that redirects).</summary>
    public static readonly (string Path, string Extension)[] Probes =
    [
        ("/feed", "rss"), ("/feed/", "rss"), ("/rss", "rss"), ("/rss.xml", "rss"), ("/feed.xml", "rss"), ("/index.xml", "rss"), ("/atom.xml", "atom"), ("/feed.json", "json"),
    ];

    private readonly string cacheControl =
        $"public, max-age={site.MinutesBetweenScans * 60}, stale-while-revalidate={site.MinutesBetweenScans * 60}";

    /// <summary>One look at a time: two would each add the slots of a new topic, and one would lose its own.</summary>
    private readonly SemaphoreSlim looking = new(1);

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
            await LookAsync(stoppingToken);
    }

    /// <summary>Takes note of what changed in the database and renders what is in use. Never throws for the database's sake.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        await looking.WaitAsync(cancellationToken);
        try
        {
            var changed = await reader.TopicsChangedAfterAsync(State.Revision, cancellationToken);
            if (changed.Count == 0)
                return;
            AddSlots(changed);
            await Parallel.ForEachAsync(changed.SelectMany(SlotsOf), cancellationToken, (slot, token) => slot.Slot.RefreshAsync(slot.Topic, token));
            State = changed[^1];
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

    public override void Dispose()
    {
        looking.Dispose();
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
        new(topic, format, cacheControl, async (slug, token) => source.Write(await source.CurrentAsync(slug, token), format));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Feeds stay as they are: the database cannot be read: {Reason}")]
        public static partial void CannotLook(ILogger logger, string reason);
    }
}
