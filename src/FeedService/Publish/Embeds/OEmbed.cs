// oEmbed 1.0 (oembed.com): how a site that is given a page's address may show it.
using System.Text.Json;
using FeedService.Model;
using FeedService.Publish.Pages;
using FeedService.Storage;

namespace FeedService.Publish.Embeds;

internal static class OEmbed
{
    private const int LeastWidth = 200;
    private const int LeastHeight = 120;
    private const int ItemHeight = 160;

    /// <summary>A topic's page is shown as the frame.</summary>
    public static byte[] Write(Site site, Topic topic, int? maxWidth, int? maxHeight)
    {
        var width = Fit(Frame.Width, LeastWidth, maxWidth);
        var height = Fit(Frame.Height, LeastHeight, maxHeight);
        return Write(site, topic.Title, Frame.Code(site, topic.Slug, topic.Title, width, height), width, height);
    }

    /// <summary>An item's page is shown as a quotation.</summary>
    public static byte[] Write(Site site, Item item, int? maxWidth, int? maxHeight)
    {
        var quotation = Html.Of($"<blockquote class=\"feedservice-item\" cite=\"{site.ItemLink(item)}\"><p dir=\"auto\"><a class=\"feedservice-title\" href=\"{site.ItemLink(item)}\">{item.Title}</a></p>")
            .AddIf(item.Teaser is not null, $"<p class=\"feedservice-teaser\" dir=\"auto\">{item.Teaser}</p>")
            .Add($"</blockquote>");
        return Write(site, item.Title, quotation.ToString().TrimEnd(), Fit(Frame.Width, LeastWidth, maxWidth), Fit(ItemHeight, LeastHeight, maxHeight));
    }

    /// <summary>What a page of ours is about: the slug of a topic, or the id of an item. Neither for any other address.</summary>
    public static (string? Topic, Guid? Item) SubjectOf(Site site, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !address.AbsoluteUri.StartsWith(site.Home.AbsoluteUri, StringComparison.Ordinal))
            return default;
        var path = address.GetLeftPart(UriPartial.Path)[site.Home.AbsoluteUri.Length..].Split('/');
        return path switch
        {
            ["topics", { Length: > 0 } slug] => (slug, null),
            ["items", var id] when Guid.TryParse(id, out var item) => (null, item),
            _ => default,
        };
    }

    private static byte[] Write(Site site, string title, string html, int width, int height) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Version = "1.0",
            Type = "rich",
            Title = title,
            ProviderName = site.Title,
            ProviderUrl = site.Home,
            CacheAge = site.MinutesBetweenScans * 60,
            Html = html,
            Width = width,
            Height = height,
        },
        JsonAnswers.Options);

    /// <summary>Not over the asker's limit, and not so small that nothing can be read: smaller places get it cut off.</summary>
    private static int Fit(int wanted, int least, int? most) => Math.Min(wanted, Math.Max(most ?? wanted, least));
}
