// Ingest of many new items and of known ones, against sqlite3's .import of the rows that came of it.
using System.Text.Json;
using FeedService.Benchmarks.Support;

namespace FeedService.Benchmarks.Sections;

/// <summary>
/// Each listing is the first of its own folder, and the folders are mapped to fifty topics: so the flood guard, which holds a
/// listing that makes news of a fifth of a live page, has nothing to say. The second captures add 25 stories of 500 to their pages.
/// </summary>
internal static class Ingesting
{
    public const int Topics = 50;
    public const int PerListing = 500;
    public const string Database = "feeds.db";
    private const int NewsPerListing = 25;

    public static async Task RunAsync(Bench bench)
    {
        WriteConfiguration(bench);
        WriteListings(bench, "first", shift: 0, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var fresh = await IngestWorker.StartAsync(bench.Folder.Path, "first", Database);
        Expect(fresh, bench.Scale.Listings, bench.Scale.Listings * PerListing);
        var import = await SqliteImport.RunAsync(bench.Folder, Database);
        WriteListings(bench, "second", NewsPerListing, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        var known = await IngestWorker.StartAsync(bench.Folder.Path, "second", Database);
        Expect(known, bench.Scale.Listings, bench.Scale.Listings * NewsPerListing);
        Tell(bench, fresh, known, import);
        Classifying.Run(bench, bench.Scale.Listings * PerListing, fresh.CpuSeconds / (bench.Scale.Listings * PerListing));
        var program = await ServedSite.PublishAsync(bench.Folder);
        await LargeListingAsync(bench, program);
        await LargeStore.RunAsync(bench, program, bench.Scale.Listings * (PerListing + NewsPerListing));
    }

    private static void Tell(Bench bench, IngestCost fresh, IngestCost known, ImportCost import)
    {
        var entries = bench.Scale.Listings * PerListing;
        var rowsPerSecond = import.Rows / fresh.Seconds;
        bench.Report.Add($"ingest of {entries:N0} new items", $"{rowsPerSecond:N0} rows/s, {entries / fresh.Seconds:N0} items/s, {fresh.CpuSeconds:0.0} s CPU of {fresh.Seconds:0.0} s", $"{import.Rows / import.Seconds:N0} rows/s by .import, {import.CpuSeconds:0.0} s CPU of {import.Seconds:0.0} s", import.Seconds / fresh.Seconds, ">= 0.40");
        bench.Report.Add("its last tenth", $"{fresh.Slices[^1]:0.00} s", $"{fresh.Slices[0]:0.00} s for the first tenth", fresh.Slices[0] / fresh.Slices[^1], ">= 0.80");
        bench.Report.Add("as many listings, 95 % known", $"{entries / known.Seconds:N0} entries/s", $"{entries / fresh.Seconds:N0} entries/s new", fresh.Seconds / known.Seconds, ">= 1.00");
        bench.Report.Add("its peak memory", $"{fresh.PeakMegabytes:0} MB", "400 MB", fresh.PeakMegabytes / 400, "<= 1.00");
    }

    private static async Task LargeListingAsync(Bench bench, string program)
    {
        const int items = 100_000;
        Directory.CreateDirectory(bench.Folder["large/t00/large"]);
        await File.WriteAllBytesAsync(bench.Folder["large/t00/large/2026-06-01T0000.txt"], Sample.Page(Enumerable.Range(100_000_000, items)));
        var (megabytes, seconds) = await Measure.PeakOfAsync(bench.Folder, program, "ingest", "large", "--Storage:ConnectionString=Data Source=large.db");
        bench.Report.Add("one listing of 100,000 items", $"{megabytes:0} MB peak, {seconds:0.0} s", "400 MB", megabytes / 400, "<= 1.00");
    }

    private static void WriteConfiguration(Bench bench)
    {
        var folders = Folders(bench.Scale.Listings).ToLookup(folder => folder[..3]);
        File.WriteAllText(bench.Folder["appsettings.json"], JsonSerializer.Serialize(new
        {
            Topics = folders.Select(topic => new { Slug = topic.Key, Folders = topic }),
            Inbox = new { SettleSeconds = 0 },
            Logging = new { LogLevel = new { Default = "Warning" } },
        }));
    }

    private static IEnumerable<string> Folders(int listings) => Enumerable.Range(0, listings).Select(n => $"t{n % Topics:00}/p{n / Topics:00}");

    /// <summary>Ten minutes lie between two captures, more than a listing's stories need seconds.</summary>
    private static void WriteListings(Bench bench, string inbox, int shift, DateTimeOffset start)
    {
        foreach (var (folder, n) in Folders(bench.Scale.Listings).Select((folder, n) => (folder, n)))
        {
            var path = bench.Folder[$"{inbox}/{folder}"];
            Directory.CreateDirectory(path);
            var newest = (n * 2 * PerListing) + PerListing + shift;
            File.WriteAllBytes(Path.Combine(path, $"{start.AddMinutes(10 * n):yyyy-MM-dd'T'HHmm}.txt"), Sample.Page(Enumerable.Range(1, PerListing).Select(i => newest - i)));
        }
    }

    private static void Expect(IngestCost cost, int listings, int items)
    {
        if (cost.Summary.Accepted != listings || cost.Summary.NewItems != items)
            throw new InvalidOperationException($"Not what was to be measured: {cost.Summary}");
    }
}
