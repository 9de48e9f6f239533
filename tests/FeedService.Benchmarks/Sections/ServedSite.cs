// What is served: the service as it is published, thousands of warm feeds, and the same bytes as files for nginx.
using System.IO.Compression;
using System.Text.Json;
using FeedService.Benchmarks.Support;

namespace FeedService.Benchmarks.Sections;

internal static class ServedSite
{
    public const int StoriesPerTopic = 50;
    private const int Callers = 8;

    public static readonly string[] Extensions = ["rss", "atom", "json"];

    /// <summary>What a service is given to settle after much rendering.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>The service as its operator gets it; gives the program's path.</summary>
    public static async Task<string> PublishAsync(WorkFolder folder)
    {
        await Tool.RunAsync(Repository.Root, null, "dotnet", "publish", "src/FeedService", "-c", "Release", "-o", folder["app"]);
        return folder["app/FeedService"];
    }

    /// <summary>Publishes the service and reads in as many topics; gives the program's path.</summary>
    public static async Task<string> PrepareAsync(WorkFolder folder, int topics)
    {
        // nginx's workers are another user.
        await Tool.RunAsync(folder.Path, null, "chmod", "755", folder.Path);
        var program = await PublishAsync(folder);
        await File.WriteAllTextAsync(folder["appsettings.json"], JsonSerializer.Serialize(new
        {
            PublicUrl = "https://feeds.example.org",
            Inbox = new { Folder = "served", SettleSeconds = 0, Schedule = "1.00:00:00" },
            Storage = new { ConnectionString = "Data Source=served.db" },
            Logging = new { LogLevel = new { Default = "Warning" } },
        }));
        for (var topic = 0; topic < topics; topic++)
            Drop(folder, topic, StoriesPerTopic, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(20 * topic));
        await Tool.RunAsync(folder.Path, null, program, "ingest");
        return program;
    }

    public static string PathOf(int topic, string extension) => $"/feeds/topic-{topic:0000}.{extension}";

    /// <summary>A page with as many stories; those of the topic's earlier pages are below the new ones.</summary>
    public static void Drop(WorkFolder folder, int topic, int stories, DateTimeOffset capture)
    {
        var path = folder[$"served/topic-{topic:0000}"];
        Directory.CreateDirectory(path);
        File.WriteAllBytes(Path.Combine(path, $"{capture:yyyy-MM-dd'T'HHmm}.txt"), Sample.Page(Enumerable.Range(1, stories).Select(i => (topic * 1000) + stories - i)));
    }

    /// <summary>Asks for every feed and writes it to the files that nginx serves, all of one age.</summary>
    public static async Task WarmAsync(WorkFolder folder, Server service, int topics)
    {
        Directory.CreateDirectory(folder["www/feeds"]);
        using var client = new HttpClient { BaseAddress = new Uri(service.Address), DefaultRequestHeaders = { { "Accept-Encoding", "gzip" } } };
        await Parallel.ForEachAsync(Paths(topics), new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (path, token) =>
        {
            var file = folder[$"www{path}"];
            var bytes = await client.GetByteArrayAsync(path, token);
            await File.WriteAllBytesAsync($"{file}.gz", bytes, token);
            await using var plain = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            await using (var target = File.Create(file))
                await plain.CopyToAsync(target, token);
            foreach (var name in (string[])[file, $"{file}.gz"])
                File.SetLastWriteTimeUtc(name, DateTime.UnixEpoch.AddYears(56));
        });
    }

    /// <summary>Writes every feed with the ETag that the server gives it, for load.lua.</summary>
    public static async Task<string> WriteTagsAsync(WorkFolder folder, Server server, int topics)
    {
        var file = folder[$"tags-{server.Port}.txt"];
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        await using var lines = new StreamWriter(file);
        foreach (var path in Paths(topics))
            await lines.WriteLineAsync($"{path}\t{await TagOfAsync(client, path)}");
        return file;
    }

    public static async Task<string> TagOfAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path) { Headers = { { "Accept-Encoding", "gzip" } } };
        using var response = await client.SendAsync(request);
        return response.Headers.ETag!.ToString();
    }

    private static IEnumerable<string> Paths(int topics) => Enumerable.Range(0, topics).SelectMany(topic => Extensions.Select(extension => PathOf(topic, extension)));
}
