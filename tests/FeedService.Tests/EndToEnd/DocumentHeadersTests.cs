// Every kind of feed document behaves alike over HTTP: feeds, archives, choices, guessed addresses; and pages as far as they can.
using System.Globalization;
using System.Net;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class DocumentHeadersTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    /// <summary>What a 304 says (RFC 9110, section 15.4.5; rss2email polls 200, 304, 200, 304 without). The rest is about bytes that are not sent.</summary>
    private static readonly string[] Repeated = ["Access-Control-Allow-Origin", "Cache-Control", "Content-Security-Policy", "ETag", "Last-Modified", "Vary", "X-Content-Type-Options"];

    public static TheoryData<string> Documents =>
    [
        "/feeds/all.rss", "/feeds/all.atom", "/feeds/all.json", "/feeds/garden/archive/1.rss", "/feeds/garden/archive/1.atom", "/feeds/garden/archive/1.json",
        "/feeds/all.rss?topics=town&limit=5", "/feeds/all.atom?q=ferry", "/feeds/all.json?not=town", "/feed", "/feed/", "/rss", "/rss.xml", "/feed.xml", "/index.xml", "/atom.xml", "/feed.json",
    ];

    [Theory, MemberData(nameof(Documents))]
    public async Task A_document_says_all_that_caches_and_browsers_ask_for(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        var headers = HeadersOf(response);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            ["Access-Control-Allow-Origin", "Cache-Control", "Content-Disposition", "Content-Length", "Content-Security-Policy", "Content-Type", "ETag", "Last-Modified", "Vary", "X-Content-Type-Options"],
            headers.Keys.Where(name => name != "Date"));
        Assert.StartsWith("\"", headers["ETag"], StringComparison.Ordinal);
        Assert.Contains(path.Contains("/archive/", StringComparison.Ordinal) ? "max-age=31536000, immutable" : "stale-while-revalidate=", headers["Cache-Control"], StringComparison.Ordinal);
        Assert.Contains("; charset=utf-8", headers["Content-Type"], StringComparison.Ordinal);
        Assert.True(DateTimeOffset.ParseExact(headers["Last-Modified"], "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) <= site.Service.Clock.Now.AddSeconds(2));
        Assert.Equal(headers["Content-Length"], (await response.Content.ReadAsByteArrayAsync()).Length.ToString(CultureInfo.InvariantCulture));
    }

    [Theory, MemberData(nameof(Documents))]
    public async Task Head_says_what_get_says_in_each_encoding(string path)
    {
        foreach (var encoding in (string[])["identity", "gzip", "br"])
        {
            using var get = await SendAsync(HttpMethod.Get, path, ("Accept-Encoding", encoding));
            using var head = await SendAsync(HttpMethod.Head, path, ("Accept-Encoding", encoding));
            Assert.Equal(HeadersOf(get).Where(header => header.Key != "Date"), HeadersOf(head).Where(header => header.Key != "Date"));
            Assert.Equal(encoding == "identity" ? "" : encoding, string.Join(",", get.Content.Headers.ContentEncoding));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory, MemberData(nameof(Documents))]
    public async Task A_304_repeats_the_validators_and_says_nothing_of_a_body(string path)
    {
        using var full = await SendAsync(HttpMethod.Get, path, ("Accept-Encoding", "gzip"));
        var headers = HeadersOf(full);
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
        {
            foreach (var (name, value) in ((string, string)[])[("If-None-Match", headers["ETag"]), ("If-None-Match", $"\"x\" , W/{headers["ETag"]}"), ("If-None-Match", "*"), ("If-Modified-Since", headers["Last-Modified"])])
            {
                using var response = await SendAsync(method, path, ("Accept-Encoding", "gzip"), (name, value));
                Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
                Assert.Equal(headers.Where(header => Repeated.Contains(header.Key)), HeadersOf(response).Where(header => header.Key != "Date"));
            }
        }
    }

    /// <summary>An ETag is of one encoding's bytes: a cache that holds those must not be told that others are the same.</summary>
    [Theory, MemberData(nameof(Documents))]
    public async Task An_ETag_of_another_encoding_is_no_match(string path)
    {
        using var plain = await SendAsync(HttpMethod.Get, path, ("Accept-Encoding", "identity"));
        using var other = await SendAsync(HttpMethod.Get, path, ("Accept-Encoding", "gzip"), ("If-None-Match", plain.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.NotEqual(plain.Headers.ETag, other.Headers.ETag);
    }

    [Theory]
    [InlineData("gzip;q=0.5", "gzip")]
    [InlineData("gzip;q=0.001", "gzip")]
    [InlineData("gzip ; q=0", "")]
    [InlineData("GZIP", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*;q=0", "")]
    [InlineData("*;q=0, gzip", "gzip")]
    [InlineData("identity;q=0, gzip", "gzip")]
    [InlineData("identity;q=1, *;q=0", "")]
    [InlineData("identity;q=0", "")]
    [InlineData("", "")]
    [InlineData("deflate, zstd", "")]
    [InlineData("gzip, deflate;q=0.9, *;q=0", "gzip")]
    public async Task Accept_Encoding_is_taken_at_its_word_and_never_refused(string accepts, string encoding)
    {
        using var response = await SendAsync(HttpMethod.Get, "/feeds/all.rss", ("Accept-Encoding", accepts));
        Assert.Equal((HttpStatusCode.OK, encoding), (response.StatusCode, string.Join(",", response.Content.Headers.ContentEncoding)));
    }

    /// <summary>A part of a feed helps nobody. Whoever asks for one gets all of it, as RFC 9110, section 14.2, allows.</summary>
    [Fact]
    public async Task A_range_is_answered_with_the_whole()
    {
        using var whole = await SendAsync(HttpMethod.Get, "/feeds/all.rss");
        foreach (var range in (string[])["bytes=0-9", "bytes=-5", "bytes=99999999-", "lines=1-2"])
        {
            using var response = await SendAsync(HttpMethod.Get, "/feeds/all.rss", ("Range", range), ("If-Range", whole.Headers.ETag!.ToString()));
            Assert.Equal((HttpStatusCode.OK, whole.Content.Headers.ContentLength), (response.StatusCode, response.Content.Headers.ContentLength));
        }
    }

    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/topics/town", "text/html; charset=utf-8")]
    [InlineData("/topics/town/embed", "text/html; charset=utf-8")]
    [InlineData("/topics/town/headlines.json", "application/json; charset=utf-8")]
    [InlineData("/subscribe.opml", "text/x-opml; charset=utf-8")]
    [InlineData("/assets/style.css", "text/css; charset=utf-8")]
    [InlineData("/icon.png", "image/png")]
    [InlineData("/robots.txt", "text/plain; charset=utf-8")]
    public async Task A_page_has_its_type_its_length_a_validator_and_the_same_for_head(string path, string mediaType)
    {
        using var get = await SendAsync(HttpMethod.Get, path);
        using var head = await SendAsync(HttpMethod.Head, path);
        var headers = HeadersOf(get);
        Assert.Equal(mediaType, headers["Content-Type"]);
        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        Assert.Equal((await get.Content.ReadAsByteArrayAsync()).Length, get.Content.Headers.ContentLength);
        Assert.Equal(headers.Where(header => header.Key != "Date"), HeadersOf(head).Where(header => header.Key != "Date"));
        using var again = await SendAsync(HttpMethod.Get, path, ("If-None-Match", headers["ETag"]));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal((headers["ETag"], headers["Cache-Control"]), (HeadersOf(again)["ETag"], HeadersOf(again)["Cache-Control"]));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await site.Service.Client.SendAsync(request);
    }

    private static SortedDictionary<string, string> HeadersOf(HttpResponseMessage response) =>
        new(response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).ToDictionary(header => header.Key, header => header.Value.ToString()), StringComparer.Ordinal);
}
