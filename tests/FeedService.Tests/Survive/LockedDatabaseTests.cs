// A database that is locked: by another process, which is a fault that passes, or by the service's own run, which is none.
using System.Net;
using FeedService.Storage;
using FeedService.Tests.Support;
using Microsoft.Data.Sqlite;

namespace FeedService.Tests.Survive;

public sealed class LockedDatabaseTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task While_the_database_is_locked_pages_say_when_to_come_back()
    {
        folder.DropSeeds();
        await using var service = await TestService.StartAsync(folder, $"--Storage:ConnectionString=Data Source={folder.Database};Default Timeout=1");
        await service.IngestAsync();
        await using var locker = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        await locker.OpenAsync();
        await ExecuteAsync(locker, "BEGIN EXCLUSIVE");
        foreach (var path in (string[])["/", "/topics/gardening", "/api/items", "/health/topics"])
        {
            using var answer = await service.Client.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(30)), (path, answer.StatusCode, answer.Headers.RetryAfter?.Delta));
            Assert.Contains("Try again", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }
        await ExecuteAsync(locker, "ROLLBACK");
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Made_up_choices_wait_in_a_line_that_has_an_end()
    {
        const int rendered = 2, waiting = 64, tooMany = 4;
        folder.DropSeeds();
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        await using var locker = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        await locker.OpenAsync();
        await ExecuteAsync(locker, "BEGIN EXCLUSIVE");
        var asked = Enumerable.Range(0, rendered + waiting + tooMany).Select(i => service.Client.GetAsync($"/feeds/all.rss?q=word{i}")).ToList();
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(25)))
        {
            while (asked.Count(answer => answer.IsCompleted) < tooMany)
                await Task.Delay(20, patience.Token);
        }
        await ExecuteAsync(locker, "ROLLBACK");
        var answers = await Task.WhenAll(asked);
        Assert.Equal(tooMany, answers.Count(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null));
        Assert.Equal(rendered + waiting, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_lock_that_is_the_services_own_is_no_fault()
    {
        await using var service = await TestService.StartAsync(folder);
        await using (await service.Get<LedgerStore>().BeginAsync(CancellationToken.None))
            Assert.Contains("a run is writing to the database", await HealthAsync(service), StringComparison.Ordinal);
        Assert.DoesNotContain("a run is writing", await HealthAsync(service), StringComparison.Ordinal);
        // The control: another process's lock is one.
        await using var locker = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        await locker.OpenAsync();
        await ExecuteAsync(locker, "BEGIN IMMEDIATE");
        Assert.Contains("locked by another process", await HealthAsync(service), StringComparison.Ordinal);
    }

    /// <summary>LOCKED_SECONDS=60 for the long run: beyond half a minute a run gives up, and the next one goes on from there.</summary>
    [Fact]
    public async Task Locked_for_a_while_by_another_process_the_backlog_drains_without_a_restart()
    {
        var seconds = int.Parse(Environment.GetEnvironmentVariable("LOCKED_SECONDS") ?? "3");
        folder.DropSeeds();
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        var before = await service.GetAsync("/feeds/all.rss");
        folder.Drop("gardening/2026-10-20.txt", Stories.Page([1, 2, 3]));
        await using var locker = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        await locker.OpenAsync();
        await ExecuteAsync(locker, "BEGIN EXCLUSIVE");
        var drained = Task.Run(() => UntilARunEndsWellAsync(service));
        for (var end = TimeProvider.System.GetUtcNow().AddSeconds(seconds); TimeProvider.System.GetUtcNow() < end; await Task.Delay(50))
            Assert.Equal(before, await service.GetAsync("/feeds/all.rss"));
        Assert.False(drained.IsCompleted, "the lock held nobody up");
        await ExecuteAsync(locker, "ROLLBACK");
        Assert.Equal(3, await drained);
        Assert.NotEqual(before, await service.GetAsync("/feeds/all.rss"));
    }

    /// <summary>As the schedule does it.</summary>
    private static async Task<int> UntilARunEndsWellAsync(TestService service)
    {
        while (true)
        {
            try
            {
                return (await service.IngestAsync()).NewItems;
            }
            catch (SqliteException)
            {
                Assert.Contains(service.Log.Lines, line => line.StartsWith("Run stopped: the database is locked", StringComparison.Ordinal));
            }
        }
    }

    private static async Task<string> HealthAsync(TestService service)
    {
        using var answer = await service.Client.GetAsync("/health/ready");
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
