// What the operator is told of past runs: those that changed something or failed, each once.
using FeedService.Ingest;
using FeedService.Storage;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class RunsTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private TestService service = null!;

    public async ValueTask InitializeAsync() => service = await TestService.StartAsync(folder);

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_run_that_read_something_is_told_and_a_quiet_one_writes_nothing()
    {
        folder.Drop("town/2026-10-01.txt", Stories.Page([4, 3, 2, 1]));
        await service.IngestAsync();
        var run = Assert.Single(await RunsAsync());
        Assert.Equal((false, TestService.Start), (run.Failed, run.Finished));
        Assert.StartsWith("1 listing(s) read (1 accepted", run.Outcome, StringComparison.Ordinal);
        Assert.Contains("1 listing(s) read (1 accepted", await service.GetAsync("/operator"), StringComparison.Ordinal);
        var (exitCode, told) = await ServiceProcess.RunAsync(folder, "runs");
        Assert.Equal((0, true), (exitCode, told.Contains("done    1 listing(s) read (1 accepted", StringComparison.Ordinal)));
        var written = File.ReadAllBytes(folder.Database);
        await service.IngestAsync();
        Assert.Equal(written, File.ReadAllBytes(folder.Database));
        folder.Drop("town/2026-10-02.txt", Stories.Page([6, 5, 4, 3]));
        await service.IngestAsync();
        Assert.Equal(2, (await RunsAsync()).Count);
    }

    [Fact]
    public async Task A_run_that_fails_is_told_once_however_often_it_fails_for_the_same_reason()
    {
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => FailAsync("the moon is <b>full</b>"));
            service.Clock.Now += TimeSpan.FromMinutes(5);
        }
        var run = Assert.Single(await RunsAsync());
        Assert.Equal((true, "the moon is <b>full</b>", TimeSpan.FromMinutes(10)), (run.Failed, run.Outcome, run.Finished - run.Started));
        Assert.Contains("the moon is &lt;b&gt;full&lt;/b&gt;", await service.GetAsync("/operator"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => FailAsync("the tide is out"));
        Assert.Equal(["the tide is out", "the moon is <b>full</b>"], (await RunsAsync()).Select(told => told.Outcome));
    }

    [Fact]
    public async Task What_stood_in_the_way_of_a_run_that_failed_is_not_taken_for_the_next_runs()
    {
        var locked = new InboxProblem("garden/locked.txt", "cannot be read");
        var unreadable = new InboxFile("broken.txt", "no\0path", "", 10, TestService.Start);
        await Assert.ThrowsAnyAsync<Exception>(() => OverAsync(new InboxScan([unreadable], [locked, new InboxProblem("inbox", "the folder is not there", OfWholeInbox: true)])));
        Assert.Equal(1, (await OverAsync(new InboxScan([], [locked]))).Unreadable);
        Assert.DoesNotContain(await RunsAsync(), run => run.Outcome.Contains("the folder is not there", StringComparison.Ordinal));
    }

    private Task<RunSummary> OverAsync(InboxScan scan) => service.Get<IngestRun>().OverAsync(() => scan, CancellationToken.None);

    private Task<IReadOnlyList<PastRun>> RunsAsync() => service.Get<RunLog>().ReadAsync(10, CancellationToken.None);

    private Task<RunSummary> FailAsync(string reason) => service.Get<IngestRun>().OverAsync(() => throw new InvalidOperationException(reason), CancellationToken.None);
}
