// The matching of one listing's entries: what is still unmatched, and which items are spoken for.
using FeedService.Model;

namespace FeedService.Ledger;

internal sealed class Matching
{
    /// <summary>Two items this close in likeness are equally likely; to guess would put a story under another's id.</summary>
    private const double TooClose = 0.05;

    private readonly ComparableText[] texts;
    private readonly Match?[] matches;
    private readonly KnownTexts known;
    private readonly Dictionary<string, int> entriesWithTeaser;
    private readonly HashSet<long> spokenFor = [];

    public Matching(IReadOnlyList<Entry> entries, IReadOnlyList<KnownText> known)
    {
        texts = [.. entries.Select(e => new ComparableText(e.Title, e.Teaser))];
        matches = new Match?[texts.Length];
        this.known = new KnownTexts(known);
        entriesWithTeaser = texts.CountBy(t => t.Teaser).ToDictionary();
    }

    /// <summary>True twins are told apart by their order on the page, which is the order of their ordinals.</summary>
    public void TakeExact()
    {
        for (var i = 0; i < texts.Length; i++)
            TakeFirstFree(i);
    }

    /// <summary>
    /// The most alike first; where that is equal the item seen last, then the entry lowest on the page, as the known one is
    /// the older.
    /// </summary>
    public void TakeEdits(MatchKind kind)
    {
        var likely = Unmatched().SelectMany(i => Likely(i, kind))
            .OrderByDescending(c => c.Score).ThenByDescending(c => c.Text.Seen).ThenByDescending(c => c.Entry).ThenBy(c => c.Text.Item);
        foreach (var (entry, text, score) in likely.ToList())
            if (matches[entry] is null && !spokenFor.Contains(text.Item)) Take(entry, text.Item, kind, Reason(kind, score));
    }

    public IReadOnlyList<Match> Verdicts()
    {
        var minted = new Dictionary<(string, string), int>();
        foreach (var i in Unmatched()) matches[i] = New("no known item is like it");
        for (var i = 0; i < texts.Length; i++)
        {
            if (matches[i] is not { Kind: MatchKind.New } match) continue;
            var twins = minted[(texts[i].Title, texts[i].Teaser)] = minted.GetValueOrDefault((texts[i].Title, texts[i].Teaser)) + 1;
            matches[i] = match with { Ordinal = known.ItemsWithText(texts[i]) + twins - 1 };
        }

        return matches!;
    }

    private void TakeFirstFree(int entry)
    {
        while (known.NextWithText(texts[entry]) is { } item)
        {
            // An item edited twice may stand here under two of its texts; only one entry can be it.
            if (spokenFor.Contains(item)) continue;
            Take(entry, item, MatchKind.Exact, "same headline and teaser");
            return;
        }
    }

    private IEnumerable<int> Unmatched() => Enumerable.Range(0, texts.Length).Where(i => matches[i] is null);

    /// <summary>The items an entry may be an edit of; none when two are about equally likely, which settles it as new.</summary>
    private List<(int Entry, KnownText Text, double Score)> Likely(int entry, MatchKind kind)
    {
        var candidates = kind == MatchKind.TeaserEdited ? known.WithTitle(texts[entry]) : known.WithTeaser(texts[entry]);
        var boilerplate = IsBoilerplate(texts[entry]);
        var scored = candidates.Where(c => !spokenFor.Contains(c.Known.Item))
            .Select(c => (Entry: entry, Text: c.Known, Score: Score(texts[entry], c.Text, kind, boilerplate)))
            .Where(c => c.Score > 0)
            .OrderByDescending(c => c.Score).ThenByDescending(c => c.Text.Seen)
            .DistinctBy(c => c.Text.Item).ToList();
        if (scored is not [var best, var second, ..] || best.Score - second.Score >= TooClose) return scored;
        matches[entry] = New("several known items are about equally like it") with { Ambiguous = true };
        return [];
    }

    private static double Score(ComparableText entry, ComparableText known, MatchKind kind, bool boilerplate) => kind == MatchKind.TeaserEdited
        ? Likeness.OfTeasers(entry, known)
        : Likeness.OfHeadlines(entry, known, boilerplate);

    private bool IsBoilerplate(ComparableText text) =>
        entriesWithTeaser[text.Teaser] > 1 || known.SeveralHaveTeaser(text);

    private void Take(int entry, long item, MatchKind kind, string reason)
    {
        spokenFor.Add(item);
        matches[entry] = new() { Kind = kind, Item = item, Reason = reason };
    }

    private static Match New(string reason) => new() { Kind = MatchKind.New, Item = null, Reason = reason };

    private static string Reason(MatchKind kind, double score) => kind == MatchKind.TeaserEdited
        ? $"same headline, teaser {score:0.00} alike"
        : $"same teaser, headline {score:0.00} alike";
}
