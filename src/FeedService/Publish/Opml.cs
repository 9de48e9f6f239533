// OPML 2.0: all topics as one file that a reader imports.
using System.Text;
using System.Xml;
using System.Xml.Linq;
using FeedService.Formats;
using FeedService.Model;
using FeedService.Storage;

namespace FeedService.Publish;

internal static class Opml
{
    public const string MediaType = "text/x-opml; charset=utf-8";

    /// <summary>The topic of everything is left out where there are others: who imports the file would get each story twice.</summary>
    public static byte[] Write(Site site, IReadOnlyList<TopicSummary> topics)
    {
        topics = [.. topics.Where(topic => site.IsOpen(topic.Topic.Slug))];
        var listed = topics.Count > 1 ? topics.Where(topic => topic.Topic.Slug != Topic.All) : topics;
        return Bytes(new XElement(
            "opml",
            new XAttribute("version", "2.0"),
            new XElement("head", new XElement("title", site.Title), new XElement("docs", "https://opml.org/spec2.opml")),
            new XElement("body", listed.Select(topic => Outline(site, topic.Topic)))));
    }

    private static XElement Outline(Site site, Topic topic)
    {
        var title = $"{topic.Title} - {site.Title}";
        var outline = new XElement(
            "outline",
            new XAttribute("type", "rss"),
            new XAttribute("text", title),
            new XAttribute("title", title),
            new XAttribute("description", topic.Description),
            // "rss" is what readers look for in type, whatever the format; the first of the table is RSS itself.
            new XAttribute("xmlUrl", site.FeedAddress(topic.Slug, FeedFormat.All[0].Extension)),
            new XAttribute("htmlUrl", site.TopicPage(topic.Slug)));
        if (site.Language is not null)
            outline.Add(new XAttribute("language", site.Language));
        return outline;
    }

    private static byte[] Bytes(XElement opml)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
            opml.Save(writer);
        return bytes.ToArray();
    }
}
