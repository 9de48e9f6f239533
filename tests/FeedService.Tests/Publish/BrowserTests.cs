// The pages in a real browser: the walk of a visitor, copying an address, and what axe-core finds.
using System.Text.Json;
using System.Text.RegularExpressions;
using FeedService.Tests.Support;
using Microsoft.Playwright;

namespace FeedService.Tests.Publish;

public sealed class BrowserTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    public static readonly TheoryData<int, ColorScheme> Screens = new()
    {
        { 360, ColorScheme.Light }, { 360, ColorScheme.Dark }, { 1280, ColorScheme.Light }, { 1280, ColorScheme.Dark },
    };

    private readonly TestFolder folder = new();
    private TestService service = null!;

    public async ValueTask InitializeAsync()
    {
        folder.DropSeeds();
        SamplePages.Drop(folder);
        service = await TestService.StartAsync(folder, "--Site:Language=en");
        await service.IngestAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_visitor_walks_from_home_to_a_topic_to_a_story_and_copies_an_address(int width, ColorScheme scheme)
    {
        await using var context = await OpenAsync(width, scheme);
        var page = await context.NewPageAsync();
        var faults = FaultsOf(page);
        await page.GotoAsync("/");
        await AssertFitsAsync(page, width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Railways", Exact = true }).First.ClickAsync();
        await ArrivesAsync(page, "/topics/railways$");
        await AssertFitsAsync(page, width);
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy the RSS address" }).ClickAsync();
        await page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Copied: https://feeds.example.org/feeds/railways.rss" }).WaitForAsync();
        Assert.Equal("https://feeds.example.org/feeds/railways.rss", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await page.GetByRole(AriaRole.Link, new() { Name = "The Slowest Express in Europe" }).ClickAsync();
        await ArrivesAsync(page, "/items/[^/]+$");
        await AssertFitsAsync(page, width);
        Assert.Equal("The Slowest Express in Europe", await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync());
        Assert.Contains("railways/2026-07-12-front.txt", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Without_a_script_every_address_is_there_to_be_read_and_no_button_pretends()
    {
        await using var context = await OpenAsync(360, ColorScheme.Light, script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Railways", Exact = true }).First.ClickAsync();
        Assert.True(await page.GetByText("https://feeds.example.org/feeds/railways.atom", new() { Exact = true }).IsVisibleAsync());
        Assert.Equal(0, await page.GetByRole(AriaRole.Button).CountAsync());
    }

    [Fact]
    public async Task The_keyboard_reaches_the_content_first_and_shows_where_it_is()
    {
        await using var context = await OpenAsync(360, ColorScheme.Dark);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/topics/railways");
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.GetByText("Skip to the content").IsVisibleAsync());
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        var focused = await page.EvaluateAsync<string>("document.activeElement.closest('main') ? getComputedStyle(document.activeElement).outlineStyle : 'outside'");
        Assert.Equal("solid", focused);
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task The_operator_decides_on_a_held_listing_and_drops_a_file(int width, ColorScheme scheme)
    {
        using var other = new TestFolder();
        SamplePages.DropHeld(other);
        await using var guarded = await TestService.StartAsync(other);
        await guarded.IngestAsync();
        await using var context = await chromium.OpenAsync(guarded.Client.BaseAddress!.ToString(), width, scheme);
        var page = await context.NewPageAsync();
        var faults = FaultsOf(page);
        await page.GotoAsync("/operator");
        await AssertFitsAsync(page, width);
        await page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "2026-10-30.txt" }).First.GetByRole(AriaRole.Link).ClickAsync();
        await AssertFitsAsync(page, width);
        await page.GetByText("New: 40.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept: publish it" }).ClickAsync();
        await page.GetByText("The listing is published.").WaitForAsync();
        await page.GetByLabel("A listing file").SetInputFilesAsync(new FilePayload { Name = "page.txt", MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(Stories.Page([501, 502, 503])) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it" }).ClickAsync();
        await page.GetByText("Nothing of it was stored.").WaitForAsync();
        await AssertFitsAsync(page, width);
        Assert.Empty(faults);
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Axe_finds_nothing_on_any_page(int width, ColorScheme scheme)
    {
        var axe = PageTools.Axe();
        await using var context = await OpenAsync(width, scheme);
        var page = await context.NewPageAsync();
        foreach (var path in await SamplePages.PathsAsync(service))
        {
            await page.GotoAsync(path);
            await page.EvaluateAsync($"() => {{ {axe} }}");
            var result = await page.EvaluateAsync<JsonElement>("axe.run().then(found => found.violations.map(rule => rule.id + ': ' + rule.nodes.map(node => node.html).join(' ')))");
            Assert.True(result.GetArrayLength() == 0, $"{path}: {result}");
        }
    }

    [Fact]
    public async Task Axe_finds_a_fault_that_is_there()
    {
        var axe = PageTools.Axe();
        await using var context = await OpenAsync(1280, ColorScheme.Light);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.EvaluateAsync("document.querySelector('main').append(document.createElement('img'))");
        await page.EvaluateAsync($"() => {{ {axe} }}");
        Assert.Equal("image-alt", await page.EvaluateAsync<string>("axe.run().then(found => found.violations[0].id)"));
    }

    private Task<IBrowserContext> OpenAsync(int width, ColorScheme scheme, bool script = true) =>
        chromium.OpenAsync(service.Client.BaseAddress!.ToString(), width, scheme, script);

    /// <summary>Scripts that failed, and what the content policy refused.</summary>
    private static List<string> FaultsOf(IPage page)
    {
        var faults = new List<string>();
        page.PageError += (_, error) => faults.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                faults.Add(message.Text);
        };
        return faults;
    }

    /// <summary>Asks again and again where the page is: who waits for the moment in which it gets there waits for ever where that has passed.</summary>
    private static Task ArrivesAsync(IPage page, string address) =>
        Assertions.Expect(page).ToHaveURLAsync(new Regex(address), new() { Timeout = 30_000 });

    private static async Task AssertFitsAsync(IPage page, int width) =>
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, width);
}
