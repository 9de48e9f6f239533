// A topic for people: how to subscribe, its stories, and how another site shows them.
using FeedService.Model;
using FeedService.Storage;

namespace FeedService.Publish.Pages;

internal static class TopicPage
{
    /// <summary>Stories on a page; the newest holds up to twice as many (<see cref="PageReader.ReadPageAsync"/>).</summary>
    public const int Length = 50;

    public static Page Of(Site site, StoryPage stories, DateTimeOffset? before)
    {
        var topic = stories.Topic;
        var page = new Page(site)
        {
            Title = before is { } time ? $"{topic.Title} before {time.UtcDateTime:d MMMM yyyy, HH:mm}" : topic.Title,
            Description = topic.Description,
            Address = before is { } instant ? site.OlderStories(topic.Slug, instant) : site.TopicPage(topic.Slug),
        };
        page.AddFeedLinks(new TopicLabel(topic.Slug, topic.Title));
        if (before is null)
            page.AddEmbedDiscovery();
        page.Body.Add($"<h1 dir=\"auto\"{page.Language}>{page.Title}</h1>")
            .Add($"<p class=\"lead\" dir=\"auto\"{page.Language}>{topic.Description}</p>");
        if (before is null)
            page.Body.Add($"{Subscribing.Of(site, topic)}");
        AddStories(page, site, stories, before);
        if (before is null)
            page.Body.Add($"{Syndicating.Of(site, topic)}");
        return page;
    }

    private static void AddStories(Page page, Site site, StoryPage stories, DateTimeOffset? before)
    {
        page.Body.Add($"<h2>{(before is null ? "Stories" : "Older stories")}</h2>")
            // Not on older pages: every new story would change all of them.
            .AddIf(before is null, $"<p class=\"meta\">{stories.StoriesInAll} {(stories.StoriesInAll == 1 ? "story" : "stories")} in all, newest first.</p>")
            .Add($"{Stories.List(site, stories.Items, page.Language)}");
        if (before is null && stories.OlderBefore is null)
            return;
        page.Body.Add($"<nav class=\"pages\" aria-label=\"More stories\">")
            .AddIf(before is not null, $"<a href=\"{site.TopicPage(stories.Topic.Slug).PathAndQuery}\">Newest stories</a>");
        if (stories.OlderBefore is { } older)
            page.Body.Add($"<a rel=\"next\" href=\"{site.OlderStories(stories.Topic.Slug, older).PathAndQuery}\">Older stories</a>");
        page.Body.Add($"</nav>");
    }
}
