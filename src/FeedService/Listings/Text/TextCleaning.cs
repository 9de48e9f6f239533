// Characters to lines that may be published: one kind of newline, one kind of space, nothing invisible or forbidden.
using System.Buffers;
using System.Globalization;
using System.Text;

namespace FeedService.Listings.Text;

internal static class TextCleaning
{
    private static readonly SearchValues<char> Newlines = SearchValues.Create("\n\r\f\v\u0085\u2028\u2029");

    /// <summary>
    /// UAX #15, Stream-Safe Text Format: no language sets more marks on a letter, and without a joiner after so many the
    /// composing of a line with a hundred thousand of them would take minutes.
    /// </summary>
    private const int MostMarks = 31;
    private const char GraphemeJoiner = '\u034F';

    /// <summary>Lines as an editor counts them: a newline at the very end begins no further line.</summary>
    public static void AddLines(List<string> lines, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny(Newlines);
            lines.Add(Line(end < 0 ? text : text[..end]));
            text = end < 0 ? [] : text[(end + NewlineLength(text, end))..];
        }
    }

    /// <summary>One line: spaces folded and trimmed, every character one that XML can carry, composed (NFC).</summary>
    public static string Line(ReadOnlySpan<char> raw)
    {
        if (IsClean(raw))
            return raw.ToString();
        var kept = new StringBuilder(raw.Length);
        var marks = 0;
        foreach (var rune in raw.EnumerateRunes())
        {
            marks = IsMark(rune) ? marks + 1 : 0;
            if (marks == MostMarks)
                (marks, _) = (1, kept.Append(GraphemeJoiner));
            Append(kept, rune);
        }

        TrimEnd(kept);
        return kept.ToString().Normalize(NormalizationForm.FormC);
    }

    private static int NewlineLength(ReadOnlySpan<char> text, int at) =>
        text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;

    /// <summary>Most lines of most listings are: plain ASCII or Latin, single spaces inside, none around.</summary>
    private static bool IsClean(ReadOnlySpan<char> raw) =>
        raw.IsEmpty
        || (raw[0] != ' ' && raw[^1] != ' '
            && raw.IndexOfAnyExceptInRange(' ', '~') < 0
            && raw.IndexOf("  ", StringComparison.Ordinal) < 0);

    private static void Append(StringBuilder kept, Rune rune)
    {
        if (Rune.IsWhiteSpace(rune))
        {
            if (kept.Length > 0 && kept[^1] != ' ')
                kept.Append(' ');
        }
        else if (IsPublishable(rune) && !(kept.Length == 0 && IsDirectionMark(rune.Value)))
        {
            Span<char> units = stackalloc char[2];
            kept.Append(units[..rune.EncodeToUtf16(units)]);
        }
    }

    private static void TrimEnd(StringBuilder kept)
    {
        while (kept.Length > 0 && (kept[^1] == ' ' || IsDirectionMark(kept[^1])))
            kept.Length--;
    }

    private static bool IsMark(Rune rune) =>
        rune.Value >= 0x300 && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsPublishable(Rune rune) => rune.Value switch
    {
        // EnumerateRunes gives U+FFFD for a lone surrogate, and a listing has no use for the sign itself.
        0xFFFD => false,
        // Soft hyphens and zero-width spaces are hints for a layout that is gone.
        0xAD or 0x200B or 0x2060 or 0xFEFF or 0x180E => false,
        // Embeddings, overrides and isolates could turn around the text that follows them in somebody's reader.
        (>= 0x202A and <= 0x202E) or (>= 0x2061 and <= 0x206F) => false,
        // Annotation marks and the sign that stands for an embedded object.
        >= 0xFFF9 and <= 0xFFFC => false,
        // Hangul fillers are blank to the eye.
        0x115F or 0x1160 or 0x3164 or 0xFFA0 => false,
        >= 0xFDD0 and <= 0xFDEF => false,
        _ when (rune.Value & 0xFFFE) == 0xFFFE => false,
        _ => Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control,
    };

    /// <summary>LRM, RLM and ALM are of use between words and of none at a line's ends.</summary>
    private static bool IsDirectionMark(int value) => value is 0x200E or 0x200F or 0x61C;
}
