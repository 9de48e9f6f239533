// What was exported makes the same feeds again, byte for byte, in a new database.
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class ExportTests
{
    [Fact]
    public async Task Export_delete_the_database_ingest_gives_every_feed_byte_for_byte()
    {
        using var folder = new TestFolder();
        folder.DropSeeds();
        folder.Drop("noise.txt", [1, 2, 3, 4, 5, 6, 7, 8]);
        var first = await FeedsAsync(folder, ingest: true);
        var taken = PublishedFeed.ReadRss(first["/feeds/all.rss"])[3].Id;
        Assert.Equal(0, (await ServiceProcess.RunAsync(folder, "retract", taken)).ExitCode);
        var before = await FeedsAsync(folder, ingest: false);
        Assert.NotEqual(first["/feeds/all.rss"], before["/feeds/all.rss"]);
        Assert.Equal(0, (await ServiceProcess.RunAsync(folder, "export", "--to", "copy")).ExitCode);
        Directory.Delete(Path.Combine(folder.Path, "data"), recursive: true);
        Directory.Delete(folder.Inbox, recursive: true);
        Directory.CreateDirectory(folder.Inbox);
        var (_, output) = await ServiceProcess.RunAsync(folder, "ingest", "copy");
        Assert.Contains("12 accepted", output, StringComparison.Ordinal);
        Assert.Equal(before, await FeedsAsync(folder, ingest: false));
        Assert.Equal(1, (await ServiceProcess.RunAsync(folder, "export", "copy")).ExitCode);
        Assert.Equal(0, (await ServiceProcess.RunAsync(folder, "export", "copy-2")).ExitCode);
        Assert.Equal(1, (await ServiceProcess.RunAsync(folder, "export", "copy-3", "--to", "copy-4")).ExitCode);
    }

    private static async Task<IReadOnlyDictionary<string, string>> FeedsAsync(TestFolder folder, bool ingest)
    {
        await using var service = await TestService.StartAsync(folder);
        if (ingest)
            await service.IngestAsync();
        var feeds = new Dictionary<string, string>();
        foreach (var path in Directory.GetDirectories(Repository.Seeds).Select(Path.GetFileName).Append("all").SelectMany(topic => new[] { $"/feeds/{topic}.rss", $"/feeds/{topic}.atom" }))
            feeds[path] = await service.GetAsync(path);
        return feeds;
    }
}
