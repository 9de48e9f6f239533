// How to subscribe to a topic. Feed addresses are shown and copied, not linked: browsers show XML as text or save it as a file.
using FeedService.Formats;
using FeedService.Model;

namespace FeedService.Publish.Pages;

internal static class Subscribing
{
    /// <summary>Readers on the web that take an address by link. Installed readers, and a browser's own, take feed: links.</summary>
    private static readonly (string Name, string Pattern)[] WebReaders =
    [
        ("Feedbin", "https://feedbin.com/?subscribe="),
        ("Feedly", "https://feedly.com/i/subscription/feed/"),
        ("Inoreader", "https://www.inoreader.com/?add_feed="),
        ("NewsBlur", "https://www.newsblur.com/?url="),
    ];

    public static Html Of(Site site, Topic topic)
    {
        var first = site.FeedAddress(topic.Slug, FeedFormat.All[0].Extension);
        return new Html()
            .Add($"<section class=\"subscribe\" aria-labelledby=\"subscribe\">")
            .Add($"<h2 id=\"subscribe\">Subscribe</h2>")
            .Add($"<p>Copy one of these addresses into your feed reader; which one makes no difference to most.</p>")
            .Add($"<dl class=\"addresses\">")
            .AddEach(FeedFormat.All, format => $"<div><dt>{FormatNames.Of(format)}</dt><dd>{Copyable(site.FeedAddress(topic.Slug, format.Extension).AbsoluteUri, $"Copy the {FormatNames.Of(format)} address")}</dd></div>")
            .Add($"</dl>")
            .Add($"<h3>Open in</h3>")
            .Add($"<ul class=\"readers\"><li><a href=\"{FeedScheme(first)}\">The reader on this device</a></li>")
            .AddEach(WebReaders, reader => $"<li><a href=\"{reader.Pattern}{Uri.EscapeDataString(first.AbsoluteUri)}\" rel=\"external noopener noreferrer\">{reader.Name}</a></li>")
            .Add($"</ul>")
            .Add($"<p class=\"meta\">A device needs a reader installed that takes <code>feed:</code> links. The named readers are other people’s services; they can read only what they can reach from the internet.</p>")
            .Add($"</section>");
    }

    /// <summary>A text to copy, with a button where scripts run.</summary>
    public static Html Copyable(string text, string label) =>
        Html.Of($"<code>{text}</code> <button type=\"button\" hidden data-copy=\"{text}\" aria-label=\"{label}\">Copy</button>");

    /// <summary>feed://host/path. The other form, feed:https://..., is no valid address to the Nu checker, and fewer readers know it.</summary>
    private static string FeedScheme(Uri feed) => $"feed://{feed.Authority}{feed.PathAndQuery}";
}
