// Which letters belong to scripts written without spaces between words.
using System.Globalization;
using System.Text;

namespace FeedService.Ledger;

internal static class Script
{
    /// <summary>Thai, Lao, Tibetan, Burmese, Khmer, kana and Han. Korean has spaces.</summary>
    public static bool IsSpaceless(Rune rune) => rune.Value is (>= 0x0E00 and <= 0x0FFF) or (>= 0x1000 and <= 0x109F)
        or (>= 0x1780 and <= 0x17FF) or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    /// <summary>Letters, digits and the marks on them.</summary>
    public static bool IsWordPart(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark;
}
