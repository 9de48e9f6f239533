// A crowd of slow and hostile clients: everybody else is served as if they were not there, and they are gone soon.
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FeedService.Tests.Support;

namespace FeedService.Tests.Survive;

public sealed class ClientsTests
{
    private const int Normal = 200;

    /// <summary>CLIENTS=8000 for the long run, which is also held to the time limits of a machine that does nothing else.</summary>
    private static readonly int? Asked = Environment.GetEnvironmentVariable("CLIENTS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>Nobody may stay longer; the second is for the clients' own clocks.</summary>
    private static readonly TimeSpan MostStay = TimeSpan.FromSeconds(16);

    /// <summary>Where the machine does other things too, a whole minute.</summary>
    private static readonly TimeSpan Patience = Asked is null ? TimeSpan.FromSeconds(60) : MostStay;

    [Fact]
    public async Task Among_slow_and_hostile_clients_everybody_else_is_answered_whole()
    {
        using var folder = new TestFolder();
        folder.DropSeeds();
        var address = new Uri($"http://127.0.0.1:{ServiceProcess.FreePort()}");
        using var service = ServiceProcess.Start(folder, $"--Urls={address}");
        using var client = new HttpClient { BaseAddress = address };
        await service.WaitUntilReadyAsync(client);
        var whole = await client.GetByteArrayAsync("/feeds/all.atom");
        var before = service.Megabytes;
        var (kinds, stays) = ((HostileClient[])[.. HostileClient.Staying, .. HostileClient.Passing], new ConcurrentBag<TimeSpan>());
        var hostile = Enumerable.Range(0, Asked ?? 300).Select(i => Task.Run(() => kinds[i % kinds.Length].RunAsync(new Visit(address, i, Patience, stays)))).ToList();
        var times = await AskNormallyAsync(client, whole);
        var after = service.Megabytes;
        var faults = (await Task.WhenAll(hostile)).OfType<string>().ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"{hostile.Count} hostile clients; p99 {times[times.Count * 99 / 100].TotalMilliseconds:F0} ms; {before} MB before, {after} MB meanwhile; the last was gone after {stays.Max().TotalSeconds:F1} s");
        Assert.Empty(faults.GroupBy(fault => fault).Select(same => $"{same.Count()} x {same.Key}"));
        Assert.Equal(whole, await client.GetByteArrayAsync("/feeds/all.atom"));
        Assert.DoesNotContain("fail:", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Error\"", service.Output, StringComparison.Ordinal);
        Assert.True(after - before < 300 + (hostile.Count / 20), $"memory went from {before} to {after} MB");
        if (Asked is null)
            return;
        Assert.True(times[times.Count * 99 / 100] < TimeSpan.FromSeconds(1), $"p99 {times[times.Count * 99 / 100]}");
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

    /// <summary>Over the seconds in which the crowd is there.</summary>
    private static async Task<IReadOnlyList<TimeSpan>> AskNormallyAsync(HttpClient client, byte[] whole)
    {
        var times = new ConcurrentBag<TimeSpan>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Normal), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (_, token) =>
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(whole, await client.GetByteArrayAsync("/feeds/all.atom", token));
            times.Add(watch.Elapsed);
            await Task.Delay(100, token);
        });
        return [.. times.Order()];
    }
}
