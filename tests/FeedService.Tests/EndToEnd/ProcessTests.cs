// The service as an operator starts it: the schedule, the console, the exit codes.
using System.Text.Json;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class ProcessTests
{
    private const string Page = """
        A lighthouse at dusk
        The last keeper hands over the lamp

        After forty-one years on the rock the keeper of the northern light goes home, and a sensor takes over.

        Oysters return to the estuary

        Three years after the beds were closed the divers count more young shells than in the nineteen-sixties.
        """;

    [Fact]
    public async Task A_file_added_while_the_service_runs_is_in_its_feeds_after_the_next_scheduled_run()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.Inbox);
        var address = $"http://127.0.0.1:{ServiceProcess.FreePort()}";
        using var service = ServiceProcess.Start(folder, $"--Urls={address}", "--Inbox:Schedule=* * * * * ?");
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        await WaitForAsync(async () => (await client.GetAsync("/health/ready")).IsSuccessStatusCode, service);
        folder.Drop("coast/2026-10-01.txt", Page);
        await WaitForAsync(async () => (await client.GetAsync("/feeds/coast.rss")).IsSuccessStatusCode, service);
        Assert.Equal(2, PublishedFeed.ReadRss(await client.GetStringAsync("/feeds/coast.rss")).Count);
        folder.Drop("coast/2026-10-02.txt", "Whale watchers asked to keep their distance\n\nThe harbour master sets new rules for boats near the feeding grounds off the cape.\n\n" + Page);
        await WaitForAsync(async () => PublishedFeed.ReadRss(await client.GetStringAsync("/feeds/coast.rss")).Count == 3, service);
        Assert.Contains($"{address}/", service.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Inbox:Schedule=often", "Inbox:Schedule must be")]
    [InlineData("--Inbox:SettleSeconds=-1", "Inbox:SettleSeconds must be 0 to 3600")]
    [InlineData("--Inbox:SettleSeconds=soon", "Inbox:SettleSeconds")]
    [InlineData("--Inbox:Foldr=x", "Foldr")]
    [InlineData("--Feeds:Window=0", "Feeds:Window must be 1 to 300")]
    [InlineData("--Site:ItemLink=/articles", "Site:ItemLink must be")]
    [InlineData("--PublicUrl=feeds.example.org", "PublicUrl must be")]
    [InlineData("--Storage:Provider=Oracle", "Storage:Provider must be")]
    [InlineData("--Topics:0:FormerSlugs:0=garden", "Topics: every element needs a Slug")]
    public async Task Bad_configuration_refuses_to_start_with_one_line_that_names_the_key(string argument, string message)
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.Inbox);
        using var run = ServiceProcess.Start(folder, "--Urls=http://127.0.0.1:0", argument);
        Assert.Equal(1, await run.WaitAsync());
        Assert.Contains(message, run.Output, StringComparison.Ordinal);
        Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Explain_prints_one_json_array_and_exits_2_when_a_file_is_rejected()
    {
        using var folder = new TestFolder();
        var good = folder.Drop("good.txt", Page + "\n");
        var bad = folder.Drop("bad.txt", [0x1F, 0x8B, 8, 0, 0, 0, 0]);
        var (exitCode, output) = await ServiceProcess.RunAsync(folder, "explain", "--json", good, bad);
        Assert.Equal(2, exitCode);
        using var json = JsonDocument.Parse(output);
        var first = json.RootElement[0];
        Assert.Equal("utf-8", first.GetProperty("encoding").GetString());
        Assert.Equal(JsonValueKind.Null, first.GetProperty("rejected").ValueKind);
        Assert.Equal("A lighthouse at dusk", first.GetProperty("entries")[0].GetProperty("caption").GetString());
        Assert.Equal([1, 4], first.GetProperty("entries")[0].GetProperty("lines").EnumerateArray().Select(line => line.GetInt32()));
        Assert.NotEqual(JsonValueKind.Null, json.RootElement[1].GetProperty("rejected").ValueKind);
        Assert.Equal(0, (await ServiceProcess.RunAsync(folder, "explain", good)).ExitCode);
    }

    [Fact]
    public async Task Doctor_finds_nothing_where_all_is_well_and_says_what_to_do_where_it_is_not()
    {
        using var folder = new TestFolder();
        folder.Drop("coast/2026-10-01.txt", Page);
        var address = $"http://127.0.0.1:{ServiceProcess.FreePort()}";
        var (sick, complaints) = await ServiceProcess.RunAsync(folder, "doctor", $"--PublicUrl={address}", "--Inbox:Folder=nowhere");
        Assert.Equal(1, sick);
        foreach (var complaint in (string[])["FAIL  inbox: ", "FAIL  database: ", $"FAIL  address: {address} does not answer"])
            Assert.Contains(complaint, complaints, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(folder.Database)), "it made something");
        using var service = ServiceProcess.Start(folder, $"--Urls={address}", $"--PublicUrl={address}");
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        await service.WaitUntilReadyAsync(client);
        var (well, output) = await ServiceProcess.RunAsync(folder, "doctor", $"--PublicUrl={address}");
        Assert.True(well == 0, output);
        Assert.Contains("2 item(s)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        using var folder = new TestFolder();
        var (exitCode, output) = await ServiceProcess.RunAsync(folder, "--help");
        Assert.Equal(0, exitCode);
        foreach (var command in (string[])["serve", "ingest", "explain", "--Inbox:Folder="])
            Assert.Contains(command, output, StringComparison.Ordinal);
    }

    private static async Task WaitForAsync(Func<Task<bool>> condition, ServiceProcess service)
    {
        for (var i = 0; i < 150; i++)
        {
            try
            {
                if (await condition())
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(100);
        }
        Assert.Fail(service.Output);
    }
}
