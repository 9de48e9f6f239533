// Real feed readers read the same items, in the same order, with title, link, id and date.
using System.Globalization;
using System.Text.Json;
using FeedService.Tests.Support;
using Microsoft.Data.Sqlite;

namespace FeedService.Tests.EndToEnd;

public sealed class ReadersTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private TestService service = null!;

    public async ValueTask InitializeAsync()
    {
        folder.DropSeeds();
        service = await TestService.StartAsync(folder);
        await service.IngestAsync();
    }

    public async ValueTask DisposeAsync()
    {
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
    [InlineData("rss")]
    [InlineData("atom")]
    public async Task Feedparser_reads_every_item_and_gets_304s_from_the_second_poll_on(string extension)
    {
        const string script = """
            import sys, json, feedparser
            feed = feedparser.parse(sys.argv[1])
            again = [feedparser.parse(sys.argv[1], etag=feed.etag, modified=feed.modified).status for _ in range(3)]
            print(json.dumps({"bozo": bool(feed.bozo), "again": again, "items": [
                [e.id, e.title, e.link, "%04d-%02d-%02dT%02d:%02d:%02dZ" % e.published_parsed[:6]] for e in feed.entries]}))
            """;
        Assert.SkipUnless(File.Exists("/usr/lib/python3/dist-packages/feedparser/__init__.py"), "feedparser is not installed (Debian package python3-feedparser)");
        var output = await Tool.RunAsync(folder.Path, null, "/usr/bin/python3", "-c", script, Address(extension));
        using var json = JsonDocument.Parse(output);
        Assert.False(json.RootElement.GetProperty("bozo").GetBoolean());
        Assert.Equal([304, 304, 304], json.RootElement.GetProperty("again").EnumerateArray().Select(status => status.GetInt32()));
        Assert.Equal(await ExpectedAsync(), json.RootElement.GetProperty("items").EnumerateArray().Select(item => string.Join('|', item.EnumerateArray().Select(part => part.GetString()))));
    }

    [Theory]
    [InlineData("rss")]
    [InlineData("atom")]
    public async Task Sfeed_reads_every_item(string extension)
    {
        Tool.Require("sfeed", "sfeed");
        var output = await Tool.RunAsync(folder.Path, await service.GetAsync($"/feeds/all.{extension}"), "sfeed");
        var items = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'));
        Assert.Equal(await ExpectedAsync(), items.Select(fields => $"{fields[5]}|{fields[1]}|{fields[2]}|{Instant(fields[0])}"));
    }

    [Theory]
    [InlineData("rss")]
    [InlineData("atom")]
    public async Task Newsboat_reads_every_item_once_in_four_polls(string extension)
    {
        Tool.Require("newsboat", "newsboat");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "urls"), Address(extension) + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "config"), "");
        for (var poll = 0; poll < 4; poll++)
            await Tool.RunAsync(folder.Path, null, "newsboat", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload");
        await using var cache = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "cache.db")};Pooling=False");
        await cache.OpenAsync();
        await using var command = cache.CreateCommand();
        command.CommandText = "select guid, title, url, pubDate from rss_item order by pubDate desc";
        await using var rows = await command.ExecuteReaderAsync();
        var items = new List<string>();
        while (await rows.ReadAsync())
            items.Add($"{rows.GetString(0)}|{rows.GetString(1)}|{rows.GetString(2)}|{Instant(rows.GetInt64(3).ToString(CultureInfo.InvariantCulture))}");
        Assert.Equal(await ExpectedAsync(), items);
    }

    [Fact]
    public async Task Rss2email_mails_every_item_once_in_four_polls()
    {
        Tool.Require("r2e", "rss2email");
        var mail = Path.Combine(folder.Path, "mail");
        foreach (var name in (string[])["new", "cur", "tmp"])
            Directory.CreateDirectory(Path.Combine(mail, "INBOX", name));
        string[] r2e = ["-c", "r2e.cfg", "-d", "r2e.json"];
        await Tool.RunAsync(folder.Path, null, "r2e", [.. r2e, "new", "reader@example.org"]);
        var config = Path.Combine(folder.Path, "r2e.cfg");
        await File.WriteAllTextAsync(config, (await File.ReadAllTextAsync(config))
            .Replace("email-protocol = sendmail", "email-protocol = maildir", StringComparison.Ordinal)
            .Replace("maildir-path = ~/Maildir", $"maildir-path = {mail}", StringComparison.Ordinal)
            .Replace("date-header = False", "date-header = True", StringComparison.Ordinal));
        await Tool.RunAsync(folder.Path, null, "r2e", [.. r2e, "add", "all", Address("rss")]);
        for (var poll = 0; poll < 4; poll++)
            await Tool.RunAsync(folder.Path, null, "r2e", [.. r2e, "run"]);
        var mails = Directory.GetFiles(Path.Combine(mail, "INBOX", "new")).Select(File.ReadAllLines).ToList();
        var read = mails.Select(lines => $"{Header(lines, "X-RSS-ID")}|{Header(lines, "X-RSS-URL")}|{DateTimeOffset.Parse(Header(lines, "Date"), CultureInfo.InvariantCulture):yyyy-MM-dd'T'HH:mm:ss'Z'}");
        var expected = (await ExpectedAsync()).Select(item => item.Split('|')).Select(item => $"{item[0]}|{item[^2]}|{item[^1]}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    private string Address(string extension) => new Uri(service.Client.BaseAddress!, $"/feeds/all.{extension}").AbsoluteUri;

    private async Task<IReadOnlyList<string>> ExpectedAsync() =>
        [.. PublishedFeed.ReadRss(await service.GetAsync("/feeds/all.rss")).Select(item => $"{item.Id}|{item.Title}|{item.Link}|{item.Published:yyyy-MM-dd'T'HH:mm:ss'Z'}")];

    private static string Instant(string seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Header(string[] mail, string name) =>
        mail.First(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];
}
