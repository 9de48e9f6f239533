// A database that is damaged, locked or gone: nothing wrong is served, and what is said leads out of it.
using System.Net;
using FeedService.Storage;
using FeedService.Tests.Support;
using Microsoft.Data.Sqlite;

namespace FeedService.Tests.Survive;

public sealed class DamagedDatabaseTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("header")]
    [InlineData("page")]
    [InlineData("truncated")]
    public async Task A_damaged_database_is_moved_aside_and_the_command_named_makes_the_same_feeds(string what)
    {
        folder.DropSeeds();
        var before = await FeedsAsync(ingest: true);
        Damage(folder.Database, what);
        var damaged = await File.ReadAllBytesAsync(folder.Database);
        var (exitCode, output) = await ServiceProcess.RunAsync(folder, "--Urls=http://127.0.0.1:0");
        Assert.True(exitCode == 1 && output.Contains("\"FeedService ingest\"", StringComparison.Ordinal), output);
        Assert.Equal(damaged, await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(Path.GetDirectoryName(folder.Database)!, "*.damaged-*Z"))));
        // Not at the next start either: a supervisor restarts what failed.
        Assert.Equal((1, output), await ServiceProcess.RunAsync(folder, "--Urls=http://127.0.0.1:0"));
        Assert.Equal(0, (await ServiceProcess.RunAsync(folder, "ingest")).ExitCode);
        Assert.Equal(before, await FeedsAsync(ingest: false));
    }

    [Fact]
    public async Task A_command_beside_the_service_leaves_a_damaged_database_where_it_is()
    {
        folder.DropSeeds();
        await FeedsAsync(ingest: true);
        Damage(folder.Database, "page");
        var (exitCode, output) = await ServiceProcess.RunAsync(folder, "listings");
        Assert.True(exitCode == 1 && output.Contains("the database is damaged; restart the service", StringComparison.Ordinal), output);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(folder.Database)!, "*.damaged-*"));
    }

    [Fact]
    public async Task An_empty_file_in_the_place_of_a_damaged_database_is_no_new_beginning()
    {
        folder.DropSeeds();
        await FeedsAsync(ingest: true);
        Damage(folder.Database, "header");
        var (_, output) = await ServiceProcess.RunAsync(folder, "--Urls=http://127.0.0.1:0");
        await File.WriteAllBytesAsync(folder.Database, []);
        Assert.Equal((1, output), await ServiceProcess.RunAsync(folder, "--Urls=http://127.0.0.1:0"));
        Assert.Equal(0, (await ServiceProcess.RunAsync(folder, "ingest")).ExitCode);
    }

    [Fact]
    public async Task Where_the_file_has_gone_no_connection_puts_an_empty_one_in_its_place()
    {
        folder.DropSeeds();
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        var feed = await service.GetAsync("/feeds/all.rss");
        SqliteConnection.ClearAllPools();
        File.Move(folder.Database, folder.Database + ".aside");
        folder.Drop("gardening/2026-10-20.txt", Stories.Page([1, 2, 3]));
        await Assert.ThrowsAnyAsync<Exception>(service.IngestAsync);
        Assert.False(File.Exists(folder.Database));
        Assert.Equal(feed, await service.GetAsync("/feeds/all.rss"));
        File.Move(folder.Database + ".aside", folder.Database);
        Assert.Equal(3, (await service.IngestAsync()).NewItems);
    }

    [Fact]
    public async Task Without_the_check_a_damaged_page_goes_unnoticed_until_somebody_reads_it()
    {
        folder.DropSeeds();
        await FeedsAsync(ingest: true);
        Damage(folder.Database, "page");
        await using var connection = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM topics";
        Assert.Equal(4L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_database_too_large_for_a_quick_verdict_is_served_but_not_written_to_and_the_next_start_waits()
    {
        folder.DropSeeds();
        await FeedsAsync(ingest: true);
        Damage(folder.Database, "page");
        var soundness = new Soundness(TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<Soundness>.Instance) { Patience = TimeSpan.Zero };
        Assert.True(await soundness.BeginAsync(folder.Database, CancellationToken.None));
        await Assert.ThrowsAsync<DatabaseUnusableException>(() => soundness.EnsureAsync(CancellationToken.None));
        while (!File.Exists(folder.Database + ".suspect"))
            await Task.Delay(10);
        Assert.False(await soundness.BeginAsync(folder.Database, CancellationToken.None));
        Assert.False(File.Exists(folder.Database + ".suspect"));
    }

    [Theory]
    [InlineData("locked")]
    [InlineData("damaged")]
    public async Task While_the_database_cannot_be_used_every_feed_request_is_answered_with_the_last_good_version(string what)
    {
        folder.DropSeeds();
        await using var service = await TestService.StartAsync(folder, $"--Storage:ConnectionString=Data Source={folder.Database};Default Timeout=1");
        await service.IngestAsync();
        var before = await service.GetAsync("/feeds/all.rss");
        folder.Drop("gardening/2026-10-20.txt", Stories.Page([1, 2, 3]));
        await using var locker = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        await locker.OpenAsync();
        var untouched = await File.ReadAllBytesAsync(folder.Database);
        if (what == "locked")
            await ExecuteAsync(locker, "BEGIN EXCLUSIVE");
        else
            await File.WriteAllBytesAsync(folder.Database, new byte[untouched.Length]);
        var run = Task.Run(service.IngestAsync);
        for (var i = 0; i < 200; i++)
            Assert.Equal(before, await service.GetAsync("/feeds/all.rss"));
        await Assert.ThrowsAnyAsync<Exception>(() => run);
        Assert.Contains(service.Log.Lines, line => line.StartsWith($"Run stopped: the database is {what}", StringComparison.Ordinal));
        using var ready = await service.Client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains($"the database is {what}", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        if (what == "locked")
            await ExecuteAsync(locker, "ROLLBACK");
        else
            await File.WriteAllBytesAsync(folder.Database, untouched);
        Assert.Equal(3, (await service.IngestAsync()).NewItems);
    }

    [Fact]
    public async Task A_migration_lock_left_by_a_killed_start_does_not_hang_the_next()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.Database)!);
        await using (var connection = new SqliteConnection($"Data Source={folder.Database};Pooling=False"))
        {
            await connection.OpenAsync();
            await ExecuteAsync(connection, "CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK___EFMigrationsLock\" PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
            await ExecuteAsync(connection, "INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-11-20 00:00:00+00:00')");
        }
        // The control, EF alone: it waits for ever for the dead one.
        await using (var service = await WithoutStartAsync())
        await using (var context = await service.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<FeedDbContext>>().CreateDbContextAsync())
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.MigrateAsync(context.Database, patience.Token));
        }
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await using var started = await TestService.StartAsync(folder);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone()
    {
        await (await TestService.StartAsync(folder)).DisposeAsync();
        await using var connection = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        await connection.OpenAsync();
        await ExecuteAsync(connection, "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '99.0.0')");
        var refused = await Assert.ThrowsAsync<DatabaseUnusableException>(() => TestService.StartAsync(folder));
        Assert.Contains("newer FeedService", refused.Message, StringComparison.Ordinal);
    }

    private static void Damage(string file, string what)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        switch (what)
        {
            case "header":
                stream.Write("Not a database.."u8);
                break;
            case "truncated":
                stream.SetLength(stream.Length / 2);
                break;
            default:
                stream.Position = stream.Length / 4096 / 2 * 4096;
                stream.Write([.. Enumerable.Repeat((byte)0xA5, 4096)]);
                break;
        }
    }

    /// <summary>A service over another folder, whose database is then this one's: started it is not.</summary>
    private async Task<TestService> WithoutStartAsync()
    {
        var copy = folder.Database + ".aside";
        File.Move(folder.Database, copy);
        var service = await TestService.StartAsync(folder);
        SqliteConnection.ClearAllPools();
        File.Move(copy, folder.Database, overwrite: true);
        return service;
    }

    private async Task<string> FeedsAsync(bool ingest)
    {
        await using var service = await TestService.StartAsync(folder);
        if (ingest)
            await service.IngestAsync();
        return await service.GetAsync("/feeds/all.rss") + await service.GetAsync("/feeds/astronomy.atom") + await service.GetAsync("/feeds/railways.rss");
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
