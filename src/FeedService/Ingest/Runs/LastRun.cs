// How the runs go, for /health/ready: the last one, and whether they still finish.
using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace FeedService.Ingest;

/// <summary>Remembers in memory how the last run went; a run that changes nothing writes nothing.</summary>
internal sealed class LastRun(IOptions<InboxOptions> options, TimeProvider clock) : IHealthCheck
{
    /// <summary>Runs that may be missed before somebody should look: one may be long, two may be chance.</summary>
    private const int RunsMissed = 3;

    private readonly Schedule schedule = Schedule.Parse(options.Value.Schedule)!;
    private readonly DateTimeOffset started = clock.GetUtcNow();
    private volatile Result? last;
    private volatile Result? lastFinished;

    public void Finished(RunSummary summary, DateTimeOffset at) => last = lastFinished = new Result(at, summary.ToString(), Error: null);

    public void Failed(string error, DateTimeOffset at) => last = new Result(at, Summary: null, error);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(last switch
    {
        _ when schedule.After(lastFinished?.At ?? started, RunsMissed) is var due && due <= clock.GetUtcNow() =>
            HealthCheckResult.Unhealthy($"no run has finished for {RunsMissed} periods ({options.Value.Schedule}); what was published goes on being served", data: DataOf(last)),
        null => HealthCheckResult.Unhealthy("no run has finished yet"),
        { Error: null } run => HealthCheckResult.Healthy(run.Summary, DataOf(run)),
        { } run => HealthCheckResult.Unhealthy($"the last run failed: {run.Error}", data: DataOf(run)),
    });

    private Dictionary<string, object> DataOf(Result? run) => new()
    {
        ["lastRun"] = TimeOf(run),
        ["lastFinished"] = TimeOf(lastFinished),
        ["lastError"] = run?.Error ?? "",
    };

    private static string TimeOf(Result? run) => run?.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    private sealed record Result(DateTimeOffset At, string? Summary, string? Error);
}
