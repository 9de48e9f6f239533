// A database as the version before the last migrations left it, with the rows that were in it then.
using FeedService.Storage;
using FeedService.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FeedService.Tests.Survive;

internal static class OlderDatabase
{
    /// <summary>What the older version knew; the migrations since then add columns, and fill a table from the rows they find.</summary>
    private const string Version = "20261120000000_FirstTables";

    public static async Task PutInPlaceOfAsync(TestFolder folder)
    {
        using var older = new TestFolder();
        await MigrateAsync(older.Database);
        await CopyRowsAsync(folder.Database, older.Database);
        File.Copy(older.Database, folder.Database, overwrite: true);
    }

    private static async Task MigrateAsync(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var context = new FeedDbContext(new DbContextOptionsBuilder<FeedDbContext>().UseSqlite($"Data Source={file};Pooling=False")
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning)).Options);
        await context.GetService<IMigrator>().MigrateAsync(Version);
        Assert.NotEmpty(await context.Database.GetPendingMigrationsAsync());
    }

    /// <summary>Of every table that both have, the columns that both have.</summary>
    private static async Task CopyRowsAsync(string from, string to)
    {
        await using var connection = new SqliteConnection($"Data Source={to};Pooling=False;Foreign Keys=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"ATTACH '{from}' AS newer";
        await command.ExecuteNonQueryAsync();
        foreach (var table in await ReadAsync(command, "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name IN (SELECT name FROM newer.sqlite_master)"))
        {
            var columns = string.Join(", ", await ReadAsync(command, $"SELECT '\"' || name || '\"' FROM pragma_table_info('{table}', 'main') WHERE name IN (SELECT name FROM pragma_table_info('{table}', 'newer'))"));
            command.CommandText = $"INSERT INTO main.\"{table}\" ({columns}) SELECT {columns} FROM newer.\"{table}\"";
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(SqliteCommand command, string sql)
    {
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
            values.Add(reader.GetString(0));
        return values;
    }
}
