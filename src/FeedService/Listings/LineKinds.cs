// Lines that are recognisably something small: a date, a byline, a button, a row of signs.
namespace FeedService.Listings;

internal static class LineKinds
{
    public static LineKind Of(string text, int width, DateLine? date)
    {
        var letters = text.Count(char.IsLetter);
        if (IsPager(text))
            return LineKind.Notice;
        if (letters == 0)
            return date is null ? LineKind.Symbols : LineKind.Date;
        if (Fragments.IsReadMore(text))
            return LineKind.ReadMore;
        if (text[0] is '©' or '℗' || text.StartsWith("(c) ", StringComparison.OrdinalIgnoreCase) || Phrases.Controls.Contains(WithoutSigns(text)))
            return LineKind.Notice;
        if (date is { } found && IsMostlyDate(text, found, letters))
            return LineKind.Date;
        if (IsMeta(text, width, letters))
            return LineKind.Meta;
        return OfLong(text);
    }

    public static LineKind OfLong(string text) =>
        text.Length < 600 && text.AsSpan().ContainsAny(Phrases.Boilerplate) ? LineKind.Hint : LineKind.Plain;

    /// <summary>"Back 1 2 3 … 9 Next": numbers that count on.</summary>
    private static bool IsPager(string text)
    {
        var (before, counted) = (-1, 0);
        foreach (var word in text.Split(' '))
        {
            var number = word.Length <= 3 && word.All(char.IsDigit) ? (int)word.Aggregate(0.0, (sum, digit) => (sum * 10) + char.GetNumericValue(digit)) : -1;
            counted += number >= 0 && number == before + 1 ? 1 : 0;
            before = number;
        }

        return counted > 1 || (counted == 1 && text.Length < 24);
    }

    /// <summary>A date may stand with an author and a category, not with a headline.</summary>
    private static bool IsMostlyDate(string text, DateLine date, int letters) =>
        date.OtherLetters <= 24 || (HasSeparator(text) && date.OtherLetters <= 70) || date.OtherLetters * 3 < letters;

    private static bool IsMeta(string text, int width, int letters)
    {
        if (width > 100)
            return false;
        var stops = LineEndsLikeSentence(text);
        return IsAddress(text)
            || text[0] is '#' or '@' && letters > 0 && !char.IsDigit(text[^1])
            || (HasSeparator(text) && !stops)
            || Phrases.BylineStarts.Any(start => width <= 80 && !stops && text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            || IsCount(text, width, letters)
            || IsWrappedInBrackets(text);
    }

    /// <summary>"12 comments", "5 min read", "3 hours ago": a small number with a word or two, or with a unit of time.</summary>
    private static bool IsCount(string text, int width, int letters)
    {
        var digits = text.Count(char.IsDigit);
        if (digits == 0 || width > 40)
            return false;
        return digits * 2 > letters
            || text.AsSpan().ContainsAny(Phrases.TimeUnits)
            || (char.IsDigit(text[0]) && text.Count(c => c == ' ') <= 1);
    }

    private static bool IsAddress(string text) =>
        !text.Contains(' ', StringComparison.Ordinal)
        && (text.Contains("://", StringComparison.Ordinal) || text.Contains('@', StringComparison.Ordinal) || text.StartsWith("www.", StringComparison.OrdinalIgnoreCase));

    private static bool HasSeparator(string text)
    {
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (text[i] is '|' or '·' or '•' or '｜' or '‧' or '∙' or '›' && (text[i - 1] == ' ' || text[i + 1] == ' ' || text[i] is '｜'))
                return true;
        }

        return text.Contains(" / ", StringComparison.Ordinal);
    }

    private static bool IsWrappedInBrackets(string text) =>
        text[0] is '(' or '[' or '（' or '【' && text[^1] is ')' or ']' or '）' or '】';

    private static bool LineEndsLikeSentence(string text) =>
        text[^1] is '.' or '。' or '।' or '۔' or '?' or '!' or '؟' or '？' or '！' or '…' or '"' or '”';

    private static string WithoutSigns(string text) => text.Trim(Signs);

    private static readonly char[] Signs = [.. " 0123456789()[]<>«»‹›→←↑↓▸►▶◀•·|:.…!+-–—×✕≡☰#"];
}
