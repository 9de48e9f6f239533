// The yardstick of ingest: sqlite3's .import of the very rows that ingest wrote, in as many transactions, equally durable.
using System.Diagnostics;
using System.Globalization;
using FeedService.Benchmarks.Support;
using Microsoft.Data.Sqlite;

namespace FeedService.Benchmarks.Sections;

internal sealed record ImportCost(long Rows, double Seconds, double CpuSeconds);

internal static class SqliteImport
{
    /// <summary>The tables, and how a row's listing is found: the transaction that it was written in.</summary>
    private static readonly (string Table, string Query)[] Tables =
    [
        ("items", "SELECT FirstListingId, items.* FROM items ORDER BY Id"),
        ("revisions", "SELECT FirstListingId, revisions.* FROM revisions JOIN items ON items.Id = ItemId ORDER BY ItemId"),
        ("appearances", "SELECT ListingId, * FROM appearances ORDER BY ListingId"),
        ("item_topics", "SELECT FirstListingId, item_topics.* FROM items JOIN item_topics ON items.Id = ItemId ORDER BY items.Id"),
        ("furniture", "SELECT ListingId, * FROM furniture ORDER BY ListingId"),
        ("changes", "SELECT FirstListingId, changes.* FROM changes JOIN items ON items.Id = ItemId ORDER BY Sequence"),
    ];

    public static async Task<ImportCost> RunAsync(WorkFolder folder, string database)
    {
        Directory.CreateDirectory(folder["csv"]);
        await using var connection = new SqliteConnection($"Data Source={folder[database]};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        var rows = Tables.Sum(table => WriteFiles(connection, folder["csv"], table.Table, table.Query));
        await File.WriteAllTextAsync(folder["import.sql"], Script(connection, folder, ref rows));
        var schema = await Tool.RunAsync(folder.Path, null, "sqlite3", database, ".schema");
        await Tool.RunAsync(folder.Path, schema + Copies(database), "sqlite3", "import.db");
        var (start, cpu) = (Stopwatch.GetTimestamp(), Measure.CpuSecondsOfChildren());
        await Tool.RunAsync(folder.Path, null, "sqlite3", "import.db", ".read import.sql");
        var cost = new ImportCost(rows, Stopwatch.GetElapsedTime(start).TotalSeconds, Measure.CpuSecondsOfChildren() - cpu);
        Directory.Delete(folder["csv"], recursive: true);
        return cost;
    }

    /// <summary>The topics, a handful of rows that ingest made before its first listing.</summary>
    private static string Copies(string database) => $"\nATTACH '{database}' AS ours; INSERT INTO topics SELECT * FROM ours.topics;";

    /// <summary>One file for each listing that has rows in the table.</summary>
    private static long WriteFiles(SqliteConnection connection, string folder, string table, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var (count, listing, file) = (0L, 0L, (StreamWriter?)null);
        for (; reader.Read(); count++)
        {
            if (reader.GetInt64(0) != listing)
            {
                file?.Dispose();
                listing = reader.GetInt64(0);
                file = new StreamWriter(Path.Combine(folder, $"{table}-{listing}.csv"));
            }
            file!.WriteLine(string.Join(',', Enumerable.Range(1, reader.FieldCount - 1).Select(i => Quoted(reader.GetValue(i)))));
        }
        file?.Dispose();
        return count;
    }

    private static string Quoted(object value) => value is string text
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    /// <summary>What DurabilityInterceptor says, then a transaction for each listing. Its own row holds a blob, which .import cannot read.</summary>
    private static string Script(SqliteConnection connection, WorkFolder folder, ref long rows)
    {
        var script = new System.Text.StringBuilder($"{Storage.DurabilityInterceptor.Pragmas}\n{Storage.LedgerStore.RoomToWrite};\n.mode csv\n");
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM listings ORDER BY Id";
        using var reader = command.ExecuteReader();
        for (; reader.Read(); rows++)
        {
            script.Append("BEGIN IMMEDIATE;\n");
            script.Append($"INSERT INTO listings VALUES ({string.Join(',', Enumerable.Range(0, reader.FieldCount).Select(i => Literal(reader.GetValue(i))))});\n");
            foreach (var (table, _) in Tables.Where(table => File.Exists(folder[$"csv/{table.Table}-{reader.GetInt64(0)}.csv"])))
                script.Append($".import csv/{table}-{reader.GetInt64(0)}.csv {table}\n");
            script.Append("COMMIT;\n");
        }
        return script.ToString();
    }

    private static string Literal(object value) => value switch
    {
        DBNull => "NULL",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
