// The headlines of a topic as a page for an iframe of another site: no script, its own small style.
using FeedService.Model;
using FeedService.Publish.Pages;
using FeedService.Storage;

namespace FeedService.Publish.Embeds;

internal static class Frame
{
    /// <summary>Wide enough for a side bar; a site's own style may say otherwise.</summary>
    public const int Width = 400;

    public const int Height = 480;

    /// <summary>What another site pastes into its page. Without sizes it is as wide as its place.</summary>
    public static string Code(Site site, string slug, string title, int? width, int? height) => Html.Of(
        $"<iframe src=\"{site.Embed(slug)}\" title=\"{title} - {site.Title}\" width=\"{width?.ToString() ?? "100%"}\" height=\"{height ?? Height}\" loading=\"lazy\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\"></iframe>")
        .ToString().TrimEnd();

    public static string Page(Site site, StoryPage stories, FrameOptions options) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="{site.Language ?? "en"}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>{stories.Topic.Title} - {site.Title}</title>
        <link rel="stylesheet" href="{site.PathOf($"{Assets.PathOf("embed.css")}&{options.StyleQuery()}")}">
        </head>
        <body>
        <main>
        <h1 dir="auto"><a href="{site.TopicPage(stories.Topic.Slug)}" target="_blank" rel="noopener">{stories.Topic.Title}</a></h1>
        {Headlines.List(site, stories, options.Teasers, newWindow: true)}
        </main>
        </body>
        </html>

        """).ToString().ReplaceLineEndings("\n");
}
