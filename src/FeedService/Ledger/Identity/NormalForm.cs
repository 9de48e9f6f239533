// What two texts must have in common to be the same text: case, quotes, dashes and spacing do not count.
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FeedService.Ledger;

/// <summary>
/// Permanent ids are minted from these strings, so <see cref="Of"/> is frozen: a change is a new <see cref="Version"/>,
/// and applies to items first seen after it.
/// </summary>
internal static class NormalForm
{
    public const int Version = 1;

    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (Ascii.IsValid(text)) return OfAscii(text);
        // Quotes come before NFKC, which turns a lone acute accent, typed as an apostrophe, into a space; and after it again,
        // because it takes some characters apart into quotes and dashes.
        var composed = Rewrite(text, (rune, result) => Append(Unified(rune), result)).Normalize(NormalizationForm.FormKC);
        var folded = Rewrite(composed, Fold);
        // Folding can leave a base and a mark that compose; without this the form of a form would differ.
        return folded.IsNormalized(NormalizationForm.FormKC) ? folded : folded.Normalize(NormalizationForm.FormKC);
    }

    /// <summary>
    /// Index key of a normal form: the first eight bytes of SHA-256 of its UTF-8, 0 for none. Two texts may share a key
    /// (about one pair in 2^64), so whoever looks one up compares the normal forms too.
    /// </summary>
    public static long KeyOf(string normalForm) => normalForm.Length == 0
        ? 0
        : BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(normalForm)));

    /// <summary>The same in one pass, ten times as fast: nothing composes, folds into two letters or is invisible.</summary>
    private static string OfAscii(string text)
    {
        var form = text.Length <= 1024 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            var folded = c is <= ' ' or '\x7F' ? ' ' : c == '`' ? '\'' : char.ToLowerInvariant(c);
            var repeats = length == 0 ? folded == ' ' : folded is ' ' or '-' && form[length - 1] == folded;
            if (!repeats) form[length++] = folded;
        }

        return form[..length].TrimEnd(' ').ToString();
    }

    private static string Rewrite(string text, Action<Rune, StringBuilder> write)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) write(rune, result);
        while (result.Length > 0 && result[^1] == ' ') result.Length--;
        return result.ToString();
    }

    /// <summary>Lone surrogates are U+FFFD already; non-characters become it too, because Normalize throws on both.</summary>
    private static Rune Unified(Rune rune) => rune.Value switch
    {
        '`' or 0xB4 or 0x2B9 or 0x2BB or 0x2BC or (>= 0x2018 and <= 0x201B) or 0x2032 or 0x2035 or 0x2039 or 0x203A or 0xFF07 => new('\''),
        0xAB or 0xBB or (>= 0x201C and <= 0x201F) or 0x2033 or 0x2036 or (>= 0x300C and <= 0x300F) or (>= 0x301D and <= 0x301F) or 0xFF02 => new('"'),
        (>= 0x2010 and <= 0x2015) or 0x2212 or 0xFE58 or 0xFE63 or 0xFF0D => new('-'),
        (>= 0xFDD0 and <= 0xFDEF) => Rune.ReplacementChar,
        var value when (value & 0xFFFE) == 0xFFFE => Rune.ReplacementChar,
        _ => rune,
    };

    private static void Fold(Rune original, StringBuilder result)
    {
        var rune = Unified(original);
        if (IsInvisible(rune)) return;
        if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)) AppendOnce(' ', result);
        else if (rune.Value == '-') AppendDash(result);
        else AppendFolded(rune, result);
    }

    /// <summary>Joiners, soft hyphens, directional marks and variation selectors: nobody sees them come or go.</summary>
    private static bool IsInvisible(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    /// <summary>"--" is how a typewriter says dash.</summary>
    private static void AppendDash(StringBuilder result)
    {
        if (result.Length == 0 || result[^1] != '-') result.Append('-');
    }

    private static void AppendOnce(char space, StringBuilder result)
    {
        if (result.Length > 0 && result[^1] != space) result.Append(space);
    }

    /// <summary>
    /// Upper-case first brings variants of one letter together (final sigma, long s); the letters named here are those
    /// whose simple case mapping is missing or depends on a locale.
    /// </summary>
    private static void AppendFolded(Rune rune, StringBuilder result)
    {
        switch (rune.Value)
        {
            case 0xDF or 0x1E9E: result.Append("ss"); break;
            case 0x130 or 0x131: result.Append('i'); break;
            case 0x307 when result.Length > 0 && result[^1] == 'i': break;
            default: Append(Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)), result); break;
        }
    }

    private static void Append(Rune rune, StringBuilder result)
    {
        Span<char> units = stackalloc char[2];
        result.Append(units[..rune.EncodeToUtf16(units)]);
    }
}
