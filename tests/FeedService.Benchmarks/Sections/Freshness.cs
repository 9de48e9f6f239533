// How long after its commit a change shows in the feeds, when another process made it.
using System.Diagnostics;
using System.Runtime.CompilerServices;
using FeedService.Benchmarks.Support;
using FeedService.Storage;
using Microsoft.Data.Sqlite;

namespace FeedService.Benchmarks.Sections;

internal static class Freshness
{
    private const int Topic = 3;

    public static async Task RunAsync(Bench bench, string program, Server service)
    {
        using var client = new HttpClient { BaseAddress = new Uri(service.Address) };
        // Which knows where SQLite's own library is (SqliteAssemblies).
        RuntimeHelpers.RunModuleConstructor(typeof(DurabilityInterceptor).Module.ModuleHandle);
        await using var database = new SqliteConnection($"Data Source={bench.Folder["served.db"]};Mode=ReadOnly;Pooling=False");
        await database.OpenAsync();
        var delays = new List<double>();
        for (var change = 1; change <= 2 * bench.Scale.Rounds; change++)
        {
            ServedSite.Drop(bench.Folder, Topic, 50 + change, new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero).AddHours(change));
            delays.Add(await DelayAsync(bench.Folder, program, client, database));
        }
        bench.Report.Add("a commit of another process shows, the slowest", $"{delays.Max():0.00} s", "1 s", delays.Max(), "<= 1.00");
    }

    private static async Task<double> DelayAsync(WorkFolder folder, string program, HttpClient client, SqliteConnection database)
    {
        var path = ServedSite.PathOf(Topic, "atom");
        var (tag, revision) = (await ServedSite.TagOfAsync(client, path), RevisionOf(database));
        var ingest = Tool.RunAsync(folder.Path, null, program, "ingest");
        while (RevisionOf(database) == revision)
            await Task.Delay(2);
        var commit = Stopwatch.GetTimestamp();
        while (await ServedSite.TagOfAsync(client, path) == tag)
            await Task.Delay(2);
        var delay = Stopwatch.GetElapsedTime(commit).TotalSeconds;
        await ingest;
        return delay;
    }

    private static long RevisionOf(SqliteConnection database)
    {
        using var command = database.CreateCommand();
        command.CommandText = $"SELECT Revision FROM topics WHERE Slug = 'topic-{Topic:0000}'";
        return (long)command.ExecuteScalar()!;
    }
}
