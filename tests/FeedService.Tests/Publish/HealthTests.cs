// Health that tells the truth: runs that do not finish any more, and topics whose news are late.
using System.Net;
using System.Text.Json;
using FeedService.Tests.Support;

namespace FeedService.Tests.Publish;

public sealed class HealthTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task When_no_run_has_finished_for_three_periods_it_is_not_well_until_one_does()
    {
        folder.DropSeeds();
        await using var service = await TestService.StartAsync(folder, "--Inbox:Schedule=00:05:00");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync(service));
        await service.IngestAsync();
        service.Clock.Now += TimeSpan.FromMinutes(14);
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync(service));
        service.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync(service));
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/feeds/all.rss")).StatusCode);
        await service.IngestAsync();
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync(service));
    }

    [Fact]
    public async Task It_says_which_schema_the_database_has_and_how_much_room_is_left()
    {
        folder.DropSeeds();
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        using var health = JsonDocument.Parse(await service.GetAsync("/health/ready"));
        var database = health.RootElement.GetProperty("checks").GetProperty("database").GetProperty("data");
        Assert.Matches(@"^\d{14}_\w+$", database.GetProperty("schema").GetString());
        Assert.True(database.GetProperty("megabytesFree").GetInt64() > 0);
    }

    [Fact]
    public async Task Of_each_topic_it_says_the_last_listing_and_whether_news_are_late()
    {
        for (var day = 1; day <= 6; day++)
            folder.Drop($"town/2026-10-{day * 2:00}.txt", Stories.Page(Enumerable.Range(0, 10).Select(i => (day * 3) + 10 - i)));
        folder.Drop("town/2026-10-13.txt", Stories.Page(Enumerable.Range(0, 8).Select(i => 28 - i)));
        await using var service = await TestService.StartAsync(folder);
        service.Clock.Now = new DateTimeOffset(2026, 10, 14, 0, 0, 0, TimeSpan.Zero);
        await service.IngestAsync();
        var town = await TopicAsync(service, "town");
        Assert.Equal("2026-10-13T12:00:00Z", town.GetProperty("last_listing").GetString());
        Assert.Equal("2026-10-12T12:00:00Z", town.GetProperty("last_news").GetString());
        Assert.Equal("2026-10-14T12:00:00Z", town.GetProperty("expected").GetString());
        Assert.Equal("2026-10-14T00:00:00Z", town.GetProperty("last_change").GetString());
        Assert.False(town.GetProperty("late").GetBoolean());
        service.Clock.Now = new DateTimeOffset(2026, 10, 19, 0, 0, 0, TimeSpan.Zero);
        Assert.True((await TopicAsync(service, "town")).GetProperty("late").GetBoolean());
    }

    private static async Task<HttpStatusCode> ReadyAsync(TestService service)
    {
        using var response = await service.Client.GetAsync("/health/ready");
        return response.StatusCode;
    }

    private static async Task<JsonElement> TopicAsync(TestService service, string slug)
    {
        using var health = JsonDocument.Parse(await service.GetAsync("/health/topics"));
        return health.RootElement.GetProperty("topics").EnumerateArray().Single(topic => topic.GetProperty("topic").GetString() == slug).Clone();
    }
}
