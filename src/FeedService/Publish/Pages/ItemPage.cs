// One story, and how it is known: its texts over time, and the files and lines in which it was read.
using FeedService.Model;
using FeedService.Storage;

namespace FeedService.Publish.Pages;

internal static class ItemPage
{
    public static Page Of(Site site, ItemHistory history)
    {
        var item = history.Item;
        var page = new Page(site)
        {
            Title = item.Title,
            Description = item.Teaser ?? item.Title,
            Address = site.ItemPage(item.Id),
            Kind = "article",
        };
        page.AddHead($"<meta property=\"article:published_time\" content=\"{item.Published.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\">")
            .AddHead($"<meta property=\"article:modified_time\" content=\"{item.Updated.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\">");
        foreach (var topic in item.Topics.Where(topic => site.IsOpen(topic.Slug)))
            page.AddFeedLinks(topic);
        page.AddEmbedDiscovery();
        page.Body.Add($"{Story(site, item, page.Language)}").Add($"{Times(history)}");
        if (history.Texts.Count > 1)
            page.Body.Add($"{Texts(history, page.Language)}");
        page.Body.Add($"{Sources(history)}");
        return page;
    }

    private static Html Story(Site site, Item item, Html language) => new Html()
        .Add($"<article{language}>")
        .Add($"<h1 dir=\"auto\">{item.Title}</h1>")
        .AddIf(item.Teaser is not null, $"<p class=\"lead\" dir=\"auto\">{item.Teaser}</p>")
        .AddIf(item.Caption is not null, $"<p class=\"caption\"><span lang=\"en\">Picture:</span> <span dir=\"auto\">{item.Caption}</span></p>")
        .AddIf(site.ItemLinkPattern is not null, $"<p><a href=\"{site.ItemLink(item)}\" lang=\"en\">Read the article</a></p>")
        .AddIf(item.Topics.Any(topic => site.IsOpen(topic.Slug)), $"<p><span lang=\"en\">Topics:</span>{TopicLinks(site, item)}</p>")
        .Add($"</article>");

    private static Html TopicLinks(Site site, Item item) => new Html().AddEach(
        item.Topics.Where(topic => site.IsOpen(topic.Slug)), topic => $" <a href=\"{site.TopicPage(topic.Slug).PathAndQuery}\" dir=\"auto\">{topic.Title}</a>");

    private static Html Times(ItemHistory history) => new Html()
        .Add($"<h2>When</h2>")
        .Add($"<dl class=\"facts\">")
        .Add($"<div><dt>Published</dt><dd>{Stories.Time(history.Item.Published)}</dd></div>")
        .AddIf(history.Item.Updated != history.Item.Published, $"<div><dt>Changed</dt><dd>{Stories.Time(history.Item.Updated)}</dd></div>")
        .AddEach(First(history), first => $"<div><dt>First seen</dt><dd>{Stories.Time(first.Listing.CaptureTime)}</dd></div>")
        .Add($"<div><dt>Permanent id</dt><dd><code>urn:uuid:{history.Item.Id:D}</code></dd></div>")
        .Add($"</dl>");

    private static Html Texts(ItemHistory history, Html language) => new Html()
        .Add($"<h2>How its text changed</h2>")
        .Add($"<ol class=\"texts\">")
        .AddEach(history.Texts, text => $"<li><p class=\"meta\">{Stories.Time(text.Capture)}</p><p dir=\"auto\"{language}><strong>{text.Title}</strong></p>{Teaser(text, language)}</li>")
        .Add($"</ol>");

    private static Html Teaser(TextVersion text, Html language) => new Html().AddIf(text.Teaser is not null, $"<p dir=\"auto\"{language}>{text.Teaser}</p>");

    private static Html Sources(ItemHistory history) => new Html()
        .Add($"<h2>Where it was read</h2>")
        .Add($"<ul class=\"sources\">")
        .AddEach(history.Seen, seen => $"{Source(seen)}")
        .AddEach(First(history).Except(history.Seen), first => $"{Source(first)}")
        .Add($"</ul>")
        .AddIf(history.SeenInAll > history.Seen.Count, $"<p class=\"meta\">{history.SeenInAll} captures in all; these are the newest and the first.</p>");

    private static IEnumerable<SeenAt> First(ItemHistory history) => history.FirstSeen is { } first ? [first] : [];

    private static Html Source(SeenAt seen) => Html.Of(
        $"<li><code dir=\"auto\">{FileOf(seen.Listing)}</code>, {LinesOf(seen.Lines)}, captured {Stories.Time(seen.Listing.CaptureTime)}</li>");

    private static string FileOf(Listing listing) => listing.Folder.Length == 0 ? listing.Name : $"{listing.Folder}/{listing.Name}";

    private static string LinesOf(LineRange lines) => lines.First == lines.Last ? $"line {lines.First}" : $"lines {lines.First} to {lines.Last}";
}
