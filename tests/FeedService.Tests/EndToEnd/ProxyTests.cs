// The service behind the proxies that deploy/ has files for: readers and the operator's page must not notice them.
using System.Net;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class ProxyTests : IAsyncLifetime
{
    private const string Elsewhere = "203.0.113.9";

    /// <summary>Answers that another machine gets in a minute.</summary>
    private const int Allowed = 3;

    private readonly TestFolder folder = new();
    private TestService service = null!;

    public async ValueTask InitializeAsync()
    {
        folder.DropSeeds();
        service = await TestService.StartAsync(folder, "--Guard:Proxies=127.0.0.1", $"--Guard:AnswersPerMinute={Allowed}");
        await service.IngestAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("nginx")]
    [InlineData("caddy")]
    public async Task A_feed_comes_through_with_its_bytes_its_encoding_and_its_validators(string name)
    {
        using var proxy = await StartAsync(name);
        foreach (var encoding in (string[])["identity", "gzip", "br"])
        {
            using var direct = await AskAsync(service.Client, "/feeds/all.rss", ("Accept-Encoding", encoding));
            using var through = await AskAsync(proxy.Client, "/feeds/all.rss", ("Accept-Encoding", encoding));
            Assert.Equal(HttpStatusCode.OK, through.StatusCode);
            Assert.Equal(await direct.Content.ReadAsByteArrayAsync(), await through.Content.ReadAsByteArrayAsync());
            foreach (var header in (string[])["ETag", "Last-Modified", "Cache-Control", "Vary", "Access-Control-Allow-Origin", "Content-Encoding", "Content-Type", "Content-Length", "X-Content-Type-Options", "Content-Security-Policy"])
                Assert.Equal($"{header}: {Raw(direct, header)}", $"{header}: {Raw(through, header)}");
            Assert.Equal("max-age=31536000", Raw(through, "Strict-Transport-Security"));
            using var again = await AskAsync(proxy.Client, "/feeds/all.rss", ("Accept-Encoding", encoding), ("If-None-Match", Raw(through, "ETag")));
            Assert.Equal((HttpStatusCode.NotModified, Raw(through, "ETag")), (again.StatusCode, Raw(again, "ETag")));
        }
    }

    [Theory]
    [InlineData("nginx")]
    [InlineData("caddy")]
    public async Task What_a_client_says_of_where_it_comes_from_is_not_passed_on(string name)
    {
        using var proxy = await StartAsync(name);
        // This machine, where the test asks from, is not limited, and its operator's page is not shown through a proxy.
        for (var i = 0; i <= Allowed; i++)
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(proxy.Client, "/feeds/all.rss"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(proxy.Client, "/operator"));
        // The control: asked by a proxy that passes it on, the service does believe it.
        for (var i = 0; i < Allowed; i++)
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(service.Client, "/feeds/all.rss"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(service.Client, "/feeds/all.rss"));
    }

    private Task<ProxyServer> StartAsync(string name) => ProxyServer.StartAsync(name, folder.Path, service.Client.BaseAddress!);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await AskAsync(client, path, ("X-Forwarded-For", Elsewhere), ("Forwarded", $"for={Elsewhere}"));
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }

    private static string Raw(HttpResponseMessage response, string name) =>
        string.Join(", ", response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? values : []);
}
