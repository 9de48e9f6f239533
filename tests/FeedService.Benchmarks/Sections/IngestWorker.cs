// Runs in a process of its own, so that its CPU time and peak memory are ingest's alone.
using System.Diagnostics;
using System.Text.Json;
using FeedService.Benchmarks.Support;
using FeedService.Commands;
using FeedService.Ingest;
using FeedService.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FeedService.Benchmarks.Sections;

/// <summary>What one ingest cost.</summary>
/// <param name="Slices">Seconds of each tenth of the files.</param>
internal sealed record IngestCost(RunSummary Summary, IReadOnlyList<double> Slices, double CpuSeconds, double PeakMegabytes)
{
    public double Seconds => Slices.Sum();
}

internal static class IngestWorker
{
    private const int Tenths = 10;

    /// <summary>Ingests a folder of the work folder into a database there, with the appsettings.json that lies beside them, in a new process.</summary>
    public static async Task<IngestCost> StartAsync(string workFolder, string inbox, string database)
    {
        var output = await Tool.RunAsync(workFolder, null, Environment.ProcessPath!, "worker", inbox, database);
        return JsonSerializer.Deserialize<IngestCost>(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1])!;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        await using var service = Composition.CreateBuilder([$"--Storage:ConnectionString=Data Source={args[1]}"]).Build();
        await service.Services.GetRequiredService<DatabaseStart>().PrepareAsync(CancellationToken.None);
        var scan = Inbox.Scan(args[0]);
        var files = scan.Files.OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        var summary = new RunSummary();
        var slices = new List<double>();
        foreach (var slice in files.Chunk((files.Count + Tenths - 1) / Tenths))
        {
            var start = Stopwatch.GetTimestamp();
            Add(summary, await service.Services.GetRequiredService<IngestRun>().OverAsync(() => new InboxScan(slice, []), CancellationToken.None));
            slices.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        using var process = Process.GetCurrentProcess();
        var cost = new IngestCost(summary, slices, process.TotalProcessorTime.TotalSeconds, Measure.PeakMegabytes(process.Id));
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(cost));
        return 0;
    }

    private static void Add(RunSummary sum, RunSummary part)
    {
        sum.Accepted += part.Accepted;
        sum.NothingNew += part.NothingNew;
        sum.Held += part.Held;
        sum.Rejected += part.Rejected;
        sum.Unreadable += part.Unreadable;
        sum.NewItems += part.NewItems;
        sum.EditedItems += part.EditedItems;
    }
}
