// What nginx must be told besides the files: types, how long to keep, which addresses lead elsewhere.
using System.Text.RegularExpressions;
using FeedService.Formats;
using FeedService.Model;

namespace FeedService.Publish.Static;

internal static class NginxRules
{
    /// <summary>For a story that was taken back. In the folder of that story it is the mark that makes the server say 410.</summary>
    public const string GonePage = "410.html";

    /// <summary>For a topic that has come to its end.</summary>
    public const string ClosedPage = "closed.html";

    /// <summary>To be included in a server block whose root is the site's folder. New stories do not change it.</summary>
    public static string Of(Site site)
    {
        var folder = site.Home.AbsolutePath.TrimEnd('/');
        var rules = Assets.ReadText("nginx.conf")
            .Replace("%site%", site.PublicUrl, StringComparison.Ordinal)
            .Replace("%age%", $"{site.MinutesBetweenScans * 60}", StringComparison.Ordinal)
            .Replace("%day%", Assets.ADay, StringComparison.Ordinal)
            .Replace("%ever%", Feeds.ArchiveShelf.ForEver, StringComparison.Ordinal)
            .Replace("%document-policy%", ContentPolicy.Document, StringComparison.Ordinal)
            .Replace("%page-policy%", ContentPolicy.Page, StringComparison.Ordinal)
            .Replace("%embed-policy%", ContentPolicy.Embed, StringComparison.Ordinal)
            .Replace("%types%", string.Join(' ', FeedFormat.All.Select(format => $"\"{format.MediaType}\" {format.Extension};")), StringComparison.Ordinal)
            .Replace("%guesses%", string.Concat(FeedBoard.Probes.Select(probe => $"location = %folder%{probe.Path} {{ rewrite ^ %folder%/feeds/all.{probe.Extension} last; }}\n")), StringComparison.Ordinal);
        rules = rules.Replace("%topics%", string.Concat(site.MovedTopics.OrderBy(move => move.Key, StringComparer.Ordinal).Select(Moved).Concat(site.ClosedTopics.Order(StringComparer.Ordinal).Select(Closed))), StringComparison.Ordinal);
        return rules.Replace("~ ^%folder%", $"~ ^{Regex.Escape(folder)}", StringComparison.Ordinal).Replace("%folder%", folder, StringComparison.Ordinal);
    }

    private static string Moved(KeyValuePair<string, string> topic) =>
        $"location ~ ^%folder%/(feeds|topics)/{topic.Key}((?:[./].*)?)$ {{ return 301 %folder%/$1/{topic.Value}$2$is_args$args; }}\n";

    private static string Closed(string slug) => $"location ~ ^%folder%/(?:feeds|topics)/{slug}(?:[./].*)?$ {{ error_page 410 %folder%/{ClosedPage}; return 410; }}\n";
}
