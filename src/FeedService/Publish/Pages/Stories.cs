// A list of stories, as the home page and the topic pages show it.
using FeedService.Model;

namespace FeedService.Publish.Pages;

internal static class Stories
{
    public static Html Time(DateTimeOffset time) =>
        Html.Of($"<time datetime=\"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\">{time.UtcDateTime:d MMMM yyyy, HH:mm} UTC</time>");

    /// <summary>Headlines of the third level: a list stands below a heading of its own.</summary>
    public static Html List(Site site, IReadOnlyList<Item> items, Html language)
    {
        var list = Html.Of($"<ol class=\"stories\"{language}>");
        foreach (var item in items)
            list.Add($"{Story(site, item)}");
        return list.Add($"</ol>");
    }

    private static Html Story(Site site, Item item) => new Html()
        .Add($"<li><article>")
        .Add($"<h3 dir=\"auto\"><a href=\"{LinkOf(site, item)}\">{item.Title}</a></h3>")
        .AddIf(item.Teaser is not null, $"<p dir=\"auto\">{item.Teaser}</p>")
        .Add($"<p class=\"meta\" lang=\"en\">{Time(item.Published)}{Topics(site, item)}{Details(site, item)}</p>")
        .Add($"</article></li>");

    private static Html Topics(Site site, Item item) => new Html().AddEach(
        item.Topics.Where(topic => site.IsOpen(topic.Slug)), topic => $" <a href=\"{site.TopicPage(topic.Slug).PathAndQuery}\" dir=\"auto\">{topic.Title}</a>");

    /// <summary>Where headlines lead to the site's own articles, our page is a second link.</summary>
    private static Html Details(Site site, Item item) => new Html().AddIf(
        site.ItemLinkPattern is not null, $" <a href=\"{site.ItemPage(item.Id).PathAndQuery}\" aria-label=\"Details: {item.Title}\">Details</a>");

    public static string LinkOf(Site site, Item item) =>
        site.ItemLinkPattern is null ? site.ItemPage(item.Id).PathAndQuery : site.ItemLink(item).AbsoluteUri;
}
