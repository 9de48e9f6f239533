// JSON Feed 1.1 (jsonfeed.org/version/1.1).
using System.Text.Encodings.Web;
using System.Text.Json;
using FeedService.Model;

namespace FeedService.Formats;

internal static class JsonFormat
{
    public const string Extension = "json";
    public const string LinkType = "application/feed+json";

    /// <summary>A property to a line, as the XML formats have an element to a line. The bytes are never part of a page: quotes, brackets and letters stay as they are.</summary>
    private static readonly JsonWriterOptions Lines = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        IndentSize = 0,
        NewLine = "\n",
    };

    public static byte[] Write(Feed feed, Site site)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Lines))
            WriteFeed(json, feed, site);
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static void WriteFeed(Utf8JsonWriter json, Feed feed, Site site)
    {
        json.WriteStartObject();
        json.WriteString("version", "https://jsonfeed.org/version/1.1");
        json.WriteString("title", FeedText.Title(feed, site));
        json.WriteString("home_page_url", site.TopicPage(feed.Topic.Slug).AbsoluteUri);
        // The feed's identity, not the document's: an archive names the feed that it is a part of.
        json.WriteString("feed_url", site.SelfAddress(feed with { Archive = null }, Extension).AbsoluteUri);
        json.WriteString("description", feed.Topic.Description);
        WriteOptional(json, "language", site.Language);
        json.WriteString("icon", site.Icon.AbsoluteUri);
        json.WriteString("favicon", site.Icon.AbsoluteUri);
        WriteAuthors(json, site);
        WriteOptional(json, "next_url", FeedLinks.Previous(feed, site, Extension)?.AbsoluteUri);
        json.WriteStartArray("items");
        foreach (var item in feed.Items)
            WriteItem(json, item, site);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter json, Item item, Site site)
    {
        json.WriteStartObject();
        json.WriteString("id", FeedText.Urn(item.Id));
        json.WriteString("url", site.ItemLink(item).AbsoluteUri);
        json.WriteString("title", item.Title);
        // NetNewsWire drops an item without content, and the specification wants one.
        json.WriteString("content_text", item.Teaser ?? item.Title);
        WriteOptional(json, "summary", item.Teaser);
        json.WriteString("date_published", FeedText.Time(item.Published));
        json.WriteString("date_modified", FeedText.Time(item.Updated));
        json.WriteStartArray("tags");
        foreach (var topic in item.Topics)
            json.WriteStringValue(topic.Title);
        json.WriteEndArray();
        WriteOurOwn(json, item);
        json.WriteEndObject();
    }

    private static void WriteAuthors(Utf8JsonWriter json, Site site)
    {
        if (site.Author is null)
            return;
        json.WriteStartArray("authors");
        json.WriteStartObject();
        json.WriteString("name", site.Author);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>
    /// How much the date is worth (capture, date or order: see <see cref="PublishedBasis"/>), how high the page showed the
    /// story when it was new (1 is the top), and how many texts it has had. The first two never change.
    /// </summary>
    private static void WriteOurOwn(Utf8JsonWriter json, Item item)
    {
        json.WriteStartObject("_feedservice");
        json.WriteString("published_basis", item.Basis switch
        {
            PublishedBasis.Date => "date",
            PublishedBasis.Order => "order",
            _ => "capture",
        });
        json.WriteNumber("rank", item.Rank);
        json.WriteNumber("revision", item.Revision);
        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
