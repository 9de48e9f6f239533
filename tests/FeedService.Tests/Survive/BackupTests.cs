// The drill of the runbook: back up in the middle of an ingest, lose everything, restore, and have the same feeds.
using FeedService.Tests.Support;
using Microsoft.Data.Sqlite;

namespace FeedService.Tests.Survive;

public sealed class BackupTests : IDisposable
{
    private const int Pages = 30;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Backed_up_during_an_ingest_and_restored_the_feeds_are_the_same_byte_for_byte()
    {
        using var restored = new TestFolder();
        Drop(folder, Pages);
        using var ingest = ServiceProcess.Start(folder, "ingest");
        while (!File.Exists(folder.Database))
            await Task.Delay(20);
        await Task.Delay(1000);
        var (exitCode, output) = await ServiceProcess.RunAsync(folder, "backup", "backup.db");
        Assert.True(exitCode == 0 && output.Contains("checked", StringComparison.Ordinal), output);
        Assert.Equal(0, await ingest.WaitAsync());
        Directory.CreateDirectory(Path.GetDirectoryName(restored.Database)!);
        File.Move(Path.Combine(folder.Path, "backup.db"), restored.Database);
        // What came in after the backup still lies in the inbox.
        Drop(restored, Pages);
        Assert.Equal(await FeedsAsync(folder), await FeedsAsync(restored));
    }

    [Fact]
    public async Task A_backup_holds_what_was_committed_and_a_copy_of_the_file_does_not()
    {
        Drop(folder, 2);
        var before = await FeedsAsync(folder);
        using var backup = new TestFolder();
        using var copy = new TestFolder();
        foreach (var to in (TestFolder[])[backup, copy])
            Directory.CreateDirectory(Path.GetDirectoryName(to.Database)!);
        Assert.Equal(0, (await ServiceProcess.RunAsync(folder, "backup", backup.Database)).ExitCode);
        await using (var writer = new SqliteConnection($"Data Source={folder.Database};Pooling=False"))
        {
            await writer.OpenAsync();
            await using var command = writer.CreateCommand();
            command.CommandText = "PRAGMA cache_size=2; BEGIN IMMEDIATE; UPDATE items SET Title = 'never committed', Caption = hex(randomblob(3000))";
            await command.ExecuteNonQueryAsync();
            File.Copy(folder.Database, copy.Database);
        }
        Assert.Equal(before, await FeedsAsync(backup));
        var copied = await Record.ExceptionAsync(async () => Assert.Equal(before, await FeedsAsync(copy)));
        Assert.NotNull(copied);
    }

    [Fact]
    public async Task A_backup_that_meets_a_commit_waits_for_its_end()
    {
        Drop(folder, 1);
        Assert.Equal(0, (await ServiceProcess.RunAsync(folder, "ingest")).ExitCode);
        await using var writer = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        await writer.OpenAsync();
        await ExecuteAsync(writer, "BEGIN EXCLUSIVE");
        using var backup = ServiceProcess.Start(folder, "backup", "backup.db");
        while (!File.Exists(Path.Combine(folder.Path, "backup.db.part")) && !backup.HasExited)
            await Task.Delay(20);
        await Task.Delay(500);
        Assert.False(backup.HasExited, backup.Output);
        await ExecuteAsync(writer, "COMMIT");
        Assert.True(await backup.WaitAsync() == 0, backup.Output);
    }

    [Fact]
    public async Task A_backup_never_takes_the_place_of_another_file()
    {
        Drop(folder, 1);
        Assert.Equal(0, (await ServiceProcess.RunAsync(folder, "ingest")).ExitCode);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "yesterday.db"), "of yesterday");
        var (exitCode, output) = await ServiceProcess.RunAsync(folder, "backup", "yesterday.db");
        Assert.Equal(1, exitCode);
        Assert.Contains("is there already", Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal("of yesterday", await File.ReadAllTextAsync(Path.Combine(folder.Path, "yesterday.db")));
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    private static void Drop(TestFolder to, int pages)
    {
        for (var page = 0; page < pages; page++)
            to.Drop($"canal-{page % 3}/2026-10-{1 + (page / 3):00}.txt", Stories.Page(Enumerable.Range(0, 20).Select(i => (page % 3 * 200) + (page / 3 * 5) + 20 - i)));
    }

    private static async Task<string> FeedsAsync(TestFolder of)
    {
        await using var service = await TestService.StartAsync(of);
        await service.IngestAsync();
        return await service.GetAsync("/feeds/all.rss") + await service.GetAsync("/feeds/all.atom") + await service.GetAsync("/feeds/canal-1.json");
    }
}
