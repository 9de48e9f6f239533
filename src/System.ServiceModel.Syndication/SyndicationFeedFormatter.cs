// What writing RSS and writing Atom have in common.
using System.Xml;

namespace System.ServiceModel.Syndication;

public abstract class SyndicationFeedFormatter
{
    private protected SyndicationFeedFormatter(SyndicationFeed feed) => Feed = feed;

    public SyndicationFeed Feed { get; }

    /// <summary>Writes from the root element on; the declaration and what stands before the root are the caller's.</summary>
    public abstract void WriteTo(XmlWriter writer);

    private protected static void RefuseWhen(bool condition, string why)
    {
        if (condition)
            throw new NotSupportedException(why);
    }

    private protected static void WriteExtensions(XmlWriter writer, SyndicationElementExtensionCollection extensions)
    {
        foreach (var extension in extensions)
            extension.WriteTo(writer);
    }

    private protected void WriteAttributeExtensions(XmlWriter writer)
    {
        foreach (var (name, value) in Feed.AttributeExtensions)
            writer.WriteAttributeString(name.Name, name.Namespace, value);
    }

    /// <summary>The package drops a null element, and writes an empty one for an empty text.</summary>
    private protected static void WriteOptional(XmlWriter writer, string name, string? namespaceUri, string? text)
    {
        if (text is not null)
            writer.WriteElementString(name, namespaceUri, text);
    }
}
