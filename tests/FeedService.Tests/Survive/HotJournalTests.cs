// What a kill in the middle of a commit leaves: half-written pages and the journal that undoes them.
using FeedService.Tests.Support;
using Microsoft.Data.Sqlite;

namespace FeedService.Tests.Survive;

public sealed class HotJournalTests
{
    [Fact]
    public async Task A_start_rolls_back_the_commit_that_a_kill_cut_short()
    {
        using var living = new TestFolder();
        using var killed = new TestFolder();
        living.DropSeeds();
        killed.DropSeeds();
        await using (var before = await TestService.StartAsync(living))
            await before.IngestAsync();
        await CopyInTheMiddleOfACommitAsync(living, killed);
        Assert.True(new FileInfo(killed.Database + "-journal").Length > 0, "the copy has no journal to roll back");
        var (exitCode, output) = await ServiceProcess.RunAsync(killed, "ingest");
        Assert.True(exitCode == 0, output);
        await using var service = await TestService.StartAsync(killed);
        Assert.DoesNotContain("cut short", await service.GetAsync("/feeds/all.atom"), StringComparison.Ordinal);
    }

    /// <summary>A cache of two pages spills into the file before the commit, as a large transaction does.</summary>
    private static async Task CopyInTheMiddleOfACommitAsync(TestFolder from, TestFolder to)
    {
        await using var connection = new SqliteConnection($"Data Source={from.Database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA cache_size=2; BEGIN IMMEDIATE; UPDATE items SET Title = 'cut short', Caption = hex(randomblob(3000))";
        await command.ExecuteNonQueryAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(to.Database)!);
        File.Copy(from.Database, to.Database);
        File.Copy(from.Database + "-journal", to.Database + "-journal");
    }
}
