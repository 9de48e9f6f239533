// The last part of an article's address, as WordPress would make it from the headline.
using System.Globalization;
using System.Text;

namespace FeedService.Ledger;

/// <summary>
/// remove_accents, then sanitize_title_with_dashes in its 'save' context (wp-includes/formatting.php), because the slug
/// stands in for the one the site itself made. One difference: ß is "ss" in every language, as in WordPress's German.
/// </summary>
internal static class ItemSlug
{
    /// <summary>Width of WordPress's post_name column; percent-encoded letters count in full.</summary>
    private const int MostBytes = 200;

    public static string Of(string title)
    {
        var slug = new StringBuilder();
        var length = 0;
        foreach (var rune in Accents.Remove(title).EnumerateRunes())
        {
            length += rune.IsAscii ? 1 : 3 * rune.Utf8SequenceLength;
            if (length > MostBytes) break;
            Append(Rune.ToLowerInvariant(rune), slug);
        }

        while (slug.Length > 0 && slug[^1] == '-') slug.Length--;
        return slug.Length == 0 ? "item" : slug.ToString();
    }

    private static void Append(Rune rune, StringBuilder slug)
    {
        if (IsDash(rune)) AppendDash(slug);
        else if (rune.Value is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_') slug.Append((char)rune.Value);
        else if (rune.Value == '×') slug.Append('x');
        else if (!rune.IsAscii && !IsDropped(rune)) AppendEncoded(rune, slug);
    }

    private static bool IsDash(Rune rune) => rune.Value is '.' or '/' || Rune.IsWhiteSpace(rune)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.DashPunctuation;

    private static void AppendDash(StringBuilder slug)
    {
        if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
    }

    /// <summary>WordPress lists these one by one; other punctuation outside ASCII it keeps, encoded.</summary>
    private static bool IsDropped(Rune rune) => rune.Value is '¡' or '¿' or '©' or '®' or '°' or '•' or '…' or '™' or '´' or '£'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation
            or UnicodeCategory.Format or UnicodeCategory.Control
        || rune.Value is '‚' or '„';

    private static void AppendEncoded(Rune rune, StringBuilder slug)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var value in bytes[..rune.EncodeToUtf8(bytes)]) slug.Append('%').Append(Convert.ToHexStringLower([value]));
    }
}
