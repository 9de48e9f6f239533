// How another site shows a topic: snippets to copy, and the addresses for programs.
using FeedService.Model;

namespace FeedService.Publish.Pages;

internal static class Syndicating
{
    public static Html Of(Site site, Topic topic) => new Html()
        .Add($"<section class=\"syndicate\" aria-labelledby=\"syndicate\">")
        .Add($"<h2 id=\"syndicate\">Show these headlines on your site</h2>")
        .Add($"<p>As a frame, without any script.</p>")
        .AddIf(!site.IsStatic, $"<p><code>theme</code> may be <code>light</code>, <code>dark</code> or <code>auto</code>; <code>limit</code> 1 to 50; <code>teasers</code> 0 or 1; <code>accent</code>, <code>text</code> and <code>background</code> colours such as <code>336699</code>; <code>font</code> <code>sans</code>, <code>serif</code> or <code>mono</code>.</p>")
        .Add($"{Snippet(Embeds.Frame.Code(site, topic.Slug, topic.Title, width: null, height: null), "Copy the frame")}")
        .Add($"<p>As HTML to include in your own page and style there (the classes are <code>feedservice-headlines</code>, <code>-item</code>, <code>-title</code>, <code>-teaser</code>, <code>-time</code> and <code>-more</code>):</p>")
        .Add($"{Snippet(site.HeadlinesFragment(topic.Slug).AbsoluteUri, "Copy the address of the HTML")}")
        .Add($"<p>As JSON:</p>")
        .Add($"{Snippet(site.Headlines(topic.Slug).AbsoluteUri, "Copy the address of the JSON")}")
        .AddIf(!site.IsStatic, $"{Changes(site)}")
        .Add($"</section>");

    private static Html Changes(Site site) => new Html()
        .Add($"<p>Every change since your last visit, of all topics, for partners that keep a copy (<a href=\"{site.ApiDescription.PathAndQuery}\">described here</a>):</p>")
        .Add($"{Snippet(site.Changes.AbsoluteUri, "Copy the address of the changes")}");

    private static Html Snippet(string text, string label) => Html.Of($"<p class=\"snippet\">{Subscribing.Copyable(text, label)}</p>");
}
