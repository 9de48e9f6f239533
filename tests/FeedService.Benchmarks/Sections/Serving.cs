// CPU and latency of a feed request beside stock nginx with gzip_static, memory with every feed warm, and the time until a change shows.
using FeedService.Benchmarks.Support;

namespace FeedService.Benchmarks.Sections;

internal static class Serving
{
    private const int LoadSeconds = 2;
    private const int WarmUpSeconds = 10;
    private const int MemoryMegabytes = 250;

    /// <summary>The feed that is asked for alone.</summary>
    private static readonly string Feed = ServedSite.PathOf(7, "rss");

    public static async Task RunAsync(Bench bench)
    {
        if (!Tool.IsThere("nginx") || !Tool.IsThere("wrk"))
        {
            bench.Report.Skip("serving", "nginx and wrk are not installed (Debian packages nginx-light and wrk)");
            return;
        }
        var topics = bench.Scale.Listings;
        var program = await ServedSite.PrepareAsync(bench.Folder, topics);
        await using var service = await Server.StartServiceAsync(bench.Folder, program, 5181);
        await ServedSite.WarmAsync(bench.Folder, service, topics);
        await Task.Delay(ServedSite.Rest);
        var resident = Measure.ResidentMegabytes(service.Id);
        bench.Report.Add($"resident memory with {3 * topics:N0} feeds warm", $"{resident:0} MB", $"{MemoryMegabytes} MB", resident / MemoryMegabytes, "<= 1.00");
        var tags = await ServedSite.WriteTagsAsync(bench.Folder, service, topics);
        await WarmUpAsync(bench, service, tags);
        await using (var nginx = await Server.StartNginxAsync(bench.Folder, "www", 5182, Feed))
            await CompareAsync(bench, topics, (service, tags), (nginx, await ServedSite.WriteTagsAsync(bench.Folder, nginx, topics)));
        // Stock nginx writes a line for each request, which the service does not.
        await using (var silent = await Server.StartNginxAsync(bench.Folder, "www", 5183, Feed, accessLog: "off"))
            await AtRandomAsync(bench, topics, " (nginx without its access log)", (service, tags), (silent, await ServedSite.WriteTagsAsync(bench.Folder, silent, topics)));
        await Freshness.RunAsync(bench, program, service);
        await StartingAsync(bench, program);
    }

    /// <summary>Until the runtime has compiled what is used much: a service runs for months.</summary>
    private static async Task WarmUpAsync(Bench bench, Server service, string tags)
    {
        await Wrk.RunAsync(bench.Folder, WarmUpSeconds, $"{service.Address}{Feed}");
        await Wrk.RunAsync(bench.Folder, WarmUpSeconds, service.Address, Script(service, tags, 70, 0)[1..]);
    }

    private static async Task CompareAsync(Bench bench, int topics, params (Server Server, string Tags)[] served)
    {
        Server[] servers = [.. served.Select(one => one.Server)];
        var tagOf = served.ToDictionary(one => one.Server, one => File.ReadLines(one.Tags).First(line => line.StartsWith($"{Feed}\t", StringComparison.Ordinal)).Split('\t')[1]);
        await CpuAsync(bench, "one feed, gzip", servers, server => [$"{server.Address}{Feed}", "-H", "Accept-Encoding: gzip"]);
        await CpuAsync(bench, "one feed, identity", servers, server => [$"{server.Address}{Feed}"]);
        await CpuAsync(bench, "one feed, 304", servers, server => [$"{server.Address}{Feed}", "-H", "Accept-Encoding: gzip", "-H", $"If-None-Match: {tagOf[server]}"]);
        var rate = await AtRandomAsync(bench, topics, "", served);
        var tags = served.ToDictionary(one => one.Server, one => one.Tags);
        await LatencyAsync(bench, "p99 of these at half of nginx's rate", servers, server => Script(server, tags[server], 70, Wrk.Connections / (rate / 2) * 1000));
    }

    private static Task<double> AtRandomAsync(Bench bench, int topics, string note, params (Server Server, string Tags)[] served)
    {
        var tags = served.ToDictionary(one => one.Server, one => one.Tags);
        return CpuAsync(bench, $"{3 * topics:N0} feeds at random, 70 % conditional{note}", [.. tags.Keys], server => Script(server, tags[server], 70, 0));
    }

    private static string[] Script(Server server, string tags, int percentConditional, double pause) =>
        [server.Address, "-s", Path.Combine(AppContext.BaseDirectory, "Support/load.lua"), "--", tags, $"{percentConditional}", $"{pause:0.000}"];

    /// <summary>In turn, so that a busy moment of the machine meets both. Gives nginx's requests a second.</summary>
    private static async Task<double> CpuAsync(Bench bench, string what, Server[] servers, Func<Server, string[]> arguments)
    {
        var rounds = new List<(double Cost, double Rate)[]>();
        for (var round = 0; round <= bench.Scale.Rounds; round++)
        {
            var costs = new List<(double, double)>();
            foreach (var server in servers)
            {
                var before = server.CpuSeconds();
                var load = await Wrk.RunAsync(bench.Folder, LoadSeconds, arguments(server)[0], arguments(server)[1..]);
                costs.Add(((server.CpuSeconds() - before) / load.Requests * 1e6, load.PerSecond));
            }
            // The first is for warming up.
            if (round > 0)
                rounds.Add([.. costs]);
        }
        var (ours, theirs) = (Measure.Median([.. rounds.Select(costs => costs[0].Cost)]), Measure.Median([.. rounds.Select(costs => costs[1].Cost)]));
        var ratio = Measure.Median([.. rounds.Select(costs => costs[0].Cost / costs[1].Cost)]);
        bench.Report.Add($"CPU per request: {what}", $"{ours:0.0} us, {Measure.Median([.. rounds.Select(costs => costs[0].Rate)]):N0}/s", $"{theirs:0.0} us, {Measure.Median([.. rounds.Select(costs => costs[1].Rate)]):N0}/s by nginx", ratio, "<= 0.90");
        return Measure.Median([.. rounds.Select(costs => costs[1].Rate)]);
    }

    private static async Task LatencyAsync(Bench bench, string what, Server[] servers, Func<Server, string[]> arguments)
    {
        var rounds = new List<Load[]>();
        for (var round = 0; round < bench.Scale.Rounds; round++)
        {
            var loads = new List<Load>();
            foreach (var server in servers)
                loads.Add(await Wrk.RunAsync(bench.Folder, LoadSeconds, arguments(server)[0], arguments(server)[1..]));
            rounds.Add([.. loads]);
        }
        var (ours, theirs) = (Measure.Median([.. rounds.Select(loads => loads[0].P99)]), Measure.Median([.. rounds.Select(loads => loads[1].P99)]));
        bench.Report.Add(what, $"{ours:0.00} ms at {rounds[^1][0].PerSecond:N0}/s", $"{theirs:0.00} ms at {rounds[^1][1].PerSecond:N0}/s by nginx", ours / theirs, "<= 1.00");
    }

    private static async Task StartingAsync(Bench bench, string program)
    {
        var times = new List<double>();
        for (var round = 0; round < bench.Scale.Rounds; round++)
        {
            using var folder = new WorkFolder(keep: false);
            Directory.CreateDirectory(folder["inbox"]);
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            await using var server = await Server.StartServiceAsync(folder, program, 5184);
            times.Add(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        bench.Report.Add("first response on an empty database", $"{Measure.Median(times):0.00} s", "1 s", Measure.Median(times), "<= 1.00");
    }
}
