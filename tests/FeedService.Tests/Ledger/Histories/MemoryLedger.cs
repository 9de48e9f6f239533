// The ledger without a database: what storage and ingest do between the pure stages, as plainly as it can be said.
using FeedService.Ledger;
using FeedService.Model;
using Match = FeedService.Ledger.Match;

namespace FeedService.Tests.Ledger;

/// <summary>The stages, so that a test can break one and see its guard fail.</summary>
internal sealed record Rules
{
    public Func<IReadOnlyList<Entry>, IReadOnlyList<KnownText>, IReadOnlyList<Match>> Matching { get; init; } = ItemMatcher.Match;

    public Func<Placing, TakenSeconds, IReadOnlyList<Placed?>> Timing { get; init; } = Timeline.Place;

    public Func<Entry, int, Guid> Minting { get; init; } = (entry, ordinal) => ItemIdentity.IdOf(entry.Title, entry.Teaser, ordinal);
}

internal sealed record LedgerItem(int Number, Guid Id, long Published, bool Squeezed, int Ordinal);

/// <param name="Items">By number, in page order.</param>
internal sealed record LedgerListing(long Number, long Capture, IReadOnlyList<int> Items, ReadingShape Shape);

internal sealed class MemoryLedger(Rules rules)
{
    private readonly Dictionary<(long Item, string Title, string? Teaser), KnownText> texts = [];

    public List<LedgerItem> Items { get; } = [];

    public List<LedgerListing> Listings { get; } = [];

    public IReadOnlyList<Match> Ingest(IReadOnlyList<Entry> entries, long capture, long now)
    {
        var matches = rules.Matching(entries, KnownTexts(entries));
        var placed = rules.Timing(Question(matches, capture, now), Taken);
        var items = new List<int>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (placed[i] is { } place) Add(entries[i], matches[i], place);
            items.Add(placed[i] is null ? (int)matches[i].Item!.Value : Items.Count - 1);
            Remember(items[i], entries[i], capture);
        }

        Listings.Add(new(Listings.Count, capture, items, ReadingShape.Of(entries, 0)));
        return matches;
    }

    public IReadOnlyCollection<long> Taken(long first, long last) =>
        [.. Items.Select(i => i.Published).Where(p => first <= p && p <= last)];

    /// <summary>What the flood guard would be asked before this capture is ingested.</summary>
    public FloodQuestion FloodQuestion(IReadOnlyList<Entry> entries, long capture, long now)
    {
        var matches = rules.Matching(entries, KnownTexts(entries));
        var placed = rules.Timing(Question(matches, capture, now), Taken);
        return new()
        {
            Topic = "Simulated page",
            First = Listings.Count == 0,
            Window = Items.Count,
            News = placed.Count(p => p is not null && p.Time.ToUnixTimeSeconds() > Items.Select(i => i.Published).DefaultIfEmpty().Max()),
            Reading = ReadingShape.Of(entries, 0),
            Previous = [.. Listings.TakeLast(5).Select(l => l.Shape)],
            Places = [.. matches.Where(m => m.Item is not null).Select(m => PlaceOf((int)m.Item!.Value))],
            OnlyElsewhere = 0,
        };
    }

    private (long Listing, int Rank)? PlaceOf(int item)
    {
        var listing = Listings.Where(l => l.Items.Contains(item)).MaxBy(l => l.Capture)!;
        return (listing.Number, listing.Items.ToList().IndexOf(item));
    }

    private void Add(Entry entry, Match match, Placed place) => Items.Add(new(
        Items.Count, rules.Minting(entry, match.Ordinal), place.Time.ToUnixTimeSeconds(), place.Squeezed, match.Ordinal));

    private void Remember(int item, Entry entry, long capture)
    {
        var seen = DateTimeOffset.FromUnixTimeSeconds(capture);
        var key = (item, entry.Title, entry.Teaser);
        if (texts.TryGetValue(key, out var known) && known.Seen > seen) return;
        texts[key] = new() { Item = item, Title = entry.Title, Teaser = entry.Teaser, Seen = seen, Ordinal = Items[item].Ordinal };
    }

    private List<KnownText> KnownTexts(IReadOnlyList<Entry> entries)
    {
        var titles = entries.Select(e => NormalForm.Of(e.Title)).ToHashSet();
        var teasers = entries.Select(e => NormalForm.Of(e.Teaser)).Where(t => t.Length > 0).ToHashSet();
        return [.. texts.Values.Where(t => titles.Contains(NormalForm.Of(t.Title)) || teasers.Contains(NormalForm.Of(t.Teaser)))];
    }

    private Placing Question(IReadOnlyList<Match> matches, long capture, long now) => new()
    {
        CaptureTime = DateTimeOffset.FromUnixTimeSeconds(capture),
        Now = DateTimeOffset.FromUnixTimeSeconds(now),
        Entries = [.. matches.Select(m => m.Item is { } item ? AnchorOf((int)item, capture) : null)],
        Dates = new DateTimeOffset?[matches.Count],
        LatestPublishedInTopic = Items.Count == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(Items.Max(i => i.Published)),
        LatestCaptureInTopic = Listings.Count == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(Listings.Max(l => l.Capture)),
        AppearedLater = [.. AppearedLater([.. matches.Select(m => (int?)m.Item).OfType<int>()], capture).Select(DateTimeOffset.FromUnixTimeSeconds)],
    };

    private Anchor AnchorOf(int item, long capture) => new()
    {
        Published = DateTimeOffset.FromUnixTimeSeconds(Items[item].Published),
        Seen = [.. Listings.Where(l => l.Capture < capture && l.Items.Contains(item)).OrderByDescending(l => l.Capture).Take(10)
            .Select(l => new Sighting
            {
                Listing = l.Number,
                Capture = DateTimeOffset.FromUnixTimeSeconds(l.Capture),
                Above = l.Items.ToList().IndexOf(item),
                Below = l.Items.Count - 1 - l.Items.ToList().IndexOf(item),
            })],
    };

    /// <summary>Published times of what later captures show above one of the items, and the listing does not show.</summary>
    public IEnumerable<long> AppearedLater(IReadOnlyList<int> shown, long capture) => Listings.Where(l => l.Capture > capture)
        .SelectMany(l => l.Items.Take(l.Items.ToList().FindLastIndex(shown.Contains) + 1))
        .Where(i => !shown.Contains(i)).Distinct().Select(i => Items[i].Published);
}
