// Letters without their accents, as remove_accents of WordPress has them; for slugs and for key words.
using System.Text;

namespace FeedService.Ledger;

internal static class Accents
{
    /// <summary>
    /// Latin, Greek, Cyrillic, Hebrew and Arabic lose their marks. Marks elsewhere are vowels or other letters (Hindi,
    /// Japanese), so they stay.
    /// </summary>
    public static string Remove(string text)
    {
        if (Ascii.IsValid(text)) return text;
        var result = new StringBuilder(text.Length);
        foreach (var rune in Sound(text).Normalize(NormalizationForm.FormD).EnumerateRunes())
            if (!IsMark(rune.Value)) result.Append(Plain(rune.Value) ?? rune.ToString());
        return result.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Without lone surrogates and non-characters, on which Normalize throws.</summary>
    private static string Sound(string text) =>
        string.Concat(text.EnumerateRunes().Where(r => (r.Value & 0xFFFE) != 0xFFFE && r.Value is not (>= 0xFDD0 and <= 0xFDEF)));

    private static bool IsMark(int value) => value is (>= 0x300 and <= 0x36F)
        or (>= 0x591 and <= 0x5C7 and not (0x5BE or 0x5C0 or 0x5C3 or 0x5C6)) or (>= 0x64B and <= 0x65F) or 0x670;

    /// <summary>Letters that no decomposition takes apart.</summary>
    private static string? Plain(int value) => value switch
    {
        'ß' or 'ẞ' => "ss",
        'æ' => "ae", 'Æ' => "AE",
        'œ' => "oe", 'Œ' => "OE",
        'ø' => "o", 'Ø' => "O",
        'đ' or 'ð' => "d", 'Đ' or 'Ð' => "D",
        'þ' => "th", 'Þ' => "TH",
        'ł' => "l", 'Ł' => "L",
        'ħ' => "h", 'Ħ' => "H",
        'ŧ' => "t", 'Ŧ' => "T",
        'ĳ' => "ij", 'Ĳ' => "IJ",
        'ŋ' => "n", 'Ŋ' => "N",
        'ı' => "i",
        'ĸ' => "k",
        'ſ' => "s",
        _ => null,
    };
}
