// An inbox that goes away while the service lives, whole or in parts: nothing is withdrawn, it is told once, and what waited is read when it is back.
using System.Text.Json;
using FeedService.Storage;
using FeedService.Tests.Support;

namespace FeedService.Tests.Survive;

public sealed class VanishingInboxTests : IDisposable
{
    private readonly TestFolder folder = new();

    private string Away => folder.Inbox + "-away";

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("removed")]
    [InlineData("replaced by an empty one")]
    public async Task Nothing_is_withdrawn_and_the_backlog_is_read_when_it_is_back(string what)
    {
        DropFirst(folder);
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        var before = await FeedsAsync(service);
        for (var outage = 1; outage <= 2; outage++)
        {
            Directory.Move(folder.Inbox, Away);
            if (what != "removed")
                Directory.CreateDirectory(folder.Inbox);
            await service.IngestAsync();
            Assert.Equal(0, (await service.IngestAsync()).Listings);
            Assert.Equal(before, await FeedsAsync(service));
            Assert.Equal(what == "removed" ? outage : 0, service.Log.Lines.Count(line => line == $"{folder.Inbox}: not read: the folder is not there; nothing is withdrawn for that, create or mount it, or set Inbox:Folder"));
            Assert.Equal(what == "removed", (await HealthAsync(service)).Contains("the last run failed: " + folder.Inbox, StringComparison.Ordinal));
            Assert.Equal(what == "removed" ? 1 : 0, (await service.Get<RunLog>().ReadAsync(10, CancellationToken.None)).Count(run => run.Failed));
            if (what != "removed")
                Directory.Delete(folder.Inbox);
            Directory.Move(Away, folder.Inbox);
            await service.IngestAsync();
            Assert.DoesNotContain("the last run failed", await HealthAsync(service), StringComparison.Ordinal);
        }
        DropBacklog(folder);
        await service.IngestAsync();
        Assert.Equal(await UndisturbedAsync(), await FeedsAsync(service));
        // The control: the comparison sees what is withdrawn where a feed follows what lies in the folder.
        Assert.NotEqual(before, await OfFilesAsync(_ => { }));
    }

    [Fact]
    public async Task Gone_in_the_middle_of_a_run_it_costs_one_line_and_the_rest_is_read_later()
    {
        const int all = 80;
        static void DropAll(TestFolder to)
        {
            for (var n = 0; n < all; n++)
                to.Drop($"garden/page-{n:000}.txt", Stories.Page([n + 2, n + 1, n]), TestService.Start.AddDays(-10).AddMinutes(n));
        }
        DropAll(folder);
        await using var service = await TestService.StartAsync(folder);
        var run = Task.Run(service.IngestAsync);
        while ((await service.Get<ListingReader>().ReadAsync(null, 5, CancellationToken.None)).Count < 5)
            await Task.Delay(1);
        Directory.Move(folder.Inbox, Away);
        Assert.InRange((await run).Listings, 5, all - 1);
        await service.IngestAsync();
        Assert.Single(service.Log.Lines, line => line.Contains(": not read: ", StringComparison.Ordinal));
        Directory.Move(Away, folder.Inbox);
        await service.IngestAsync();
        Assert.Equal(await OfFilesAsync(DropAll), await FeedsAsync(service));
    }

    [Fact]
    public async Task A_disk_that_is_unmounted_and_mounted_again_is_read_on_without_a_restart()
    {
        await using var service = await TestService.StartAsync(folder);
        string before;
        using (await SmallDisk.MountAsync(folder.Inbox))
        {
            DropFirst(folder);
            await service.IngestAsync();
            before = await FeedsAsync(service);
        }
        Assert.Empty(Directory.GetFileSystemEntries(folder.Inbox));
        await service.IngestAsync();
        Assert.Equal(before, await FeedsAsync(service));
        using var again = await SmallDisk.MountAsync(folder.Inbox);
        DropFirst(folder);
        DropBacklog(folder);
        await service.IngestAsync();
        Assert.Equal(await UndisturbedAsync(), await FeedsAsync(service));
    }

    [Fact]
    public async Task Rights_that_are_taken_and_given_back_are_told_once_each_and_nothing_is_withdrawn()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs the rights of files as Linux has them");
        DropFirst(folder);
        folder.Drop("garden/secret.txt", Stories.Page([12, 11, 10]));
        folder.Drop("locked/page.txt", Stories.Page([22, 21, 20]), TestService.Start.AddDays(-2));
        folder.Drop("listed/page.txt", Stories.Page([32, 31, 30]), TestService.Start.AddDays(-3));
        Allow("garden/secret.txt", "000");
        Allow("locked", "000");
        Allow("listed", "444");
        var address = $"http://127.0.0.1:{ServiceProcess.FreePort()}";
        using var service = ServiceProcess.StartWithoutRootsRights(folder, $"--Urls={address}", "--Inbox:Schedule=00:00:01");
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        await service.WaitUntilReadyAsync(client);
        await RunsAsync(client, 2);
        var before = await client.GetStringAsync("/feeds/all.atom");
        Assert.DoesNotContain(Stories.Title(10), before, StringComparison.Ordinal);
        Allow("", "000");
        await RunsAsync(client, 2);
        Assert.Contains("the last run failed", await HealthAsync(client), StringComparison.Ordinal);
        Assert.Equal(before, await client.GetStringAsync("/feeds/all.atom"));
        foreach (var name in (string[])["", "garden/secret.txt", "locked", "listed"])
            Allow(name, "755");
        await ShowsAsync(client, [10, 20, 30]);
        foreach (var name in (string[])["secret.txt: not read: cannot be read", "locked: not read: the folder cannot be listed", "listed: not read: the folder cannot be listed", "inbox: not read: the folder cannot be listed"])
            Assert.True(service.Output.Split(name).Length == 2, $"{name}: {service.Output}");
    }

    private static void DropFirst(TestFolder to) => to.Drop("garden/2026-10-20.txt", Stories.Page([4, 3, 2, 1]));

    private static void DropBacklog(TestFolder to)
    {
        to.Drop("garden/2026-10-21.txt", Stories.Page([6, 5, 4, 3]));
        to.Drop("garden/2026-10-19.txt", Stories.Page([2, 1, 0]));
    }

    private void Allow(string name, string mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(folder.Inbox, name), (UnixFileMode)Convert.ToInt32(mode, 8));
    }

    private static async Task<string> UndisturbedAsync()
    {
        using var folder = new TestFolder();
        await using var service = await TestService.StartAsync(folder);
        DropFirst(folder);
        await service.IngestAsync();
        DropBacklog(folder);
        await service.IngestAsync();
        return await FeedsAsync(service);
    }

    private static async Task<string> OfFilesAsync(Action<TestFolder> drop)
    {
        using var folder = new TestFolder();
        drop(folder);
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        return await FeedsAsync(service);
    }

    private static async Task<string> FeedsAsync(TestService service) =>
        await service.GetAsync("/feeds/all.rss") + await service.GetAsync("/feeds/all.atom") + await service.GetAsync("/feeds/all.json");

    private static Task<string> HealthAsync(TestService service) => HealthAsync(service.Client);

    private static async Task<string> HealthAsync(HttpClient client)
    {
        using var health = await client.GetAsync("/health/ready");
        return await health.Content.ReadAsStringAsync();
    }

    /// <summary>Waits until so many further runs have ended.</summary>
    private static async Task RunsAsync(HttpClient client, int runs)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        for (var (seen, count) = (await LastRunAsync(client), 0); count < runs;)
        {
            await Task.Delay(100, patience.Token);
            var last = await LastRunAsync(client);
            count += last == seen ? 0 : 1;
            seen = last;
        }
    }

    private static async Task<string?> LastRunAsync(HttpClient client)
    {
        using var health = JsonDocument.Parse(await HealthAsync(client));
        return health.RootElement.GetProperty("checks").GetProperty("ingest").GetProperty("data").GetProperty("lastRun").GetString();
    }

    private static async Task ShowsAsync(HttpClient client, IEnumerable<int> stories)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await client.GetStringAsync("/feeds/all.atom", patience.Token) is var feed && !stories.All(story => feed.Contains(Stories.Title(story), StringComparison.Ordinal)))
            await Task.Delay(100, patience.Token);
    }
}
