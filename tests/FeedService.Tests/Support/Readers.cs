// Real feed readers, run on an address: what each has read, an item a line as "id|title|link|time".
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace FeedService.Tests.Support;

internal static class Readers
{
    private const string FeedparserScript = """
        import sys, json, feedparser
        feed = feedparser.parse(sys.argv[1])
        again = [feedparser.parse(sys.argv[1], etag=feed.etag, modified=feed.modified).status for _ in range(3)]
        print(json.dumps({"bozo": bool(feed.bozo), "again": again, "items": [
            [e.id, e.title, e.link, "%04d-%02d-%02dT%02d:%02d:%02dZ" % e.published_parsed[:6]] for e in feed.entries]}))
        """;

    /// <summary>In the feed's order. Fails unless the feed is in order, and the second to fourth poll are 304s.</summary>
    public static async Task<IReadOnlyList<string>> FeedparserAsync(TestFolder folder, string address)
    {
        Assert.SkipUnless(File.Exists("/usr/lib/python3/dist-packages/feedparser/__init__.py"), "feedparser is not installed (Debian package python3-feedparser)");
        var output = await Tool.RunAsync(folder.Path, null, "/usr/bin/python3", "-c", FeedparserScript, address);
        using var json = JsonDocument.Parse(output);
        Assert.False(json.RootElement.GetProperty("bozo").GetBoolean());
        Assert.Equal([304, 304, 304], json.RootElement.GetProperty("again").EnumerateArray().Select(status => status.GetInt32()));
        return [.. json.RootElement.GetProperty("items").EnumerateArray().Select(item => string.Join('|', item.EnumerateArray().Select(part => part.GetString())))];
    }

    /// <summary>In the feed's order.</summary>
    public static async Task<IReadOnlyList<string>> SfeedAsync(TestFolder folder, string feed)
    {
        Tool.Require("sfeed", "sfeed");
        var output = await Tool.RunAsync(folder.Path, feed, "sfeed");
        var items = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'));
        return [.. items.Select(fields => $"{fields[5]}|{fields[1]}|{fields[2]}|{Instant(fields[0])}")];
    }

    /// <summary>Newest first, after four polls.</summary>
    public static async Task<IReadOnlyList<string>> NewsboatAsync(TestFolder folder, string address)
    {
        Tool.Require("newsboat", "newsboat");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "urls"), address + "\n");
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
        return items;
    }

    /// <summary>One line a mail after four polls, without the title, in no order.</summary>
    public static async Task<IReadOnlyList<string>> Rss2emailAsync(TestFolder folder, string address)
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
        await Tool.RunAsync(folder.Path, null, "r2e", [.. r2e, "add", "all", address]);
        for (var poll = 0; poll < 4; poll++)
            await Tool.RunAsync(folder.Path, null, "r2e", [.. r2e, "run"]);
        var mails = Directory.GetFiles(Path.Combine(mail, "INBOX", "new")).Select(File.ReadAllLines);
        return [.. mails.Select(lines => $"{Header(lines, "X-RSS-ID")}|{Header(lines, "X-RSS-URL")}|{DateTimeOffset.Parse(Header(lines, "Date"), CultureInfo.InvariantCulture):yyyy-MM-dd'T'HH:mm:ss'Z'}")];
    }

    /// <summary>What they should have read of an RSS feed.</summary>
    public static IReadOnlyList<string> ItemsOf(string rss) =>
        [.. PublishedFeed.ReadRss(rss).Select(item => $"{item.Id}|{item.Title}|{item.Link}|{item.Published:yyyy-MM-dd'T'HH:mm:ss'Z'}")];

    private static string Instant(string seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Header(string[] mail, string name) =>
        mail.First(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];
}
