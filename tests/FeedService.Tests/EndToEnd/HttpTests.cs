// What a feed request is answered with: headers, validators, encodings, refusals.
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class HttpTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private TestService service = null!;

    public async ValueTask InitializeAsync()
    {
        folder.DropSeeds();
        service = await TestService.StartAsync(folder);
        await service.IngestAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("rss", "application/rss+xml; charset=utf-8")]
    [InlineData("atom", "application/atom+xml; charset=utf-8")]
    [InlineData("json", "application/feed+json; charset=utf-8")]
    public async Task A_feed_comes_with_everything_a_reader_and_a_cache_need(string extension, string mediaType)
    {
        using var response = await service.Client.GetAsync($"/feeds/all.{extension}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(mediaType, response.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=86400, stale-while-revalidate=86400", Raw(response, "Cache-Control"));
        Assert.Equal("Accept-Encoding", Raw(response, "Vary"));
        Assert.Equal("*", Raw(response, "Access-Control-Allow-Origin"));
        Assert.Equal("nosniff", Raw(response, "X-Content-Type-Options"));
        Assert.Equal($"inline; filename=\"all.{extension}\"", Raw(response, "Content-Disposition"));
        Assert.False(response.Headers.ETag!.IsWeak);
        Assert.Equal(TestService.Start, response.Content.Headers.LastModified);
        Assert.Equal((await response.Content.ReadAsByteArrayAsync()).Length, response.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Each_encoding_has_its_own_ETag_and_decodes_to_the_same_bytes(string encoding)
    {
        var plain = await service.Client.GetByteArrayAsync("/feeds/all.rss");
        using var encoded = await SendAsync(HttpMethod.Get, "/feeds/all.rss", ("Accept-Encoding", encoding));
        Assert.Equal(encoding, encoded.Content.Headers.ContentEncoding.Single());
        await using var stream = await encoded.Content.ReadAsStreamAsync();
        await using Stream decoder = encoding == "br" ? new BrotliStream(stream, CompressionMode.Decompress) : new GZipStream(stream, CompressionMode.Decompress);
        using var decoded = new MemoryStream();
        await decoder.CopyToAsync(decoded);
        Assert.Equal(plain, decoded.ToArray());
        using var identity = await service.Client.GetAsync("/feeds/all.rss");
        Assert.NotEqual(identity.Headers.ETag, encoded.Headers.ETag);
    }

    [Theory]
    [InlineData("gzip;q=0, identity", null)]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("x-unknown", null)]
    [InlineData("gzip, deflate, br", "br")]
    public async Task The_encoding_is_one_that_the_client_takes(string accepts, string? encoding)
    {
        using var response = await SendAsync(HttpMethod.Get, "/feeds/all.rss", ("Accept-Encoding", accepts));
        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.SingleOrDefault());
    }

    [Fact]
    public async Task Either_validator_gives_a_304_that_repeats_the_headers_of_the_200()
    {
        using var full = await service.Client.GetAsync("/feeds/all.rss");
        var modified = full.Content.Headers.LastModified!.Value.ToString("R", CultureInfo.InvariantCulture);
        foreach (var (name, value) in ((string, string)[])[("If-None-Match", full.Headers.ETag!.Tag), ("If-Modified-Since", modified)])
        {
            using var response = await SendAsync(HttpMethod.Get, "/feeds/all.rss", (name, value));
            Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
            foreach (var header in (string[])["ETag", "Last-Modified", "Cache-Control", "Vary", "Access-Control-Allow-Origin"])
                Assert.Equal(Raw(full, header), Raw(response, header));
        }
    }

    [Fact]
    public async Task If_None_Match_takes_lists_weak_tags_and_a_star_and_wins_over_the_date()
    {
        using var full = await service.Client.GetAsync("/feeds/all.rss");
        var tag = full.Headers.ETag!.Tag;
        var modified = full.Content.Headers.LastModified!.Value.ToString("R", CultureInfo.InvariantCulture);
        foreach (var value in (string[])[$"\"other\", {tag}", $"W/{tag}", "*"])
            Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(("If-None-Match", value)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(("If-None-Match", "\"other\""), ("If-Modified-Since", modified)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(("If-Modified-Since", "no date")));
    }

    [Fact]
    public async Task Head_has_the_headers_of_get_and_no_body()
    {
        using var get = await service.Client.GetAsync("/feeds/all.atom");
        using var head = await SendAsync(HttpMethod.Head, "/feeds/all.atom");
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Unknown_query_parameters_and_A_IM_and_any_Accept_are_ignored()
    {
        var plain = await service.Client.GetByteArrayAsync("/feeds/all.atom");
        using var response = await SendAsync(HttpMethod.Get, "/feeds/all.atom?_=123", ("A-IM", "feed"), ("Accept", "application/rss+xml"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(plain, await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/feeds/nothing.rss")]
    [InlineData("/feeds/all.xyz")]
    [InlineData("/items/00000000-0000-0000-0000-000000000000")]
    [InlineData("/topics/nothing")]
    public async Task What_is_not_there_is_404(string path)
    {
        using var response = await service.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_feed_cannot_be_posted_to()
    {
        using var response = await SendAsync(HttpMethod.Post, "/feeds/all.rss");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD", "OPTIONS"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/feed")]
    [InlineData("/feed/")]
    [InlineData("/rss")]
    [InlineData("/rss.xml")]
    [InlineData("/feed.xml")]
    [InlineData("/index.xml")]
    public async Task Addresses_that_readers_guess_are_answered_with_the_feed_of_all(string path) =>
        Assert.Equal(await service.GetAsync("/feeds/all.rss"), await service.GetAsync(path));

    [Fact]
    public async Task The_json_probe_is_answered_with_the_feed_of_all() =>
        Assert.Equal(await service.GetAsync("/feeds/all.json"), await service.GetAsync("/feed.json"));

    [Fact]
    public async Task The_home_page_lists_every_topic_with_its_feeds()
    {
        var home = await service.GetAsync("/");
        foreach (var topic in Directory.GetDirectories(Repository.Seeds).Select(Path.GetFileName))
        {
            Assert.Contains($"href=\"https://feeds.example.org/feeds/{topic}.rss\"", home, StringComparison.Ordinal);
            Assert.Contains($"<link rel=\"alternate\" type=\"application/atom+xml\"", home, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_link_of_a_feed_leads_to_a_page()
    {
        foreach (var item in PublishedFeed.ReadRss(await service.GetAsync("/feeds/all.rss")))
            Assert.Contains("<h1", await service.GetAsync(new Uri(item.Link).AbsolutePath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_says_how_the_last_run_went()
    {
        using var ready = await service.Client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("new item", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/health/live")).StatusCode);
    }

    private async Task<HttpStatusCode> StatusAsync(params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(HttpMethod.Get, "/feeds/all.rss", headers);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await service.Client.SendAsync(request);
    }

    private static string Raw(HttpResponseMessage response, string name) =>
        string.Join(", ", response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? values : []);
}
