// The topics, with their feeds, and what is new.
using FeedService.Formats;
using FeedService.Model;
using FeedService.Storage;

namespace FeedService.Publish.Pages;

internal static class HomePage
{
    /// <summary>How many of the newest stories it shows.</summary>
    public const int NewStories = 20;

    public static Page Of(Site site, IReadOnlyList<TopicSummary> topics, IReadOnlyList<Item> newest)
    {
        topics = [.. topics.Where(topic => site.IsOpen(topic.Topic.Slug))];
        var page = new Page(site) { Title = site.Title, Description = site.Description, Address = site.Home };
        foreach (var (topic, _) in topics)
            page.AddFeedLinks(new TopicLabel(topic.Slug, topic.Title));
        page.Body.Add($"<h1 dir=\"auto\"{page.Language}>{site.Title}</h1>").Add($"<p class=\"lead\" dir=\"auto\"{page.Language}>{site.Description}</p>");
        AddTopics(page, site, topics);
        if (newest.Count > 0)
            page.Body.Add($"<h2>What is new</h2>").Add($"{Stories.List(site, newest, page.Language)}");
        return page;
    }

    private static void AddTopics(Page page, Site site, IReadOnlyList<TopicSummary> topics)
    {
        page.Body.Add($"<h2 id=\"topics\">Topics</h2>");
        if (topics.Count == 0)
        {
            page.Body.Add($"<p>There are no topics yet. They appear when the first listing file has been read.</p>");
            return;
        }
        page.Body.Add($"<ul class=\"topics\">")
            .AddEach(topics, topic => $"""
                <li>
                <a href="{site.TopicPage(topic.Topic.Slug).PathAndQuery}" dir="auto"{page.Language}>{topic.Topic.Title}</a>
                <span class="count">{topic.Items} {(topic.Items == 1 ? "story" : "stories")}</span>
                <span class="buttons">{CopyButtons(site, topic.Topic)}</span>
                </li>
                """)
            .Add($"</ul>")
            .Add($"<p>Each topic’s page says how to subscribe. <a href=\"{site.Subscriptions.PathAndQuery}\">One file for your reader</a> holds every topic{(topics.Count > 1 ? ", without the one that has them all" : "")}.</p>");
    }

    private static Html CopyButtons(Site site, Topic topic) => new Html().AddEach(
        FeedFormat.All,
        format => $"<button type=\"button\" hidden data-copy=\"{site.FeedAddress(topic.Slug, format.Extension)}\" aria-label=\"Copy {FormatNames.Of(format)} address of {topic.Title}\">Copy {FormatNames.Of(format)}</button>");
}
