// Who may ask, how, and how often: looked at before any answer, feeds included.
using System.Net;
using FeedService.Tests.Support;

namespace FeedService.Tests.Publish;

public sealed class GuardTests : IDisposable
{
    private const string Feed = "/feeds/all.rss";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n", 400)]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n", 400)]
    [InlineData("Transfer-Encoding: chunked\r\n", "0\r\n\r\n", 405)]
    [InlineData("Content-Length: 5\r\n", "hello", 405)]
    public async Task A_request_that_says_twice_how_long_it_is_is_refused_and_its_connection_closed(string headers, string body, int status)
    {
        await using var service = await TestService.StartAsync(folder);
        // Without the guard the second request would be answered: that is what smuggling lives on.
        var answer = await RawHttp.AskAsync(service.Client.BaseAddress!, $"POST {Feed} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n{body}GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.Equal(status, RawHttp.StatusOf(answer));
        Assert.Equal(status == 400, !answer.Contains("200 OK", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("feeds.example.org", "", 200)]
    [InlineData("FEEDS.example.org:443", "", 200)]
    [InlineData("127.0.0.1:5080", "", 200)]
    [InlineData("localhost", "", 200)]
    [InlineData("evil.example", "", 400)]
    [InlineData("feeds.example.org.evil.example", "", 400)]
    [InlineData("other.example.org", "--AllowedHosts=other.example.org;third.example.org", 200)]
    [InlineData("feeds.example.org", "--AllowedHosts=other.example.org", 200)]
    [InlineData("evil.example", "--AllowedHosts=other.example.org", 400)]
    [InlineData("evil.example", "--AllowedHosts=*", 200)]
    [InlineData("evil.example", "--PublicUrl=", 200)]
    public async Task The_service_answers_to_its_own_names_only(string host, string configuration, int status)
    {
        await using var service = await TestService.StartAsync(folder, configuration.Length == 0 ? [] : [configuration]);
        foreach (var path in (string[])["/", "/health/live"])
            Assert.Equal(status, RawHttp.StatusOf(await RawHttp.AskAsync(service.Client.BaseAddress!, $"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")));
    }

    [Theory]
    [InlineData(Feed, "default-src 'none'; sandbox")]
    [InlineData("/feeds/all.rss?limit=x", "default-src 'none'; sandbox")]
    [InlineData("/", "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; script-src 'self'; form-action 'none'; frame-ancestors 'none'")]
    [InlineData("/nothing", "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; script-src 'self'; form-action 'none'; frame-ancestors 'none'")]
    public async Task Every_answer_says_that_it_is_what_it_says_and_that_nothing_in_it_may_run(string path, string policy)
    {
        folder.DropSeeds();
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        using var answer = await service.Client.GetAsync(path);
        using var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { answer.Headers.ETag ?? new("\"x\"") } } };
        using var notModified = await service.Client.SendAsync(again);
        foreach (var response in (HttpResponseMessage[])[answer, notModified])
        {
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal(policy, response.Headers.GetValues("Content-Security-Policy").Single());
        }
    }

    [Fact]
    public async Task A_client_that_asks_too_often_is_told_when_to_come_back_and_others_are_not()
    {
        folder.DropSeeds();
        await using var service = await TestService.StartAsync(folder, "--Guard:AnswersPerMinute=3", "--Guard:Proxies=127.0.0.1, 10.0.0.0/8");
        await service.IngestAsync();
        service.Clock.Now = TestService.Start.AddSeconds(20);
        foreach (var path in (string[])[Feed, "/feeds/all.atom", "/"])
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(service, path, "198.51.100.7")).StatusCode);
        var refused = await AskAsync(service, Feed, "198.51.100.7");
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(40)), (refused.StatusCode, refused.Headers.RetryAfter!.Delta));
        Assert.Equal("", await refused.Content.ReadAsStringAsync());
        // Whoever stands before the last unnamed address is made up by the client.
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync(service, "/", "203.0.113.1, 198.51.100.7, 10.0.0.9")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(service, Feed, "198.51.100.8")).StatusCode);
        service.Clock.Now = TestService.Start.AddSeconds(61);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(service, Feed, "198.51.100.7")).StatusCode);
    }

    [Fact]
    public async Task A_reader_that_has_the_newest_version_is_told_so_however_often_it_asks()
    {
        folder.DropSeeds();
        await using var service = await TestService.StartAsync(folder, "--Guard:AnswersPerMinute=2", "--Guard:Proxies=127.0.0.1");
        await service.IngestAsync();
        var first = await AskAsync(service, Feed, "198.51.100.7");
        for (var i = 0; i < 20; i++)
            Assert.Equal(HttpStatusCode.NotModified, (await AskAsync(service, Feed, "198.51.100.7", first.Headers.ETag!.Tag)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(service, Feed, "198.51.100.7")).StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync(service, Feed, "198.51.100.7", first.Headers.ETag!.Tag)).StatusCode);
        // The control: a validator alone opens nothing.
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync(service, Feed, "198.51.100.7", "\"another\"")).StatusCode);
    }

    [Fact]
    public async Task Validators_that_are_none_buy_no_more_work_than_a_client_has_answers()
    {
        folder.DropSeeds();
        await using var service = await TestService.StartAsync(folder, "--Guard:AnswersPerMinute=3", "--Guard:Proxies=127.0.0.1");
        await service.IngestAsync();
        using var queries = new QueryLog(folder);
        for (var i = 0; i < 20; i++)
            await AskAsync(service, $"/feeds/all.rss?q=word{i}", "198.51.100.7", "\"none\"");
        var asked = queries.TakeOthers().Count;
        for (var i = 20; i < 26; i++)
            await AskAsync(service, $"/feeds/all.rss?q=word{i}", "198.51.100.8", "\"none\"");
        // Six times the work of one choice, three answered and three looked at in vain, whoever asks and however often.
        Assert.Equal(queries.TakeOthers().Count, asked);
        Assert.NotEqual(0, asked);
    }

    [Fact]
    public async Task A_household_of_IPv6_is_one_client()
    {
        await using var service = await TestService.StartAsync(folder, "--Guard:AnswersPerMinute=1", "--Guard:Proxies=127.0.0.1");
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(service, "/", "2001:db8:1:2::3")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync(service, "/", "2001:db8:1:2:ffff::4")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(service, "/", "2001:db8:1:3::3")).StatusCode);
    }

    [Fact]
    public async Task A_proxy_that_nobody_named_is_not_believed()
    {
        await using var service = await TestService.StartAsync(folder, "--Guard:AnswersPerMinute=1", "--Guard:Proxies=10.0.0.0/8");
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(service, "/", "198.51.100.7")).StatusCode);
    }

    [Fact]
    public async Task Behind_a_named_proxy_nobody_becomes_local_by_saying_so()
    {
        await using var service = await TestService.StartAsync(folder, "--Guard:Proxies=127.0.0.1");
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(service, "/operator", "127.0.0.1")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/operator")).StatusCode);
    }

    [Fact]
    public async Task The_operators_token_is_read_from_a_file_and_stands_in_no_log()
    {
        const string token = "a-token-of-32-characters-in-a-file";
        const string wrong = "a-wrong-token-that-somebody-tries";
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "token"), token + "\n");
        Directory.CreateDirectory(folder.Inbox);
        var address = $"http://127.0.0.1:{ServiceProcess.FreePort()}";
        using var service = ServiceProcess.Start(folder, $"--Urls={address}", "--Operator:TokenFile=token", "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Trace");
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        await service.WaitUntilReadyAsync(client);
        Assert.Equal(HttpStatusCode.Unauthorized, await WithTokenAsync(client, wrong));
        Assert.Equal(HttpStatusCode.OK, await WithTokenAsync(client, token));
        Assert.Contains("/operator", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(token, service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong, service.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Operator:TokenFile=nowhere", "Operator:TokenFile nowhere cannot be read")]
    [InlineData("--Operator:TokenFile=empty", "Operator:TokenFile empty is empty")]
    [InlineData("--Guard:Proxies=proxy.example.org", "Guard:Proxies must be addresses or networks")]
    [InlineData("--Guard:AnswersPerMinute=-1", "Guard:AnswersPerMinute must be")]
    public async Task A_guard_that_cannot_stand_stops_the_start_with_one_line(string argument, string message)
    {
        Directory.CreateDirectory(folder.Inbox);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "empty"), "\n");
        var (exitCode, output) = await ServiceProcess.RunAsync(folder, "--Urls=http://127.0.0.1:0", argument);
        Assert.Equal(1, exitCode);
        Assert.Contains(message, Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> WithTokenAsync(HttpClient client, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/operator") { Headers = { Authorization = new("Bearer", token) } };
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> AskAsync(TestService service, string path, string forwardedFor, string? etag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        if (etag is not null)
            request.Headers.Add("If-None-Match", etag);
        return await service.Client.SendAsync(request);
    }
}
