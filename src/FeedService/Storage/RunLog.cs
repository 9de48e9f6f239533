// The runs that changed something or failed, for the operator. A quiet run leaves no trace: it writes nothing at all.
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage;

/// <summary>A run as it ended, in one sentence; or several that failed one after the other for the same reason.</summary>
internal sealed record PastRun(DateTimeOffset Started, DateTimeOffset Finished, string Outcome, bool Failed);

internal sealed class RunLog(IDbContextFactory<FeedDbContext> contexts)
{
    /// <summary>A year of a busy site; older ones are forgotten.</summary>
    private const int Kept = 10_000;

    public async Task RecordAsync(PastRun run, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var last = await context.Runs.AsNoTracking().OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        var finished = run.Finished.ToUnixTimeSeconds();
        if (run.Failed && last is { Failed: true } && last.Outcome == run.Outcome)
            await context.Runs.Where(row => row.Id == last.Id).ExecuteUpdateAsync(row => row.SetProperty(same => same.FinishedAt, finished), cancellationToken);
        else
            await AddAsync(context, (last?.Id ?? 0) + 1, run, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<PastRun>> ReadAsync(int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Runs.AsNoTracking().OrderByDescending(row => row.Id).Take(most)
            .Select(row => new PastRun(DateTimeOffset.FromUnixTimeSeconds(row.StartedAt), DateTimeOffset.FromUnixTimeSeconds(row.FinishedAt), row.Outcome, row.Failed))
            .ToListAsync(cancellationToken);
    }

    private static async Task AddAsync(FeedDbContext context, long number, PastRun run, CancellationToken cancellationToken)
    {
        context.Runs.Add(new RunRow
        {
            Id = number,
            StartedAt = run.Started.ToUnixTimeSeconds(),
            FinishedAt = run.Finished.ToUnixTimeSeconds(),
            Outcome = run.Outcome,
            Failed = run.Failed,
        });
        await context.SaveChangesAsync(cancellationToken);
        await context.Runs.Where(row => row.Id <= number - Kept).ExecuteDeleteAsync(cancellationToken);
    }
}
