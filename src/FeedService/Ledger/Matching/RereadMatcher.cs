// Which known story is each entry of a listing that is read again, by a better parser?
using FeedService.Model;

namespace FeedService.Ledger;

/// <summary>What an earlier reading of the same bytes took for an item, and where.</summary>
internal sealed record EarlierEntry
{
    /// <summary>The item's number in the storage.</summary>
    public required long Item { get; init; }

    public required LineRange Lines { get; init; }

    public required string Title { get; init; }

    public required string? Teaser { get; init; }

    /// <summary>As what other listings show the item.</summary>
    public required IReadOnlyList<(string Title, string? Teaser)> Elsewhere { get; init; }
}

/// <summary>
/// The bytes are the same, so what stands in an item's lines is that item. Only two things are stronger: that the entry's
/// text is already known as another item's, which was then read right elsewhere; and that other listings show the item as
/// something that this entry has nothing in common with. What is left is judged like the entries of any listing.
/// </summary>
internal sealed class RereadMatcher
{
    private readonly IReadOnlyList<Entry> entries;
    private readonly IReadOnlyList<KnownText> known;
    private readonly ComparableText[] texts;
    private readonly Match?[] matches;
    private readonly HashSet<long> taken = [];
    private readonly List<Overlap> overlaps;

    private RereadMatcher(IReadOnlyList<Entry> entries, IReadOnlyList<EarlierEntry> earlier, IReadOnlyList<KnownText> known)
    {
        (this.entries, this.known) = (entries, known);
        texts = [.. entries.Select(entry => new ComparableText(entry.Title, entry.Teaser))];
        matches = new Match?[entries.Count];
        overlaps = [.. OverlapsOf(entries, [.. earlier.OrderBy(before => before.Lines.First)])];
    }

    /// <param name="earlier">The entries of the earlier reading; each is another item.</param>
    /// <param name="known">Every text of the earlier entries' items, and every text that shares a headline or teaser with an entry.</param>
    /// <returns>One verdict for each entry, in order.</returns>
    public static IReadOnlyList<Match> Match(IReadOnlyList<Entry> entries, IReadOnlyList<EarlierEntry> earlier, IReadOnlyList<KnownText> known)
    {
        var matcher = new RereadMatcher(entries, earlier, known);
        matcher.KeepTexts();
        matcher.TakeTextsKnownElsewhere();
        matcher.TakeLines();
        matcher.JudgeTheRest();
        return matcher.matches!;
    }

    private void KeepTexts()
    {
        var ownTexts = known.ToLookup(text => text.Item, text => new ComparableText(text.Title, text.Teaser));
        foreach (var overlap in overlaps.Where(overlap => ownTexts[overlap.Before.Item].Any(text => IsSame(text, texts[overlap.Entry])))
            .OrderByDescending(overlap => IsSame(overlap.Text, texts[overlap.Entry])).ThenByDescending(overlap => overlap.Lines))
            Take(overlap.Entry, overlap.Before.Item, MatchKind.Exact, "same lines, a text it has");
    }

    private void TakeTextsKnownElsewhere()
    {
        var open = Open();
        foreach (var (entry, match) in open.Zip(ItemMatcher.Match([.. open.Select(entry => entries[entry])], KnownAndFree())))
            if (match is { Kind: MatchKind.Exact, Item: { } item }) Take(entry, item, MatchKind.Exact, match.Reason);
    }

    private void TakeLines()
    {
        foreach (var overlap in overlaps.Where(overlap => MayBe(overlap.Before, texts[overlap.Entry]))
            .OrderByDescending(overlap => overlap.Text.Title == texts[overlap.Entry].Title).ThenByDescending(overlap => overlap.Lines))
            Take(overlap.Entry, overlap.Before.Item, MatchKind.SameLines, "same lines, read otherwise before");
    }

    private void JudgeTheRest()
    {
        var open = Open();
        var ownersOfTexts = OwnersOfTexts();
        foreach (var (entry, match) in open.Zip(ItemMatcher.Match([.. open.Select(entry => entries[entry])], KnownAndFree())))
            matches[entry] = match with { Ordinal = match.Ordinal + ownersOfTexts[(texts[entry].Title, texts[entry].Teaser)].Distinct().Count() };
    }

    /// <summary>Who among the items spoken for has a text, or will have it: a twin's id counts them too.</summary>
    private ILookup<(string Title, string Teaser), long> OwnersOfTexts() => known.Where(text => taken.Contains(text.Item))
        .Select(text => (Text: new ComparableText(text.Title, text.Teaser), text.Item))
        .Concat(matches.Select((match, entry) => (Text: texts[entry], Item: match?.Item ?? 0)).Where(pair => pair.Item != 0))
        .ToLookup(pair => (pair.Text.Title, pair.Text.Teaser), pair => pair.Item);

    private List<int> Open() => [.. Enumerable.Range(0, entries.Count).Where(entry => matches[entry] is null)];

    private List<KnownText> KnownAndFree() => [.. known.Where(text => !taken.Contains(text.Item))];

    private void Take(int entry, long item, MatchKind kind, string reason)
    {
        if (matches[entry] is null && taken.Add(item))
            matches[entry] = new() { Kind = kind, Item = item, Reason = reason };
    }

    /// <summary>
    /// Whether an item that was misread here may be this. Where the others misread it in the same way they say nothing; else
    /// a headline or a teaser must be theirs, or one wrong match would put a story under another's id.
    /// </summary>
    private static bool MayBe(EarlierEntry before, ComparableText text)
    {
        var misread = new ComparableText(before.Title, before.Teaser);
        var elsewhere = before.Elsewhere.Select(other => new ComparableText(other.Title, other.Teaser)).ToList();
        return elsewhere.TrueForAll(other => IsSame(other, misread))
            || elsewhere.Exists(other => other.Title == text.Title || (other.Teaser.Length > 0 && other.Teaser == text.Teaser));
    }

    private static bool IsSame(ComparableText left, ComparableText right) => left.Title == right.Title && left.Teaser == right.Teaser;

    private static IEnumerable<Overlap> OverlapsOf(IReadOnlyList<Entry> entries, List<EarlierEntry> earlier)
    {
        var first = 0;
        for (var entry = 0; entry < entries.Count; entry++)
        {
            var lines = entries[entry].Lines;
            while (first < earlier.Count && earlier[first].Lines.Last < lines.First)
                first++;
            for (var i = first; i < earlier.Count && earlier[i].Lines.First <= lines.Last; i++)
            {
                var shared = Math.Min(earlier[i].Lines.Last, lines.Last) - Math.Max(earlier[i].Lines.First, lines.First) + 1;
                if (shared > 0)
                    yield return new Overlap(entry, earlier[i], new ComparableText(earlier[i].Title, earlier[i].Teaser), shared);
            }
        }
    }

    private sealed record Overlap(int Entry, EarlierEntry Before, ComparableText Text, int Lines);
}
