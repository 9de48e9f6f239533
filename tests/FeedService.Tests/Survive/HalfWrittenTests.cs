// Files that change while the service looks at them: read whole or not at all.
using System.Text;
using FeedService.Ingest;
using FeedService.Storage;
using FeedService.Tests.Support;

namespace FeedService.Tests.Survive;

public sealed class HalfWrittenTests : IDisposable
{
    private const int Paces = 500;

    private static readonly byte[] Page = Encoding.UTF8.GetBytes(Stories.Page(Enumerable.Range(0, 25)));

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_written_at_five_hundred_paces_is_published_as_if_it_had_come_at_once()
    {
        using var whole = new TestFolder();
        whole.Drop("garden/2026-10-01.txt", Page);
        var (_, expected) = await AtPacesAsync(whole, settleSeconds: 5, paces: 0);
        var (listings, feed) = await AtPacesAsync(folder, settleSeconds: 5, Paces);
        Assert.Equal((1, expected), (listings, feed));
    }

    [Fact]
    public async Task Without_waiting_for_a_file_to_settle_its_halves_would_be_published()
    {
        var (listings, _) = await AtPacesAsync(folder, settleSeconds: 0, paces: 20);
        Assert.True(listings > 1, "the control is not red: nothing half-written was read");
    }

    [Theory]
    [InlineData("grew")]
    [InlineData("shrank")]
    [InlineData("was replaced by one of the same size")]
    [InlineData("is gone")]
    public async Task A_file_that_changed_since_the_look_is_left_for_the_next_run(string what)
    {
        var path = folder.Drop("page.txt", Page);
        var file = Assert.Single(Inbox.Scan(folder.Inbox).Files);
        switch (what)
        {
            case "grew":
                await File.AppendAllTextAsync(path, "and more");
                break;
            case "shrank":
                await File.WriteAllBytesAsync(path, Page[..100]);
                break;
            case "is gone":
                File.Delete(path);
                break;
            default:
                folder.Drop("page.txt", Page, TestService.Start.AddDays(-2));
                break;
        }
        await Assert.ThrowsAnyAsync<IOException>(() => FileReader.ReadAsync(file, 1 << 20, CancellationToken.None));
    }

    /// <summary>Writes the page in pieces with a run after each, a second apart; what is not settled is waited for a moment only.</summary>
    private static async Task<(int Listings, string Feed)> AtPacesAsync(TestFolder folder, int settleSeconds, int paces)
    {
        await using var service = await TestService.StartAsync(folder, $"--Inbox:SettleSeconds={settleSeconds}");
        for (var pace = 1; pace <= paces; pace++)
        {
            folder.Drop("garden/2026-10-01.txt", Page[..(Page.Length * pace / paces)], service.Clock.Now);
            await RunForAMomentAsync(service, settleSeconds);
            service.Clock.Now += TimeSpan.FromSeconds(1);
        }
        service.Clock.Now += TimeSpan.FromSeconds(10);
        await service.IngestAsync();
        var listings = await service.Get<ListingReader>().ReadAsync(status: null, Paces, CancellationToken.None);
        return (listings.Count, await service.GetAsync("/feeds/garden.rss"));
    }

    /// <summary>A run that waits for the file to settle is cut short; one that does not wait may end in its own time.</summary>
    private static async Task RunForAMomentAsync(TestService service, int settleSeconds)
    {
        using var moment = new CancellationTokenSource(settleSeconds == 0 ? TimeSpan.FromSeconds(30) : TimeSpan.FromMilliseconds(15));
        try
        {
            await service.Get<IngestRun>().OverInboxAsync(moment.Token);
        }
        catch (OperationCanceledException)
        {
            // Still waiting for the file to settle.
        }
    }
}
