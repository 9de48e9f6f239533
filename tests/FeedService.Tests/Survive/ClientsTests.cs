// A crowd of slow and hostile clients: everybody else is served as if they were not there, and they are gone soon.
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FeedService.Tests.Support;

namespace FeedService.Tests.Survive;

public sealed class ClientsTests
{
    /// <summary>CLIENTS=8000 for the long run, which is also held to the time limits of a machine that does nothing else.</summary>
    private static readonly int? Asked = Environment.GetEnvironmentVariable("CLIENTS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static readonly int Hostile = Asked ?? 300;

    /// <summary>Nobody may stay longer; the second is for the clients' own clocks.</summary>
    private static readonly TimeSpan MostStay = TimeSpan.FromSeconds(16);

    /// <summary>Where the machine does other things too, a whole minute.</summary>
    private static readonly TimeSpan Patience = Asked is null ? TimeSpan.FromSeconds(60) : MostStay;

    /// <summary>How often a reader asks, and how many times: over the seconds in which the crowd comes, and long after.</summary>
    private static readonly (TimeSpan Every, int Times) Rhythm = Asked is null ? (TimeSpan.FromSeconds(1), 5) : (TimeSpan.FromSeconds(5), 6);

    [Fact]
    public async Task Among_slow_and_hostile_clients_everybody_else_is_answered_whole()
    {
        using var folder = new TestFolder();
        folder.DropSeeds();
        var address = new Uri($"http://127.0.0.1:{ServiceProcess.FreePort()}");
        using var service = ServiceProcess.Start(folder, $"--Urls={address}");
        using var client = new HttpClient { BaseAddress = address };
        await service.WaitUntilReadyAsync(client);
        Reader[] readers = [new(address, "gzip", await WholeAsync(client, "gzip")), new(address, "identity", await WholeAsync(client, "identity"))];
        using var over = new CancellationTokenSource();
        var (crowd, before) = (new HostileCrowd(address, Patience), service.Megabytes);
        var coming = crowd.ComeAsync(Hostile, over.Token);
        var (held, passing) = await AskNormallyAsync(readers);
        var after = service.Megabytes;
        await over.CancelAsync();
        await coming;
        Say($"{Hostile} hostile clients at a time, {crowd.Stays.Count} stays, the longest {crowd.Stays.Max().TotalSeconds:F1} s; {before} MB before, {after} MB meanwhile");
        Assert.Empty(crowd.Faults.GroupBy(fault => fault).Select(same => $"{same.Count()} x {same.Key}"));
        Assert.Equal(await WholeAsync(client, "gzip"), readers[0].Whole);
        Assert.DoesNotContain("fail:", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Error\"", service.Output, StringComparison.Ordinal);
        Assert.True(after - before < 300 + (Hostile / 20), $"memory went from {before} to {after} MB");
        foreach (var p99 in (TimeSpan[])[Percentile(held), Percentile(passing)])
            Assert.True(Asked is null || p99 < TimeSpan.FromSeconds(1), $"p99 {p99}");
    }

    [Fact]
    public async Task Without_the_guards_each_of_them_stays_or_gets_what_it_wants()
    {
        using var folder = new TestFolder();
        folder.DropSeeds();
        await using var service = await TestService.StartWeakenedAsync(folder, OpenDoors.Weaken);
        await service.IngestAsync();
        string[] notOurs = ["hangs up", "encoded zero", "no HTTP"];
        var kinds = HostileClient.Staying.Concat(HostileClient.Passing).Where(kind => !notOurs.Contains(kind.Name)).ToList();
        var faults = await Task.WhenAll(kinds.Select(kind => kind.RunAsync(new Visit(service.Client.BaseAddress!, 0, MostStay, []))));
        Assert.Empty(kinds.Zip(faults).Where(told => told.Second is null).Select(told => told.First.Name));
    }

    [Theory]
    [InlineData("encoded zero")]
    [InlineData("no HTTP")]
    public async Task A_server_that_takes_what_Kestrel_refuses_would_be_seen(string name)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        using var stop = new CancellationTokenSource();
        listener.Start();
        var serving = OpenDoors.SayYesAsync(listener, stop.Token);
        var fault = await HostileClient.Passing.Single(kind => kind.Name == name).RunAsync(new Visit(new Uri($"http://{listener.LocalEndpoint}"), 0, MostStay, []));
        Assert.EndsWith("HTTP/1.1 200 OK instead of 400", fault, StringComparison.Ordinal);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
    }

    /// <summary>A quarter as many as the crowd hold their connections, a fortieth come anew each time, spread over the time between two questions.</summary>
    private static async Task<(IReadOnlyList<TimeSpan> Held, IReadOnlyList<TimeSpan> Passing)> AskNormallyAsync(Reader[] readers)
    {
        var held = SpreadAsync(Hostile / 4, number => readers[number % 2].HoldAsync(Rhythm.Times, Rhythm.Every));
        var passing = SpreadAsync(Hostile / 40, number => readers[number % 2].ComeAgainAsync(Rhythm.Times, Rhythm.Every));
        var (times, passingTimes) = (await held, await passing);
        Say($"{Hostile / 4} held connections: {Told(times)}; {Hostile / 40} readers over new ones: {Told(passingTimes)}");
        return (times, passingTimes);
    }

    private static async Task<IReadOnlyList<TimeSpan>> SpreadAsync(int readers, Func<int, Task<IReadOnlyList<TimeSpan>>> ask) =>
        [.. (await Task.WhenAll(Enumerable.Range(0, readers).Select(async number =>
        {
            await Task.Delay(Rhythm.Every * number / readers);
            return await ask(number);
        }))).SelectMany(times => times).Order()];

    private static async Task<byte[]> WholeAsync(HttpClient client, string coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/feeds/all.atom") { Headers = { { "Accept-Encoding", coding } } };
        using var answer = await client.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    private static TimeSpan Percentile(IReadOnlyList<TimeSpan> ordered, int of = 99) => ordered[ordered.Count * of / 100];

    private static string Told(IReadOnlyList<TimeSpan> times) =>
        $"{times.Count} answers, half within {Percentile(times, 50).TotalMilliseconds:F0} ms, p99 {Percentile(times).TotalMilliseconds:F0} ms, the last {times[^1].TotalMilliseconds:F0} ms";

    private static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
