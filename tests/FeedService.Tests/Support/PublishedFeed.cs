// A feed as a reader sees it.
using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace FeedService.Tests.Support;

internal sealed record PublishedItem(string Id, string Title, string Link, DateTimeOffset Published, string? Teaser);

internal static class PublishedFeed
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public static IReadOnlyList<PublishedItem> ReadRss(string xml) => [.. XDocument.Parse(xml).Descendants("item").Select(item => new PublishedItem(
        item.Element("guid")!.Value,
        item.Element("title")!.Value,
        item.Element("link")!.Value,
        DateTimeOffset.ParseExact(item.Element("pubDate")!.Value, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        item.Element("description")?.Value))];

    public static IReadOnlyList<PublishedItem> ReadAtom(string xml) => [.. XDocument.Parse(xml).Descendants(Atom + "entry").Select(entry => new PublishedItem(
        entry.Element(Atom + "id")!.Value,
        entry.Element(Atom + "title")!.Value,
        entry.Element(Atom + "link")!.Attribute("href")!.Value,
        DateTimeOffset.Parse(entry.Element(Atom + "published")!.Value, CultureInfo.InvariantCulture),
        entry.Element(Atom + "summary")?.Value))];

    public static IReadOnlyList<PublishedItem> ReadJson(string json)
    {
        using var feed = JsonDocument.Parse(json);
        return [.. feed.RootElement.GetProperty("items").EnumerateArray().Select(item => new PublishedItem(
            item.GetProperty("id").GetString()!,
            item.GetProperty("title").GetString()!,
            item.GetProperty("url").GetString()!,
            item.GetProperty("date_published").GetDateTimeOffset(),
            item.TryGetProperty("summary", out var summary) ? summary.GetString() : null))];
    }
}
