// Atom 1.0 in the package's order of elements and attributes.
using System.Globalization;
using System.Xml;

namespace System.ServiceModel.Syndication;

public sealed class Atom10FeedFormatter(SyndicationFeed feed) : SyndicationFeedFormatter(feed)
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Xml = "http://www.w3.org/XML/1998/namespace";

    public override void WriteTo(XmlWriter writer)
    {
        writer.WriteStartElement("feed", Atom);
        if (Feed.Language is not null)
            writer.WriteAttributeString("xml", "lang", Xml, Feed.Language);
        WriteAttributeExtensions(writer);
        WriteHead(writer);
        foreach (var item in Feed.Items)
            WriteEntry(writer, item);
        writer.WriteEndElement();
    }

    private void WriteHead(XmlWriter writer)
    {
        RefuseWhen(
            Feed.Generator is not null || Feed.ImageUrl is not null,
            "The package writes no uri and version of a generator, and unescapes a logo: add both as element extensions.");
        RefuseWhen(Feed.TimeToLive is not null || Feed.Documentation is not null, "Atom loses TimeToLive and Documentation.");

        WriteText(writer, "title", Required(Feed.Title, "title"));
        if (Feed.Description is not null)
            WriteText(writer, "subtitle", Feed.Description);
        writer.WriteElementString("id", Atom, Required(Feed.Id, "id"));
        if (Feed.Copyright is not null)
            WriteText(writer, "rights", Feed.Copyright);
        writer.WriteElementString("updated", Atom, Time(Feed.LastUpdatedTime));
        foreach (var author in Feed.Authors)
            WriteAuthor(writer, author);
        foreach (var link in Feed.Links)
            WriteLink(writer, link);
        WriteExtensions(writer, Feed.ElementExtensions);
    }

    private static void WriteEntry(XmlWriter writer, SyndicationItem item)
    {
        writer.WriteStartElement("entry", Atom);
        writer.WriteElementString("id", Atom, Required(item.Id, "id"));
        WriteText(writer, "title", Required(item.Title, "title"));
        if (item.Summary is not null)
            WriteText(writer, "summary", item.Summary);
        if (item.PublishDate != default)
            writer.WriteElementString("published", Atom, Time(item.PublishDate));
        writer.WriteElementString("updated", Atom, Time(item.LastUpdatedTime));
        foreach (var link in item.Links)
            WriteLink(writer, link);
        foreach (var category in item.Categories)
            WriteCategory(writer, category);
        WriteExtensions(writer, item.ElementExtensions);
        writer.WriteEndElement();
    }

    private static void WriteText(XmlWriter writer, string name, TextSyndicationContent content)
    {
        writer.WriteStartElement(name, Atom);
        writer.WriteAttributeString("type", content.Type);
        writer.WriteString(content.Text);
        writer.WriteEndElement();
    }

    private static void WriteAuthor(XmlWriter writer, SyndicationPerson person)
    {
        writer.WriteStartElement("author", Atom);
        writer.WriteElementString("name", Atom, Required(person.Name, "name"));
        WriteOptional(writer, "uri", Atom, person.Uri);
        WriteOptional(writer, "email", Atom, person.Email);
        writer.WriteEndElement();
    }

    private static void WriteLink(XmlWriter writer, SyndicationLink link)
    {
        writer.WriteStartElement("link", Atom);
        WriteAttribute(writer, "rel", link.RelationshipType);
        WriteAttribute(writer, "type", link.MediaType);
        writer.WriteAttributeString("href", link.Uri.AbsoluteUri);
        writer.WriteEndElement();
    }

    private static void WriteCategory(XmlWriter writer, SyndicationCategory category)
    {
        writer.WriteStartElement("category", Atom);
        writer.WriteAttributeString("term", category.Name);
        WriteAttribute(writer, "label", category.Label);
        WriteAttribute(writer, "scheme", category.Scheme);
        writer.WriteEndElement();
    }

    private static void WriteAttribute(XmlWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteAttributeString(name, value);
    }

    private static string Time(DateTimeOffset time)
    {
        RefuseWhen(time == default, "For an unset time the package writes the current one: another document at each run.");
        var zone = time.Offset == TimeSpan.Zero ? "'Z'" : "zzz";
        return time.ToString($"yyyy-MM-dd'T'HH:mm:ss{zone}", CultureInfo.InvariantCulture);
    }

    private static T Required<T>(T? value, string name)
        where T : class
    {
        // For an unset id the package makes one up at each run.
        RefuseWhen(value is null, $"Atom needs the {name}, which is unset.");
        return value!;
    }
}
