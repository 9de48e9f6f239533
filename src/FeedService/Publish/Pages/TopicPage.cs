// A topic for people: its newest items, and the addresses to subscribe to.
using FeedService.Formats;
using FeedService.Model;

namespace FeedService.Publish.Pages;

internal static class TopicPage
{
    public static Page Of(Site site, Feed feed)
    {
        var page = new Page(site, $"{feed.Topic.Title} - {site.Title}").AddFeedLinks(feed.Topic)
            .Add($"<h1>{feed.Topic.Title}</h1>")
            .Add($"<p>{feed.Topic.Description}</p>")
            .Add($"<ul class=\"feeds\">");
        foreach (var format in FeedFormat.All)
            page.Add($"<li>{format.Extension.ToUpperInvariant()}: <a href=\"{site.FeedAddress(feed.Topic.Slug, format.Extension)}\">{site.FeedAddress(feed.Topic.Slug, format.Extension)}</a></li>");
        page.Add($"</ul>");
        foreach (var item in feed.Items)
        {
            page.Add($"<article><h2><a href=\"{site.ItemLink(item)}\">{item.Title}</a></h2>").AddTime(item.Published);
            if (item.Teaser is { } teaser)
                page.Add($"<p>{teaser}</p>");
            page.Add($"</article>");
        }
        return page;
    }
}
