// What can be seen of a line without knowing what it is: the evidence that the labelling weighs.
using System.Globalization;
using FeedService.Listings.Dates;

namespace FeedService.Listings.Lines;

internal static class LineTraits
{
    public const int TraitCount = 10;

    /// <summary>The value of <see cref="Trait.Novelty"/> for a line that shares nothing with others.</summary>
    private const int New = 2;

    /// <summary>Even a page with eight small lines around each story has one new line in so many.</summary>
    private const int FewNew = 8;

    /// <summary>Upper bounds of the length classes; the last class is open.</summary>
    private static readonly int[] LengthBounds = [3, 10, 20, 32, 48, 66, 88, 120, 170, 260];

    /// <summary>A line longer than this is nobody's kicker, menu or date: it is not searched for their signs.</summary>
    private const int LongestSmallLine = 160;

    public static List<TextLine> Read(IReadOnlyList<string> lines)
    {
        var census = LineCensus.Take(lines);
        var read = new List<TextLine>();
        var gap = 3;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Length == 0)
            {
                gap = Math.Min(gap + 1, 3);
                continue;
            }

            read.Add(Read(lines[i], i + 1, gap, census));
            gap = 0;
        }

        WrapWidth.Mark(read);
        if (read.Count(line => line[Trait.Novelty] == New) * FewNew < read.Count)
            ForgetLikeness(read);
        return read;
    }

    /// <summary>"Report 1 of garden 3", "Report 2 of garden 4": where all lines are alike, likeness tells none of them apart.</summary>
    private static void ForgetLikeness(List<TextLine> lines)
    {
        foreach (var line in lines.Where(line => line.Kind is LineKind.Plain or LineKind.Hint && (line[Trait.Repeats] == 0 || line[Trait.End] == 1)))
        {
            line.Traits[(int)Trait.Repeats] = 0;
            line.Traits[(int)Trait.Shape] = 0;
            line.Traits[(int)Trait.Lead] = 0;
            line.Traits[(int)Trait.Novelty] = New;
        }
    }

    /// <summary>A plain line that shares nothing with the file's others: what a page says once, it says in a story.</summary>
    private static bool IsNew(in TraitValues traits) =>
        traits[(int)Trait.Kind] == (int)LineKind.Plain && traits[(int)Trait.Repeats] < 2 && traits[(int)Trait.Shape] == 0 && traits[(int)Trait.Lead] == 0;

    public static int Width(string text)
    {
        var width = text.Length;
        // Nothing below U+2E80 is wide, and most texts of most listings are wholly below.
        for (var at = text.AsSpan().IndexOfAnyInRange('\u2E80', '\uFF60'); at >= 0 && at < text.Length; at++)
            width += text[at] is >= '\u2E80' and < '\uD800' or >= '\uF900' and < '\uFB00' or >= '\uFF00' and < '\uFF61' ? 1 : 0;
        return width;
    }

    private static TextLine Read(string line, int number, int gap, LineCensus census)
    {
        var text = census.Glued.Core(line);
        var width = Width(text);
        var small = text.Length <= LongestSmallLine;
        var date = small ? DateLine.Read(text, census.DateOrder) : null;
        var traits = default(TraitValues);
        traits[(int)Trait.Length] = (byte)LengthClass(width);
        traits[(int)Trait.End] = (byte)EndClass(text);
        traits[(int)Trait.Start] = (byte)StartClass(text);
        traits[(int)Trait.Repeats] = (byte)(census.IsCopy(number - 1) ? 4 : RepeatClass(census.Repeats(line)));
        traits[(int)Trait.Shape] = (byte)(census.SharesDigitShape(text) ? 1 : 0);
        traits[(int)Trait.Lead] = (byte)(small ? census.Lead(text) : 0);
        traits[(int)Trait.Kind] = (byte)(small ? LineKinds.Of(text, width, date) : LineKinds.OfLong(text));
        traits[(int)Trait.Case] = (byte)CaseClass(text);
        traits[(int)Trait.Sentences] = (byte)(HasInnerSentence(text) ? 1 : 0);
        traits[(int)Trait.Novelty] = (byte)(small && census.IsFamiliar(text) ? 1 : IsNew(traits) ? New : 0);
        return new TextLine { Number = number, Text = line, Core = text, Gap = gap, Width = width, Date = date ?? (small && census.Glued.DatesHeadlines ? DateLine.Read(line, census.DateOrder) : null), Traits = traits };
    }

    private static int LengthClass(int width)
    {
        var at = Array.FindIndex(LengthBounds, bound => width <= bound);
        return at < 0 ? LengthBounds.Length : at;
    }

    private static int RepeatClass(int count) => count switch { 1 => 0, 2 => 1, < 5 => 2, _ => 3 };

    /// <summary>0 nothing, 1 full stop, 2 question or exclamation, 3 ellipsis, 4 colon, 5 comma or dash.</summary>
    private static int EndClass(string text)
    {
        var at = text.Length - 1;
        while (at > 0 && text[at] is '"' or '\'' or '”' or '’' or '“' or '»' or '«' or ')' or ']' or '」' or '』' or '）' or '›' or ' ')
            at--;
        return text[at] switch
        {
            '…' or '⋯' => 3,
            '.' => at > 0 && text[at - 1] == '.' ? 3 : 1,
            '。' or '।' or '॥' or '۔' or '．' or '｡' => 1,
            '?' or '!' or '؟' or '？' or '！' => 2,
            ':' or '：' => 4,
            ',' or ';' or '،' or '、' or '，' or '；' or '-' or '–' or '—' => 5,
            _ => 0,
        };
    }

    /// <summary>0 as usual, 1 a bullet, 2 a number that counts, 3 a small letter.</summary>
    private static int StartClass(string text)
    {
        if (Fragments.BulletLength(text) > 0)
            return 1;
        if (Fragments.NumberingLength(text) > 0)
            return 2;
        return char.IsLower(text[0]) ? 3 : 0;
    }

    /// <summary>0 nothing to see, 1 small letters, 2 Each Word Capitalised, 3 CAPITALS. The first word says nothing, nor do short ones.</summary>
    private static int CaseClass(string text)
    {
        var (upper, lower, words, capitalised) = (0, 0, 0, 0);
        var start = -1;
        for (var i = 0; i <= Math.Min(text.Length, 400); i++)
        {
            if (i < text.Length && IsInWord(text[i]))
            {
                start = start < 0 ? i : start;
                upper += char.IsUpper(text[i]) ? 1 : 0;
                lower += char.IsLower(text[i]) ? 1 : 0;
                continue;
            }

            if (start > 0 && i - start >= 4 && (char.IsUpper(text[start]) || char.IsLower(text[start])))
            {
                words++;
                capitalised += char.IsUpper(text[start]) ? 1 : 0;
            }

            start = -1;
        }

        if (upper > 3 && upper > 8 * lower)
            return 3;
        return words == 0 ? 0 : capitalised * 3 >= words * 2 ? 2 : 1;
    }

    private static bool IsInWord(char c) => char.IsLetter(c) || c is '\'' or '’';

    private static bool HasInnerSentence(string text)
    {
        for (var i = 3; i < Math.Min(text.Length, 2000) - 2; i++)
        {
            if (text[i] is '。' or '।' or '？' or '！' or '؟')
                return true;
            if (text[i] is '.' or '?' or '!' && text[i + 1] == ' ' && !char.IsLower(text[i + 2]) && char.IsLetter(text[i - 1]) && char.IsLetter(text[i - 2]) && char.IsLetter(text[i - 3]))
                return true;
        }

        return false;
    }
}
