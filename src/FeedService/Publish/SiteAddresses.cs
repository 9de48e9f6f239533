// The addresses that only pages and embeds use. What feeds hold as well, Site itself makes.
using System.Globalization;
using FeedService.Model;

namespace FeedService.Publish;

internal static class SiteAddresses
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>As a part of a path, and so of a file's name: no file system has trouble with it.</summary>
    private const string Stamp = "yyyyMMdd'T'HHmmss'Z'";

    extension(Site site)
    {
        public Uri ItemPage(Guid item) => site.At($"items/{item:D}");

        public Uri OlderStories(string topic, DateTimeOffset before) => site.At($"topics/{topic}/before/{before.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}");

        public Uri Subscriptions => site.At("subscribe.opml");

        public Uri Headlines(string topic) => site.At($"topics/{topic}/headlines.json");

        public Uri HeadlinesFragment(string topic) => site.At($"topics/{topic}/headlines.html");

        public Uri Embed(string topic) => site.At($"topics/{topic}/embed");

        public Uri Changes => site.At("api/items");

        public Uri ApiDescription => site.At("api/openapi.json");

        /// <summary>The address below the site's base, which may be a folder of a larger site.</summary>
        public Uri At(string path) => new($"{site.PublicUrl}/{path}");

        /// <summary>As <see cref="At"/>, for links within the site: they hold wherever the reader comes from.</summary>
        public string PathOf(string path) => site.At(path).PathAndQuery;
    }

    /// <summary>The answer of <c>/oembed</c> for a page of ours, at an address that a file can have.</summary>
    public static Uri EmbedCode(Uri page) => new($"{page.AbsoluteUri}/oembed.json");

    /// <summary>The time of an <see cref="OlderStories"/> address, or as the parameter <c>before</c> may say it.</summary>
    public static bool TryParseBefore(string text, out DateTimeOffset before) =>
        DateTimeOffset.TryParseExact(text, [Instant, Stamp], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out before);
}
