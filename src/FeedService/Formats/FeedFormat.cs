// The table of formats: the only place that has to know a new one.
using FeedService.Model;

namespace FeedService.Formats;

/// <summary>
/// A way to write a feed. The bytes depend on the feed and the site alone, and a text that the format cannot hold throws
/// before there are any.
/// </summary>
/// <param name="Extension">What follows the dot in a feed's address.</param>
/// <param name="LinkType">The media type as links name it, without a charset.</param>
/// <param name="Write">UTF-8 without a byte order mark.</param>
internal sealed record FeedFormat(string Extension, string LinkType, Func<Feed, Site, byte[]> Write)
{
    /// <summary>In the order in which pages offer them.</summary>
    public static IReadOnlyList<FeedFormat> All { get; } =
    [
        new(RssFormat.Extension, RssFormat.LinkType, RssFormat.Write),
        new(AtomFormat.Extension, AtomFormat.LinkType, AtomFormat.Write),
        new(JsonFormat.Extension, JsonFormat.LinkType, JsonFormat.Write),
    ];

    /// <summary>As the Content-Type header says it.</summary>
    public string MediaType => $"{LinkType}; charset=utf-8";
}
