// Feed addresses are for ever: a renamed topic is the same topic at another address, a closed one says that it is closed.
using System.Net;
using System.Xml.Linq;
using FeedService.Publish.Static;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class FormerTopicsTests : IDisposable
{
    private static readonly string[] Renamed = ["--Topics:0:Slug=gardening", "--Topics:0:FormerSlugs:0=garden"];

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_renamed_topic_keeps_its_id_its_stories_and_its_history()
    {
        await DropGardenAsync();
        List<CrawledDocument> before;
        await using (var service = await TestService.StartAsync(folder))
            before = await Crawler.CollectAsync(service, "/feeds/garden.atom");
        Assert.Equal(2, before.Count);
        await using var renamed = await TestService.StartAsync(folder, Renamed);
        renamed.Clock.Now += TimeSpan.FromHours(1);
        await renamed.IngestAsync();
        var after = await Crawler.CollectAsync(renamed, "/feeds/gardening.atom");
        Assert.Equal(before.Select(document => document.Ids), after.Select(document => document.Ids));
        Assert.Equal(FeedIds(before), FeedIds(after));
        Assert.Contains("https://feeds.example.org/feeds/gardening/archive/1.atom\"", after[1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("feeds/garden/", after[1].Text, StringComparison.Ordinal);
        Assert.Contains("<category>Gardening</category>", (await renamed.GetAsync("/feeds/all.rss")).Replace(" domain=\"https://feeds.example.org/topics/\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("/topics/garden\"", await renamed.GetAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/feeds/garden.rss", "/feeds/gardening.rss")]
    [InlineData("/feeds/garden.json?limit=5", "/feeds/gardening.json?limit=5")]
    [InlineData("/feeds/garden/archive/1.atom", "/feeds/gardening/archive/1.atom")]
    [InlineData("/feeds/all.rss?topics=town,garden&not=gardener", "/feeds/all.rss?topics=town,gardening&not=gardener")]
    [InlineData("/feeds/all.rss?not=garden%2Ctown", "/feeds/all.rss?not=gardening%2Ctown")]
    [InlineData("/feeds/all.rss?limit=5&Topics=garden&q=not=garden", "/feeds/all.rss?limit=5&Topics=gardening&q=not=garden")]
    [InlineData("/topics/garden", "/topics/gardening")]
    [InlineData("/topics/garden/headlines.json", "/topics/gardening/headlines.json")]
    public async Task Its_addresses_lead_to_those_of_today(string former, string today)
    {
        await DropGardenAsync();
        await using var service = await TestService.StartAsync(folder, Renamed);
        await service.IngestAsync();
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = service.Client.BaseAddress };
        using var response = await client.GetAsync(former);
        Assert.Equal((HttpStatusCode.MovedPermanently, $"https://feeds.example.org{today}"), (response.StatusCode, response.Headers.Location!.OriginalString));
        Assert.Equal(today.Contains("town", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.OK, (await client.GetAsync(today)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/feeds/all.rss?q=garden")).StatusCode);
    }

    [Fact]
    public async Task Until_the_first_run_has_renamed_it_a_topic_is_served_under_its_old_name()
    {
        await DropGardenAsync();
        await using var service = await TestService.StartAsync(folder, Renamed);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = service.Client.BaseAddress };
        foreach (var path in (string[])["/feeds/garden.rss", "/feeds/all.rss?topics=garden", "/topics/garden"])
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
        await service.IngestAsync();
        Assert.Equal(HttpStatusCode.MovedPermanently, (await client.GetAsync("/feeds/garden.rss")).StatusCode);
    }

    [Fact]
    public async Task What_still_arrives_under_the_former_name_belongs_to_it()
    {
        await DropGardenAsync();
        await using var service = await TestService.StartAsync(folder, Renamed);
        folder.Drop("garden/2026-01-02.txt", MadeListing.Of(MadeListing.Down(165, 110)));
        await service.IngestAsync();
        Assert.Equal(MadeListing.TitleOf(165), PublishedFeed.ReadRss(await service.GetAsync("/feeds/gardening.rss"))[0].Title);
    }

    [Fact]
    public async Task Where_both_names_had_stories_today_s_gets_all_of_them()
    {
        await DropGardenAsync();
        folder.Drop("gardening/2026-01-03.txt", MadeListing.Of(MadeListing.Down(1010, 1001)));
        await using (var service = await TestService.StartAsync(folder))
            await service.IngestAsync();
        await using var merged = await TestService.StartAsync(folder, Renamed);
        await merged.IngestAsync();
        var ids = (await Crawler.CollectAsync(merged, "/feeds/gardening.rss")).SelectMany(document => document.Ids).ToList();
        Assert.Equal((100, 100), (ids.Count, ids.Distinct().Count()));
    }

    [Fact]
    public async Task A_closed_topic_says_so_at_each_of_its_addresses_and_nothing_leads_there()
    {
        await DropGardenAsync();
        await using var service = await TestService.StartAsync(folder, "--Topics:0:Slug=garden", "--Topics:0:Closed=true");
        await service.IngestAsync();
        foreach (var path in (string[])["/feeds/garden.rss", "/feeds/garden.json?limit=1", "/feeds/garden/archive/1.rss", "/topics/garden", "/topics/garden/headlines.json", "/topics/garden/embed"])
        {
            using var response = await service.Client.GetAsync(path);
            Assert.True(response.StatusCode == HttpStatusCode.Gone, $"{path}: {response.StatusCode}");
        }
        var all = PublishedFeed.ReadRss(await service.GetAsync("/feeds/all.rss"));
        Assert.Equal(60, all.Count);
        foreach (var page in (string[])["/", "/topics/all", "/subscribe.opml", new Uri(all[0].Link).AbsolutePath])
            Assert.DoesNotContain("/garden", (await service.GetAsync(page)).Replace("<code dir=\"auto\">garden/", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_site_says_the_same_behind_nginx()
    {
        await DropGardenAsync();
        folder.Drop("old-mill/2026-01-03.txt", MadeListing.Of(MadeListing.Down(1010, 1001)));
        await using var service = await TestService.StartAsync(folder, [.. Renamed, "--Topics:1:Slug=old-mill", "--Topics:1:Closed=true"]);
        await service.IngestAsync();
        var site = Path.Combine(folder.Path, "site");
        await service.Get<StaticSite>().WriteAsync(site, CancellationToken.None);
        using var nginx = await NginxServer.StartAsync(folder.Path, site, site);
        using var moved = await nginx.SendAsync(HttpMethod.Get, "/feeds/garden/archive/1.rss?_=1");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/feeds/gardening/archive/1.rss?_=1"), (moved.StatusCode, moved.Headers.Location!.PathAndQuery));
        using var today = await nginx.SendAsync(HttpMethod.Get, "/feeds/gardening/archive/1.rss");
        Assert.Equal(HttpStatusCode.OK, today.StatusCode);
        foreach (var path in (string[])["/feeds/old-mill.rss", "/topics/old-mill"])
        {
            using var closed = await nginx.SendAsync(HttpMethod.Get, path);
            Assert.Equal((HttpStatusCode.Gone, true), (closed.StatusCode, (await closed.Content.ReadAsStringAsync()).Contains("come to its end", StringComparison.Ordinal)));
        }
        Assert.False(File.Exists(Path.Combine(site, "feeds/old-mill.rss")));
    }

    [Theory]
    [InlineData("--Topics:0:Slug=garden", "--Topics:0:FormerSlugs:0=garden")]
    [InlineData("--Topics:0:Slug=garden", "--Topics:0:FormerSlugs:0=all")]
    [InlineData("--Topics:0:Slug=garden", "--Topics:0:FormerSlugs:0=My garden")]
    [InlineData("--Topics:0:Slug=all", "--Topics:0:Closed=true")]
    [InlineData("--Topics:0:Slug=all", "--Topics:0:FormerSlugs:0=everything")]
    public async Task What_cannot_be_is_refused_at_the_start(params string[] topics)
    {
        var fault = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => TestService.StartAsync(folder, topics));
        Assert.Contains("FormerSlugs", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Sixty stories in the feed, and thirty of a deeper page in an archive.</summary>
    private async Task DropGardenAsync()
    {
        folder.Drop("garden/2026-01-01.txt", MadeListing.Of(MadeListing.Down(160, 101)));
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        folder.Drop("garden/2026-01-01-page-2.txt", MadeListing.Of(MadeListing.Down(101, 71)));
        await service.IngestAsync();
    }

    private static IEnumerable<string> FeedIds(IEnumerable<CrawledDocument> documents) =>
        documents.Select(document => XDocument.Parse(document.Text).Root!.Element((XNamespace)"http://www.w3.org/2005/Atom" + "id")!.Value);
}
