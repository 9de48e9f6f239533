// A subscriber's choice of a feed: which items, in which spelling, and what is refused.
using System.Net;
using System.Text.Json;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class ChoiceTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private TestService service = null!;

    public async ValueTask InitializeAsync()
    {
        folder.Drop("garden/2026-01-01.txt", MadeListing.Of(MadeListing.Down(60, 21)));
        folder.Drop("kitchen/2026-01-02.txt", MadeListing.Of([.. MadeListing.Down(340, 321), 60, 59, 58]));
        folder.Drop("river/2026-01-03.txt", """
            The café beside the lock

            Ærøskøbing's ferry-men take their coffee here, and the Straße ends at the water.

            Herons return to the weir

            Twelve nests were counted along the bank this spring, more than in any year before.

            紅葉の庭園、夜間公開

            十一月中旬から京都の庭園が夜も開きます。

            """);
        service = await TestService.StartAsync(folder);
        await service.IngestAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Topics_are_united_without_doubles_newest_first()
    {
        var both = await IdsAsync("/feeds/all.rss?topics=garden,kitchen&limit=300");
        Assert.Equal(60, both.Count);
        Assert.Equal(both.Count, both.Distinct().Count());
        Assert.Equal((await IdsAsync("/feeds/all.rss?limit=300")).Except(await IdsAsync("/feeds/river.rss")), both);
    }

    [Fact]
    public async Task Excluded_topics_stay_out()
    {
        var shared = await IdsAsync("/feeds/garden.rss?topics=kitchen");
        Assert.Equal(3, shared.Count);
        Assert.Equal((await IdsAsync("/feeds/garden.rss?limit=300")).Except(shared), await IdsAsync("/feeds/garden.rss?not=kitchen"));
        Assert.Equal(await IdsAsync("/feeds/river.rss"), await IdsAsync("/feeds/all.rss?not=kitchen,garden"));
    }

    [Theory]
    [InlineData("q=cafe", 1)]
    [InlineData("q=CAFÉ", 1)]
    [InlineData("q=caf", 0)]
    [InlineData("q=strasse", 1)]
    [InlineData("q=aeroskobing's", 1)]
    [InlineData("q=ferry-men", 1)]
    [InlineData("q=men-ferry", 0)]
    [InlineData("q=twelve+weir", 1)]
    [InlineData("q=twelve&q=weir", 1)]
    [InlineData("q=twelve+coffee", 0)]
    [InlineData("q=%E7%B4%85%E8%91%89", 1)]
    public async Task Words_are_found_whole_in_title_and_teaser_with_case_and_accents_folded(string query, int count) =>
        Assert.Equal(count, (await IdsAsync($"/feeds/all.rss?{query}")).Count);

    [Fact]
    public async Task The_limit_takes_the_newest_and_may_be_more_than_the_window()
    {
        var all = await IdsAsync("/feeds/all.rss?limit=300");
        Assert.Equal(63, all.Count);
        Assert.Equal(all.Take(7), await IdsAsync("/feeds/all.rss?limit=7"));
        Assert.Equal(all.Take(50), await IdsAsync("/feeds/all.rss?topics=river,garden,kitchen"));
    }

    [Theory]
    [InlineData("rss")]
    [InlineData("atom")]
    [InlineData("json")]
    public async Task The_same_choice_in_other_words_has_the_same_bytes_and_one_address(string extension)
    {
        const string canonical = "limit=5&not=river&q=again%20opens&topics=garden,kitchen";
        using var first = await service.Client.GetAsync($"/feeds/all.{extension}?{canonical}");
        using var second = await service.Client.GetAsync($"/feeds/all.{extension}?TOPICS=Kitchen,garden,%20kitchen&_=123&q=OPENS+%C3%A0gain,&q=opens&not=river&utm_source=x&limit=05");
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        var text = await second.Content.ReadAsStringAsync();
        Assert.Equal(await first.Content.ReadAsStringAsync(), text);
        var self = $"https://feeds.example.org/feeds/all.{extension}?{canonical}";
        Assert.Contains(extension == "json" ? self : self.Replace("&", "&amp;", StringComparison.Ordinal), text, StringComparison.Ordinal);
        Assert.DoesNotContain("prev-archive", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_is_another_feed_than_the_topics_own_and_always_the_same_one()
    {
        var ids = new List<string>();
        foreach (var query in (string[])["", "?limit=5", "?limit=6", "?limit=5&_=1"])
        {
            using var json = JsonDocument.Parse(await service.GetAsync($"/feeds/all.json{query}"));
            ids.Add(json.RootElement.GetProperty("feed_url").GetString()!);
        }
        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(ids[1], ids[3]);
        Assert.NotEqual(AtomIdOf(await service.GetAsync("/feeds/all.atom")), AtomIdOf(await service.GetAsync("/feeds/all.atom?limit=5")));
    }

    [Fact]
    public async Task A_choice_is_conditional_and_changes_with_the_store()
    {
        const string address = "/feeds/all.rss?topics=garden";
        using var before = await service.Client.GetAsync(address);
        using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "If-None-Match", before.Headers.ETag!.Tag } } };
        using var unchanged = await service.Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal(before.Headers.CacheControl, unchanged.Headers.CacheControl);
        service.Clock.Now += TimeSpan.FromHours(1);
        folder.Drop("garden/2026-01-09.txt", MadeListing.Of(MadeListing.Down(62, 55)));
        await service.IngestAsync();
        using var after = await service.Client.GetAsync(address);
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
        Assert.Contains(MadeListing.TitleOf(62), await after.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(service.Clock.Now, after.Content.Headers.LastModified);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=301")]
    [InlineData("limit=-5")]
    [InlineData("limit=ten")]
    [InlineData("limit=")]
    [InlineData("limit=5&limit=6")]
    [InlineData("limit=99999999999999999999")]
    [InlineData("topics=")]
    [InlineData("topics=garden,,kitchen")]
    [InlineData("topics=nothing")]
    [InlineData("not=nothing")]
    [InlineData("not=all")]
    [InlineData("topics=garden&not=garden")]
    [InlineData("q=")]
    [InlineData("q=%21%3F")]
    [InlineData("q=a+b+c+d+e+f+g+h+i+j+k")]
    public async Task What_makes_no_sense_is_400_with_a_sentence(string query)
    {
        using var response = await service.Client.GetAsync($"/feeds/all.rss?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Matches("^\"(limit|topics|not|q)\" .+\\.\n$", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_chooses_everything_is_the_topics_own_feed()
    {
        var plain = await service.GetAsync("/feeds/garden.rss");
        foreach (var query in (string[])["?", "?_=1", "?topics=all", "?topics=garden", "?topics=garden,kitchen"])
            Assert.Equal(plain, await service.GetAsync($"/feeds/garden.rss{query}"));
    }

    /// <summary>More choices than are kept, many at once: each gets its own answer.</summary>
    [Fact]
    public async Task Many_choices_at_once_are_all_answered()
    {
        var counts = await Task.WhenAll(Enumerable.Range(1, 200).Select(async i => (await IdsAsync($"/feeds/all.rss?limit={i % 40 + 1}&q=opens&topics={(i % 2 == 0 ? "garden" : "kitchen")}")).Count == Math.Min(i % 40 + 1, i % 2 == 0 ? 40 : 23)));
        Assert.DoesNotContain(false, counts);
    }

    private static string AtomIdOf(string xml) => System.Xml.Linq.XDocument.Parse(xml).Root!.Element(System.Xml.Linq.XName.Get("id", "http://www.w3.org/2005/Atom"))!.Value;

    private async Task<IReadOnlyList<string>> IdsAsync(string path) => [.. PublishedFeed.ReadRss(await service.GetAsync(path)).Select(item => item.Id)];
}
