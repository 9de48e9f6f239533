// Two hundred hostile strings as titles, teasers, captions, file and folder names: no page and no feed executes or breaks.
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using FeedService.Tests.Support;
using Microsoft.Playwright;

namespace FeedService.Tests.Publish;

public sealed partial class HostileTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    /// <summary>Elements that our pages are made of; any other in a page came in with a text.</summary>
    private static readonly HashSet<string> OurElements =
    [
        "html", "head", "meta", "title", "link", "script", "body", "a", "header", "nav", "main", "footer", "section", "article", "h1", "h2", "h3",
        "p", "ul", "ol", "li", "dl", "dt", "dd", "div", "span", "button", "code", "time", "strong",
    ];

    private readonly TestFolder folder = new();
    private TestService service = null!;

    public async ValueTask InitializeAsync()
    {
        service = await TestService.StartAsync(folder, "--Feeds:Window=300");
        HostileStrings.Drop(folder);
        await service.IngestAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public void There_are_two_hundred() => Assert.InRange(HostileStrings.All.Count, 200, 300);

    [Fact]
    public async Task They_are_read_as_the_stories_they_stand_in()
    {
        using var changes = JsonDocument.Parse(await service.GetAsync("/api/items?limit=500"));
        var teasers = changes.RootElement.GetProperty("items").EnumerateArray().Select(item => item.TryGetProperty("teaser", out var teaser) ? teaser.GetString()! : "").ToList();
        Assert.True(teasers.Count >= 200, $"only {teasers.Count} stories of {HostileStrings.All.Count}");
        Assert.Contains(teasers, teaser => teaser.Contains("<script>alert(1)</script>", StringComparison.Ordinal));
        Assert.Contains(teasers, teaser => teaser.Contains("]]>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_page_holds_an_element_or_an_attribute_that_is_not_ours()
    {
        var pages = await CrawlAsync();
        Assert.True(pages.Count > 200, $"only {pages.Count} pages");
        foreach (var (path, html) in pages)
        {
            foreach (Match tag in Tags().Matches(html))
            {
                Assert.True(OurElements.Contains(tag.Groups["name"].Value), $"{path}: {tag.Value}");
                Assert.False(EventAttribute().IsMatch(QuotedValues().Replace(tag.Value, "\"\"")), $"{path}: {tag.Value}");
            }
            Assert.Equal(1, Regex.Count(html, "<script"));
            Assert.DoesNotMatch(@"(?:href|src)=""\s*(?:javascript|data|vbscript):", html);
            Assert.DoesNotMatch("[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]", html);
        }
    }

    [Fact]
    public async Task Nothing_runs_and_nothing_is_fetched_in_a_browser_even_without_our_content_policy()
    {
        await using var context = await chromium.OpenAsync(service.Client.BaseAddress!.ToString(), 1280, ColorScheme.Light, bypassPolicy: true);
        var page = await context.NewPageAsync();
        var faults = new List<string>();
        page.Dialog += async (_, dialog) =>
        {
            faults.Add($"{page.Url}: {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(service.Client.BaseAddress!.ToString(), StringComparison.Ordinal))
                faults.Add($"{page.Url}: {request.Url}");
        };
        var topics = TopicLinks().Matches(await service.GetAsync("/")).Select(match => $"/topics/{match.Groups["slug"].Value}").Distinct();
        foreach (var path in topics.SelectMany(topic => (string[])[topic, $"{topic}/embed?limit=50"]).Prepend("/"))
            await page.GotoAsync(path);
        Assert.Empty(faults);
        await page.EvaluateAsync("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')");
        await page.WaitForTimeoutAsync(500);
        Assert.NotEmpty(faults);
    }

    [Fact]
    public async Task Every_feed_and_the_opml_file_parse()
    {
        var topics = TopicLinks().Matches(await service.GetAsync("/")).Select(match => match.Groups["slug"].Value).Distinct().ToList();
        Assert.True(topics.Count > 20, $"only {topics.Count} topics");
        var addresses = topics.SelectMany(slug => (string[])[$"/feeds/{slug}.rss", $"/feeds/{slug}.atom"]).Append("/subscribe.opml");
        foreach (var address in addresses)
        {
            using var xml = XmlReader.Create(new StringReader(await service.GetAsync(address)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = true });
            while (xml.Read())
                Assert.NotEqual("script", xml.LocalName);
        }
    }

    /// <summary>The three formats escape in three ways; what comes out of them is one text.</summary>
    [Fact]
    public async Task Every_json_feed_parses_and_says_what_rss_and_atom_say()
    {
        var schema = new JsonSchema(JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests", "FeedService.Tests", "Grammars", "json-feed-1.1.schema.json"))).RootElement);
        foreach (var slug in TopicLinks().Matches(await service.GetAsync("/")).Select(match => match.Groups["slug"].Value).Distinct())
        {
            var text = await service.GetAsync($"/feeds/{slug}.json");
            Assert.DoesNotMatch("[\u0000-\u0009\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]", text);
            using var document = JsonDocument.Parse(text);
            Assert.Empty(schema.FaultsOf(document.RootElement));
            var json = PublishedFeed.ReadJson(text);
            var rss = PublishedFeed.ReadRss(await service.GetAsync($"/feeds/{slug}.rss"));
            Assert.Equal(rss.Select(item => (item.Id, item.Title, item.Link, item.Published, WebUtility.HtmlDecode(item.Teaser))), json.Select(item => (item.Id, item.Title, item.Link, item.Published, item.Teaser))!);
            Assert.Equal(rss, PublishedFeed.ReadAtom(await service.GetAsync($"/feeds/{slug}.atom")));
        }
    }

    [Fact]
    public async Task Every_frame_fragment_and_json_document_holds_text_only()
    {
        foreach (var slug in TopicLinks().Matches(await service.GetAsync("/")).Select(match => match.Groups["slug"].Value).Distinct())
        {
            foreach (var html in (string[])[await service.GetAsync($"/topics/{slug}/embed?limit=50"), await service.GetAsync($"/topics/{slug}/headlines.html?limit=50")])
            {
                Assert.All(Tags().Matches(html), tag => Assert.True(OurElements.Contains(tag.Groups["name"].Value), tag.Value));
                Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
            }
            using var json = JsonDocument.Parse(await service.GetAsync($"/topics/{slug}/headlines.json?limit=50"));
            using var code = JsonDocument.Parse(await service.GetAsync($"/oembed?url={Uri.EscapeDataString($"https://feeds.example.org/topics/{slug}")}"));
            Assert.Single(Tags().Matches(code.RootElement.GetProperty("html").GetString()!));
        }
    }

    [Fact]
    public async Task Hostile_addresses_are_answered_with_a_refusal_that_repeats_nothing()
    {
        foreach (var text in HostileStrings.All)
        {
            var escaped = Uri.EscapeDataString(text);
            foreach (var path in (string[])[$"/topics/{escaped}", $"/topics/all?before={escaped}", $"/topics/all/embed?accent={escaped}", $"/oembed?url={escaped}", $"/api/items?after={escaped}", $"/items/{escaped}"])
            {
                using var response = await service.Client.GetAsync(path);
                Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.OK, $"{path}: {response.StatusCode}");
                var body = await response.Content.ReadAsStringAsync();
                Assert.DoesNotContain("alert(", response.IsSuccessStatusCode ? "" : body, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Every page that links lead to from the home page, each once.</summary>
    private async Task<Dictionary<string, string>> CrawlAsync()
    {
        var pages = new Dictionary<string, string>();
        var waiting = new Queue<string>(["/"]);
        while (waiting.TryDequeue(out var path))
        {
            if (pages.ContainsKey(path))
                continue;
            using var response = await service.Client.GetAsync(path);
            Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
            pages[path] = await response.Content.ReadAsStringAsync();
            foreach (Match link in PageLinks().Matches(pages[path]))
                waiting.Enqueue(WebUtility.HtmlDecode(link.Groups["path"].Value));
        }
        return pages;
    }

    [GeneratedRegex("<(?<name>[A-Za-z][^\\s/>]*)[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("[\\s\"']on[a-z]+\\s*=|\\sstyle\\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex EventAttribute();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex QuotedValues();

    [GeneratedRegex("<a [^>]*?href=\"(?<path>/(?:topics|items)/[^\"]*)\"")]
    private static partial Regex PageLinks();

    [GeneratedRegex("href=\"/topics/(?<slug>[^\"/?]+)\"")]
    private static partial Regex TopicLinks();
}
