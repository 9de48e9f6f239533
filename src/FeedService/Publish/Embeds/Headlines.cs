// A topic's headlines for other sites: as HTML to include and style there, and as JSON.
using System.Text.Json;
using FeedService.Formats;
using FeedService.Model;
using FeedService.Publish.Pages;
using FeedService.Storage;

namespace FeedService.Publish.Embeds;

internal static class Headlines
{
    /// <summary>How many the JSON holds when nobody says how many.</summary>
    public const int StandardLimit = 20;

    /// <summary>A list with documented classes and no style of its own. The addresses are absolute: it stands on another site.</summary>
    public static Html List(Site site, StoryPage stories, bool teasers, bool newWindow)
    {
        var target = newWindow ? Html.Of($" target=\"_blank\" rel=\"noopener\"") : new Html();
        return new Html()
            .Add($"<ul class=\"feedservice-headlines\">")
            .AddEach(stories.Items, item => $"""
                <li class="feedservice-item"><a class="feedservice-title" dir="auto" href="{site.ItemLink(item)}"{target}>{item.Title}</a>{Teaser(item, teasers)} <time class="feedservice-time" datetime="{item.Published.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}">{item.Published.UtcDateTime:yyyy-MM-dd}</time></li>
                """)
            .Add($"</ul>")
            .Add($"<p class=\"feedservice-more\"><a dir=\"auto\" href=\"{site.TopicPage(stories.Topic.Slug)}\"{target}>{stories.Topic.Title} - {site.Title}</a></p>");
    }

    public static byte[] Json(Site site, StoryPage stories) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Topic = stories.Topic.Slug,
            stories.Topic.Title,
            Url = site.TopicPage(stories.Topic.Slug),
            FeedUrl = site.FeedAddress(stories.Topic.Slug, FeedFormat.All[0].Extension),
            Items = stories.Items.Select(item => new
            {
                Id = FeedText.Urn(item.Id),
                item.Title,
                Url = site.ItemLink(item),
                item.Teaser,
                Published = item.Published.UtcDateTime,
                Updated = item.Updated.UtcDateTime,
            }),
        },
        JsonAnswers.Options);

    private static Html Teaser(Item item, bool shown) =>
        new Html().AddIf(shown && item.Teaser is not null, $" <p class=\"feedservice-teaser\" dir=\"auto\">{item.Teaser}</p>");
}
