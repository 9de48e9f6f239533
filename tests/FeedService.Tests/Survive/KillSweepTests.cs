// The end at any call that changes the database, by SIGKILL or by a power cut: nothing lost, nothing doubled, no date moved.
using System.Collections.Concurrent;
using System.Globalization;
using FeedService.Tests.Support;
using Microsoft.Data.Sqlite;

namespace FeedService.Tests.Survive;

[Collection("strace")]
public sealed class KillSweepTests
{
    /// <summary>FAULTS=all takes every point there is.</summary>
    private static readonly bool All = Environment.GetEnvironmentVariable("FAULTS") == "all";

    [Fact]
    public async Task Killed_before_any_call_of_an_ingest_the_next_run_ends_where_an_undisturbed_one_does() =>
        Assert.Empty(await FaultsAsync(Before.Database, hook: null, most: 90, (recording, folder, end) => recording.PutKilled(folder, end)));

    [Fact]
    public async Task Killed_before_any_call_of_the_first_start_and_its_migrations_the_next_start_is_ready_in_time() =>
        Assert.Empty(await FaultsAsync(Before.Nothing, hook: null, most: 60, (recording, folder, end) => recording.PutKilled(folder, end)));

    [Fact]
    public async Task Killed_before_any_call_of_an_upgrade_the_next_start_is_ready_in_time() =>
        Assert.Empty(await FaultsAsync(Before.OlderDatabase, hook: null, most: 40, (recording, folder, end) => recording.PutKilled(folder, end)));

    [Fact]
    public async Task When_the_power_fails_at_any_call_no_commit_is_lost() =>
        Assert.Empty(await FaultsAsync(Before.Database, hook: null, most: 90, (recording, folder, end) => recording.PutPowerCut(folder, end, new Random(end))));

    [Fact]
    public async Task Without_a_journal_a_kill_leaves_damage() =>
        Assert.NotEmpty(await FaultsAsync(Before.Database, "PRAGMA journal_mode=OFF", most: 20, (recording, folder, end) => recording.PutKilled(folder, end)));

    [Fact]
    public async Task Without_syncing_a_power_cut_leaves_damage() =>
        Assert.NotEmpty(await FaultsAsync(Before.Database, "PRAGMA synchronous=OFF", most: 20, (recording, folder, end) => recording.PutPowerCut(folder, end, new Random(end))));

    /// <summary>That what is put together from a recording is what a kill leaves.</summary>
    [Fact]
    public async Task A_real_kill_leaves_the_files_that_the_recording_says()
    {
        using var undisturbed = await Undisturbed.CreateAsync(Before.Database);
        foreach (var (call, number) in ((string, int)[])[(Strace.Write, 10), ("fsync", 3), ("ftruncate", 1)])
        {
            using var killed = undisturbed.Copy();
            var before = await File.ReadAllBytesAsync(killed.Database);
            var (exitCode, _) = await Strace.RunAsync(killed, ["-o", "/dev/null", "-e", $"trace={call}", "-e", $"inject={call}:signal=KILL:when={number.ToString(CultureInfo.InvariantCulture)}"], hook: null, "ingest");
            Assert.NotEqual(0, exitCode);
            Assert.True(!Enumerable.SequenceEqual(before, await File.ReadAllBytesAsync(killed.Database)) || new FileInfo(killed.Database + "-journal").Length > 0, $"{call} {number} came before any change");
            Assert.Null(await undisturbed.FaultOfAsync(killed));
        }
    }

    private static async Task<IReadOnlyCollection<string>> FaultsAsync(Before before, string? hook, int most, Action<Recording, TestFolder, int> end)
    {
        using var undisturbed = await Undisturbed.CreateAsync(before);
        using var recorded = undisturbed.Copy();
        var recording = await Recording.OfAsync(recorded, hook, "ingest");
        var listings = await ListingsAfterCommitsAsync(undisturbed, recording);
        var points = Spread(recording.Calls, All ? int.MaxValue : most).ToList();
        var faults = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(points, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (point, _) =>
        {
            using var folder = undisturbed.Copy();
            end(recording, folder, point);
            var committed = listings.LastOrDefault(commit => commit.Call <= point).Listings;
            if (await ListingsAsync(folder) is var kept && kept < committed)
                faults.Add($"before call {point}: {kept} listings of {committed} that were committed");
            else if (await undisturbed.FaultOfAsync(folder) is { } fault)
                faults.Add($"before call {point}, {recording.Calls[point].Kind}: {fault}");
        });
        TestContext.Current.TestOutputHelper?.WriteLine($"{points.Count} points of {recording.Calls.Count}, {faults.Count} faults: {faults.FirstOrDefault()}");
        return faults;
    }

    /// <summary>The same number of points of each kind of call, evenly spread over its calls.</summary>
    private static IEnumerable<int> Spread(IReadOnlyList<FileCall> calls, int most)
    {
        var kinds = Enumerable.Range(0, calls.Count).GroupBy(i => (calls[i].Kind, calls[i].File)).Select(kind => kind.ToList()).ToList();
        foreach (var kind in kinds)
        {
            var wanted = Math.Min(kind.Count, Math.Max(1, most / kinds.Count));
            for (var i = 0; i < wanted; i++)
                yield return kind[(int)((long)i * kind.Count / wanted)];
        }
    }

    private static async Task<IReadOnlyList<(int Call, long Listings)>> ListingsAfterCommitsAsync(Undisturbed undisturbed, Recording recording)
    {
        var listings = new List<(int, long)>();
        foreach (var commit in recording.Commits().Where(commit => commit <= recording.Calls.Count))
        {
            using var folder = undisturbed.Copy();
            recording.PutKilled(folder, commit);
            listings.Add((commit, await ListingsAsync(folder)));
        }
        return listings;
    }

    private static async Task<long> ListingsAsync(TestFolder folder)
    {
        await using var connection = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM listings";
        try
        {
            return (long)(await command.ExecuteScalarAsync())!;
        }
        catch (SqliteException)
        {
            return 0;
        }
    }
}
