// A topic's slug from a folder's path.
using System.Security.Cryptography;
using System.Text;

namespace FeedService.Ledger;

internal static class FolderSlug
{
    public static string Of(string folder)
    {
        var path = NormalForm.Of(folder.Replace('\\', '/').Trim('/'));
        if (path.Length == 0) return "";
        var kept = new StringBuilder();
        var whole = true;
        foreach (var rune in Accents.Remove(path).EnumerateRunes())
            if (char.IsAsciiLetterOrDigit((char)rune.Value) && rune.IsAscii) kept.Append((char)rune.Value);
            else
            {
                if (kept.Length > 0 && kept[^1] != '-') kept.Append('-');
                whole &= !Script.IsWordPart(rune);
            }

        var slug = kept.ToString().Trim('-');
        // A server decodes percent-encoded addresses before it looks them up, so letters outside ASCII become a short hash:
        // two folders stay two topics. "all" is every item's topic already.
        return whole && slug.Length > 0 && slug != "all" ? slug : $"{(slug.Length > 0 ? slug : "topic")}-{Hash(path)}";
    }

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, 4));
}
