// What a collector gets to hear when one is configured, under the names that the README promises.
using System.Collections.Concurrent;
using System.Net;
using System.Text;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class TelemetryTests
{
    [Fact]
    public async Task A_collector_gets_the_spans_of_runs_and_the_metrics_by_their_names()
    {
        using var folder = new TestFolder();
        folder.DropSeeds();
        var (collector, service) = ($"http://127.0.0.1:{ServiceProcess.FreePort()}", $"http://127.0.0.1:{ServiceProcess.FreePort()}");
        using var listener = new HttpListener { Prefixes = { collector + "/" } };
        listener.Start();
        var received = new ConcurrentDictionary<string, string>();
        var collecting = CollectAsync(listener, received);
        await ServeOnceAsync(folder, service, $"--Telemetry:Endpoint={collector}");
        listener.Stop();
        await collecting;
        foreach (var name in (string[])["feedservice.listings", "accepted", "feedservice.items", "feedservice.run.duration", "feedservice.renders", "feedservice.render.size", "feedservice.cache.size", "http.server.request.duration", "http.response.status_code"])
            Assert.Contains(name, received["/v1/metrics"], StringComparison.Ordinal);
        foreach (var name in (string[])["FeedService.Ingest", "run", "listing", "feedservice.summary"])
            Assert.Contains(name, received["/v1/traces"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_is_away_hinders_nobody()
    {
        using var folder = new TestFolder();
        folder.DropSeeds();
        await ServeOnceAsync(folder, $"http://127.0.0.1:{ServiceProcess.FreePort()}", $"--Telemetry:Endpoint=http://127.0.0.1:{ServiceProcess.FreePort()}");
    }

    private static async Task ServeOnceAsync(TestFolder folder, string address, string argument)
    {
        using var service = ServiceProcess.Start(folder, $"--Urls={address}", argument);
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        await service.WaitUntilReadyAsync(client);
        Assert.NotEmpty(await client.GetStringAsync("/feeds/all.rss"));
        service.Terminate();
        Assert.Equal(0, await service.WaitAsync());
    }

    private static async Task CollectAsync(HttpListener listener, ConcurrentDictionary<string, string> received)
    {
        try
        {
            while (await listener.GetContextAsync() is { } context)
            {
                using var body = new StreamReader(context.Request.InputStream, Encoding.Latin1);
                var text = await body.ReadToEndAsync();
                received.AddOrUpdate(context.Request.Url!.AbsolutePath, text, (_, before) => before + text);
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Stopped.
        }
    }
}
