// Topics from configuration: titles, folders and key words, applied anew when they change.
using System.Net;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class TopicsTests
{
    private const string Coast = """
        The lighthouse gets a new lamp

        An electrician from the village has built it himself, and ships see it from nine miles away.

        Oysters return to the estuary

        The divers count more young shells than at any time since the beds were closed, says the harbour master.

        A bakery that opens at night

        Bread at two in the morning, coffee at three: the ferry crews are grateful, and so is the lighthouse keeper.
        """;

    [Fact]
    public async Task Key_words_bring_stories_into_a_topic_of_their_own()
    {
        using var folder = new TestFolder();
        folder.Drop("coast/2026-10-01.txt", Coast);
        await using var service = await TestService.StartAsync(folder, "--Topics:0:Slug=light", "--Topics:0:Title=Lighthouses", "--Topics:0:Keywords:0=lighthouse");
        await service.IngestAsync();
        Assert.Equal(["The lighthouse gets a new lamp", "A bakery that opens at night"], await TitlesAsync(service, "light"));
        Assert.Equal(3, (await TitlesAsync(service, "coast")).Count);
        Assert.Contains("<title>Lighthouses - Example Site</title>", await service.GetAsync("/feeds/light.rss"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_rule_moves_stories_and_touches_no_other_topic_no_id_and_no_date()
    {
        using var folder = new TestFolder();
        folder.Drop("coast/2026-10-01.txt", Coast);
        string[] rule = ["--Topics:0:Slug=light", "--Topics:0:Keywords:0=lighthouse"];
        IReadOnlyList<PublishedItem> before;
        string? coast;
        await using (var service = await TestService.StartAsync(folder, rule))
        {
            await service.IngestAsync();
            before = PublishedFeed.ReadRss(await service.GetAsync("/feeds/light.rss"));
            coast = await LastModifiedAsync(service, "coast");
        }
        await using (var service = await TestService.StartAsync(folder, [.. rule, "--Topics:0:Keywords:1=oysters", "--Topics:0:Keywords:2=-bakery"]))
        {
            service.Clock.Now += TimeSpan.FromHours(1);
            await service.IngestAsync();
            var after = PublishedFeed.ReadRss(await service.GetAsync("/feeds/light.rss"));
            Assert.Equal(["The lighthouse gets a new lamp", "Oysters return to the estuary"], after.Select(item => item.Title));
            Assert.Equal(before[0], after[0]);
            Assert.Equal(coast, await LastModifiedAsync(service, "coast"));
        }
    }

    [Fact]
    public async Task A_configured_topic_without_stories_is_a_valid_empty_feed()
    {
        using var folder = new TestFolder();
        await using var service = await TestService.StartAsync(folder, "--Topics:0:Slug=empty", "--Topics:0:Title=Nothing yet");
        await service.IngestAsync();
        using var response = await service.Client.GetAsync("/feeds/empty.atom");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(PublishedFeed.ReadAtom(await response.Content.ReadAsStringAsync()));
    }

    private static async Task<IReadOnlyList<string>> TitlesAsync(TestService service, string topic) =>
        [.. PublishedFeed.ReadRss(await service.GetAsync($"/feeds/{topic}.rss")).Select(item => item.Title)];

    [Fact]
    public async Task After_a_change_of_configuration_a_reader_that_knows_only_a_date_gets_the_feed_anew()
    {
        using var folder = new TestFolder();
        folder.Drop("coast/2026-10-01.txt", Coast);
        string? before;
        await using (var service = await TestService.StartAsync(folder))
        {
            await service.IngestAsync();
            before = await LastModifiedAsync(service, "coast");
        }
        await using (var same = await TestService.StartAsync(folder))
        {
            same.Clock.Now += TimeSpan.FromHours(1);
            await same.IngestAsync();
            Assert.Equal(before, await LastModifiedAsync(same, "coast"));
        }
        await using var changed = await TestService.StartAsync(folder, "--Site:ItemLink=https://example.org/{slug}/");
        changed.Clock.Now += TimeSpan.FromHours(2);
        await changed.IngestAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/feeds/coast.rss") { Headers = { IfModifiedSince = DateTimeOffset.Parse(before!, System.Globalization.CultureInfo.InvariantCulture) } };
        using var answer = await changed.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<string?> LastModifiedAsync(TestService service, string topic)
    {
        using var response = await service.Client.GetAsync($"/feeds/{topic}.rss");
        return response.Content.Headers.LastModified?.ToString("O");
    }
}
