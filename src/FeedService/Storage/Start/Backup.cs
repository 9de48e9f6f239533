// A copy of the database as it is between two commits, taken while a service is at work on it.
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace FeedService.Storage;

internal sealed class Backup(IOptions<StorageOptions> options)
{
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(30);

    /// <summary>Writes beside the file first, checks it and then gives it its name: a file of that name is a whole backup.</summary>
    /// <exception cref="DatabaseUnusableException">There is no database, the copy is damaged, or something stands there already.</exception>
    public async Task WriteAsync(string file, CancellationToken cancellationToken)
    {
        var database = new SqliteConnectionStringBuilder(options.Value.ConnectionString).DataSource;
        if (!File.Exists(database))
            throw new DatabaseUnusableException($"{Path.GetFullPath(database)} is not there; nothing to back up (Storage:ConnectionString)");
        if (File.Exists(file))
            throw new DatabaseUnusableException($"{file} is there already; a backup never takes the place of another");
        var part = file + ".part";
        File.Delete(part);
        await Task.Run(() => Copy(database, part), cancellationToken);
        using (var copy = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
            copy.Flush(flushToDisk: true);
        File.Move(part, file);
    }

    /// <summary>In one step: SQLite holds off the writers for as long as it takes, so that the copy is of one moment.</summary>
    private static void Copy(string database, string part)
    {
        using var source = Open(database, SqliteOpenMode.ReadWrite);
        WaitForCommits(source);
        using var target = Open(part, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(target);
        using var check = target.CreateCommand();
        check.CommandText = "PRAGMA integrity_check(1)";
        if (Convert.ToString(check.ExecuteScalar(), CultureInfo.InvariantCulture) is var verdict and not "ok")
            throw new DatabaseUnusableException($"the copy is damaged ({verdict}), and so is probably {database}: restart the service, the start says what to do");
    }

    /// <summary>The copy is no command, which would wait by itself: it fails at once where it meets a commit, unless SQLite is told to wait.</summary>
    private static void WaitForCommits(SqliteConnection source)
    {
        using var pragma = source.CreateCommand();
        pragma.CommandText = $"PRAGMA busy_timeout={MostWait.TotalMilliseconds}";
        pragma.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}
