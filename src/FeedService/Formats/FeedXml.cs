// A feed's XML as bytes.
using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace FeedService.Formats;

internal static class FeedXml
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

        return bytes.ToArray();
    }

    /// <summary>Declares a prefix on the feed once, instead of a namespace on each element.</summary>
    public static void Declare(SyndicationFeed feed, string prefix, XNamespace space) =>
        feed.AttributeExtensions.Add(new XmlQualifiedName(prefix, XNamespace.Xmlns.NamespaceName), space.NamespaceName);
}
