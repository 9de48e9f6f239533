// What publish writes: the files are what the service answers, and lead to each other.
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed partial class PublishedSiteTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    [Fact]
    public async Task Every_file_is_what_the_service_answers_at_its_address()
    {
        var files = site.Documents.ToList();
        foreach (var kind in (string[])["feeds/garden/archive/1.rss", "feeds/town.json", "feed.json", "items/", "topics/all/before/", "topics/harbour/embed/index.html", "subscribe.opml", "robots.txt", "favicon.ico"])
            Assert.Contains(files, file => file.StartsWith(kind, StringComparison.Ordinal));
        foreach (var file in files.Where(file => file is not ("404.html" or "410.html" or "closed.html")))
        {
            using var live = await site.Service.Client.GetAsync("/" + (file.EndsWith("index.html", StringComparison.Ordinal) ? file[..^"index.html".Length].TrimEnd('/') : file));
            Assert.True(live.StatusCode == HttpStatusCode.OK, $"{file}: {live.StatusCode}");
            var bytes = await live.Content.ReadAsByteArrayAsync();
            Assert.Equal(WithoutTheApi(bytes), WithoutTheApi(await File.ReadAllBytesAsync(Path.Combine(site.Path, file))));
        }
    }

    [Fact]
    public async Task Every_feed_and_every_page_that_the_service_has_is_there()
    {
        var waiting = new Queue<string>(["/"]);
        var seen = new HashSet<string>();
        while (waiting.TryDequeue(out var path))
        {
            if (!seen.Add(path.Split('#')[0]) || path == "/api/openapi.json")
                continue;
            Assert.True(File.Exists(site.FileAt(path)), path);
            var text = path.EndsWith(".png", StringComparison.Ordinal) ? "" : await site.Service.GetAsync(path);
            foreach (Match link in Ours().Matches(text))
                waiting.Enqueue(WebUtility.HtmlDecode(link.Groups["path"].Value));
        }
        foreach (var path in (string[])["/feeds/garden/archive/1.atom", "/feeds/town.rss", "/topics/town/oembed.json", "/topics/all"])
            Assert.Contains(path, seen);
        Assert.True(seen.Count > 250, $"only {seen.Count} addresses");
    }

    [Fact]
    public async Task Every_link_of_a_published_page_leads_to_a_file()
    {
        var links = 0;
        foreach (var page in site.Documents.Where(file => file.EndsWith(".html", StringComparison.Ordinal)))
        {
            foreach (Match link in Links().Matches(await File.ReadAllTextAsync(Path.Combine(site.Path, page))))
            {
                var address = new Uri(new Uri("https://feeds.example.org/"), WebUtility.HtmlDecode(link.Groups["to"].Value));
                if (address.Host != "feeds.example.org" || address.Scheme != "https")
                    continue;
                links++;
                Assert.True(File.Exists(site.FileAt(address.AbsolutePath)), $"{page}: {address}");
            }
        }
        Assert.True(links > 1000, $"only {links} links");
        Assert.False(File.Exists(site.FileAt("/api/openapi.json")));
    }

    [Fact]
    public async Task The_smaller_files_hold_the_same_bytes_and_stand_where_they_are_worth_it()
    {
        foreach (var extension in (string[])[".gz", ".br"])
        {
            foreach (var small in Directory.GetFiles(site.Path, "*" + extension, SearchOption.AllDirectories))
            {
                await using var file = File.OpenRead(small);
                await using Stream decoder = extension == ".br" ? new BrotliStream(file, CompressionMode.Decompress) : new GZipStream(file, CompressionMode.Decompress);
                using var decoded = new MemoryStream();
                await decoder.CopyToAsync(decoded);
                Assert.Equal(await File.ReadAllBytesAsync(small[..^3]), decoded.ToArray());
            }
            Assert.True(File.Exists(Path.Combine(site.Path, "feeds/all.rss" + extension)));
            Assert.False(File.Exists(Path.Combine(site.Path, "icon.png" + extension)));
            Assert.False(File.Exists(Path.Combine(site.Path, "robots.txt" + extension)));
        }
    }

    /// <summary>Files cannot answer what the API and parameters do, and do not offer it.</summary>
    private static string WithoutTheApi(byte[] page) => OfferedByTheServiceOnly().Replace(System.Text.Encoding.UTF8.GetString(page), "");

    [GeneratedRegex("(?:href|src)=\"(?<to>[^\"#][^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex("(?:href|src)=\"(?:https://feeds\\.example\\.org)?(?<path>/[^\"?]*)")]
    private static partial Regex Ours();

    [GeneratedRegex(" <a href=\"/api/openapi.json\">For programs.*?</a>|<p><code>theme</code>.*?</p>\n|<p>Every change since your last visit(?:.|\n)*?</p>\n<p class=\"snippet\">.*?</p>\n")]
    private static partial Regex OfferedByTheServiceOnly();
}
