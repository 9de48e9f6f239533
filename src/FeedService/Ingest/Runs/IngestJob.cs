// What Quartz starts: one run over the inbox.
using Quartz;

namespace FeedService.Ingest;

[DisallowConcurrentExecution]
internal sealed class IngestJob(IngestRun run, IHostApplicationLifetime lifetime) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        // A run over many files ends with the one in hand when the service is told to stop: what is committed stays.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await run.OverInboxAsync(stopping.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The next start goes on from there.
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Told by the run, in the log and in /health/ready. Here is where the next one gets its chance.
        }
    }
}
