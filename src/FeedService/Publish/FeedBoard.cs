// Which feeds there are, and the last good snapshot of each. Requests read it; one watcher keeps it current.
using System.Collections.Frozen;
using FeedService.Formats;
using FeedService.Model;
using FeedService.Storage;
using Microsoft.Extensions.Options;

namespace FeedService.Publish;

/// <summary>
/// A feed is rendered when it is first asked for, and again when its topic has a new revision. Until the new snapshot is
/// ready, and for as long as the database is down, the old one is served.
/// </summary>
internal sealed partial class FeedBoard(FeedReader reader, Site site, IOptions<FeedsOptions> options, TimeProvider clock, ILogger<FeedBoard> log)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Readers try these when somebody types the site's address (Miniflux drops a guess that redirects).</summary>
    private static readonly (string Path, string Extension)[] Probes =
    [
        ("/feed", "rss"), ("/feed/", "rss"), ("/rss", "rss"), ("/rss.xml", "rss"), ("/feed.xml", "rss"), ("/index.xml", "rss"), ("/atom.xml", "atom"),
    ];

    private FrozenDictionary<string, FeedSlot> slots = FrozenDictionary<string, FeedSlot>.Empty;
    private long revision;

    /// <summary>The feed at a request path, or null where there is none.</summary>
    public FeedSlot? Find(string path) => slots.GetValueOrDefault(path);

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
        try
        {
            var changed = await reader.TopicsChangedAfterAsync(revision, cancellationToken);
            if (changed.Count == 0)
                return;
            AddSlots(changed);
            await Parallel.ForEachAsync(changed.SelectMany(SlotsOf), cancellationToken, (slot, token) => slot.Slot.RefreshAsync(slot.Topic, token));
            revision = changed[^1].Revision;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever is wrong with the database, the snapshots at hand go on being served; the next look tries again.
            Log.CannotLook(log, e.Message);
        }
    }

    private void AddSlots(IReadOnlyList<TopicState> changed)
    {
        var added = changed.SelectMany(topic => FeedFormat.All.Select(format => (Path: PathOf(topic.Slug, format), Slot: new FeedSlot(topic, format, RenderAsync))))
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

    private async Task<byte[]> RenderAsync(string slug, FeedFormat format, CancellationToken cancellationToken)
    {
        var feed = await reader.ReadFeedAsync(slug, options.Value.Window, cancellationToken)
            ?? throw new InvalidOperationException($"The topic {slug} is gone from the database.");
        return format.Write(feed, site);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Feeds stay as they are: the database cannot be read: {Reason}")]
        public static partial void CannotLook(ILogger logger, string reason);
    }
}
