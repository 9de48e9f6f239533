// Every story's page, and how other sites show it; a mark where one was taken back.
using System.Runtime.CompilerServices;
using System.Text;
using FeedService.Model;
using FeedService.Publish.Embeds;
using FeedService.Publish.Pages;
using FeedService.Storage;

namespace FeedService.Publish.Static;

internal sealed class ItemDocuments(PageReader pages, ListingReader listings)
{
    public async IAsyncEnumerable<StaticDocument> ReadAsync(Site site, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var stories in pages.ReadPagesAsync(Topic.All, TopicPage.Length, cancellationToken))
        {
            foreach (var item in stories.Items)
            {
                if (await pages.ReadHistoryAsync(item.Id, cancellationToken) is not { Item.Retracted: null } history)
                    continue;
                yield return new($"items/{item.Id:D}", Encoding.UTF8.GetBytes(ItemPage.Of(site, history).ToString()));
                yield return new($"items/{item.Id:D}/oembed.json", OEmbed.Write(site, history.Item, maxWidth: null, maxHeight: null));
            }
        }
        var gone = Encoding.UTF8.GetBytes(MissingPage.OfRetracted(site).ToString());
        foreach (var item in await listings.ReadRetractedAsync(cancellationToken))
            yield return new($"items/{item:D}/{NginxRules.GonePage}", gone);
    }
}
