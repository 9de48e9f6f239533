// A reader that wants everything: the current document, and from there every archive (RFC 5005; next_url in JSON Feed).
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace FeedService.Tests.Support;

/// <summary>A document on the way, with the ids it holds in its order.</summary>
internal sealed record CrawledDocument(string Path, byte[] Bytes, IReadOnlyList<string> Ids)
{
    public string Text => Encoding.UTF8.GetString(Bytes);
}

internal static class Crawler
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <summary>From the newest document to the oldest.</summary>
    public static async Task<List<CrawledDocument>> CollectAsync(TestService service, string path)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = service.Client.BaseAddress };
        var documents = new List<CrawledDocument>();
        for (string? next = path; next is not null;)
        {
            Assert.DoesNotContain(documents, document => document.Path == next);
            var bytes = await BytesAsync(client, next);
            var (ids, before) = path.EndsWith(".json", StringComparison.Ordinal) ? ReadJson(bytes) : ReadXml(bytes);
            documents.Add(new CrawledDocument(next, bytes, ids));
            next = before is null ? null : new Uri(before).PathAndQuery;
        }
        return documents;
    }

    /// <summary>An archive that was made anew moves to another address of the service, whose public name nothing here answers to.</summary>
    private static async Task<byte[]> BytesAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        return response.Headers.Location is { } moved
            ? await client.GetByteArrayAsync(moved.PathAndQuery)
            : await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    private static (IReadOnlyList<string> Ids, string? Before) ReadXml(byte[] bytes)
    {
        var root = XDocument.Load(new MemoryStream(bytes)).Root!;
        var ids = root.Descendants("guid").Concat(root.Elements(Atom + "entry").Elements(Atom + "id")).Select(id => id.Value);
        var head = root.Element("channel") ?? root;
        return ([.. ids], head.Elements(Atom + "link").SingleOrDefault(link => link.Attribute("rel")!.Value == "prev-archive")?.Attribute("href")!.Value);
    }

    private static (IReadOnlyList<string> Ids, string? Before) ReadJson(byte[] bytes)
    {
        using var json = JsonDocument.Parse(bytes);
        var ids = json.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!);
        return ([.. ids], json.RootElement.TryGetProperty("next_url", out var next) ? next.GetString() : null);
    }
}
