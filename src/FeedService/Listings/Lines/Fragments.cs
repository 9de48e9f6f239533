using FeedService.Listings.Wording;

// Bits that pages glue to a text and that are no part of it: "Read more", bullets, numbering.
namespace FeedService.Listings.Lines;

internal static class Fragments
{
    /// <summary>Arrows and brackets that stand around "Read more", never inside a sentence's end that matters.</summary>
    private static readonly char[] Ornaments = [.. " →»›>▸►▶⟶➔➜⇒↠·|–—-←«‹<…"];

    /// <summary>A line that only leads on: a phrase, a phrase and the headline again, or a few words and an arrow.</summary>
    public static bool IsReadMore(string text)
    {
        if (text.Length > 160)
            return false;
        var bare = text.AsSpan().Trim(Ornaments);
        bare = bare.TrimEnd(".:[]()（）").TrimStart("[](（").Trim(Ornaments);
        if (bare.IsEmpty)
            return false;
        foreach (var phrase in Phrases.ReadMoreFrom(bare[0]))
        {
            if (bare.Equals(phrase, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        // A » that closes a quotation points nowhere.
        var pointsOn = text[^1] is '→' or '▸' or '►' or '▶' or '➔' or '➜' or '⟶'
            || (text[^1] is '»' or '›' && text.AsSpan().IndexOfAny('«', '‹') < 0);
        return (pointsOn && text.Length <= 40) || StartsWithPhrase(bare);
    }

    /// <summary>Length of a bullet and the space after it, or 0.</summary>
    public static int BulletLength(string text)
    {
        if (text.Length < 3 || text[0] is not ('•' or '▪' or '■' or '●' or '►' or '▸' or '▶' or '◆' or '◦' or '‣' or '»' or '›' or '*' or '-' or '–' or '—' or '·' or '・' or '→' or '○' or '□' or '★' or '☆' or '✓' or '✔' or '>' or '+'))
            return 0;
        if (text[1] == ' ')
            return 2;
        return text[0] is '・' or '•' or '●' or '■' or '▪' or '◆' or '►' or '○' ? 1 : 0;
    }

    /// <summary>Length of "12. ", "12) ", "(12) ", "#12 " or "12、" and the space after it, or 0.</summary>
    public static int NumberingLength(string text)
    {
        var at = text[0] is '(' or '#' ? 1 : 0;
        var digits = at;
        while (digits < text.Length && digits < at + 4 && char.IsDigit(text[digits]))
            digits++;
        if (digits == at || digits + 2 >= text.Length)
            return 0;
        if (text[0] == '#')
            return text[digits] == ' ' ? digits + 1 : 0;
        if (text[digits] is '、' or '．')
            return digits + 1;
        return text[digits] is '.' or ')' or ']' && text[digits + 1] == ' ' ? digits + 2 : 0;
    }

    /// <summary>Where a phrase glued to a text's end begins, or the text's length.</summary>
    /// <param name="anywhere">The page glues such phrases to its teasers, so that no sentence need have ended before one.</param>
    public static int TrailingReadMore(string text, bool anywhere)
    {
        var tail = text.Length;
        while (tail > 0 && Array.IndexOf(Ornaments, text[tail - 1]) >= 0 && text[tail - 1] is not ('…' or '-'))
            tail--;
        if (tail > 0 && text[tail - 1] is ']' or ')' or '.' or '…')
            tail = text.AsSpan(0, tail).TrimEnd("])….").Length;
        foreach (var phrase in tail == 0 ? [] : Phrases.ReadMoreUpTo(text[tail - 1]))
        {
            var start = tail - phrase.Length;
            if (start > 0 && text.AsSpan(start, phrase.Length).Equals(phrase, StringComparison.OrdinalIgnoreCase)
                && (StandsApart(text, start) || (anywhere && IsCapitalised(text, start, phrase))))
                return CutPoint(text, start);
        }

        return text.Length;
    }

    /// <summary>A phrase of several words with a capital, after a space: nobody's sentence goes on so.</summary>
    private static bool IsCapitalised(string text, int start, string phrase) =>
        text[start - 1] == ' ' && char.IsUpper(text[start]) && phrase.Contains(' ', StringComparison.Ordinal);

    /// <summary>Where the text's last so many words begin, if it ends with an arrow; or the text's length.</summary>
    public static int PointingTail(string text, int words)
    {
        if (text[^1] is not ('→' or '»' or '›' or '▸' or '►' or '▶' or '➔' or '➜' or '⟶' or '>'))
            return text.Length;
        var start = text.AsSpan().TrimEnd(Ornaments).Length;
        for (; words > 0 && start > 0; words--)
            start = text.LastIndexOf(' ', start - 1);
        return start <= 0 ? text.Length : start + 1;
    }

    /// <summary>Where the text begins after a phrase glued to its front, or 0.</summary>
    public static int LeadingReadMore(string text)
    {
        foreach (var phrase in Phrases.ReadMoreFrom(text[0]))
        {
            if (phrase.Length < 4 && phrase[0] < '\u3000')
                continue;
            if (text.Length > phrase.Length + 2 && text.StartsWith(phrase, StringComparison.OrdinalIgnoreCase) && EndsApart(text, phrase.Length))
                return phrase.Length + text.AsSpan(phrase.Length).IndexOfAnyExcept(Ornaments);
        }

        return 0;
    }

    /// <summary>Length of a phrase, and the space after it, that other text follows; or 0.</summary>
    public static int HeadLength(string text)
    {
        foreach (var phrase in Phrases.ReadMoreFrom(text[0]))
        {
            if (text.Length > phrase.Length + 2 && text[phrase.Length] == ' ' && phrase.Contains(' ', StringComparison.Ordinal)
                && text.StartsWith(phrase, StringComparison.OrdinalIgnoreCase) && !char.IsLower(text[phrase.Length + 1]))
                return phrase.Length + 1;
        }

        return 0;
    }

    /// <summary>Where a few words after the text's last sentence begin, or the text's length.</summary>
    public static int TailStart(string text)
    {
        const int longestTail = 30;
        for (var at = text.Length - 2; at > Math.Max(10, text.Length - longestTail); at--)
        {
            if (text[at] is not ('.' or '!' or '?' or '…' or '。' or '।' or '؟' or ']'))
                continue;
            // "(harbour.example)" holds a dot that ends no sentence.
            var start = at + 1 + (text[at + 1] == ' ' ? 1 : 0);
            var ends = text[at] is not '.' || text[at + 1] == ' ' || char.IsUpper(text[at + 1]);
            return ends && start < text.Length && char.IsLetter(text[start]) ? start : text.Length;
        }

        return text.Length;
    }

    /// <summary>After a sentence's end, an ellipsis or an opening sign; inside a sentence the words are the author's own.</summary>
    private static bool StandsApart(string text, int start)
    {
        var before = text.AsSpan(0, start).TrimEnd();
        if (before.IsEmpty)
            return false;
        var last = before[^1];
        return last is '.' or '…' or '!' or '?' or ']' or '[' or '(' or '（' or '。' or '।' or '»' or '→' or '”' or '"' or '؟' or '！' or '？' or '」' or '|' or '>' or ':' or '›' or '·' or '–' or '—'
            || char.IsUpper(text[start]) && char.IsLower(last) && before.Length == start && text.Length > 30;
    }

    private static bool EndsApart(string text, int end) =>
        text[end] is '»' or '→' or '›' or ':' or '>' || (char.IsUpper(text[end]) && char.IsLower(text[end - 1]))
        || (text[end] == ' ' && text.Length > end + 1 && text[end + 1] is '»' or '→' or '›' or '>' or '|');

    private static int CutPoint(string text, int start)
    {
        var cut = start;
        while (cut > 0 && text[cut - 1] is ' ' or '(' or '（' or '→' or '»' or '›' or '|' or '>' or '·' or '–' or '—')
            cut--;
        // A bracket that opened for the phrase goes with it, the one of "[…]" stays.
        return cut > 0 && text[cut - 1] == '[' ? text.AsSpan(0, cut - 1).TrimEnd().Length : cut;
    }

    private static bool StartsWithPhrase(ReadOnlySpan<char> bare)
    {
        foreach (var phrase in Phrases.ReadMoreFrom(bare[0]))
        {
            if (phrase.Contains(' ', StringComparison.Ordinal) && bare.Length > phrase.Length && bare.StartsWith(phrase, StringComparison.OrdinalIgnoreCase) && !char.IsLetter(bare[phrase.Length]))
                return true;
        }

        return false;
    }
}
