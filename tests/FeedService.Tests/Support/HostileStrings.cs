// Strings that break what is careless: markup, scripts, entities, bidi, control characters, ends of CDATA.
using System.Text;

namespace FeedService.Tests.Support;

internal static class HostileStrings
{
    private const int Pages = 21;

    private static readonly string[] Markup =
    [
        "<script>alert(1)</script>", "</title><script>alert(1)</script>", "\"><script>alert(1)</script>", "'><img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>", "<svg/onload=alert(1)//", "<iframe src=javascript:alert(1)>", "<a href=\"javascript:alert(1)\">x</a>", "<body onload=alert(1)>",
        "<math><mtext></mtext><script>alert(1)</script></math>", "<details open ontoggle=alert(1)>", "<style>*{display:none}</style>", "<link rel=stylesheet href=//evil.example/x.css>",
        "<meta http-equiv=refresh content=0;url=//evil.example>", "<base href=//evil.example/>", "<!--", "-->", "<!-- --><script>alert(1)</script>", "<![CDATA[x]]>", "]]>", "]]]]><![CDATA[>",
        "<?xml version=\"1.0\"?>", "<?php echo 1 ?>", "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>", "<x:y xmlns:x='urn:z'>", "</item></channel></rss>", "</entry></feed>", "</main></body></html>",
        "<template><script>alert(1)</script></template>", "<textarea></textarea><script>alert(1)</script>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<b>bold</b>", "<<script>alert(1)//<</script>",
        "<form action=//evil.example><input>", "<object data=javascript:alert(1)>", "<embed src=javascript:alert(1)>", "<marquee onstart=alert(1)>", "<video><source onerror=alert(1)>", "<input autofocus onfocus=alert(1)>",
    ];

    private static readonly string[] Attributes =
    [
        "\" onmouseover=\"alert(1)", "' onmouseover='alert(1)", "x onmouseover=alert(1) y", "` onmouseover=alert(1)", "\"/><x ", "'/><x ", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)",
        "{0}", "{{7*7}}", "${alert(1)}", "#{7*7}", "<%= 7*7 %>", "%3Cscript%3Ealert(1)%3C/script%3E", "%00", "%n%s%d", "{1:x}", "{",
        "}", "}}{{", "\\u003cscript\\u003e", "\\x3cscript\\x3e", "\\", "\\\"", "\\'", "';alert(1)//", "\";alert(1)//", "</script>",
    ];

    private static readonly string[] Entities =
    [
        "&", "&&", "&amp;", "&amp;amp;", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;", "&#x3c;script&#x3e;", "&quot;", "&#0;", "&#x0;",
        "&#xFFFE;", "&#x1F4A9;", "&nbsp;", "&lol9;", "&unknown;", "&#", "&#x", "&;", "& b", "AT&T",
    ];

    private static readonly string[] Commands =
    [
        "'; DROP TABLE items; --", "\" OR 1=1 --", "1; ATTACH DATABASE 'x' AS y", "$(reboot)", "`reboot`", "| rm -rf x", "; ls", "=1+1", "@SUM(1)", "+1", "-1+1", "=HYPERLINK(\"http://evil.example\")", "%PATH%", "$HOME", "~root",
        "../../etc/passwd", "..\\..\\boot.ini", "file:///etc/passwd", "//evil.example/x", "http://evil.example/?a=1&b=2",
    ];

    /// <summary>All of them, each once.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Markup.Concat(Attributes).Concat(Entities).Concat(Commands).Concat(Characters()).Concat(Lengths()).Concat(Variations()).Distinct()];

    /// <summary>
    /// Each string as part of a title, of a teaser and of a caption; and as file and folder names, as far as a file system
    /// takes them.
    /// </summary>
    public static void Drop(TestFolder folder)
    {
        // Dealt out like cards: a page of nothing but entities is source code, and is rejected as that.
        foreach (var page in Enumerable.Range(0, Pages))
        {
            var texts = All.Index().Where(text => text.Index % Pages == page).ToList();
            var text = string.Join("\n\n", texts.Select(text => Entry(text.Index, text.Item)));
            folder.Drop($"{NameOf(texts[0].Item, page)}/{NameOf(texts[1].Item, page)}.txt", text);
            folder.Drop($"plain-{page}/{NameOf(texts[2].Item, page)}.txt", text + "\n");
        }
    }

    private static string Entry(int n, string hostile) =>
        $"Photograph {n} {hostile}\n{Stories.Title(n)} {hostile}\n\n{Stories.Teaser(n)} {hostile} That is what the sign says, and nobody has taken it down.";

    private static string NameOf(string hostile, int n)
    {
        var name = $"{n} {hostile}".Replace('/', '_').Replace('\0', '_');
        while (Encoding.UTF8.GetByteCount(name) > 200)
            name = name[..(name.Length / 2)];
        return name;
    }

    private static IEnumerable<string> Characters()
    {
        int[] codes =
        [
            0x01, 0x02, 0x08, 0x0B, 0x0C, 0x0E, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0xA0, 0xAD, 0x061C, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E,
            0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF, 0xFFF9, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF, 0xFDD0, 0x1FFFE, 0x1F4A9, 0xE0001, 0xE007F, 0x10FFFF, 0x0300, 0x3000, 0xFF1C, 0xFE64, 0x212A,
        ];
        return codes.Select(code => $"a{char.ConvertFromUtf32(code)}b<i>{code:x}</i>");
    }

    private static IEnumerable<string> Lengths() =>
    [
        new string('a', 300), new string('W', 120), string.Concat(Enumerable.Repeat("<b>", 60)), string.Concat(Enumerable.Repeat("&amp;", 50)), "a" + string.Concat(Enumerable.Repeat("\u0301", 80)), string.Concat(Enumerable.Repeat("😀", 60)),
    ];

    private static IEnumerable<string> Variations() => Markup.Take(40).Select(text => text.ToUpperInvariant() + " \"'`");
}
