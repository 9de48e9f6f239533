// Headlines on other sites: JSON, HTML, a frame, oEmbed; and the description that tells partners of all this.
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using FeedService.Tests.Support;
using Microsoft.AspNetCore.Routing;

namespace FeedService.Tests.Publish;

public sealed class EmbedTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private TestService service = null!;

    public async ValueTask InitializeAsync()
    {
        folder.Drop("town/2026-10-05.txt", Stories.Page([8, 7, 6, 5, 4, 3, 2, 1]));
        service = await TestService.StartAsync(folder);
        await service.IngestAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Headlines_as_json_are_the_feeds_items_and_few_if_asked()
    {
        var feed = PublishedFeed.ReadRss(await service.GetAsync("/feeds/town.rss"));
        using var json = JsonDocument.Parse(await service.GetAsync("/topics/town/headlines.json?limit=3"));
        Assert.Equal(
            feed.Take(3).Select(item => (item.Id, item.Title, item.Link, item.Teaser, item.Published)),
            json.RootElement.GetProperty("items").EnumerateArray().Select(item => (
                item.GetProperty("id").GetString()!, item.GetProperty("title").GetString()!, item.GetProperty("url").GetString()!,
                item.GetProperty("teaser").GetString(), item.GetProperty("published").GetDateTimeOffset())));
    }

    [Theory]
    [InlineData("/topics/town/headlines.json")]
    [InlineData("/topics/town/headlines.html")]
    [InlineData("/topics/town/embed")]
    [InlineData("/oembed?url=https%3A%2F%2Ffeeds.example.org%2Ftopics%2Ftown")]
    [InlineData("/api/items")]
    [InlineData("/api/openapi.json")]
    public async Task Scripts_of_other_sites_may_read_it_and_ask_again_cheaply(string path)
    {
        using var response = await service.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        using var preflight = await service.Client.SendAsync(new HttpRequestMessage(HttpMethod.Options, path));
        Assert.Equal((HttpStatusCode.NoContent, "*"), (preflight.StatusCode, preflight.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        using var again = await service.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        foreach (var header in (string[])["ETag", "Cache-Control", "Access-Control-Allow-Origin"])
            Assert.Equal(response.Headers.NonValidated[header].ToString(), again.Headers.NonValidated[header].ToString());
    }

    [Fact]
    public async Task Only_the_frame_may_be_framed_and_it_holds_no_script()
    {
        using var frame = await service.Client.GetAsync("/topics/town/embed?theme=dark&accent=fc0&teasers=0&limit=5");
        Assert.Contains("frame-ancestors *", frame.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var page = await frame.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("feedservice-teaser", page, StringComparison.Ordinal);
        Assert.Equal(5, Regex.Count(page, "feedservice-item"));
        var style = WebUtility.HtmlDecode(Regex.Match(page, "rel=\"stylesheet\" href=\"([^\"]+)\"").Groups[1].Value);
        var css = await service.GetAsync(style);
        Assert.Contains("--accent: #fc0;", css, StringComparison.Ordinal);
        Assert.Contains("color-scheme: dark", css, StringComparison.Ordinal);
        foreach (var path in (string[])["/", "/topics/town", "/topics/town/headlines.html"])
        {
            using var other = await service.Client.GetAsync(path);
            Assert.Contains("frame-ancestors 'none'", other.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/topics/town/embed?accent=red;}*{color:blue", "accent must be")]
    [InlineData("/topics/town/embed?theme=pink", "theme must be one of auto, light, dark")]
    [InlineData("/assets/embed.css?text=%23fff", "text must be")]
    [InlineData("/topics/town/headlines.json?limit=51", "limit must be")]
    [InlineData("/oembed?url=https%3A%2F%2Ffeeds.example.org%2Ftopics%2Ftown&maxwidth=wide", "maxwidth must be")]
    public async Task A_parameter_that_makes_no_sense_is_a_400_that_says_why(string path, string reason)
    {
        using var response = await service.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(reason, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("url=https%3A%2F%2Felsewhere.example%2Ftopics%2Ftown", HttpStatusCode.NotFound)]
    [InlineData("url=https%3A%2F%2Ffeeds.example.org%2Ftopics%2Fnothing", HttpStatusCode.NotFound)]
    [InlineData("url=https%3A%2F%2Ffeeds.example.org.evil.example%2Ftopics%2Ftown", HttpStatusCode.NotFound)]
    [InlineData("", HttpStatusCode.NotFound)]
    [InlineData("format=xml&url=https%3A%2F%2Ffeeds.example.org%2Ftopics%2Ftown", HttpStatusCode.NotImplemented)]
    public async Task Oembed_refuses_what_it_does_not_have(string query, HttpStatusCode status)
    {
        using var response = await service.Client.GetAsync($"/oembed?{query}");
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_pages_discovery_link_leads_to_the_code_that_shows_it()
    {
        var item = (await service.GetAsync("/topics/town/headlines.json")) is var json ? JsonDocument.Parse(json).RootElement.GetProperty("items")[0].GetProperty("url").GetString()! : "";
        foreach (var (path, expected) in ((string, string)[])[("/topics/town", "<iframe src=\"https://feeds.example.org/topics/town/embed\""), (new Uri(item).AbsolutePath, "<blockquote")])
        {
            var link = Regex.Match(await service.GetAsync(path), "type=\"application/json\\+oembed\"[^>]* href=\"([^\"]+)\"").Groups[1].Value;
            using var code = JsonDocument.Parse(await service.GetAsync(new Uri(WebUtility.HtmlDecode(link)).PathAndQuery + "?maxwidth=300"));
            Assert.Equal(("1.0", "rich", 300), (code.RootElement.GetProperty("version").GetString(), code.RootElement.GetProperty("type").GetString(), code.RootElement.GetProperty("width").GetInt32()));
            Assert.StartsWith(expected, code.RootElement.GetProperty("html").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_description_names_every_address_for_other_sites_and_no_other()
    {
        using var description = JsonDocument.Parse(await service.GetAsync("/api/openapi.json"));
        var routes = service.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("OPTIONS") == true)
            .Select(route => route.RoutePattern.RawText!.Replace(":guid", "", StringComparison.Ordinal)).Where(route => route != "/assets/embed.css").Order();
        Assert.Equal(routes, description.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order());
        Assert.Equal("https://feeds.example.org", description.RootElement.GetProperty("servers")[0].GetProperty("url").GetString());
    }

    [Theory]
    [InlineData("/api/items", "Changes")]
    [InlineData("/topics/town/headlines.json", "Headlines")]
    [InlineData("/oembed?url=https%3A%2F%2Ffeeds.example.org%2Ftopics%2Ftown", "Embed")]
    public async Task An_answer_is_what_the_description_says(string path, string schema)
    {
        using var description = JsonDocument.Parse(await service.GetAsync("/api/openapi.json"));
        using var answer = JsonDocument.Parse(await service.GetAsync(path));
        var schemas = description.RootElement.GetProperty("components").GetProperty("schemas");
        AssertShape(schemas.GetProperty(schema), answer.RootElement);
        if (answer.RootElement.TryGetProperty("items", out var items))
            Assert.All(items.EnumerateArray(), item => AssertShape(schemas.GetProperty(schema == "Changes" ? "Item" : "Headline"), item));
    }

    private static void AssertShape(JsonElement schema, JsonElement value)
    {
        var names = value.EnumerateObject().Select(property => property.Name).ToList();
        Assert.Empty(names.Except(schema.GetProperty("properties").EnumerateObject().Select(property => property.Name)));
        Assert.Empty(schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).Except(names));
    }
}
