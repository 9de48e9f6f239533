// From files to feeds and back: the samples through the whole service.
using System.Net;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class SeedsTests
{
    private static readonly string[] Topics = [.. Directory.GetDirectories(Repository.Seeds).Select(folder => Path.GetFileName(folder))];

    [Fact]
    public async Task Every_seed_topic_has_its_feeds_and_all_holds_every_story_once()
    {
        using var folder = new TestFolder();
        folder.DropSeeds();
        await using var service = await TestService.StartAsync(folder, "--Feeds:Window=300");
        var summary = await service.IngestAsync();
        Assert.Equal(0, summary.Rejected);
        Assert.True(summary.NewItems >= 80, summary.ToString());
        var all = PublishedFeed.ReadRss(await service.GetAsync("/feeds/all.rss"));
        Assert.Equal(summary.NewItems, all.Count);
        Assert.Equal(all.Count, all.Select(item => item.Id).Distinct().Count());
        Assert.Equal(all.Count, all.Select(item => item.Link).Distinct().Count());
        Assert.Equal(all.Count, all.Select(item => item.Published).Distinct().Count());
        Assert.Equal(all.OrderByDescending(item => item.Published), all);
        foreach (var topic in Topics)
            Assert.NotEmpty(PublishedFeed.ReadAtom(await service.GetAsync($"/feeds/{topic}.atom")));
    }

    [Fact]
    public async Task Rss_atom_and_json_say_the_same()
    {
        using var folder = new TestFolder();
        folder.DropSeeds();
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        var rss = PublishedFeed.ReadRss(await service.GetAsync("/feeds/all.rss"));
        Assert.Equal(rss, PublishedFeed.ReadAtom(await service.GetAsync("/feeds/all.atom")));
        Assert.Equal(rss, PublishedFeed.ReadJson(await service.GetAsync("/feeds/all.json")));
    }

    [Fact]
    public async Task A_second_run_and_a_restart_change_no_byte_no_validator_and_no_row()
    {
        using var folder = new TestFolder();
        folder.DropSeeds();
        Dictionary<string, (string? ETag, DateTimeOffset? LastModified, string Body)> before;
        await using (var service = await TestService.StartAsync(folder))
        {
            await service.IngestAsync();
            before = await FeedsAsync(service);
            var database = await File.ReadAllBytesAsync(folder.Database);
            service.Clock.Now += TimeSpan.FromHours(1);
            Assert.Equal(0, (await service.IngestAsync()).Listings);
            Assert.Equal(before, await FeedsAsync(service));
            Assert.Equal(database, await File.ReadAllBytesAsync(folder.Database));
        }
        await using (var service = await TestService.StartAsync(folder))
        {
            var database = await File.ReadAllBytesAsync(folder.Database);
            Assert.Equal(0, (await service.IngestAsync()).Listings);
            Assert.Equal(before, await FeedsAsync(service));
            Assert.Equal(database, await File.ReadAllBytesAsync(folder.Database));
        }
    }

    [Fact]
    public async Task The_same_files_under_new_names_and_in_another_folder_order_change_nothing()
    {
        using var folder = new TestFolder();
        folder.DropSeeds();
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        var before = await FeedsAsync(service);
        var files = Directory.GetFiles(folder.Inbox, "*.txt", SearchOption.AllDirectories);
        foreach (var file in files)
            File.Move(file, Path.Combine(Path.GetDirectoryName(file)!, $"renamed-{Guid.NewGuid():N}.txt"));
        var summary = await service.IngestAsync();
        Assert.Equal(0, summary.Listings);
        Assert.Equal(before, await FeedsAsync(service));
    }

    private static async Task<Dictionary<string, (string? ETag, DateTimeOffset? LastModified, string Body)>> FeedsAsync(TestService service)
    {
        var feeds = new Dictionary<string, (string?, DateTimeOffset?, string)>();
        foreach (var path in Topics.Append("all").SelectMany(topic => new[] { $"/feeds/{topic}.rss", $"/feeds/{topic}.atom", $"/feeds/{topic}.json", $"/feeds/{topic}.atom?limit=5" }))
        {
            using var response = await service.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            feeds[path] = (response.Headers.ETag?.Tag, response.Content.Headers.LastModified, await response.Content.ReadAsStringAsync());
        }
        return feeds;
    }
}
