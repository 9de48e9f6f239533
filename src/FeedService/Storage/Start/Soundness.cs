// Whether the database is whole: what a start can know at once, and what takes as long as reading all of it.
using Microsoft.Data.Sqlite;

namespace FeedService.Storage;

/// <summary>
/// SQLite says by itself, at the first read, that a header is not one or that pages are missing. A page damaged in the middle
/// shows only when it is read, so all are checked at every start; but that takes a second for each 800 MB or so [m], and
/// nobody shall wait longer for his feed. So a start waits for a quarter of a second. What is served meanwhile was read from pages that
/// were whole, and no run writes before the verdict. Bad news that comes late is written down: the next start waits for it.
/// </summary>
internal sealed partial class Soundness(TimeProvider clock, ILogger<Soundness> log)
{
    private const string Mark = ".suspect";

    /// <summary>EF creates a database in WAL mode, and a kill may come before its next connection says otherwise; a connection that only reads cannot.</summary>
    private const string Rollback = "PRAGMA journal_mode=TRUNCATE";

    private Task<bool> verdict = Task.FromResult(true);

    /// <summary>How long a start waits for the verdict on a large database.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(0.25);

    /// <summary>Begins the check of every page.</summary>
    /// <returns>False where damage was found; true where none was, or none yet.</returns>
    /// <exception cref="SqliteException">The file cannot be read at all, for another reason than damage.</exception>
    public async Task<bool> BeginAsync(string file, CancellationToken cancellationToken)
    {
        if (!await IsReadableAsync(file, cancellationToken))
            return false;
        verdict = Task.Run(() => JudgeAsync(file, cancellationToken), CancellationToken.None);
        var suspect = File.Exists(file + Mark);
        if (!suspect && await Task.WhenAny(Task.Delay(Patience, clock, cancellationToken), verdict) != verdict)
        {
            _ = WriteDownLateNewsAsync(file);
            return true;
        }
        var sound = await verdict;
        if (suspect)
            File.Delete(file + Mark);
        return sound;
    }

    /// <summary>Waits for the verdict; whoever is about to write asks.</summary>
    /// <exception cref="DatabaseUnusableException">The database is damaged.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (!await verdict.WaitAsync(cancellationToken))
            throw new DatabaseUnusableException(DatabaseFault.OfDamage);
    }

    /// <summary>Whether every page is readable and in order; a file that is not there is.</summary>
    public static Task<bool> IsWholeAsync(string file, CancellationToken cancellationToken) => AnswersAsync(file, "PRAGMA quick_check(1)", cancellationToken);

    private async Task WriteDownLateNewsAsync(string file)
    {
        if (await verdict)
            return;
        Log.Damaged(log, file, DatabaseFault.OfDamage);
        await File.WriteAllTextAsync(file + Mark, "");
    }

    /// <summary>
    /// A first look, by a connection that may write: a kill in the middle of a commit leaves a journal that only a writer can
    /// roll back, and EF first asks read-only whether the database exists, which would fail with "attempt to write a readonly database".
    /// </summary>
    private static Task<bool> IsReadableAsync(string file, CancellationToken cancellationToken) =>
        AnswersAsync(file, "SELECT 'ok', count(*) FROM sqlite_master", cancellationToken);

    private static async Task<bool> JudgeAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await IsWholeAsync(file, cancellationToken);
        }
        catch (SqliteException)
        {
            // Locked, or the disk fails: that is for whoever reads or writes next to find, and no damage.
            return true;
        }
    }

    private static async Task<bool> AnswersAsync(string file, string question, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            return true;
        // Not pooled: no open handle may follow the file when it is moved.
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = Rollback;
            await command.ExecuteNonQueryAsync(cancellationToken);
            command.CommandText = question;
            return await command.ExecuteScalarAsync(cancellationToken) is "ok";
        }
        catch (SqliteException e) when (DatabaseFault.IsDamage(e))
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Critical, Message = "{File}: {Advice}. Nothing more is written to it; what was read whole goes on being served")]
        public static partial void Damaged(ILogger logger, string file, string advice);
    }
}
