// The known texts, found by whole text, by headline and by teaser.
namespace FeedService.Ledger;

internal sealed class KnownTexts
{
    /// <summary>
    /// A headline or teaser shared by more stories identifies none of them, and weighing all of them against as many
    /// entries would cost the product of both. The most recently seen are weighed.
    /// </summary>
    private const int MostWeighed = 32;

    private readonly ILookup<(string Title, string Teaser), KnownText> byText;
    private readonly ILookup<string, (KnownText Known, ComparableText Text)> byTitle;
    private readonly ILookup<string, (KnownText Known, ComparableText Text)> byTeaser;
    private readonly Dictionary<(string Title, string Teaser), Queue<long>> waiting = [];

    public KnownTexts(IReadOnlyList<KnownText> known)
    {
        var texts = known.OrderByDescending(k => k.Seen).ThenBy(k => k.Ordinal).ThenBy(k => k.Item)
            .Select(k => (Known: k, Text: new ComparableText(k.Title, k.Teaser))).ToList();
        byText = texts.ToLookup(t => (t.Text.Title, t.Text.Teaser), t => t.Known);
        byTitle = texts.ToLookup(t => t.Text.Title);
        byTeaser = texts.Where(t => t.Text.Teaser.Length > 0).ToLookup(t => t.Text.Teaser);
    }

    /// <summary>The items with exactly this text, each given once: the most recently seen first, twins by ordinal.</summary>
    public long? NextWithText(ComparableText text)
    {
        var key = (text.Title, text.Teaser);
        if (!waiting.TryGetValue(key, out var items)) waiting[key] = items = new(byText[key].Select(k => k.Item).Distinct());
        return items.TryDequeue(out var item) ? item : null;
    }

    public int ItemsWithText(ComparableText text) => byText[(text.Title, text.Teaser)].DistinctBy(k => k.Item).Count();

    public bool SeveralHaveTeaser(ComparableText text) => WithTeaser(text).DistinctBy(t => t.Known.Item).Skip(1).Any();

    public IEnumerable<(KnownText Known, ComparableText Text)> WithTitle(ComparableText text) => byTitle[text.Title].Take(MostWeighed);

    public IEnumerable<(KnownText Known, ComparableText Text)> WithTeaser(ComparableText text) => byTeaser[text.Teaser].Take(MostWeighed);
}
