// A line cut into numbers, words and signs, for the reading of dates.
using System.Globalization;

namespace FeedService.Listings.Dates;

/// <param name="Text">In lower case.</param>
/// <param name="Number">The value of a token of one to four digits of any script, else -1.</param>
/// <param name="End">Where it ends in the line.</param>
internal readonly record struct DateToken(string Text, int Number, int End)
{
    public bool IsNumber => Number >= 0;

    private static DateToken Of(string text, int end)
    {
        if (!char.IsDigit(text[0]))
            return new DateToken(text.ToLowerInvariant(), -1, end);
        if (text.Length > 4)
            return new DateToken(text, -1, end);
        var number = 0;
        foreach (var digit in text)
            number = (number * 10) + CharUnicodeInfo.GetDecimalDigitValue(digit);
        return new DateToken(text, number, end);
    }

    public static List<DateToken> Split(string line)
    {
        var tokens = new List<DateToken>();
        for (var at = 0; at < line.Length;)
        {
            var end = at + 1;
            if (char.IsDigit(line[at]))
                end = RunEnd(line, at, char.IsDigit);
            else if (IsWordCharacter(line[at]))
                end = IsIdeograph(line[at]) ? IdeographEnd(line, at) : RunEnd(line, at, c => IsWordCharacter(c) && !IsIdeograph(c));
            if (!char.IsWhiteSpace(line[at]))
                tokens.Add(Of(line[at..end], end));
            at = end;
        }

        return tokens;
    }

    /// <summary>年, 月 and 日 stand alone after a number; any other ideographs make a word.</summary>
    private static int IdeographEnd(string line, int at) =>
        line[at] is '年' or '月' or '日' && at > 0 && char.IsDigit(line[at - 1]) ? at + 1 : RunEnd(line, at, IsIdeograph);

    private static int RunEnd(string line, int at, Func<char, bool> belongs)
    {
        while (at < line.Length && belongs(line[at]))
            at++;
        return at;
    }

    private static bool IsIdeograph(char c) => c is >= '\u3040' and <= '\u9FFF';

    private static bool IsWordCharacter(char c) => char.IsLetter(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;
}
