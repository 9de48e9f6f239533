// A topic's pages, the oldest first, and its headlines for other sites; then what lists the topics.
using System.Runtime.CompilerServices;
using System.Text;
using FeedService.Model;
using FeedService.Publish.Embeds;
using FeedService.Publish.Pages;
using FeedService.Storage;

namespace FeedService.Publish.Static;

internal sealed class TopicDocuments(FeedReader feeds, PageReader pages)
{
    public async IAsyncEnumerable<StaticDocument> ReadAsync(Site site, string slug, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var leaves = new Stack<StaticDocument>();
        DateTimeOffset? before = null;
        await foreach (var stories in pages.ReadPagesAsync(slug, TopicPage.Length, cancellationToken))
        {
            var page = TopicPage.Of(site, stories, before);
            leaves.Push(new(PathOf(site, page.Address!), Encoding.UTF8.GetBytes(page.ToString())));
            before = stories.OlderBefore;
        }
        foreach (var leaf in leaves)
            yield return leaf;
        await foreach (var document in ReadHeadlinesAsync(site, slug, cancellationToken))
            yield return document;
    }

    public async IAsyncEnumerable<StaticDocument> ReadOverviewAsync(Site site, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var topics = await feeds.ReadTopicsAsync(cancellationToken);
        var newest = await pages.ReadStoriesAsync(Topic.All, before: null, HomePage.NewStories, cancellationToken);
        yield return new("", Encoding.UTF8.GetBytes(HomePage.Of(site, topics, newest?.Items ?? []).ToString()));
        yield return new(PathOf(site, site.Subscriptions), Opml.Write(site, topics));
    }

    /// <summary>As without parameters: a file has none.</summary>
    private async IAsyncEnumerable<StaticDocument> ReadHeadlinesAsync(Site site, string slug, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = FrameOptions.Standard;
        if (await pages.ReadStoriesAsync(slug, before: null, Headlines.StandardLimit, cancellationToken) is not { } stories)
            yield break;
        yield return new(PathOf(site, site.Headlines(slug)), Headlines.Json(site, stories));
        stories = stories with { Items = [.. stories.Items.Take(options.Limit)] };
        yield return new(PathOf(site, site.HeadlinesFragment(slug)), Encoding.UTF8.GetBytes(Headlines.List(site, stories, options.Teasers, newWindow: false).ToString()));
        yield return new(PathOf(site, site.Embed(slug)), Encoding.UTF8.GetBytes(Frame.Page(site, stories, options)));
        yield return new(PathOf(site, SiteAddresses.EmbedCode(site.TopicPage(slug))), OEmbed.Write(site, stories.Topic, maxWidth: null, maxHeight: null));
    }

    private static string PathOf(Site site, Uri address) => address.AbsoluteUri[site.Home.AbsoluteUri.Length..];
}
