// Where a topic's history is cut depends on the listings alone, and no later change of a row reaches a closed document.
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class ArchiveCutTests : IDisposable
{
    private static readonly string[] Addresses = ["/feeds/garden.rss", "/feeds/garden.atom", "/feeds/garden.json", "/feeds/all.rss", "/feeds/all.json"];

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Feeds_asked_for_after_every_listing_and_feeds_asked_for_once_at_the_end_are_the_same()
    {
        using var patient = new TestFolder();
        var watched = await FeedsAsync(folder, askEachDay: true);
        Assert.True(watched.Count > 5 * Addresses.Length, "so many stories need archives");
        Assert.Equal(watched, await FeedsAsync(patient, askEachDay: false));
    }

    [Fact]
    public async Task Closed_documents_keep_their_words_whatever_becomes_of_topics_and_stories()
    {
        folder.Drop("garden/2026-01-01.txt", MadeListing.Of(MadeListing.Down(700, 1)));
        IReadOnlyList<CrawledDocument> before;
        await using (var service = await TestService.StartAsync(folder))
        {
            await service.IngestTrustedAsync();
            before = await Crawler.CollectAsync(service, "/feeds/garden.json");
        }
        await using (var service = await TestService.StartAsync(folder, "--Topics:0:Slug=garden", "--Topics:0:Title=Allotments", "--Topics:1:Slug=railway", "--Topics:1:Keywords:0=railway"))
        {
            // Another name, and a topic by key word that stories of every archive join.
            await service.IngestTrustedAsync();
            AssertKept(before, await Crawler.CollectAsync(service, "/feeds/garden.json"));
            Assert.Contains("\"Allotments\"", await service.GetAsync("/feeds/garden.json"), StringComparison.Ordinal);

            // The same stories in another folder: one topic more for each.
            folder.Drop("cooking/2026-01-02.txt", MadeListing.Of(MadeListing.Down(300, 100)));
            await service.IngestTrustedAsync();
            AssertKept(before, await Crawler.CollectAsync(service, "/feeds/garden.json"));
            Assert.Contains("\"Cooking\"", await service.GetAsync("/feeds/cooking.json"), StringComparison.Ordinal);
        }
    }

    private static async Task<Dictionary<string, string>> FeedsAsync(TestFolder where, bool askEachDay)
    {
        await using var service = await TestService.StartAsync(where);
        for (var day = 0; day < 25; day++)
        {
            var file = $"garden/{new DateOnly(2026, 1, 1).AddDays(day):yyyy-MM-dd}";
            where.Drop($"{file}.txt", MadeListing.Of(MadeListing.Down((day * 30) + 59, day * 30)));
            if (day % 5 == 0)
                where.Drop($"{file}-page-9.txt", MadeListing.Of(MadeListing.Down(day, day - 25)));
            await service.IngestTrustedAsync();
            if (!askEachDay)
                continue;
            foreach (var address in Addresses)
                await service.GetAsync(address);
        }
        var documents = new Dictionary<string, string>();
        foreach (var address in Addresses)
        {
            foreach (var document in await Crawler.CollectAsync(service, address))
                documents[document.Path] = document.Text;
        }
        return documents;
    }

    private static void AssertKept(IReadOnlyList<CrawledDocument> before, IReadOnlyList<CrawledDocument> after) =>
        Assert.Equal(before.Skip(1).Select(document => (document.Path, document.Text)), after.TakeLast(before.Count - 1).Select(document => (document.Path, document.Text)));
}
