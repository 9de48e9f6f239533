// How the documents of one feed point at each other (RFC 5005, section 4).
using System.Xml.Linq;
using FeedService.Model;

namespace FeedService.Formats;

internal static class FeedLinks
{
    public static readonly XNamespace History = "http://purl.org/syndication/history/1.0";

    /// <summary>
    /// The document that came before, and from an archive the way back to the one that people subscribe to. There is no
    /// next-archive: when an archive is closed nobody knows whether there will be one, and afterwards its bytes stay.
    /// </summary>
    public static IEnumerable<(string Relation, Uri Address)> Of(Feed feed, Site site, string extension)
    {
        if (Previous(feed, site, extension) is { } previous)
            yield return ("prev-archive", previous);
        if (feed.Archive is not null)
            yield return ("current", site.FeedAddress(feed.Topic.Slug, extension));
    }

    public static Uri? Previous(Feed feed, Site site, string extension) =>
        feed.PreviousArchive is { } previous ? site.ArchiveAddress(feed.Topic.Slug, previous, extension) : null;
}
