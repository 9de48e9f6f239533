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
    IOptions<StorageOptions> options,
    TimeProvider clock,
    ILogger<DatabaseStart> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="DatabaseUnusableException">The folder, the file or its schema cannot be used; the message says what to do.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var file = DatabaseFile();
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await using var startLock = await TakeStartLockAsync(file + ".lock", cancellationToken);
            await RollBackWhatAKillLeftAsync(file, cancellationToken);
            await MigrateAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new DatabaseUnusableException($"The database {file} cannot be used: {e.Message} Check the folder's permissions and free space (Storage:ConnectionString).", e);
        }
    }

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

    /// <summary>
    /// A kill in the middle of a commit leaves a journal that only a writer can roll back, and EF first asks through a
    /// read-only connection whether the database exists: that one would fail with "attempt to write a readonly database".
    /// </summary>
    private static async Task RollBackWhatAKillLeftAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            return;
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master";
        await command.ExecuteScalarAsync(cancellationToken);
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
internal sealed class DatabaseUnusableException(string message, Exception inner) : Exception(message, inner);
