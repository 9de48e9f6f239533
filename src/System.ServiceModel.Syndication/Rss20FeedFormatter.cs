// RSS 2.0 in the package's order of elements, without its Atom extensions.
using System.Globalization;
using System.Xml;

namespace System.ServiceModel.Syndication;

public sealed class Rss20FeedFormatter : SyndicationFeedFormatter
{
    public Rss20FeedFormatter(SyndicationFeed feed, bool serializeExtensionsAsAtom)
        : base(feed) =>
        RefuseWhen(serializeExtensionsAsAtom, "The Atom extensions are not written here: add atom elements as element extensions.");

    public override void WriteTo(XmlWriter writer)
    {
        writer.WriteStartElement("rss");
        writer.WriteAttributeString("version", "2.0");
        writer.WriteStartElement("channel");
        WriteAttributeExtensions(writer);
        WriteChannel(writer);
        foreach (var item in Feed.Items)
            WriteItem(writer, item);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void WriteChannel(XmlWriter writer)
    {
        RefuseWhen(Feed.LastUpdatedTime != default, "The package ends RSS dates in Z: add lastBuildDate as an element extension.");
        RefuseWhen(Feed.Id is not null, "RSS loses the feed's Id.");
        RefuseWhen(Feed.Authors.Count > 0, "RSS loses authors' names: add dc:creator to the items as an element extension.");
        var alternate = OnlyAlternate(Feed.Links).AbsoluteUri;

        writer.WriteElementString("title", Feed.Title?.Text);
        writer.WriteElementString("link", alternate);
        writer.WriteElementString("description", Feed.Description?.Text);
        WriteOptional(writer, "language", null, Feed.Language);
        WriteOptional(writer, "copyright", null, Feed.Copyright?.Text);
        WriteOptional(writer, "generator", null, Feed.Generator);
        if (Feed.ImageUrl is not null)
            WriteImage(writer, Feed.ImageUrl, alternate);
        WriteOptional(writer, "docs", null, Feed.Documentation?.Uri.AbsoluteUri);
        WriteOptional(writer, "ttl", null, Minutes(Feed.TimeToLive));
        WriteExtensions(writer, Feed.ElementExtensions);
    }

    private void WriteImage(XmlWriter writer, Uri url, string alternate)
    {
        writer.WriteStartElement("image");
        writer.WriteElementString("url", url.AbsoluteUri);
        writer.WriteElementString("title", Feed.Title?.Text);
        writer.WriteElementString("link", alternate);
        writer.WriteEndElement();
    }

    private static void WriteItem(XmlWriter writer, SyndicationItem item)
    {
        RefuseWhen(item.PublishDate != default, "The package ends RSS dates in Z: add pubDate as an element extension.");
        RefuseWhen(item.LastUpdatedTime != default, "RSS loses an item's LastUpdatedTime.");
        var alternate = OnlyAlternate(item.Links).AbsoluteUri;

        writer.WriteStartElement("item");
        if (item.Id is not null)
            WriteGuid(writer, item.Id, alternate);
        writer.WriteElementString("link", alternate);
        foreach (var category in item.Categories)
            WriteCategory(writer, category);
        WriteOptional(writer, "title", null, item.Title?.Text);
        // RSS wants a title or a description of every item.
        WriteOptional(writer, "description", null, item.Summary?.Text ?? (item.Title is null ? "" : null));
        WriteExtensions(writer, item.ElementExtensions);
        writer.WriteEndElement();
    }

    private static void WriteGuid(XmlWriter writer, string id, string alternate)
    {
        writer.WriteStartElement("guid");
        writer.WriteAttributeString("isPermaLink", id == alternate ? "true" : "false");
        writer.WriteString(id);
        writer.WriteEndElement();
    }

    private static void WriteCategory(XmlWriter writer, SyndicationCategory category)
    {
        RefuseWhen(category.Label is not null, "RSS loses a category's Label: give it as the Name.");
        writer.WriteStartElement("category");
        if (category.Scheme is not null)
            writer.WriteAttributeString("domain", category.Scheme);
        writer.WriteString(category.Name);
        writer.WriteEndElement();
    }

    private static Uri OnlyAlternate(IReadOnlyCollection<SyndicationLink> links)
    {
        RefuseWhen(
            links.Count != 1 || links.First().RelationshipType != "alternate",
            "RSS needs one alternate link and loses every other: add atom:link as an element extension.");
        return links.First().Uri;
    }

    private static string? Minutes(TimeSpan? timeToLive)
    {
        if (timeToLive is not { } time)
            return null;
        RefuseWhen(time < TimeSpan.Zero || time.Ticks % TimeSpan.TicksPerMinute != 0, "TimeToLive is in whole minutes, not negative.");
        return (time.Ticks / TimeSpan.TicksPerMinute).ToString(CultureInfo.InvariantCulture);
    }
}
