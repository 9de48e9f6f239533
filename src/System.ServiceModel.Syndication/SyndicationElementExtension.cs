// Elements of other vocabularies, written after the formatter's own.
using System.Collections.ObjectModel;
using System.Xml;
using System.Xml.Linq;

namespace System.ServiceModel.Syndication;

public sealed class SyndicationElementExtension
{
    private readonly Action<XmlWriter> write;

    internal SyndicationElementExtension(Action<XmlWriter> write) => this.write = write;

    public void WriteTo(XmlWriter writer) => write(writer);
}

/// <summary>
/// The package takes any object and serializes it as a data contract. Taken here are the two for which that says exactly
/// what the object says: a string under a given name, and an XElement. Both use a prefix that the document has declared.
/// </summary>
public sealed class SyndicationElementExtensionCollection : Collection<SyndicationElementExtension>
{
    internal SyndicationElementExtensionCollection()
    {
    }

    public void Add(string outerName, string outerNamespace, string text)
    {
        if (text.Length == 0)
            throw new NotSupportedException($"The package writes an empty {outerName} in another way: leave it out.");
        Add(new SyndicationElementExtension(writer => writer.WriteElementString(outerName, outerNamespace, text)));
    }

    public void Add(XElement element) => Add(new SyndicationElementExtension(element.WriteTo));
}
