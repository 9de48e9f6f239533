// What Quartz starts: one run over the inbox.
using Quartz;

namespace FeedService.Ingest;

[DisallowConcurrentExecution]
internal sealed class IngestJob(IngestRun run) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await run.OverInboxAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Told by the run, in the log and in /health/ready. Here is where the next one gets its chance.
        }
    }
}
