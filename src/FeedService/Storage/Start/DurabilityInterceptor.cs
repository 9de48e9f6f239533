// What every SQLite connection is told before its first statement.
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FeedService.Storage;

/// <summary>
/// TRUNCATE + FULL: of 200 commits before a power cut all 200 are kept; WAL + NORMAL kept 96 (DESIGN section 7, measured).
/// </summary>
internal sealed class DurabilityInterceptor : DbConnectionInterceptor
{
    public const string Pragmas = "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
