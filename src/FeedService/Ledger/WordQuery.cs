// Words that somebody looks for: all of them, whole, with case and accents folded, as the topics' key words are.
namespace FeedService.Ledger;

internal sealed class WordQuery
{
    private readonly PhraseTree phrases = new();
    private readonly int count;

    private WordQuery(IReadOnlyList<string> words)
    {
        count = words.Count;
        foreach (var word in words)
            phrases.Add(word, (word, Excludes: false));
    }

    /// <param name="words">As <see cref="Fold"/> gives them.</param>
    public static WordQuery Of(IReadOnlyList<string> words) => new(words);

    /// <summary>
    /// A text's words, folded, distinct and sorted. "seed-library" stays one: its parts stand together. What has no letter
    /// or digit is no word.
    /// </summary>
    public static IReadOnlyList<string> Fold(string text) =>
    [
        .. Accents.Remove(NormalForm.Of(text)).Split(' ')
            .Where(word => PhraseTree.WordsOf(word).Count > 0)
            .Select(Bare).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether every word stands in the title or in the teaser.</summary>
    public bool StandIn(string title, string? teaser) =>
        count == 0 || phrases.In(title).Concat(phrases.In(teaser)).Select(found => found.Slug).Distinct().Count() == count;

    /// <summary>Without the punctuation at its ends.</summary>
    private static string Bare(string word)
    {
        var runes = word.EnumerateRunes().ToList();
        var first = runes.FindIndex(Script.IsWordPart);
        var last = runes.FindLastIndex(Script.IsWordPart);
        return string.Concat(runes.Skip(first).Take(last - first + 1));
    }
}
