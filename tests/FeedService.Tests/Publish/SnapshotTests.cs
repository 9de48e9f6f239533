// When feeds are rendered, and what they take of the memory.
using System.Net;
using System.Net.Http.Headers;
using FeedService.Ingest;
using FeedService.Publish;
using FeedService.Publish.Snapshots;
using FeedService.Tests.Support;

namespace FeedService.Tests.Publish;

public sealed class SnapshotTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_feed_is_rendered_once_however_many_ask_for_it_at_a_time()
    {
        folder.DropSeeds();
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        using var queries = new QueryLog(folder);
        await service.GetAsync("/feeds/all.rss");
        queries.Take();
        await service.GetAsync("/feeds/all.atom");
        var once = queries.TakeOthers();
        Assert.NotEmpty(once);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => service.GetAsync("/feeds/all.json")));
        Assert.Equal(once, queries.TakeOthers());
    }

    [Fact]
    public async Task A_change_renders_what_was_asked_for_since_the_last_time_and_leaves_the_rest_until_somebody_asks()
    {
        DropGarden(10, 0);
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        await service.GetAsync("/feeds/garden.rss");
        var memory = service.Get<SnapshotMemory>();
        Assert.Equal(1, memory.Now);

        await ChangeAsync(service, 1);
        Assert.Equal(2, memory.Now);
        Assert.Contains(MadeListing.TitleOf(11), await service.GetAsync("/feeds/garden.rss"), StringComparison.Ordinal);
        Assert.Equal(2, memory.Now);

        await ChangeAsync(service, 2);
        Assert.Equal(3, memory.Now);
        await ChangeAsync(service, 3);
        await ChangeAsync(service, 4);
        Assert.Equal(3, memory.Now);
        Assert.Contains(MadeListing.TitleOf(14), await service.GetAsync("/feeds/garden.rss"), StringComparison.Ordinal);
        Assert.Equal(4, memory.Now);
    }

    [Fact]
    public async Task To_look_for_changes_costs_one_query_however_many_topics_there_are()
    {
        folder.DropSeeds();
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        foreach (var topic in (string[])["all", "astronomy", "gardening", "railways"])
            await service.GetAsync($"/feeds/{topic}.rss");
        using var queries = new QueryLog(folder);
        await service.Get<FeedBoard>().LookAsync(CancellationToken.None);
        Assert.Single(queries.Take().Distinct());
    }

    [Fact]
    public async Task A_commit_shows_in_the_feeds_without_anybodys_help()
    {
        DropGarden(10, 0);
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        await service.GetAsync("/feeds/garden.rss");
        DropGarden(11, 1);
        await service.Get<IngestRun>().OverInboxAsync(CancellationToken.None);
        foreach (var path in (string[])["/feeds/garden.rss", "/feeds/garden.atom", "/feeds/all.json"])
            await ShowsAsync(service, path, MadeListing.TitleOf(11));
    }

    [Fact]
    public async Task What_was_asked_for_longest_ago_makes_room_and_comes_back_the_same()
    {
        const string oldest = "/feeds/t0.rss";
        DropLargeTopics(8);
        await using var service = await TestService.StartAsync(folder, "--Feeds:CacheMegabytes=1");
        await service.IngestTrustedAsync();
        var memory = service.Get<SnapshotMemory>();
        using var first = await service.Client.GetAsync(oldest);
        for (var topic = 1; topic < 8; topic++)
            Assert.True((await service.GetAsync($"/feeds/t{topic}.rss")).Length > 140_000, "eight of them do not fit into a megabyte");
        Assert.InRange(memory.Size, 140_000, 1024 * 1024);

        using var queries = new QueryLog(folder);
        await service.GetAsync("/feeds/t7.rss");
        using (var known = await GetAsync(service, oldest, first.Headers.ETag!))
            Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Empty(queries.TakeOthers());
        using var again = await service.Client.GetAsync(oldest);
        Assert.NotEmpty(queries.TakeOthers());
        Assert.Equal((first.Headers.ETag, first.Content.Headers.LastModified), (again.Headers.ETag, again.Content.Headers.LastModified));
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await again.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_feed_whose_bytes_have_made_room_and_that_changes_then_is_not_said_to_be_unchanged()
    {
        DropLargeTopics(8);
        await using var service = await TestService.StartAsync(folder, "--Feeds:CacheMegabytes=1");
        await service.IngestTrustedAsync();
        using var first = await service.Client.GetAsync("/feeds/t0.rss");
        for (var topic = 1; topic < 8; topic++)
            await service.GetAsync($"/feeds/t{topic}.rss");
        using (var known = await GetAsync(service, "/feeds/t0.rss", first.Headers.ETag!))
            Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        folder.Drop("t0/2026-02-01.txt", MadeListing.Of([.. MadeListing.Down(9000, 9000), .. MadeListing.Down(299, 0)]));
        Assert.Equal(1, (await service.IngestAsync()).NewItems);
        using var changed = await GetAsync(service, "/feeds/t0.rss", first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Contains(MadeListing.TitleOf(9000), await changed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_asked_for_again_and_again_stays()
    {
        DropLargeTopics(8);
        await using var service = await TestService.StartAsync(folder, "--Feeds:CacheMegabytes=1");
        await service.IngestTrustedAsync();
        for (var topic = 1; topic < 8; topic++)
        {
            await service.GetAsync("/feeds/t0.rss");
            await service.GetAsync($"/feeds/t{topic}.rss");
        }
        using var queries = new QueryLog(folder);
        await service.GetAsync("/feeds/t0.rss");
        Assert.Empty(queries.TakeOthers());
        await service.GetAsync("/feeds/t1.rss");
        Assert.NotEmpty(queries.TakeOthers());
    }

    private void DropGarden(int newest, int day) => folder.Drop($"garden/2026-01-{day + 1:00}.txt", MadeListing.Of(MadeListing.Down(newest, 0)));

    private async Task ChangeAsync(TestService service, int day)
    {
        DropGarden(10 + day, day);
        Assert.Equal(1, (await service.IngestAsync()).NewItems);
    }

    private void DropLargeTopics(int topics)
    {
        for (var topic = 0; topic < topics; topic++)
            folder.Drop($"t{topic}/2026-01-{topic + 1:00}.txt", MadeListing.Of(MadeListing.Down((topic * 400) + 299, topic * 400)));
    }

    /// <summary>Waits for it as long as the test may run: how soon it comes depends on how busy the machine is.</summary>
    private static async Task ShowsAsync(TestService service, string path, string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!(await service.GetAsync(path)).Contains(text, StringComparison.Ordinal))
            await Task.Delay(50, patience.Token);
    }

    private static async Task<HttpResponseMessage> GetAsync(TestService service, string path, EntityTagHeaderValue known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { known } } };
        return await service.Client.SendAsync(request);
    }
}
