// Finds the key words that stand in a text, whole-word, in one pass whatever their number.
using System.Text;

namespace FeedService.Ledger;

/// <summary>
/// A tree of words: from each word of the text one walks down as long as phrases go on. The cost is the text's words times the
/// longest phrase's, and the number of phrases does not enter. SearchValues and Aho-Corasick are as independent of it,
/// but work on characters: one says where something stands and not what, and both find "car" in "scarf".
/// </summary>
internal sealed class PhraseTree
{
    private readonly Node root = new();

    public void Add(string phrase, (string Slug, bool Excludes) meaning)
    {
        var node = root;
        foreach (var word in WordsOf(phrase))
        {
            if (!node.Next.TryGetValue(word, out var next)) node.Next[word] = next = new Node();
            node = next;
        }

        // A key word of punctuation only has no words, and would stand in every text.
        if (node != root) node.Meanings.Add(meaning);
    }

    /// <summary>May say the same meaning twice.</summary>
    public IEnumerable<(string Slug, bool Excludes)> In(string? text)
    {
        if (text is null || root.Next.Count == 0) yield break;
        var words = WordsOf(text);
        for (var start = 0; start < words.Count; start++)
        {
            var node = root;
            for (var i = start; i < words.Count && node.Next.TryGetValue(words[i], out node); i++)
                foreach (var meaning in node.Meanings) yield return meaning;
        }
    }

    /// <summary>Case and accents folded. In scripts without spaces each letter is a word, so that a key word is found anywhere.</summary>
    public static List<string> WordsOf(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in Accents.Remove(NormalForm.Of(text)).EnumerateRunes())
        {
            var spaceless = Script.IsSpaceless(rune);
            if (!spaceless && Script.IsWordPart(rune))
            {
                word.Append(rune.ToString());
                continue;
            }

            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
            if (spaceless && Script.IsWordPart(rune)) words.Add(rune.ToString());
        }

        if (word.Length > 0) words.Add(word.ToString());
        return words;
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Next { get; } = [];

        public List<(string Slug, bool Excludes)> Meanings { get; } = [];
    }
}
