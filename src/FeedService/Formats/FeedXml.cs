// A feed's XML as bytes.
using System.ServiceModel.Syndication;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace FeedService.Formats;

internal static partial class FeedXml
{
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    public static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";

    /// <summary>An element to a line, so that a change shows as a line; not indented, which is bytes for nobody.</summary>
    private static readonly XmlWriterSettings Lines = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
        Indent = true,
        IndentChars = "",
        NewLineChars = "\n",
    };

    /// <exception cref="ArgumentException">A text holds a character that XML cannot.</exception>
    public static byte[] Bytes(SyndicationFeedFormatter formatter)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, Lines))
        {
            formatter.WriteTo(writer);
            writer.WriteWhitespace("\n");
        }

        return WithTitlesByNumber(bytes.ToArray());
    }

    /// <summary>
    /// In titles, which are text, the RSS Board's profile (rssboard.org/rss-profile, "Character data") wants these two
    /// characters by their numbers: by that validators know a title that is about markup from one that holds some. To
    /// anything that reads XML it is the same.
    /// </summary>
    private static byte[] WithTitlesByNumber(byte[] bytes)
    {
        if (bytes.AsSpan().IndexOf("&"u8) < 0)
            return bytes;
        var numbered = Titles().Replace(Encoding.UTF8.GetString(bytes), title => title.Value
            .Replace("&amp;", "&#x26;", StringComparison.Ordinal)
            .Replace("&lt;", "&#x3C;", StringComparison.Ordinal));
        return Encoding.UTF8.GetBytes(numbered);
    }

    /// <summary>A title has its line, and no text holds the beginning of an element.</summary>
    [GeneratedRegex("^<title(?: type=\"text\")?>.*&.*</title>$", RegexOptions.Multiline)]
    private static partial Regex Titles();

    /// <summary>Declares a prefix on the feed once, instead of a namespace on each element.</summary>
    public static void Declare(SyndicationFeed feed, string prefix, XNamespace space) =>
        feed.AttributeExtensions.Add(new XmlQualifiedName(prefix, XNamespace.Xmlns.NamespaceName), space.NamespaceName);
}
