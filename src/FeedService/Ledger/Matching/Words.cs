// A text as the bag of its words, for saying how alike two texts are in time linear in their length.
using System.Text;

namespace FeedService.Ledger;

/// <summary>
/// A word is a run of letters and digits; in scripts without spaces, each pair of neighbouring letters. Words are kept
/// as sorted hashes: a collision (one in 2^64) would make two texts a little more alike, no worse.
/// </summary>
internal sealed class Words
{
    private readonly List<ulong> words = [];
    private readonly List<ulong> numbers = [];
    private readonly List<ulong> pairs = [];

    /// <param name="normalForm">Of <see cref="NormalForm"/>.</param>
    public Words(string normalForm)
    {
        var word = new List<int>();
        Rune? before = null;
        foreach (var rune in normalForm.EnumerateRunes())
        {
            var spaceless = Script.IsSpaceless(rune);
            if (spaceless && before is { } first) words.Add(Hash([first.Value, rune.Value]));
            before = spaceless ? rune : null;
            if (!spaceless && Script.IsWordPart(rune)) word.Add(rune.Value);
            else End(word);
        }

        End(word);
        words.Sort();
        numbers.Sort();
        pairs.Sort();
    }

    public int Count => words.Count + numbers.Count;

    /// <summary>Share of words in common (Dice), 0 to 1.</summary>
    public double Likeness(Words other) => Dice(Common(words, other.words) + Common(numbers, other.numbers), Count, other.Count);

    /// <summary>Share of neighbouring letters in common: sees a changed ending or a typing error as the small thing it is.</summary>
    public double Spelling(Words other) => Dice(Common(pairs, other.pairs), pairs.Count, other.pairs.Count);

    /// <summary>How much of the shorter text the longer one contains, 0 to 1.</summary>
    public double Overlap(Words other)
    {
        var shorter = Math.Min(Count, other.Count);
        return shorter == 0 ? 0 : (double)(Common(words, other.words) + Common(numbers, other.numbers)) / shorter;
    }

    /// <summary>"Week 14" against "Week 15": the next of a series, however alike.</summary>
    public bool DiffersOnlyInNumbers(Words other) => numbers.Count > 0 && other.numbers.Count > 0
        && words.SequenceEqual(other.words) && !numbers.SequenceEqual(other.numbers);

    private void End(List<int> word)
    {
        if (word.Count == 0) return;
        var isNumber = word.Exists(c => Rune.IsDigit(new Rune(c)));
        (isNumber ? numbers : words).Add(Hash(word));
        for (var i = 0; i + 1 < word.Count; i++) pairs.Add(Hash([word[i], word[i + 1]]));
        word.Clear();
    }

    private static double Dice(int common, int left, int right) => left + right == 0 ? 0 : 2.0 * common / (left + right);

    /// <summary>Both are sorted, so one walk along them finds what they share.</summary>
    private static int Common(List<ulong> left, List<ulong> right)
    {
        var (common, i, j) = (0, 0, 0);
        while (i < left.Count && j < right.Count)
        {
            if (left[i] == right[j]) (common, i, j) = (common + 1, i + 1, j + 1);
            else if (left[i] < right[j]) i++;
            else j++;
        }

        return common;
    }

    /// <summary>FNV-1a: string.GetHashCode differs from run to run, and a verdict may not.</summary>
    private static ulong Hash(List<int> runes) => runes.Aggregate(14695981039346656037UL, (hash, rune) => (hash ^ (uint)rune) * 1099511628211UL);
}
