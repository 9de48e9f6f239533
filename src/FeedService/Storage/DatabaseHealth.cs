// Whether the database answers, for /health/ready.
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FeedService.Storage;

internal sealed class DatabaseHealth(FeedReader reader) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await reader.TopicsChangedAfterAsync(long.MaxValue, cancellationToken);
        return HealthCheckResult.Healthy("the database answers");
    }
}
