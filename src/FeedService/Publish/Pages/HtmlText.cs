// Text as HTML, for element content and for attributes in either kind of quotes.
using System.Globalization;
using System.Text;

namespace FeedService.Publish.Pages;

internal static class HtmlText
{
    /// <summary>
    /// The five characters that mean something become references. Not HtmlEncoder: it writes a plus as a number too, and then
    /// readers that look for "application/rss+xml" find no feed. What HTML cannot hold, and what turns the direction of the
    /// text around it (a file's name may hold both), becomes U+FFFD.
    /// </summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => encoded.Append("&amp;"),
                '<' => encoded.Append("&lt;"),
                '>' => encoded.Append("&gt;"),
                '"' => encoded.Append("&quot;"),
                '\'' => encoded.Append("&#39;"),
                _ => encoded.Append(IsHarmless(rune) ? rune.ToString() : "\uFFFD"),
            };
        }
        return encoded.ToString();
    }

    private static bool IsHarmless(Rune rune) => rune.Value switch
    {
        '\t' or '\n' => true,
        >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 => false,
        var value when (value & 0xFFFE) == 0xFFFE || value is >= 0xFDD0 and <= 0xFDEF => false,
        _ => Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control,
    };
}
