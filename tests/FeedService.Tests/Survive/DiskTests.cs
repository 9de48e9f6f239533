// A disk that is full, read-only or failing: feeds go on, and what waited is taken in without a restart.
using System.Collections.Concurrent;
using System.Globalization;
using FeedService.Storage;
using FeedService.Tests.Support;

namespace FeedService.Tests.Survive;

[Collection("strace")]
public sealed class DiskTests
{
    [Theory]
    [InlineData("full", "the disk is full")]
    [InlineData("read-only", "read-only")]
    public async Task With_the_disk_full_or_read_only_feeds_go_on_and_the_backlog_drains_without_a_restart(string what, string advice)
    {
        using var folder = new TestFolder();
        using var disk = await SmallDisk.MountAsync(Path.GetDirectoryName(folder.Database)!);
        using var control = new TestFolder();
        await using var service = await TestService.StartAsync(folder);
        await using var undisturbed = await TestService.StartAsync(control);
        var before = await WithSeedsAsync(service, folder);
        Assert.Equal(before, await WithSeedsAsync(undisturbed, control));
        foreach (var to in (TestFolder[])[folder, control])
            to.Drop("gardening/2026-10-20.txt", Stories.Page([1, 2, 3]));
        await disk.BreakAsync(what);
        var run = Task.Run(service.IngestAsync);
        for (var i = 0; i < 100; i++)
            Assert.Equal(before, await service.GetAsync("/feeds/all.rss"));
        await Assert.ThrowsAnyAsync<Exception>(() => run);
        Assert.Contains(service.Log.Lines, line => line.StartsWith("Run stopped: ", StringComparison.Ordinal) && line.Contains(advice, StringComparison.Ordinal));
        await using (var again = await TestService.StartAsync(folder))
            Assert.Equal(before, await again.GetAsync("/feeds/all.rss"));
        await disk.MendAsync(what);
        Assert.Equal(3, (await service.IngestAsync()).NewItems);
        await undisturbed.IngestAsync();
        Assert.Equal(await undisturbed.GetAsync("/feeds/all.rss"), await service.GetAsync("/feeds/all.rss"));
    }

    [Fact]
    public async Task A_first_start_on_a_full_disk_says_so()
    {
        using var folder = new TestFolder();
        using var disk = await SmallDisk.MountAsync(Path.GetDirectoryName(folder.Database)!);
        await disk.BreakAsync("full");
        var refused = await Assert.ThrowsAsync<DatabaseUnusableException>(() => TestService.StartAsync(folder));
        Assert.Contains("full", refused.Message, StringComparison.Ordinal);
        await disk.MendAsync("full");
        await using var service = await TestService.StartAsync(folder);
    }

    [Theory]
    [InlineData("ENOSPC")]
    [InlineData("EIO")]
    public async Task Whichever_call_fails_the_run_says_what_to_do_and_the_next_one_ends_as_if_nothing_had_been(string error)
    {
        using var undisturbed = await Undisturbed.CreateAsync(Before.Database);
        (string Call, int Number)[] points = Environment.GetEnvironmentVariable("FAULTS") == "all"
            ? [.. Enumerable.Range(1, 200).Select(n => (Strace.Write, n)), .. Enumerable.Range(1, 15).Select(n => ("fsync", n)), .. Enumerable.Range(1, 3).Select(n => ("ftruncate", n))]
            : [(Strace.Write, 1), (Strace.Write, 9), (Strace.Write, 25), ("fsync", 1), ("fsync", 3), ("ftruncate", 1)];
        var faults = new ConcurrentBag<string>();
        var hit = 0;
        await Parallel.ForEachAsync(points, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (point, _) =>
        {
            using var folder = undisturbed.Copy();
            var inject = $"inject={point.Call}:error={error}:when={point.Number.ToString(CultureInfo.InvariantCulture)}+";
            var (exitCode, output) = await Strace.RunAsync(folder, ["-o", "/dev/null", "-e", $"trace={point.Call}", "-e", inject], hook: null, "ingest");
            if (exitCode != 0)
                Interlocked.Increment(ref hit);
            if (exitCode != 0 && !output.Contains("FeedService: the disk ", StringComparison.Ordinal))
                faults.Add($"{point}: {output}");
            if (await undisturbed.FaultOfAsync(folder) is { } fault)
                faults.Add($"{point}: {fault}");
        });
        TestContext.Current.TestOutputHelper?.WriteLine($"{points.Length} points, {hit} stopped the run");
        Assert.Empty(faults);
        Assert.True(hit > 3, "the faults hit nothing");
    }

    private static async Task<string> WithSeedsAsync(TestService service, TestFolder folder)
    {
        folder.DropSeeds();
        await service.IngestAsync();
        return await service.GetAsync("/feeds/all.rss");
    }
}
