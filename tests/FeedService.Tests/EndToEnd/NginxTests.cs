// A published site behind a real nginx, with the rules that publish wrote, answers as the service does.
using System.Net;
using FeedService.Publish.Static;
using FeedService.Storage;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class NginxTests : IAsyncLifetime
{
    private readonly PublishedSite site = new();
    private NginxServer nginx = null!;

    public async ValueTask InitializeAsync()
    {
        await site.InitializeAsync();
        nginx = await NginxServer.StartAsync(site.Folder.Path, site.Path, site.Path);
    }

    public async ValueTask DisposeAsync()
    {
        nginx?.Dispose();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task Bodies_and_headers_are_those_of_the_service()
    {
        string[] paths =
        [
            "/", "/topics/town", "/topics/all/", "/feeds/all.rss", "/feeds/town.atom", "/feeds/harbour.json", "/feeds/town.rss?_=123", "/feeds/garden/archive/1.rss", "/feeds/garden/archive/1.atom", "/feeds/garden/archive/1.json",
            "/feed", "/feed/", "/rss", "/rss.xml", "/feed.xml", "/index.xml", "/atom.xml", "/feed.json", "/topics/town/headlines.json", "/topics/town/headlines.html", "/topics/town/embed", "/topics/town/oembed.json",
            "/subscribe.opml", "/icon.png", "/favicon.ico", "/assets/style.css", "/assets/copy.js", "/assets/embed.css", "/robots.txt", "/nothing", "/feeds/nothing.rss", "/topics/nothing", "/items/00000000-0000-0000-0000-000000000000",
        ];
        foreach (var path in paths)
        {
            using var live = await site.Service.Client.GetAsync(path);
            using var served = await nginx.SendAsync(HttpMethod.Get, path);
            Assert.True(live.StatusCode == served.StatusCode, $"{path}: {served.StatusCode}");
            foreach (var header in (string[])["Content-Type", "Cache-Control", "Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy"])
                Assert.Equal($"{path} {header}: {Raw(live, header)}", $"{path} {header}: {Raw(served, header)}");
            if (Raw(live, "Access-Control-Allow-Origin") is { Length: > 0 } origin && live.IsSuccessStatusCode)
                Assert.Equal($"{path}: {origin}", $"{path}: {Raw(served, "Access-Control-Allow-Origin")}");
            if (path.StartsWith("/feed", StringComparison.Ordinal) && live.IsSuccessStatusCode)
                Assert.Equal(await live.Content.ReadAsByteArrayAsync(), await served.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task The_smaller_file_is_sent_to_who_takes_it_and_each_has_its_own_ETag()
    {
        using var plain = await nginx.SendAsync(HttpMethod.Get, "/feeds/all.rss");
        using var small = await nginx.SendAsync(HttpMethod.Get, "/feeds/all.rss", ("Accept-Encoding", "gzip"));
        Assert.Equal("gzip", Raw(small, "Content-Encoding"));
        Assert.True(small.Content.Headers.ContentLength < plain.Content.Headers.ContentLength);
        Assert.NotEqual(plain.Headers.ETag, small.Headers.ETag);
        Assert.Equal(("Accept-Encoding", "Accept-Encoding"), (Raw(plain, "Vary"), Raw(small, "Vary")));
        using var again = await nginx.SendAsync(HttpMethod.Get, "/feeds/all.rss", ("Accept-Encoding", "gzip"), ("If-None-Match", small.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        foreach (var header in (string[])["ETag", "Last-Modified", "Cache-Control", "Vary", "Access-Control-Allow-Origin"])
            Assert.Equal($"{header}: {Raw(small, header)}", $"{header}: {Raw(again, header)}");
    }

    [Fact]
    public async Task A_story_that_was_taken_back_is_gone_without_a_reload()
    {
        var item = PublishedFeed.ReadRss(await site.Service.GetAsync("/feeds/harbour.rss"))[0];
        var path = new Uri(item.Link).AbsolutePath;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(path));
        await site.Service.Get<LedgerStore>().RetractAsync(Guid.Parse(item.Id["urn:uuid:".Length..]), site.Service.Clock.Now, CancellationToken.None);
        await site.PublishAsync();
        using var gone = await nginx.SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Contains("has been taken back", await gone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("no-cache", Raw(gone, "Cache-Control"));
    }

    [Fact]
    public async Task What_a_file_cannot_answer_is_refused_and_what_is_not_the_sites_is_not_shown()
    {
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/feeds/all.rss?topics=town"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/feeds/all.atom?q=ferry"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/.feedservice/files"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/.feedservice/nginx.conf"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/api/items"));
    }

    [Fact]
    public async Task Scripts_of_other_sites_may_ask_first()
    {
        foreach (var path in (string[])["/feeds/all.json", "/feeds/garden/archive/1.json", "/topics/town/headlines.json"])
        {
            using var preflight = await nginx.SendAsync(HttpMethod.Options, path);
            Assert.Equal((HttpStatusCode.NoContent, "*", "GET, HEAD"), (preflight.StatusCode, Raw(preflight, "Access-Control-Allow-Origin"), Raw(preflight, "Access-Control-Allow-Methods")));
        }
    }

    [Fact]
    public async Task A_site_may_be_a_folder_of_a_larger_one()
    {
        using var folder = new TestFolder();
        SamplePages.Drop(folder);
        await using var service = await TestService.StartAsync(folder, "--PublicUrl=https://example.org/all.news");
        await service.IngestAsync();
        var root = Path.Combine(folder.Path, "site");
        await service.Get<StaticSite>().WriteAsync(Path.Combine(root, "all.news"), CancellationToken.None);
        using var larger = await NginxServer.StartAsync(folder.Path, root, Path.Combine(root, "all.news"));
        foreach (var (path, type) in ((string, string)[])[("/all.news/", "text/html; charset=utf-8"), ("/all.news/topics/town", "text/html; charset=utf-8"), ("/all.news/feeds/all.json", "application/feed+json; charset=utf-8"), ("/all.news/feed", "application/rss+xml; charset=utf-8")])
        {
            using var response = await larger.SendAsync(HttpMethod.Get, path);
            Assert.Equal($"{path}: OK {type}", $"{path}: {response.StatusCode} {Raw(response, "Content-Type")}");
        }
        using var missing = await larger.SendAsync(HttpMethod.Get, "/all.news/nothing");
        Assert.Equal((HttpStatusCode.NotFound, true), (missing.StatusCode, (await missing.Content.ReadAsStringAsync()).Contains("To the topics", StringComparison.Ordinal)));
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await nginx.SendAsync(HttpMethod.Get, path);
        return response.StatusCode;
    }

    private static string Raw(HttpResponseMessage response, string name) =>
        string.Join(", ", response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? values : []);
}
