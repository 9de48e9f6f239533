// One run: look at the inbox, read what has settled, take each listing in, say what happened.
using FeedService.Model;
using FeedService.Storage;
using Microsoft.Extensions.Options;
using Polly.Timeout;

namespace FeedService.Ingest;

internal sealed class IngestRun(
    TopicCatalogue topics,
    Intake intake,
    LastRun lastRun,
    Soundness database,
    RunLog runs,
    IOptions<InboxOptions> options,
    TimeProvider clock,
    RunReport report)
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(10);

    /// <summary>What need not be looked at again while its size and time stay the same. Saves work, decides nothing.</summary>
    private readonly Dictionary<string, InboxFile> done = [];

    /// <summary>Reads everything new in the configured inbox.</summary>
    public Task<RunSummary> OverInboxAsync(CancellationToken cancellationToken) =>
        OverAsync(() => Inbox.Scan(options.Value.Folder), cancellationToken);

    /// <summary>Reads everything new that a look shows; looks again once where files were still being written.</summary>
    public async Task<RunSummary> OverAsync(Func<InboxScan> look, CancellationToken cancellationToken)
    {
        var summary = new RunSummary();
        var began = clock.GetTimestamp();
        using var span = RunTelemetry.StartRun();
        var started = clock.GetUtcNow();
        try
        {
            await database.EnsureAsync(cancellationToken);
            await topics.BringUpToDateAsync(cancellationToken);
            await TakeInAllAsync(look(), summary, cancellationToken);
            if (summary.Unsettled > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds(options.Value.SettleSeconds), clock, cancellationToken);
                summary.Unsettled = 0;
                await TakeInAllAsync(look(), summary, cancellationToken);
            }
            if (summary.Listings > 0)
                await runs.RecordAsync(new PastRun(started, clock.GetUtcNow(), summary.ToString(), Failed: false), cancellationToken);
            await RememberAsync(summary, started, cancellationToken);
            RunTelemetry.Finished(span, summary, clock.GetElapsedTime(began));
            report.Finished(summary);
            return summary;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var advice = DatabaseFault.AdviceOn(e);
            lastRun.Failed(advice ?? e.Message, clock.GetUtcNow());
            RunTelemetry.Failed(span, advice ?? e.Message, clock.GetElapsedTime(began));
            await TryRecordAsync(new PastRun(started, clock.GetUtcNow(), advice ?? e.Message, Failed: true), cancellationToken);
            report.Failed(e, advice);
            throw;
        }
        finally
        {
            report.EndOfRun();
        }
    }

    /// <summary>A run that could not look at the inbox is none: nothing came in, and nobody else would notice.</summary>
    private async Task RememberAsync(RunSummary summary, DateTimeOffset started, CancellationToken cancellationToken)
    {
        if (report.Blindness is { } blind)
        {
            var failure = new PastRun(started, clock.GetUtcNow(), $"{blind.Label}: {blind.Reason}", Failed: true);
            lastRun.Failed(failure.Outcome, failure.Finished);
            await TryRecordAsync(failure, cancellationToken);
        }
        else
        {
            lastRun.Finished(summary, clock.GetUtcNow());
        }
    }

    /// <summary>Often it is the database that made the run fail; the log and /health/ready tell of it then.</summary>
    private async Task TryRecordAsync(PastRun failure, CancellationToken cancellationToken)
    {
        try
        {
            await runs.RecordAsync(failure, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            report.NotRecorded(e);
        }
    }

    private async Task TakeInAllAsync(InboxScan scan, RunSummary summary, CancellationToken cancellationToken)
    {
        foreach (var problem in scan.Problems)
            report.Tell(problem, summary);
        var now = clock.GetUtcNow();
        var (settled, unsettled) = Split(scan.Files.Where(IsNew), file => HasSettled(file, now));
        summary.Unsettled = unsettled.Count;
        var progress = clock.GetTimestamp();
        var index = 0;
        await foreach (var (file, reading) in ReadAhead.InOrder(InOrderOfCapture(settled, now), ReadAsync, cancellationToken))
        {
            await TakeInAsync(file, reading, summary, cancellationToken);
            index++;
            if (clock.GetElapsedTime(progress) < ProgressEvery)
                continue;
            progress = clock.GetTimestamp();
            report.Progress(index, settled.Count, summary);
        }
    }

    private async Task<FileReading> ReadAsync(InboxFile file, CancellationToken cancellationToken) =>
        await intake.ReadAsync(await FileReader.ReadAsync(file, options.Value.MaxFileMegabytes * 1024L * 1024L, cancellationToken), cancellationToken);

    private async Task TakeInAsync(InboxFile file, Task<FileReading> reading, RunSummary summary, CancellationToken cancellationToken)
    {
        using var span = RunTelemetry.StartListing(file.Label);
        try
        {
            var read = await reading;
            var now = clock.GetUtcNow();
            var listing = new Listing
            {
                Sha256 = read.Sha256,
                Folder = file.Folder,
                Name = file.Name,
                CaptureTime = CaptureTime.Of(file.Name, file.Modified, now),
            };
            var outcome = await intake.TakeInAsync(listing, read, Trust.Guarded, now, cancellationToken);
            summary.Add(outcome);
            report.Tell(outcome, file.Label);
            done[file.Path] = file;
        }
        catch (FileChangedException)
        {
            summary.Unsettled++;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Gone since the inbox was looked at. Where all of it is, the next look says so once.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TimeoutRejectedException)
        {
            report.Tell(new InboxProblem(file.Label, $"cannot be read: {e.Message}"), summary);
        }
    }

    private bool IsNew(InboxFile file) => !done.TryGetValue(file.Path, out var before) || before != file;

    /// <summary>A time stamp in the future settles nothing and hinders nothing: the reader checks that the file stays the same.</summary>
    private bool HasSettled(InboxFile file, DateTimeOffset now) =>
        (now - file.Modified).Duration() >= TimeSpan.FromSeconds(options.Value.SettleSeconds);

    private static IEnumerable<InboxFile> InOrderOfCapture(IEnumerable<InboxFile> files, DateTimeOffset now) =>
        files.OrderBy(file => CaptureTime.Of(file.Name, file.Modified, now)).ThenBy(file => file.Label, StringComparer.Ordinal);

    private static (List<InboxFile> Yes, List<InboxFile> No) Split(IEnumerable<InboxFile> files, Func<InboxFile, bool> test)
    {
        var groups = files.ToLookup(test);
        return ([.. groups[true]], [.. groups[false]]);
    }
}
