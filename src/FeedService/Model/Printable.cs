// Text of unknown origin, such as a file's name, as it may stand in a line of a log or on a terminal.
using System.Globalization;
using System.Text;

namespace FeedService.Model;

internal static class Printable
{
    /// <summary>Control and format characters, line separators and lone surrogates as \u{1B}: no name forges a line or moves a cursor.</summary>
    public static string Of(string text)
    {
        if (!text.EnumerateRunes().Any(IsHidden))
            return text;
        var printable = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
            _ = IsHidden(rune) ? printable.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}") : printable.Append(rune.ToString());
        return printable.ToString();
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        // Joiners shape letters and emoji, and do nothing else.
        && rune.Value is not (0x200C or 0x200D);
}
