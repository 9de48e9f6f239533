// The hand-written migrations make the tables that the model asks for.
using FeedService.Storage;
using FeedService.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Tests.Storage;

public sealed class SchemaTests
{
    [Fact]
    public async Task The_migrated_schema_is_the_models_own()
    {
        using var folder = new TestFolder();
        var migrated = await SchemaOfAsync(folder, "migrated.db", context => context.Database.MigrateAsync());
        var created = await SchemaOfAsync(folder, "created.db", context => context.Database.EnsureCreatedAsync());
        Assert.NotEmpty(created);
        Assert.Equal(created, migrated);
    }

    private static async Task<IReadOnlyList<string>> SchemaOfAsync(TestFolder folder, string name, Func<FeedDbContext, Task> make)
    {
        var connectionString = $"Data Source={Path.Combine(folder.Path, name)};Pooling=False";
        var options = new DbContextOptionsBuilder<FeedDbContext>().UseSqlite(connectionString)
            .ConfigureWarnings(warnings => warnings.Ignore(Microsoft.EntityFrameworkCore.Diagnostics.RelationalEventId.PendingModelChangesWarning)).Options;
        await using (var context = new FeedDbContext(options))
            await make(context);
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select sql from sqlite_master where sql is not null and name not like '\\_\\_EF%' escape '\\' and name not like 'sqlite%' order by name";
        await using var rows = await command.ExecuteReaderAsync();
        var schema = new List<string>();
        while (await rows.ReadAsync())
            // SQLite keeps the statement's text, and adds a later column to it on the same line.
            schema.Add(string.Join(' ', rows.GetString(0).Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)));
        return schema;
    }
}
