// Clocks that are wrong, jump, or stand in another zone or language: no published time moves, and the bytes are the same.
using FeedService.Tests.Support;

namespace FeedService.Tests.Survive;

public sealed class ClockTests : IDisposable
{
    private static readonly string[] Feeds = ["/feeds/all.rss", "/feeds/all.atom", "/feeds/all.json", "/feeds/orchard.rss"];

    private static readonly Lazy<Task<string>> Here = new(() => ElsewhereAsync(new() { ["LC_ALL"] = "C.UTF-8", ["LANG"] = "C.UTF-8", ["TZ"] = "UTC" }));

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("an hour ahead", 1.0, 0)]
    [InlineData("an hour behind", -1.0, 0)]
    [InlineData("ten days ahead", 240.0, 0)]
    [InlineData("ten days behind", -240.0, 0)]
    [InlineData("in 2038, past the last second of 32 bits", 102_000.0, 0)]
    [InlineData("running backwards", 0.0, -60)]
    public async Task A_clock_that_jumps_between_and_in_runs_moves_no_published_time(string what, double hours, int secondsAtEachLook)
    {
        Assert.NotEmpty(what);
        void Disturb(TestClock clock) => (clock.Now, clock.Step) = (clock.Now.AddHours(hours), TimeSpan.FromSeconds(secondsAtEachLook));
        Assert.Equal(await InTwoRunsAsync(Drop, _ => { }), await InTwoRunsAsync(Drop, Disturb));
        // The control: dated by the clock, as what comes from the future is, the same stories would have moved with it.
        Assert.NotEqual(await InTwoRunsAsync(DropFromTheFuture, _ => { }), await InTwoRunsAsync(DropFromTheFuture, Disturb));
    }

    [Fact]
    public async Task A_file_dated_in_the_future_is_published_now_and_stays_there()
    {
        folder.Drop("orchard/2099-01-01.txt", Stories.Page([1, 2, 3]));
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        var first = await service.GetAsync("/feeds/orchard.rss");
        Assert.All(PublishedFeed.ReadRss(first), item => Assert.True(item.Published <= TestService.Start, $"{item.Published}"));
        service.Clock.Now = TestService.Start.AddDays(400);
        await service.IngestAsync();
        Assert.Equal(first, await service.GetAsync("/feeds/orchard.rss"));
        // The controls: read by a later clock it is dated later, and past its date nothing holds it back.
        Assert.NotEqual(first, await ReadAtAsync(TestService.Start.AddDays(400)));
        Assert.All(PublishedFeed.ReadRss(await ReadAtAsync(TestService.Start.AddYears(100))), item => Assert.False(item.Published <= TestService.Start, $"{item.Published}"));
    }

    [Theory]
    [InlineData("tr_TR.UTF-8", "Pacific/Apia")]
    [InlineData("ar_SA.UTF-8", "America/St_Johns")]
    [InlineData("de_DE.UTF-8", "Europe/Berlin")]
    public async Task The_bytes_do_not_depend_on_the_machines_language_and_zone(string language, string zone) =>
        Assert.Equal(await Here.Value, await ElsewhereAsync(new() { ["LC_ALL"] = language, ["LANG"] = language, ["TZ"] = zone }));

    [Fact]
    public async Task Times_in_the_machines_language_would_be_seen()
    {
        var there = await ElsewhereAsync(new() { ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location, [StartupHook.Language] = "fi-FI" });
        Assert.NotEqual(await Here.Value, there);
        // It is the language that was seen, nothing else.
        Assert.Equal((await Here.Value).Replace(':', '.'), there.Replace(':', '.'));
    }

    [Fact]
    public async Task Times_in_the_machines_zone_would_be_seen() =>
        Assert.NotEqual(await Here.Value, await ElsewhereAsync([], TimeZoneInfo.FindSystemTimeZoneById("Pacific/Apia")));

    /// <summary>Files with a date in their name, and two whose time lies in the hour that Berlin has twice.</summary>
    private static void Drop(TestFolder to, int run)
    {
        if (run == 0)
        {
            to.Drop("orchard/2024-10-10.txt", Stories.Page([6, 5, 4, 3]));
            to.Drop("orchard/first.txt", Stories.Page([8, 7, 6, 5]), new DateTimeOffset(2024, 10, 27, 0, 30, 0, TimeSpan.Zero));
        }
        else
        {
            to.Drop("orchard/second.txt", Stories.Page([10, 9, 8, 7]), new DateTimeOffset(2024, 10, 27, 1, 30, 0, TimeSpan.Zero));
            to.Drop("orchard/2024-10-01.txt", Stories.Page([4, 3, 2, 1]));
        }
    }

    /// <summary>No file may be dated after the moment in which it is read, so that is these files' date.</summary>
    private static void DropFromTheFuture(TestFolder to, int run) => to.Drop($"orchard/2099-10-{10 + run}.txt", Stories.Page(Enumerable.Range(0, 4).Select(n => 8 + (run * 2) - n)));

    /// <summary>A run before the clock is disturbed, and one half an hour after it, or before it where the clock says so.</summary>
    private static async Task<string> InTwoRunsAsync(Action<TestFolder, int> drop, Action<TestClock> disturb)
    {
        using var folder = new TestFolder();
        await using var service = await TestService.StartAsync(folder);
        service.Clock.Now = new DateTimeOffset(2026, 11, 15, 12, 0, 0, TimeSpan.Zero);
        drop(folder, 0);
        await service.IngestAsync();
        service.Clock.Now = service.Clock.Now.AddMinutes(30);
        disturb(service.Clock);
        drop(folder, 1);
        await service.IngestAsync();
        return await BytesAsync(service.Client);
    }

    private static async Task<string> ReadAtAsync(DateTimeOffset now)
    {
        using var folder = new TestFolder();
        folder.Drop("orchard/2099-01-01.txt", Stories.Page([1, 2, 3]));
        await using var service = await TestService.StartAsync(folder);
        service.Clock.Now = now;
        await service.IngestAsync();
        return await service.GetAsync("/feeds/orchard.rss");
    }

    /// <param name="misread">A zone in which the files' times are taken, for the control: as if the service asked for local time.</param>
    private static async Task<string> ElsewhereAsync(Dictionary<string, string?> environment, TimeZoneInfo? misread = null)
    {
        using var folder = new TestFolder();
        Drop(folder, run: 0);
        Drop(folder, run: 1);
        foreach (var file in misread is null ? [] : Directory.GetFiles(folder.Inbox, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, TimeZoneInfo.ConvertTimeFromUtc(File.GetLastWriteTimeUtc(file), misread!));
        var address = $"http://127.0.0.1:{ServiceProcess.FreePort()}";
        using var service = ServiceProcess.Start(folder, environment, $"--Urls={address}");
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        await service.WaitUntilReadyAsync(client);
        await UntilPublishedAsync(client);
        return await BytesAsync(client);
    }

    /// <summary>The run is over when the service is ready; what it changed is published within a second of that.</summary>
    private static async Task UntilPublishedAsync(HttpClient client)
    {
        for (var patience = 0; patience < 300; patience++)
        {
            using var feed = await client.GetAsync(Feeds[^1]);
            if (feed.IsSuccessStatusCode && (await feed.Content.ReadAsStringAsync()).Contains(Stories.Title(10), StringComparison.Ordinal))
                break;
            await Task.Delay(100);
        }
        // The other feeds were perhaps asked for in the middle of the run, and are rendered anew.
        await Task.Delay(TimeSpan.FromSeconds(2));
    }

    private static async Task<string> BytesAsync(HttpClient client)
    {
        var bytes = "";
        foreach (var feed in Feeds)
            bytes += await client.GetStringAsync(feed);
        return bytes;
    }
}
