// The list of topics, with their feeds.
using FeedService.Formats;
using FeedService.Model;
using FeedService.Storage;

namespace FeedService.Publish.Pages;

internal static class HomePage
{
    public static Page Of(Site site, IReadOnlyList<TopicSummary> topics)
    {
        var page = new Page(site, site.Title).Add($"<h1>{site.Title}</h1>").Add($"<p>{site.Description}</p>");
        foreach (var (topic, _) in topics)
            page.AddFeedLinks(topic);
        if (topics.Count == 0)
            return page.Add($"<p>There are no topics yet: drop a listing file in the inbox.</p>");
        page.Add($"<table><thead><tr><th scope=\"col\">Topic</th><th scope=\"col\">Items</th><th scope=\"col\">Feeds</th></tr></thead><tbody>");
        foreach (var (topic, items) in topics)
        {
            page.Add($"<tr><td><a href=\"{site.TopicPage(topic.Slug).AbsolutePath}\">{topic.Title}</a></td><td>{items}</td><td>");
            foreach (var format in FeedFormat.All)
                page.Add($"<a href=\"{site.FeedAddress(topic.Slug, format.Extension)}\">{site.FeedAddress(topic.Slug, format.Extension)}</a><br>");
            page.Add($"</td></tr>");
        }
        return page.Add($"</tbody></table>");
    }
}
