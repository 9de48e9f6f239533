// Whether the database answers, is of this version, can be written to and has room, for /health/ready.
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace FeedService.Storage;

internal sealed class DatabaseHealth(IDbContextFactory<FeedDbContext> contexts, IOptions<StorageOptions> options, OwnWrites writes) : IHealthCheck
{
    /// <summary>A run over a large inbox needs about this much at once: its listings, and the journal beside them.</summary>
    private const long LeastMegabytesFree = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var file = new SqliteConnectionStringBuilder(options.Value.ConnectionString).DataSource;
        var data = new Dictionary<string, object> { ["file"] = Path.GetFileName(file) };
        try
        {
            if (!File.Exists(file))
                return HealthCheckResult.Unhealthy("the database file is gone; put it or a backup back, or restart (a new service has none before its first start)", data: data);
            var free = new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(file))!).AvailableFreeSpace >> 20;
            data["megabytesFree"] = free;
            await TakeWriteLockAsync(file, cancellationToken);
            if (!await IsOfThisVersionAsync(data, cancellationToken))
                return HealthCheckResult.Unhealthy("the database's schema is not this version's: another version is at work on it; restart the service", data: data);
            return free < LeastMegabytesFree
                ? HealthCheckResult.Degraded($"the disk has {free} MB left; below {LeastMegabytesFree} MB listings may not fit", data: data)
                : HealthCheckResult.Healthy("the database answers and can be written to", data);
        }
        catch (Exception e) when (DatabaseFault.IsLock(e) && writes.AreUnderWay)
        {
            // A listing of a hundred thousand items takes half a minute. The lock is ours, so whoever looked for its holder would stop us.
            return HealthCheckResult.Healthy("a run is writing to the database", data);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(DatabaseFault.AdviceOn(e) ?? e.Message, data: data);
        }
    }

    private async Task<bool> IsOfThisVersionAsync(Dictionary<string, object> data, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        data["schema"] = applied.LastOrDefault() ?? "";
        return applied.SequenceEqual(context.Database.GetMigrations());
    }

    /// <summary>Takes the lock that a run needs, and gives it back: nothing is written.</summary>
    private static async Task TakeWriteLockAsync(string file, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = (int)Patience.TotalSeconds, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = connection.BeginTransaction(deferred: false);
        await transaction.RollbackAsync(cancellationToken);
    }
}
