// Brings the database to today's schema, whatever a killed predecessor left behind.
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FeedService.Storage;

/// <summary>
/// EF's own SQLite migration lock is a row that survives a kill and hangs every later start (DESIGN section 7, measured).
/// So: a lock file, which the kernel releases with its owner; then the stale row is known to be nobody's and is removed.
/// </summary>
internal sealed partial class DatabaseStart(
    IDbContextFactory<FeedDbContext> contexts,
    Soundness soundness,
    IOptions<StorageOptions> options,
    TimeProvider clock,
    ILogger<DatabaseStart> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="DatabaseUnusableException">The folder, the file or its schema cannot be used; the message says what to do.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken, AfterDamage afterDamage = AfterDamage.Refuse)
    {
        var file = DatabaseFile();
        try
        {
            if (afterDamage != AfterDamage.BeginAnew && DamagedDatabase.LeftBehind(file) is { } aside)
                throw Damaged(file, aside);
            // Nothing to write is the rule, and then a full disk or a read-only folder hinders nobody.
            if (File.Exists(file) && await soundness.BeginAsync(file, cancellationToken) && await IsUpToDateAsync(cancellationToken))
                return;
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await using var startLock = await TakeStartLockAsync(file + ".lock", cancellationToken);
            if (!await soundness.BeginAsync(file, cancellationToken))
                throw afterDamage == AfterDamage.Leave ? new DatabaseUnusableException($"{file}: {DatabaseFault.OfDamage}") : Damaged(file, DamagedDatabase.MoveAside(file, clock.GetUtcNow()));
            await soundness.EnsureAsync(cancellationToken);
            await MakeAsync(file);
            await MigrateAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new DatabaseUnusableException($"{file}: {DatabaseFault.AdviceOn(e) ?? $"{e.Message} Check the folder's permissions and free space (Storage:ConnectionString)."}", e);
        }
    }

    /// <summary>Whether every page is whole, however long it takes to look; changes nothing.</summary>
    public Task<bool> IsWholeAsync(CancellationToken cancellationToken) => Soundness.IsWholeAsync(DatabaseFile(), cancellationToken);

    /// <summary>The service itself never begins anew in the place of a damaged database: its feeds would be empty for a while, and dated anew.</summary>
    private static DatabaseUnusableException Damaged(string file, string aside) => new(
        $"{file} was damaged and is kept as {aside}; nothing is served from it. Put a backup in its place, or rebuild it with \"FeedService ingest\" "
        + "from the files in the inbox (\"FeedService ingest DIR\" from an export makes the same feeds byte for byte), then start again.");

    private string DatabaseFile()
    {
        var source = new SqliteConnectionStringBuilder(options.Value.ConnectionString).DataSource;
        return Path.GetFullPath(source);
    }

    private async Task<FileStream> TakeStartLockAsync(string path, CancellationToken cancellationToken)
    {
        for (var deadline = clock.GetUtcNow() + Patience; ; await Task.Delay(100, cancellationToken))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (clock.GetUtcNow() < deadline && File.Exists(path))
            {
                // Another process is starting on the same database.
            }
        }
    }

    /// <summary>A file without a byte is a database without a table. EF would make one in WAL mode.</summary>
    private static ValueTask MakeAsync(string file) => new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite).DisposeAsync();

    private async Task<bool> IsUpToDateAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var known = context.Database.GetMigrations().ToHashSet();
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToHashSet();
        if (!applied.IsSubsetOf(known))
            throw new DatabaseUnusableException($"{DatabaseFile()} was written by a newer FeedService ({applied.Except(known).Max()}); install that one again, or put the backup from before the upgrade in place.");
        return known.SetEquals(applied);
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Database.SetCommandTimeout(Patience);
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count == 0)
            return;
        await RemoveStaleMigrationLockAsync(context, cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
        Log.Migrated(log, pending.Count, pending[^1]);
    }

    private static async Task RemoveStaleMigrationLockAsync(FeedDbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "DROP TABLE IF EXISTS \"__EFMigrationsLock\"";
        await command.ExecuteNonQueryAsync(cancellationToken);
        await context.Database.CloseConnectionAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Database brought up to date: {Count} migration(s), the last {Migration}")]
        public static partial void Migrated(ILogger logger, int count, string migration);
    }
}

/// <summary>The database cannot be used; the message names the file and what to do.</summary>
internal sealed class DatabaseUnusableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What a start does with a damaged database, and where one was moved aside and nothing has taken its place.</summary>
internal enum AfterDamage
{
    /// <summary>Moves it aside, says so and ends: serving an empty database would look as if all stories were gone.</summary>
    Refuse,

    /// <summary>Says so and ends, and leaves the file where it is: a service may be at work on it.</summary>
    Leave,

    /// <summary>Begins a new database, because it is about to be filled.</summary>
    BeginAnew,
}
