// What the last run found, for /health/ready.
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FeedService.Ingest;

/// <summary>Remembers in memory how the last run went; a run that changes nothing writes nothing.</summary>
internal sealed class LastRun : IHealthCheck
{
    private volatile Result? last;

    public void Finished(RunSummary summary, DateTimeOffset at) => last = new Result(at, summary.ToString(), Error: null);

    public void Failed(Exception error, DateTimeOffset at) => last = new Result(at, Summary: null, error.Message);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(last switch
    {
        null => HealthCheckResult.Unhealthy("no run has finished yet"),
        { Error: null } run => HealthCheckResult.Healthy(run.Summary, DataOf(run)),
        { } run => HealthCheckResult.Unhealthy($"the last run failed: {run.Error}", data: DataOf(run)),
    });

    private static Dictionary<string, object> DataOf(Result run) => new()
    {
        ["lastRun"] = run.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        ["lastError"] = run.Error ?? "",
    };

    private sealed record Result(DateTimeOffset At, string? Summary, string? Error);
}
