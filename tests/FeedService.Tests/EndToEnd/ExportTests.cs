// What was exported makes the same feeds again, byte for byte, in a new database.
using FeedService.Ingest;
using FeedService.Publish;
using FeedService.Storage;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class ExportTests
{
    private static readonly string[] Documents = ["/feeds/garden.rss", "/feeds/garden.atom", "/feeds/garden.json", "/feeds/all.atom"];

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

    [Fact]
    public async Task While_an_export_is_written_runs_go_on_and_what_they_read_is_in_it()
    {
        using var folder = new TestFolder();
        folder.DropSeeds();
        await using var service = await TestService.StartAsync(folder, $"--Storage:ConnectionString=Data Source={folder.Database};Default Timeout=1");
        await service.IngestAsync();
        var listings = 0;
        await foreach (var _ in service.Get<ListingReader>().ReadAllAsync(CancellationToken.None))
        {
            if (listings++ > 0)
                continue;
            folder.Drop("gardening/2026-10-20.txt", Stories.Page([1, 2, 3]));
            Assert.Equal(3, (await service.IngestAsync()).NewItems);
        }
        Assert.Equal(13, listings);
    }

    [Fact]
    public async Task Stories_taken_back_and_brought_back_between_listings_leave_the_same_archives_in_a_rebuilt_store()
    {
        using var folder = new TestFolder();
        using var copy = new TestFolder();
        var (before, taken) = await LiveAsync(folder, copy);
        Assert.True(before.Count > 4 * Documents.Length, "so many stories need archives");
        using var rebuilt = new TestFolder();
        Assert.Equal(Texts(before), Texts(await RebuildAsync(rebuilt, copy)));
        // Once more into the same store: all is known, nothing is made again.
        Assert.Equal(Texts(before), Texts(await RebuildAsync(rebuilt, copy)));

        // The control: the same retractions after all listings, and the other stories too stand in other archives.
        var retractions = Path.Combine(copy.Path, ExportedRetraction.ManifestName);
        await File.WriteAllTextAsync(retractions, (await File.ReadAllTextAsync(retractions)).Replace("\"at\":\"2026", "\"at\":\"2027", StringComparison.Ordinal));
        using var late = new TestFolder();
        var rebuiltLate = await RebuildAsync(late, copy);
        Assert.NotEqual(Cuts(before, taken), Cuts(rebuiltLate, taken));
    }

    /// <summary>Five weeks of listings; two stories are taken back on the way, and one of them is brought back.</summary>
    private static async Task<(IReadOnlyList<CrawledDocument> Documents, IReadOnlyList<string> Taken)> LiveAsync(TestFolder folder, TestFolder copy)
    {
        await using var service = await TestService.StartAsync(folder);
        var ledger = service.Get<LedgerStore>();
        IReadOnlyList<string> taken = [];
        for (var week = 0; week < 5; week++)
        {
            service.Clock.Now += TimeSpan.FromDays(7);
            folder.Drop($"garden/{service.Clock.Now:yyyy-MM-dd}.txt", MadeListing.Of(MadeListing.Down((week * 150) + 399, week * 150)));
            await service.IngestTrustedAsync();
            service.Clock.Now += TimeSpan.FromHours(1);
            if (week == 0)
                taken = [.. PublishedFeed.ReadRss(await service.GetAsync("/feeds/garden.rss")).Skip(100).Take(2).Select(item => item.Id)];
            if (week is 0 or 1)
                Assert.NotNull(await ledger.RetractAsync(GuidOf(taken[week]), service.Clock.Now, CancellationToken.None));
            if (week == 3)
                Assert.NotNull(await ledger.RestoreAsync(GuidOf(taken[0]), service.Clock.Now, CancellationToken.None));
        }
        await service.Get<Export>().WriteAsync(copy.Path, CancellationToken.None);
        return (await DocumentsAsync(service), taken);
    }

    private static Guid GuidOf(string urn) => new(urn["urn:uuid:".Length..]);

    private static IEnumerable<(string Path, string Text)> Texts(IEnumerable<CrawledDocument> documents) => documents.Select(document => (document.Path, document.Text));

    /// <summary>Which stories stand together, without the two that were taken back.</summary>
    private static IEnumerable<string> Cuts(IEnumerable<CrawledDocument> documents, IReadOnlyList<string> taken) => documents.Select(document => string.Join(' ', document.Ids.Except(taken)));

    private static async Task<IReadOnlyList<CrawledDocument>> RebuildAsync(TestFolder folder, TestFolder export)
    {
        await using var service = await TestService.StartAsync(folder);
        await service.Get<Replay>().OverAsync(export.Path, CancellationToken.None);
        return await DocumentsAsync(service);
    }

    private static async Task<IReadOnlyList<CrawledDocument>> DocumentsAsync(TestService service)
    {
        await service.Get<FeedBoard>().LookAsync(CancellationToken.None);
        var documents = new List<CrawledDocument>();
        foreach (var address in Documents)
            documents.AddRange(await Crawler.CollectAsync(service, address));
        return documents;
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
