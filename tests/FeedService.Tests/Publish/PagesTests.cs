// What people see: the pages lead on to each other, say where a story comes from, and can be read without a script.
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FeedService.Storage;
using FeedService.Tests.Support;

namespace FeedService.Tests.Publish;

public sealed partial class PagesTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private TestService service = null!;

    public async ValueTask InitializeAsync() => service = await TestService.StartAsync(folder, "--Site:Language=en-GB");

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Without_a_story_the_home_page_says_what_is_missing() =>
        Assert.Contains("first listing file", await service.GetAsync("/"), StringComparison.Ordinal);

    [Fact]
    public async Task Older_pages_lead_through_every_story_once()
    {
        DropPages(130);
        await service.IngestAsync();
        var seen = new List<string>();
        for (var path = "/topics/town"; path is not null;)
        {
            var page = await service.GetAsync(path);
            seen.AddRange(StoryLinks().Matches(page).Select(match => match.Groups["id"].Value));
            path = OlderLink().Match(page) is { Success: true } older ? WebUtility.HtmlDecode(older.Groups["path"].Value) : null;
        }
        Assert.Equal(130, seen.Count);
        Assert.Equal(130, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_new_story_moves_no_older_page()
    {
        DropPages(130);
        await service.IngestAsync();
        var before = await OlderPagesAsync();
        Assert.Single(before);
        DropPages(149);
        await service.IngestAsync();
        Assert.Equal(before, await OlderPagesAsync());
        folder.Drop("town/2026-10-15.txt", Stories.Page(Enumerable.Range(0, 20).Select(i => 150 - i)));
        await service.IngestAsync();
        var after = await OlderPagesAsync();
        Assert.Equal(2, after.Count);
        Assert.Equal(before[0], after[1]);
    }

    [Fact]
    public async Task An_older_page_has_an_address_without_parameters_and_one_with()
    {
        DropPages(130);
        await service.IngestAsync();
        var path = (await OlderPagesAsync()).Single().Path;
        Assert.Matches("^/topics/town/before/[0-9]{8}T[0-9]{6}Z$", path);
        var time = DateTimeOffset.ParseExact(path[^16..], "yyyyMMdd'T'HHmmss'Z'", null);
        Assert.Equal(await service.GetAsync(path), await service.GetAsync($"/topics/town?before={time:yyyy-MM-dd'T'HH:mm:ss'Z'}"));
        using var none = await service.Client.GetAsync("/topics/town/before/yesterday");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    private async Task<IReadOnlyList<(string Path, string Html)>> OlderPagesAsync()
    {
        var pages = new List<(string Path, string Html)>();
        for (var older = OlderLink().Match(await service.GetAsync("/topics/town")); older.Success; older = OlderLink().Match(pages[^1].Html))
            pages.Add((older.Groups["path"].Value, await service.GetAsync(older.Groups["path"].Value)));
        return pages;
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("")]
    public async Task Before_a_time_that_is_none_is_a_400_that_says_why(string before)
    {
        DropPages(10);
        await service.IngestAsync();
        using var response = await service.Client.GetAsync($"/topics/town?before={before}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("before must be a time", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_items_page_tells_its_texts_and_the_files_and_lines_it_was_read_in()
    {
        folder.Drop("town/2026-10-05.txt", Stories.Page([4, 3, 2, 1]));
        folder.Drop("town/2026-10-06.txt", Stories.Page([4, 3, 2, 1]).Replace("of her book", "of her second book", StringComparison.Ordinal));
        await service.IngestAsync();
        var page = await service.GetAsync(ItemPath(await service.GetAsync("/topics/town"), Stories.Title(3)));
        Assert.Contains($"<h1 dir=\"auto\">{Stories.Title(3)}</h1>", page, StringComparison.Ordinal);
        Assert.Contains("of her book.", page, StringComparison.Ordinal);
        Assert.Contains("of her second book.", page, StringComparison.Ordinal);
        Assert.Contains("<code dir=\"auto\">town/2026-10-05.txt</code>, lines 5 to 7, captured <time datetime=\"2026-10-05T12:00:00Z\">", page, StringComparison.Ordinal);
        Assert.Contains("<code dir=\"auto\">town/2026-10-06.txt</code>, lines 5 to 7, captured", page, StringComparison.Ordinal);
        Assert.Contains("<dt>First seen</dt><dd><time datetime=\"2026-10-05T12:00:00Z\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_story_seen_in_very_many_captures_shows_the_newest_and_the_first()
    {
        for (var day = 1; day <= 28; day++)
            folder.Drop($"town/2026-09-{day:00}.txt", Stories.Page([4, 3, 2, 1]) + new string('\n', day));
        await service.IngestAsync();
        var page = await service.GetAsync(ItemPath(await service.GetAsync("/topics/town"), Stories.Title(3)));
        Assert.Contains("2026-09-28.txt", page, StringComparison.Ordinal);
        Assert.Contains("2026-09-01.txt", page, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-09-02.txt", page, StringComparison.Ordinal);
        Assert.Contains("28 captures in all", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_offers_rss_and_atom_first_and_says_what_a_preview_needs()
    {
        DropPages(10);
        await service.IngestAsync();
        foreach (var path in (string[])["/", "/topics/town", ItemPath(await service.GetAsync("/"), Stories.Title(1))])
        {
            var page = await service.GetAsync(path);
            var types = AlternateTypes().Matches(page).Select(match => match.Groups["type"].Value).ToList();
            Assert.Equal(["application/rss+xml", "application/atom+xml"], types.Take(2));
            foreach (var property in (string[])["og:title", "og:description", "og:url", "og:site_name", "og:image", "og:type"])
                Assert.Contains($"<meta property=\"{property}\" content=\"", page, StringComparison.Ordinal);
            Assert.Contains("<link rel=\"canonical\" href=\"https://feeds.example.org/", page, StringComparison.Ordinal);
            Assert.Contains("rel=\"icon\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_story_taken_back_is_410_and_on_no_page()
    {
        DropPages(10);
        await service.IngestAsync();
        var path = ItemPath(await service.GetAsync("/topics/town"), Stories.Title(3));
        await service.Get<LedgerStore>().RetractAsync(Guid.Parse(path["/items/".Length..]), service.Clock.Now, CancellationToken.None);
        using var gone = await service.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.DoesNotContain(Stories.Title(3), await gone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var page in (string[])["/", "/topics/town", "/topics/town/headlines.json", "/topics/town/embed"])
            Assert.DoesNotContain(Stories.Title(3), await service.GetAsync(page), StringComparison.Ordinal);
        Assert.Contains("9 stories in all", await service.GetAsync("/topics/town"), StringComparison.Ordinal);
        Assert.Contains("<span class=\"count\">9 stories</span>", await service.GetAsync("/"), StringComparison.Ordinal);
        using var embed = await service.Client.GetAsync($"/oembed?url={Uri.EscapeDataString($"https://feeds.example.org{path}")}");
        Assert.Equal(HttpStatusCode.NotFound, embed.StatusCode);
    }

    [Fact]
    public async Task Headlines_lead_to_the_sites_own_articles_where_their_addresses_are_known()
    {
        await using var linked = await TestService.StartAsync(folder, "--Site:ItemLink=https://example.org/{slug}/");
        DropPages(4);
        await linked.IngestAsync();
        var topic = await linked.GetAsync("/topics/town");
        Assert.Contains($"<a href=\"https://example.org/{Stories.Title(1).ToLowerInvariant().Replace(' ', '-')}/\">", topic, StringComparison.Ordinal);
        Assert.Contains("Read the article", await linked.GetAsync(ItemPath(topic, Stories.Title(1))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_opml_file_names_every_topic_but_the_one_that_has_them_all()
    {
        folder.Drop("town/2026-10-05.txt", Stories.Page([4, 3, 2, 1]));
        folder.Drop("culture/2026-10-05.txt", Stories.Page([14, 13, 12, 11]));
        await service.IngestAsync();
        var opml = XDocument.Parse(await service.GetAsync("/subscribe.opml"));
        Assert.Equal(
            ["https://feeds.example.org/feeds/culture.rss", "https://feeds.example.org/feeds/town.rss"],
            opml.Descendants("outline").Select(outline => outline.Attribute("xmlUrl")!.Value));
        Assert.All(opml.Descendants("outline"), outline => Assert.Equal("rss", outline.Attribute("type")!.Value));
    }

    [Fact]
    public async Task Pages_answer_head_and_conditional_requests_and_let_nothing_run_that_is_not_ours()
    {
        DropPages(10);
        await service.IngestAsync();
        foreach (var path in (string[])["/", "/topics/town", "/subscribe.opml", "/assets/style.css", "/assets/copy.js", "/icon.png"])
        {
            using var get = await service.Client.GetAsync(path);
            using var head = await service.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            Assert.Equal((HttpStatusCode.OK, get.Headers.ETag), (head.StatusCode, head.Headers.ETag));
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.IfNoneMatch.Add(get.Headers.ETag!);
            using var again = await service.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            var policy = get.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_not_there_is_said_on_a_page_that_leads_on()
    {
        using var response = await service.Client.GetAsync("/no/such.page");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("To the topics", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var post = await service.Client.PostAsync("/topics/town", null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
    }

    [Fact]
    public async Task Every_page_is_valid_html()
    {
        SamplePages.Drop(folder);
        await service.IngestAsync();
        var pages = Directory.CreateDirectory(Path.Combine(folder.Path, "pages")).FullName;
        foreach (var (path, number) in (await SamplePages.PathsAsync(service)).Select((path, number) => (path, number)))
        {
            using var response = await service.Client.GetAsync(path);
            await File.WriteAllTextAsync(Path.Combine(pages, $"{number}.html"), await response.Content.ReadAsStringAsync());
        }
        await PageTools.ValidateHtmlAsync(pages);
    }

    private void DropPages(int stories)
    {
        for (var (last, day) = (Math.Min(20, stories), 1); ; (last, day) = (Math.Min(last + 10, stories), day + 1))
        {
            folder.Drop($"town/2026-10-{day:00}.txt", Stories.Page(Enumerable.Range(0, Math.Min(20, last)).Select(i => last - i)));
            if (last == stories)
                return;
        }
    }

    private static string ItemPath(string page, string title) =>
        Regex.Match(page, $"href=\"(?<path>/items/[0-9a-f-]+)\"[^>]*>(?:Details|{Regex.Escape(title)})<").Groups["path"].Value;

    [GeneratedRegex("<h3[^>]*><a href=\"/items/(?<id>[0-9a-f-]+)\"")]
    private static partial Regex StoryLinks();

    [GeneratedRegex("<a rel=\"next\" href=\"(?<path>[^\"]+)\"")]
    private static partial Regex OlderLink();

    [GeneratedRegex("<link rel=\"alternate\" type=\"(?<type>[^\"]+)\"")]
    private static partial Regex AlternateTypes();
}
