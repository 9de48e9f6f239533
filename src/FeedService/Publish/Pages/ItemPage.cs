// One story: where a feed's link leads when the site's own article address is not known.
using FeedService.Model;

namespace FeedService.Publish.Pages;

internal static class ItemPage
{
    public static Page Of(Site site, Item item)
    {
        var page = new Page(site, $"{item.Title} - {site.Title}").Add($"<article><h1>{item.Title}</h1>").AddTime(item.Published);
        if (item.Teaser is { } teaser)
            page.Add($"<p>{teaser}</p>");
        if (item.Caption is { } caption)
            page.Add($"<p class=\"caption\">Picture: {caption}</p>");
        page.Add($"<p>Topics:");
        foreach (var topic in item.Topics)
            page.Add($"<a href=\"{site.TopicPage(topic.Slug).AbsolutePath}\">{topic.Title}</a>");
        return page.Add($"</p></article>");
    }
}
