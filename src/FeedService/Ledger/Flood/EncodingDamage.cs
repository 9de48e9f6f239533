// Whether a text shows the traces of having been read or written in a wrong encoding.
namespace FeedService.Ledger;

internal static class EncodingDamage
{
    /// <summary>Characters that the bytes 0x80 to 0x9F become when they are taken for Windows-1252.</summary>
    private const string FromHighControls = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

    public static bool Shows(string? text)
    {
        for (var i = 0; i < text?.Length; i++)
            if (text[i] == '\uFFFD' || IsMisreadUtf8(text, i) || IsLostLetter(text, i)) return true;
        return false;
    }

    /// <summary>"Ã©" for "é": the lead byte of UTF-8 as a letter, and a continuation byte after it.</summary>
    private static bool IsMisreadUtf8(string text, int i) => i + 1 < text.Length
        && text[i] is (>= 'Â' and <= 'ô') and not '×' && IsContinuation(text[i + 1])
        && (text[i] < 'à' || i + 2 < text.Length && IsContinuation(text[i + 2]));

    private static bool IsContinuation(char c) => c is >= '\u0080' and <= '\u00BF' || FromHighControls.Contains(c);

    /// <summary>"caf?s": a letter that the target encoding did not have.</summary>
    private static bool IsLostLetter(string text, int i) => text[i] == '?' && i > 0 && i + 1 < text.Length
        && char.IsLetter(text[i - 1]) && char.IsLower(text[i + 1]);
}
