// What can be seen of a line without knowing what it is: the evidence that the labelling weighs.
using System.Globalization;

namespace FeedService.Listings;

/// <summary>The kinds of evidence; each line has one small value of each.</summary>
internal enum Trait
{
    Length,
    End,
    Start,
    Repeats,
    Shape,
    Lead,
    Words,
    Kind,
    Case,
    Sentences,
}

internal enum LineKind
{
    Plain,
    Date,
    Meta,
    ReadMore,
    Notice,
    Hint,
    Symbols,
}

/// <summary>A non-blank line and its traits.</summary>
internal sealed class TextLine
{
    public required int Number { get; init; }

    public required string Text { get; init; }

    /// <summary>Its text without what is glued to it, such as "Read more".</summary>
    public required string Core { get; init; }

    /// <summary>Blank lines before it, at most 3; 3 for the first line of the file.</summary>
    public required int Gap { get; init; }

    /// <summary>How wide it looks: an ideograph is as wide as two letters.</summary>
    public required int Width { get; init; }

    public DateLine? Date { get; init; }

    public required byte[] Traits { get; init; }

    public LineKind Kind => (LineKind)Traits[(int)Trait.Kind];

    public int this[Trait trait] => Traits[(int)trait];
}

internal static class LineTraits
{
    public const int TraitCount = 10;

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

        return read;
    }

    public static int Width(string text)
    {
        var width = 0;
        foreach (var c in text)
            width += c is >= '\u2E80' and < '\uFB00' or >= '\uFF00' and < '\uFF61' ? 2 : 1;
        return width;
    }

    private static TextLine Read(string line, int number, int gap, LineCensus census)
    {
        var text = census.Core(line);
        var width = Width(text);
        var small = text.Length <= LongestSmallLine;
        var date = small ? DateLine.Read(text, census.MonthFirst) : null;
        var traits = new byte[TraitCount];
        traits[(int)Trait.Length] = (byte)LengthClass(width);
        traits[(int)Trait.End] = (byte)EndClass(text);
        traits[(int)Trait.Start] = (byte)StartClass(text);
        traits[(int)Trait.Repeats] = (byte)RepeatClass(census.Repeats(line));
        traits[(int)Trait.Shape] = (byte)(small && census.SharesDigitShape(text) ? 1 : 0);
        traits[(int)Trait.Lead] = (byte)(small ? census.Lead(text) : 0);
        traits[(int)Trait.Words] = (byte)(small && census.IsFamiliar(text) ? 1 : 0);
        traits[(int)Trait.Kind] = (byte)(small ? LineKinds.Of(text, width, date) : LineKinds.OfLong(text));
        traits[(int)Trait.Case] = (byte)CaseClass(text);
        traits[(int)Trait.Sentences] = (byte)(HasInnerSentence(text) ? 1 : 0);
        return new TextLine { Number = number, Text = line, Core = text, Gap = gap, Width = width, Date = date, Traits = traits };
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
