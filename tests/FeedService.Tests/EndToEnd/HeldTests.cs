// Listings that would do harm are held: nothing of them is published until an operator says so.
using System.Text;
using FeedService.Ingest;
using FeedService.Storage;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class HeldTests
{
    [Fact]
    public async Task A_flood_of_news_is_held_and_the_feed_stays_as_it_was()
    {
        using var folder = new TestFolder();
        await using var service = await WithLivePageAsync(folder);
        var before = await service.GetAsync("/feeds/garden.atom");
        folder.Drop("garden/2026-10-10.txt", Stories.Page(Enumerable.Range(1000, 40)));
        Assert.Equal(1, (await service.IngestAsync()).Held);
        Assert.Equal(before, await service.GetAsync("/feeds/garden.atom"));
        Assert.Contains(service.Log.Lines, line => line.Contains("40 items at once", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Re_sorted_emptied_damaged_and_wrongly_foldered_listings_are_held_each_with_its_reason()
    {
        using var folder = new TestFolder();
        await using var service = await WithLivePageAsync(folder);
        folder.Drop("kitchen/2026-10-01.txt", Stories.Page(Enumerable.Range(500, 25)));
        await service.IngestAsync();
        var before = (await service.GetAsync("/feeds/garden.rss"), await service.GetAsync("/feeds/kitchen.rss"));
        folder.Drop("garden/2026-10-11.txt", Stories.Page(UpTo(25).Reverse()));
        folder.Drop("garden/2026-10-12.txt", Stories.Page(UpTo(25).Take(2)));
        folder.Drop("garden/2026-10-13.txt", Encoding.UTF8.GetBytes(Stories.Page(UpTo(25)).Replace("the", "thÃ¤", StringComparison.Ordinal)));
        folder.Drop("garden/2026-10-14.txt", Stories.Page(Enumerable.Range(500, 24)));
        var summary = await service.IngestAsync();
        var held = await service.Get<ListingReader>().ReadAsync(ListingStatus.Held, 10, CancellationToken.None);
        Assert.True(summary.Held == 4, string.Join('\n', service.Log.Lines));
        Assert.Equal(4, held.Select(listing => listing.Reason).Distinct().Count());
        Assert.All(held, listing => Assert.EndsWith(".", listing.Reason, StringComparison.Ordinal));
        Assert.Equal(before, (await service.GetAsync("/feeds/garden.rss"), await service.GetAsync("/feeds/kitchen.rss")));
    }

    [Fact]
    public async Task Ordinary_news_a_deeper_page_and_a_late_older_capture_are_not_held()
    {
        using var folder = new TestFolder();
        await using var service = await WithLivePageAsync(folder);
        folder.Drop("garden/2026-10-03.txt", Stories.Page(UpTo(33).Take(25)));
        folder.Drop("garden/2026-10-04.txt", Stories.Page(UpTo(33).Skip(20).Concat(Enumerable.Range(3000, 40))));
        folder.Drop("garden/2026-09-20.txt", Stories.Page(UpTo(15)));
        var summary = await service.IngestAsync();
        Assert.Equal((3, 0), (summary.Accepted + summary.NothingNew, summary.Held));
    }

    [Fact]
    public async Task An_accepted_listing_is_published_and_a_rejected_one_never()
    {
        using var folder = new TestFolder();
        await using var service = await WithLivePageAsync(folder);
        folder.Drop("garden/2026-10-10.txt", Stories.Page(Enumerable.Range(1000, 40)));
        folder.Drop("garden/2026-10-11.txt", Stories.Page(Enumerable.Range(2000, 40)));
        await service.IngestAsync();
        var held = await service.Get<ListingReader>().ReadAsync(ListingStatus.Held, 10, CancellationToken.None);
        var outcome = await service.Get<Intake>().AcceptAsync(held[1].Number, service.Clock.Now, CancellationToken.None);
        Assert.Equal(40, Assert.IsType<Outcome.Read>(outcome).NewItems);
        Assert.True(await service.Get<ListingReader>().RejectHeldAsync(held[0].Number, ListingStatus.RejectedByOperator, CancellationToken.None));
        await service.IngestAsync();
        var titles = PublishedFeed.ReadRss(await service.GetAsync("/feeds/garden.rss")).Select(item => item.Title).ToList();
        Assert.Contains(Stories.Title(1000), titles);
        Assert.DoesNotContain(Stories.Title(2000), titles);
        Assert.Empty(await service.Get<ListingReader>().ReadAsync(ListingStatus.Held, 10, CancellationToken.None));
    }

    [Fact]
    public async Task The_command_line_lists_accepts_and_rejects()
    {
        using var folder = new TestFolder();
        await (await WithLivePageAsync(folder)).DisposeAsync();
        folder.Drop("garden/2026-10-10.txt", Stories.Page(Enumerable.Range(1000, 40)));
        Assert.Contains("1 held", (await ServiceProcess.RunAsync(folder, "ingest")).Output, StringComparison.Ordinal);
        var (_, listing) = await ServiceProcess.RunAsync(folder, "listings", "--status", "held");
        Assert.Contains("garden/2026-10-10.txt  (It would make news of 40 items", listing, StringComparison.Ordinal);
        var number = listing.Trim().Split(' ')[0];
        Assert.Equal(0, (await ServiceProcess.RunAsync(folder, "accept", number)).ExitCode);
        Assert.Equal(1, (await ServiceProcess.RunAsync(folder, "reject", number)).ExitCode);
    }

    private static async Task<TestService> WithLivePageAsync(TestFolder folder)
    {
        var service = await TestService.StartAsync(folder);
        folder.Drop("garden/2026-10-01.txt", Stories.Page(UpTo(20)));
        folder.Drop("garden/2026-10-02.txt", Stories.Page(UpTo(25)));
        Assert.Equal(2, (await service.IngestAsync()).Accepted);
        return service;
    }

    private static IEnumerable<int> UpTo(int newest) => Enumerable.Range(0, newest).Reverse();
}
