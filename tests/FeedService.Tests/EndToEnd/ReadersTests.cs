// Real feed readers read the same items, in the same order, with title, link, id and date: from the service, and from nginx.
using FeedService.Publish.Static;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class ReadersTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private TestService service = null!;
    private NginxServer? nginx;

    public async ValueTask InitializeAsync()
    {
        folder.DropSeeds();
        service = await TestService.StartAsync(folder);
        await service.IngestAsync();
    }

    public async ValueTask DisposeAsync()
    {
        nginx?.Dispose();
        await service.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("rss")]
    [InlineData("atom")]
    public async Task Xmllint_finds_the_feed_well_formed(string extension)
    {
        Tool.Require("xmllint", "libxml2-utils");
        await Tool.RunAsync(folder.Path, await service.GetAsync($"/feeds/all.{extension}"), "xmllint", "--noout", "-");
    }

    [Theory]
    [InlineData("rss", false)]
    [InlineData("atom", false)]
    [InlineData("rss", true)]
    [InlineData("atom", true)]
    public async Task Feedparser_reads_every_item_and_gets_304s_from_the_second_poll_on(string extension, bool published) =>
        Assert.Equal(await ExpectedAsync(), await Readers.FeedparserAsync(folder, await AddressAsync(extension, published)));

    [Theory]
    [InlineData("rss", false)]
    [InlineData("atom", false)]
    [InlineData("rss", true)]
    [InlineData("atom", true)]
    public async Task Sfeed_reads_every_item(string extension, bool published)
    {
        using var client = new HttpClient();
        Assert.Equal(await ExpectedAsync(), await Readers.SfeedAsync(folder, await client.GetStringAsync(await AddressAsync(extension, published))));
    }

    [Theory]
    [InlineData("rss", false)]
    [InlineData("atom", false)]
    [InlineData("rss", true)]
    [InlineData("atom", true)]
    public async Task Newsboat_reads_every_item_once_in_four_polls(string extension, bool published) =>
        Assert.Equal(await ExpectedAsync(), await Readers.NewsboatAsync(folder, await AddressAsync(extension, published)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rss2email_mails_every_item_once_in_four_polls(bool published)
    {
        var expected = (await ExpectedAsync()).Select(item => item.Split('|')).Select(item => $"{item[0]}|{item[^2]}|{item[^1]}");
        var read = await Readers.Rss2emailAsync(folder, await AddressAsync("rss", published));
        Assert.Equal(expected.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    /// <summary>The service itself, or nginx over what publish wrote.</summary>
    private async Task<string> AddressAsync(string extension, bool published)
    {
        if (published)
        {
            var site = Path.Combine(folder.Path, "site");
            await service.Get<StaticSite>().WriteAsync(site, CancellationToken.None);
            nginx = await NginxServer.StartAsync(folder.Path, site, site);
        }
        return new Uri(nginx?.Address ?? service.Client.BaseAddress!, $"/feeds/all.{extension}").AbsoluteUri;
    }

    private async Task<IReadOnlyList<string>> ExpectedAsync() => Readers.ItemsOf(await service.GetAsync("/feeds/all.rss"));
}
