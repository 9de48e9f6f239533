// Lines that are recognisably something small: a date, a byline, a button, a row of signs.
using System.Buffers;
using System.Globalization;
using FeedService.Listings.Dates;
using FeedService.Listings.Wording;

namespace FeedService.Listings.Lines;

internal static class LineKinds
{
    /// <summary>"Last updated about 3 hours ago" has five.</summary>
    private const int MostSpacesInSpan = 5;

    public static LineKind Of(string text, int width, DateLine? date)
    {
        var letters = Letters(text);
        if (IsPager(text) || IsBarOfControls(text))
            return LineKind.Notice;
        if (letters == 0)
            return date is not null ? LineKind.Date : IsYear(text) ? LineKind.Plain : LineKind.Symbols;
        if (Fragments.IsReadMore(text))
            return LineKind.ReadMore;
        if (HoldsMailAddress(text) || Calls.IsImprint(text) || IsControl(text.AsSpan().Trim(Signs)))
            return LineKind.Notice;
        if (date is { } found && IsMostlyDate(text, found, letters))
            return LineKind.Date;
        if (IsMeta(text, width, letters))
            return LineKind.Meta;
        return OfLong(text);
    }

    /// <summary>"1934": what an old photograph is called. A pager's numbers are smaller.</summary>
    private static bool IsYear(string text) => text.Length == 4 && int.TryParse(text, NumberStyles.None, null, out var year) && year is >= 1000 and < 2200;

    private static int Letters(string text)
    {
        var letters = 0;
        foreach (var c in text)
            letters += char.IsLetter(c) ? 1 : 0;
        return letters;
    }

    public static LineKind OfLong(string text) =>
        text.Length < 600 && Phrases.HoldsBoilerplate(text) ? LineKind.Hint : LineKind.Plain;

    /// <summary>"Back 1 2 3 … 9 Next": numbers that count on.</summary>
    private static bool IsPager(string text)
    {
        var (before, counted) = (-1, 0);
        foreach (var range in text.AsSpan().Split(' '))
        {
            var number = SmallNumber(text.AsSpan(range));
            counted += number >= 0 && number == before + 1 ? 1 : 0;
            before = number;
        }

        return counted > 1 || (counted == 1 && text.Length < 24);
    }

    /// <summary>A short line with an address to write to is for the reader, not about the world.</summary>
    private static bool HoldsMailAddress(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && text.Length < 90 && char.IsLetterOrDigit(text[at - 1]) && text.AsSpan(at).Contains('.') && !char.IsWhiteSpace(text[at + 1]);
    }

    /// <summary>The value of one to three digits of any script, else -1.</summary>
    private static int SmallNumber(ReadOnlySpan<char> word)
    {
        var number = word.Length is 0 or > 3 ? -1 : 0;
        for (var i = 0; i < word.Length && number >= 0; i++)
            number = char.IsDigit(word[i]) ? (number * 10) + (int)char.GetNumericValue(word[i]) : -1;
        return number;
    }

    /// <summary>"Page 1 of 7 Next", "Posts Tags About RSS": several words, and each of them a button's.</summary>
    private static bool IsBarOfControls(string text)
    {
        var controls = 0;
        foreach (var range in text.AsSpan().SplitAny(SignValues))
        {
            var word = text.AsSpan(range);
            if (IsControl(word))
                controls++;
            else if (word.Length > 3)
                return false;
        }

        return controls > 1;
    }

    private static bool IsControl(ReadOnlySpan<char> words) => !words.IsEmpty && (ControlsBySpan.Contains(words) || PagersBySpan.Contains(words));

    /// <summary>A date may stand with an author and a category, not with a headline.</summary>
    private static bool IsMostlyDate(string text, DateLine date, int letters) =>
        date.OtherLetters <= 16 || (date.Leads && date.OtherLetters <= 30) || (HasSeparator(text) && date.OtherLetters <= 70) || date.OtherLetters * 3 < letters;

    private static bool IsMeta(string text, int width, int letters)
    {
        if (width > 100)
            return false;
        var stops = LineEndsLikeSentence(text);
        return IsAddress(text)
            || text[0] is '#' or '@' && letters > 0 && !char.IsDigit(text[^1])
            || (HasSeparator(text) && !stops)
            || (width <= 80 && !stops && Phrases.BeginsAsByline(text))
            || IsCount(text, width, letters)
            || IsNameWithInitials(text)
            || IsWrappedInBrackets(text);
    }

    /// <summary>"Ferrars, M.", "D. K. Osei": two to four words, all with capitals, one of them a single letter and a dot.</summary>
    private static bool IsNameWithInitials(string text)
    {
        var (words, initials) = (0, 0);
        foreach (var range in text.AsSpan().Split(' '))
        {
            var word = text.AsSpan(range);
            if (word.IsEmpty || !char.IsUpper(word[0]) || word[^1] is not ('.' or ',') && !char.IsLetter(word[^1]))
                return false;
            words++;
            initials += word.Length == 2 && word[1] == '.' ? 1 : 0;
        }

        return words is >= 2 and <= 4 && initials > 0 && initials < words;
    }

    /// <summary>"12 comments", "5 min read", "3 hours ago": a small number with a word or two, or with a unit of time.</summary>
    private static bool IsCount(string text, int width, int letters)
    {
        var digits = text.Count(char.IsDigit);
        if (digits == 0 || width > 40 || Fragments.NumberingLength(text) > 0 || IsFileName(text))
            return false;
        var spaces = text.Count(c => c == ' ');
        return digits * 2 > letters || (char.IsDigit(text[0]) && spaces <= 1) || (spaces <= MostSpacesInSpan && NamesSpan(text));
    }

    /// <summary>A number and right after it a unit of time.</summary>
    private static bool NamesSpan(string text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (!char.IsDigit(text[at - 1]) || char.IsDigit(text[at]))
                continue;
            var unit = text.AsSpan(at).TrimStart();
            var end = unit.IndexOf(' ');
            if (Phrases.IsTimeUnit(end < 0 ? unit : unit[..end]))
                return true;
        }

        return false;
    }

    /// <summary>"hall-1024x683", "img_0040.jpg": what a page says of an image without a caption.</summary>
    private static bool IsFileName(string text) =>
        !text.Contains(' ', StringComparison.Ordinal) && text.Length > 5 && char.IsLetter(text[0]) && text.AsSpan().ContainsAny('.', '_', '-');

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

    private static readonly char[] Signs = [.. " 0123456789()[]<>«»‹›→←↑↓▸►▶◀•·|:.…!+-–—×✕≡☰#"];

    private static readonly SearchValues<char> SignValues = SearchValues.Create(Signs);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> ControlsBySpan = Phrases.Controls.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> PagersBySpan = PagerPhrases.All.GetAlternateLookup<ReadOnlySpan<char>>();
}
