// What a large store costs who serves it: the start, one rendering, and memory with thousands of topics more.
using System.Diagnostics;
using FeedService.Benchmarks.Support;
using Microsoft.Data.Sqlite;

namespace FeedService.Benchmarks.Sections;

/// <summary>The store that ingest has just filled, and beside it one of as many topics with a few listings each.</summary>
internal static class LargeStore
{
    private const int Few = 100;
    private const int AddedTopics = 9_950;
    private const int WarmTopics = 2_000;

    public static async Task RunAsync(Bench bench, string program, int items)
    {
        var start = await StartSecondsAsync(bench, program);
        bench.Report.Add($"first response with {items:N0} items", $"{start:0.00} s", "2 s", start / 2, "<= 1.00");
        var large = await RenderMillisecondsAsync(bench, program, Ingesting.Database);
        await FillSmallAsync(bench);
        var small = await RenderMillisecondsAsync(bench, program, "small.db");
        bench.Report.Add($"one feed rendered from {items:N0} items", $"{large:0.0} ms", $"{small:0.0} ms from a store of {Few * Ingesting.PerListing:N0}", large / small);
        AddTopics(bench.Folder[Ingesting.Database]);
        await using var service = await Server.StartServiceAsync(bench.Folder, program, 5186, $"--Storage:ConnectionString=Data Source={Ingesting.Database}");
        await AskAsync(service, Enumerable.Range(0, WarmTopics).SelectMany(topic => ServedSite.Extensions.Select(extension => $"/feeds/added-{topic}.{extension}")));
        await Task.Delay(ServedSite.Rest);
        var resident = Measure.ResidentMegabytes(service.Id);
        bench.Report.Add($"resident memory with {items:N0} items, 10,000 topics and {3 * WarmTopics:N0} feeds warm", $"{resident:0} MB", "300 MB", resident / 300, "<= 1.00");
    }

    private static async Task<double> StartSecondsAsync(Bench bench, string program)
    {
        var times = new List<double>();
        for (var round = 0; round < 3; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await using var service = await Server.StartServiceAsync(bench.Folder, program, 5185, $"--Storage:ConnectionString=Data Source={Ingesting.Database}");
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return Measure.Median(times);
    }

    private static async Task FillSmallAsync(Bench bench)
    {
        Directory.CreateDirectory(bench.Folder["few"]);
        foreach (var folder in Directory.GetDirectories(bench.Folder["first"]))
        {
            foreach (var page in Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Take(2))
            {
                Directory.CreateDirectory(bench.Folder[$"few/{Path.GetFileName(folder)}/{Path.GetFileName(page)}"]);
                foreach (var file in Directory.GetFiles(page))
                    File.Copy(file, bench.Folder[$"few/{Path.GetFileName(folder)}/{Path.GetFileName(page)}/{Path.GetFileName(file)}"]);
            }
        }
        await IngestWorker.StartAsync(bench.Folder.Path, "few", "small.db");
    }

    /// <summary>The median over all topics but the first ten, which the runtime compiles for.</summary>
    private static async Task<double> RenderMillisecondsAsync(Bench bench, string program, string database)
    {
        await using var service = await Server.StartServiceAsync(bench.Folder, program, 5187, $"--Storage:ConnectionString=Data Source={database}");
        var times = await AskAsync(service, Enumerable.Range(0, Ingesting.Topics).Select(topic => $"/feeds/t{topic:00}.atom"));
        return Measure.Median([.. times.Skip(10)]);
    }

    /// <summary>One after the other; milliseconds of each.</summary>
    private static async Task<IReadOnlyList<double>> AskAsync(Server service, IEnumerable<string> paths)
    {
        using var client = new HttpClient { BaseAddress = new Uri(service.Address), DefaultRequestHeaders = { { "Accept-Encoding", "gzip" } } };
        var times = new List<double>();
        foreach (var path in paths)
        {
            var start = Stopwatch.GetTimestamp();
            await client.GetByteArrayAsync(path);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return times;
    }

    /// <summary>Topics of as many stories as those of the served site have, and one of one story each for the rest.</summary>
    private static void AddTopics(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            BEGIN;
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {AddedTopics - 1})
            INSERT INTO topics SELECT 1000 + i, printf('00000000-0000-4000-8000-%012d', i), 'added-' || i, 'Added ' || i, 'A topic more.',
                (SELECT max(Revision) FROM topics) + 1, (SELECT max(ChangedAt) FROM topics), '' FROM n;
            INSERT INTO item_topics (TopicId, Published, ItemId, Archive)
            SELECT topics.Id, items.Published, items.Id, 0 FROM topics JOIN items
                ON items.Id BETWEEN 1 + (topics.Id - 1000) * 5 AND (topics.Id - 1000) * 5 + CASE WHEN topics.Id < {1000 + WarmTopics} THEN {ServedSite.StoriesPerTopic} ELSE 1 END
            WHERE topics.Id >= 1000;
            COMMIT;
            """;
        command.ExecuteNonQuery();
    }
}
