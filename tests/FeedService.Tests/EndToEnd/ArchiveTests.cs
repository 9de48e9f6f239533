// The whole history through its archives: every item once, and bytes that never change.
using System.Net;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class ArchiveTests : IDisposable
{
    private static readonly string[] Formats = ["rss", "atom", "json"];

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_crawler_gets_every_item_once_and_archives_never_change_whatever_comes_in_later()
    {
        DropFiveThousand();
        Dictionary<string, IReadOnlyList<CrawledDocument>> before = [];
        await using (var service = await TestService.StartAsync(folder))
        {
            await service.IngestTrustedAsync();
            foreach (var extension in Formats)
            {
                before[extension] = await Crawler.CollectAsync(service, $"/feeds/garden.{extension}");
                AssertEachOnce(5000, before[extension]);
            }
            Assert.True(before["rss"].Count > 40, "so many stories need many archives");

            folder.Drop("garden/2026-02-01.txt", MadeListing.Of(MadeListing.Down(5019, 4990)));
            folder.Drop("garden/2025-12-01.txt", MadeListing.Of(MadeListing.Down(5, -30)));
            Assert.Equal(50, (await service.IngestTrustedAsync()).NewItems);
            foreach (var extension in Formats)
                AssertContinued(before[extension], await Crawler.CollectAsync(service, $"/feeds/garden.{extension}"), 5050);

            folder.Drop("garden/2026-02-02.txt", MadeListing.Of(MadeListing.Down(5299, 5010)));
            await service.IngestTrustedAsync();
            foreach (var extension in Formats)
                AssertContinued(before[extension], await Crawler.CollectAsync(service, $"/feeds/garden.{extension}"), 5330);
        }
        await using (var service = await TestService.StartAsync(folder))
        {
            foreach (var extension in Formats)
                AssertContinued(before[extension], await Crawler.CollectAsync(service, $"/feeds/garden.{extension}"), 5330);
        }
    }

    [Fact]
    public async Task An_item_that_changes_after_it_was_archived_stands_in_the_current_document_again_and_later_in_an_archive()
    {
        DropFiveThousand();
        await using var service = await TestService.StartAsync(folder);
        await service.IngestTrustedAsync();
        var before = await Crawler.CollectAsync(service, "/feeds/garden.rss");
        var archived = MadeListing.TitleOf(2001);
        Assert.DoesNotContain(archived, before[0].Text, StringComparison.Ordinal);

        folder.Drop("garden/2026-02-01.txt", MadeListing.Of(MadeListing.Down(2004, 1998)).Replace(archived, $"{archived} after the storm", StringComparison.Ordinal));
        Assert.Equal(1, (await service.IngestTrustedAsync()).EditedItems);
        var after = await Crawler.CollectAsync(service, "/feeds/garden.rss");
        Assert.Contains($"{archived} after the storm", after[0].Text, StringComparison.Ordinal);
        Assert.Equal(Texts(before), Texts(after).TakeLast(before.Count - 1));
        var twice = Assert.Single(after.SelectMany(document => document.Ids).GroupBy(id => id), group => group.Count() > 1);
        Assert.Contains(twice.Key, after[0].Ids);

        folder.Drop("garden/2026-03-01.txt", MadeListing.Of(MadeListing.Down(5199, 4990)));
        folder.Drop("garden/2026-03-11.txt", MadeListing.Of(MadeListing.Down(5259, 5190)));
        folder.Drop("garden/2026-03-21.txt", MadeListing.Of(MadeListing.Down(5319, 5250)));
        await service.IngestTrustedAsync();
        var later = await Crawler.CollectAsync(service, "/feeds/garden.rss");
        Assert.DoesNotContain("after the storm", later[0].Text, StringComparison.Ordinal);
        Assert.Contains(Texts(later), text => text.Contains($"{archived} after the storm", StringComparison.Ordinal));
        Assert.Equal(Texts(before), Texts(later).TakeLast(before.Count - 1));
    }

    [Fact]
    public async Task A_deeper_page_of_old_stories_does_not_bring_them_as_news()
    {
        folder.Drop("garden/2026-01-01.txt", MadeListing.Of(MadeListing.Down(160, 101)));
        await using var service = await TestService.StartAsync(folder);
        await service.IngestTrustedAsync();
        var before = PublishedFeed.ReadRss(await service.GetAsync("/feeds/garden.rss"));
        Assert.Equal(60, before.Count);

        folder.Drop("garden/2026-01-01-page-2.txt", MadeListing.Of(MadeListing.Down(101, 71)));
        Assert.Equal(30, (await service.IngestTrustedAsync()).NewItems);
        Assert.Equal(before, PublishedFeed.ReadRss(await service.GetAsync("/feeds/garden.rss")));
        AssertEachOnce(90, await Crawler.CollectAsync(service, "/feeds/garden.rss"));
    }

    [Fact]
    public async Task A_topic_smaller_than_its_window_has_no_archive()
    {
        folder.Drop("garden/2026-01-01.txt", MadeListing.Of(MadeListing.Down(30, 1)));
        await using var service = await TestService.StartAsync(folder);
        await service.IngestTrustedAsync();
        Assert.Single(await Crawler.CollectAsync(service, "/feeds/garden.atom"));
        using var none = await service.Client.GetAsync("/feeds/garden/archive/1.atom");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    /// <summary>A listing a day, five stories each: an archive for each of them would be a crumb.</summary>
    [Fact]
    public async Task What_leaves_the_window_waits_in_the_current_document_until_an_archive_is_full()
    {
        await using var service = await TestService.StartAsync(folder);
        for (var day = 0; day < 60; day++)
        {
            folder.Drop($"garden/{new DateOnly(2026, 1, 1).AddDays(day):yyyy-MM-dd}.txt", MadeListing.Of(MadeListing.Down((day * 5) + 29, day * 5)));
            await service.IngestTrustedAsync();
            await service.GetAsync("/feeds/garden.rss");
        }
        var documents = await Crawler.CollectAsync(service, "/feeds/garden.rss");
        AssertEachOnce(325, documents);
        Assert.All(documents.Skip(1), archive => Assert.InRange(archive.Ids.Count, 100, 104));
        Assert.InRange(documents[0].Ids.Count, 50, 149);
    }

    /// <summary>What is archived already stands in both then: RFC 5005 expects readers to know an entry by its id.</summary>
    [Fact]
    public async Task A_window_that_the_operator_changes_is_served_and_loses_nothing()
    {
        for (var month = 1; month <= 8; month++)
            folder.Drop($"garden/2026-{month:00}-01.txt", MadeListing.Of(MadeListing.Down(month * 50, (month - 1) * 50)));
        foreach (var (window, shown) in ((int, int)[])[(50, 100), (250, 250), (20, 100), (300, 300)])
        {
            await using var service = await TestService.StartAsync(folder, $"--Feeds:Window={window}");
            await service.IngestTrustedAsync();
            var documents = await Crawler.CollectAsync(service, "/feeds/garden.json");
            Assert.InRange(documents[0].Ids.Count, shown, Math.Min(300, shown + 99));
            Assert.Equal(401, documents.SelectMany(document => document.Ids).Distinct().Count());
        }
    }

    [Theory]
    [InlineData("rss")]
    [InlineData("atom")]
    [InlineData("json")]
    public async Task A_feed_of_long_teasers_stays_below_512_KiB_and_loses_nothing(string extension)
    {
        var teaser = string.Concat(Enumerable.Repeat("They said <b>\"tea & cake\"</b> & went on to the next garden, 🌻 and back. ", 60));
        folder.Drop("garden/2026-01-01.txt", string.Join("\n\n", MadeListing.Down(150, 1).Select(number => $"{MadeListing.TitleOf(number)}\n\n{MadeListing.TeaserOf(number)} {teaser}")));
        await using var service = await TestService.StartAsync(folder);
        var read = (await service.IngestTrustedAsync()).NewItems;
        Assert.Equal(150, read);
        var documents = await Crawler.CollectAsync(service, $"/feeds/garden.{extension}");
        Assert.InRange(documents[0].Bytes.Length, 100_000, 512 * 1024);
        AssertEachOnce(read, documents);
    }

    [Theory]
    [InlineData("rss", "application/rss+xml; charset=utf-8")]
    [InlineData("atom", "application/atom+xml; charset=utf-8")]
    [InlineData("json", "application/feed+json; charset=utf-8")]
    public async Task An_archive_is_cached_for_ever_and_answers_validators_and_encodings(string extension, string mediaType)
    {
        folder.Drop("garden/2026-01-01.txt", MadeListing.Of(MadeListing.Down(500, 1)));
        await using var service = await TestService.StartAsync(folder);
        await service.IngestTrustedAsync();
        var address = (await Crawler.CollectAsync(service, $"/feeds/garden.{extension}"))[^1].Path;
        Assert.Equal($"/feeds/garden/archive/1.{extension}", address);
        using var full = await service.Client.GetAsync(address);
        Assert.Equal("public, max-age=31536000, immutable", string.Join(", ", full.Headers.GetValues("Cache-Control")));
        Assert.Equal(mediaType, full.Content.Headers.ContentType!.ToString());
        Assert.Equal(TestService.Start, full.Content.Headers.LastModified);
        Assert.Equal("*", full.Headers.GetValues("Access-Control-Allow-Origin").Single());
        using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "If-None-Match", full.Headers.ETag!.Tag } } };
        using var unchanged = await service.Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        using var packed = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept-Encoding", "br" } } };
        using var brotli = await service.Client.SendAsync(packed);
        Assert.Equal("br", brotli.Content.Headers.ContentEncoding.Single());
    }

    [Fact]
    public async Task What_is_no_archive_is_404()
    {
        folder.Drop("garden/2026-01-01.txt", MadeListing.Of(MadeListing.Down(500, 1)));
        await using var service = await TestService.StartAsync(folder);
        await service.IngestTrustedAsync();
        await service.GetAsync("/feeds/garden.rss");
        await service.GetAsync("/feeds/garden/archive/1.rss");
        foreach (var name in (string[])["01.rss", "1-1.rss", "1-2.rss", "0.rss", "999.rss", "99999999999.rss", "1.xml", "1", "-1.rss", ""])
        {
            using var response = await service.Client.GetAsync($"/feeds/garden/archive/{name}");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
        using var unknown = await service.Client.GetAsync("/feeds/nothing/archive/1.rss");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    /// <summary>One great page, a deeper one, and a month of news on top.</summary>
    private void DropFiveThousand()
    {
        folder.Drop("garden/2026-01-01.txt", MadeListing.Of(MadeListing.Down(4799, 400)));
        folder.Drop("garden/2026-01-01-page-2.txt", MadeListing.Of(MadeListing.Down(400, 0)));
        for (var day = 1; day <= 20; day++)
            folder.Drop($"garden/2026-01-{day + 1:00}.txt", MadeListing.Of(MadeListing.Down(4799 + (day * 10), 4790 + ((day - 1) * 10))));
    }

    /// <summary>Of the archives.</summary>
    private static IEnumerable<string> Texts(IEnumerable<CrawledDocument> documents) => documents.Skip(1).Select(document => document.Text);

    private static void AssertEachOnce(int count, IReadOnlyList<CrawledDocument> documents)
    {
        var ids = documents.SelectMany(document => document.Ids).ToList();
        Assert.Equal(count, ids.Count);
        Assert.Equal(count, ids.Distinct().Count());
    }

    private static void AssertContinued(IReadOnlyList<CrawledDocument> before, IReadOnlyList<CrawledDocument> after, int count)
    {
        AssertEachOnce(count, after);
        Assert.True(after.Count > before.Count);
        Assert.Equal(before.Skip(1).Select(document => (document.Path, document.Text)), after.TakeLast(before.Count - 1).Select(document => (document.Path, document.Text)));
    }
}
