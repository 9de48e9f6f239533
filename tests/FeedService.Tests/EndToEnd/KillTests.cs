// SIGKILL at any moment of an ingest loses nothing and doubles nothing.
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class KillTests
{
    private const int Listings = 50;

    /// <summary>KILLS=1000 for the long run.</summary>
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("KILLS") ?? "50", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task After_fifty_kills_in_the_middle_of_an_ingest_the_feeds_are_those_of_an_undisturbed_run()
    {
        using var undisturbed = new TestFolder();
        using var killed = new TestFolder();
        DropListings(undisturbed);
        DropListings(killed);
        var expected = await FeedsAfterIngestAsync(undisturbed);
        var random = new Random(20261120);
        var finished = 0;
        for (var kill = 0; kill < Kills;)
        {
            if (await KillAtWorkAsync(killed, random))
            {
                kill++;
                continue;
            }
            // Kill by kill it came through to the end: that is looked at, and the next kills find work again.
            Assert.Equal(expected, await FeedsAfterIngestAsync(killed));
            Directory.Delete(Path.GetDirectoryName(killed.Database)!, recursive: true);
            finished++;
        }
        Assert.Equal(expected, await FeedsAfterIngestAsync(killed));
        TestContext.Current.TestOutputHelper?.WriteLine($"{Kills} kills, {finished} times through to the end on the way");
    }

    /// <summary>Waits until the run writes, and kills it within the next moments, whatever it is at then.</summary>
    /// <returns>False where it ended by itself.</returns>
    private static async Task<bool> KillAtWorkAsync(TestFolder folder, Random random)
    {
        // The journal that the last kill left is no sign of work.
        var journal = new FileInfo(folder.Database + "-journal");
        var left = journal.LastWriteTimeUtc;
        using var run = ServiceProcess.Start(folder, "ingest");
        for (journal.Refresh(); !(journal.Exists && journal.Length > 0 && journal.LastWriteTimeUtc != left) && !run.HasExited; journal.Refresh())
            await Task.Delay(1);
        await Task.Delay(random.Next(0, 400));
        if (run.HasExited)
            return false;
        run.Kill();
        return true;
    }

    /// <summary>Twenty-five stories a page, ten of them new in each capture of one of five topics.</summary>
    private static void DropListings(TestFolder folder)
    {
        for (var listing = 0; listing < Listings; listing++)
        {
            var newest = (listing / 5 * 10) + 25;
            var stories = Enumerable.Range(0, 25).Select(i => (listing % 5 * 150) + newest - i);
            folder.Drop($"garden-{listing % 5}/2026-10-{1 + (listing / 5):00}.txt", Stories.Page(stories));
        }
    }

    private static async Task<string> FeedsAfterIngestAsync(TestFolder folder)
    {
        var (exitCode, output) = await ServiceProcess.RunAsync(folder, "ingest");
        Assert.True(exitCode == 0, output);
        await using var service = await TestService.StartAsync(folder, "--Feeds:Window=300");
        var feeds = new List<string>();
        foreach (var topic in Enumerable.Range(0, 5).Select(i => $"garden-{i}").Append("all"))
            feeds.Add(await service.GetAsync($"/feeds/{topic}.rss") + await service.GetAsync($"/feeds/{topic}.atom"));
        return string.Concat(feeds);
    }
}
