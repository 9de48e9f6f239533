// The texts that every format says in the same way.
using System.Globalization;
using FeedService.Model;

namespace FeedService.Formats;

internal static class FeedText
{
    public static string Title(Feed feed, Site site) => $"{feed.Topic.Title} - {site.Title}";

    /// <summary>The same in every format and every topic: readers know a story by it.</summary>
    public static string Urn(Guid id) => $"urn:uuid:{id:D}";

    /// <summary>RFC 3339 in whole seconds and UTC, as Atom and JSON Feed want it.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// The newest change. A feed without any has a time that is the same everywhere: the month of RFC 4287, because
    /// validators take 1970 for a mistake.
    /// </summary>
    public static DateTimeOffset Updated(Feed feed) => feed.Updated > Unchanged ? feed.Updated : Unchanged;

    private static readonly DateTimeOffset Unchanged = new(2005, 12, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Plain text as HTML, for the elements that readers take for markup. Not WebUtility.HtmlEncode: that turns every
    /// letter beyond ASCII up to U+00FF, and every emoji, into a number.
    /// </summary>
    public static string Html(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
