// publish again: what has not changed stays untouched, what belongs no longer goes, what is not ours is left alone.
using System.Text.RegularExpressions;
using FeedService.Publish.Static;
using FeedService.Storage;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class PublishTests : IAsyncLifetime
{
    private readonly PublishedSite site = new();

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task A_second_publish_touches_nothing()
    {
        var before = await StatesAsync();
        site.Service.Clock.Now += TimeSpan.FromHours(1);
        var summary = await site.PublishAsync();
        Assert.Equal((0, 0), (summary.Written, summary.Removed));
        Assert.Equal(before, await StatesAsync());
        File.Delete(Path.Combine(site.Path, "feeds/town.rss.gz"));
        Assert.Equal(1, (await site.PublishAsync()).Written);
        Assert.True(File.Exists(Path.Combine(site.Path, "feeds/town.rss.gz")));
    }

    [Fact]
    public async Task After_one_new_listing_only_what_it_concerns_is_touched()
    {
        var before = await StatesAsync();
        site.Service.Clock.Now += TimeSpan.FromHours(1);
        site.Folder.Drop("harbour/2026-10-21.txt", "The harbour swims again\n\nOn the first warm day forty people jumped from the old crane, and all of them came up smiling.\n");
        Assert.Equal(1, (await site.Service.IngestAsync()).NewItems);
        await site.PublishAsync();
        var after = await StatesAsync();
        var touched = after.Keys.Where(file => before.GetValueOrDefault(file) != after[file]).Select(file => Regex.Replace(file, "\\.(?:gz|br)$", "")).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Empty(before.Keys.Except(after.Keys));
        var item = touched.Single(file => file.StartsWith("items/", StringComparison.Ordinal) && file.EndsWith("/index.html", StringComparison.Ordinal));
        Assert.Equal(
            [
                ".feedservice/files", "atom.xml", "feed.json", "feed.xml", "feeds/all.atom", "feeds/all.json", "feeds/all.rss", "feeds/harbour.atom", "feeds/harbour.json", "feeds/harbour.rss", "index.html", "index.xml",
                item, item.Replace("index.html", "oembed.json", StringComparison.Ordinal), "rss.xml",
                "topics/all/embed/index.html", "topics/all/headlines.html", "topics/all/headlines.json", "topics/all/index.html",
                "topics/harbour/embed/index.html", "topics/harbour/headlines.html", "topics/harbour/headlines.json", "topics/harbour/index.html",
            ],
            touched);
    }

    [Fact]
    public async Task A_feeds_file_is_as_old_as_its_Last_Modified_and_a_changed_one_is_always_younger()
    {
        using var live = await site.Service.Client.GetAsync("/feeds/harbour.rss");
        var feed = Path.Combine(site.Path, "feeds/harbour.rss");
        Assert.Equal(live.Content.Headers.LastModified!.Value.UtcDateTime, File.GetLastWriteTimeUtc(feed));
        Assert.Equal(File.GetLastWriteTimeUtc(feed), File.GetLastWriteTimeUtc(feed + ".gz"));
        site.Folder.Drop("harbour/2026-10-21.txt", "The harbour swims again\n\nOn the first warm day forty people jumped from the old crane, and all of them came up smiling.\n");
        await site.Service.IngestAsync();
        await site.PublishAsync();
        Assert.Equal(live.Content.Headers.LastModified!.Value.UtcDateTime.AddSeconds(1), File.GetLastWriteTimeUtc(feed));
    }

    [Fact]
    public async Task What_belongs_no_longer_goes_and_a_strangers_file_stays()
    {
        var item = PublishedFeed.ReadRss(await site.Service.GetAsync("/feeds/garden.rss"))[0];
        var page = Path.Combine(site.Path, new Uri(item.Link).AbsolutePath[1..], "index.html");
        await File.WriteAllTextAsync(Path.Combine(site.Path, "google1234.html"), "mine");
        Assert.True(File.Exists(page));
        await site.Service.Get<LedgerStore>().RetractAsync(Guid.Parse(item.Id["urn:uuid:".Length..]), site.Service.Clock.Now, CancellationToken.None);
        Assert.True((await site.PublishAsync()).Removed >= 2);
        Assert.False(File.Exists(page));
        Assert.False(File.Exists(page + ".gz"));
        Assert.True(File.Exists(page.Replace("index.html", "410.html", StringComparison.Ordinal)));
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(site.Path, "google1234.html")));
    }

    [Fact]
    public async Task A_story_taken_out_of_an_archive_is_out_of_every_file()
    {
        var archived = PublishedFeed.ReadRss(await site.Service.GetAsync("/feeds/garden/archive/1.rss"))[0];
        Assert.Contains(Directory.GetFiles(site.Path, "*.rss", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains(archived.Title, StringComparison.Ordinal));
        await site.Service.Get<LedgerStore>().RetractAsync(Guid.Parse(archived.Id["urn:uuid:".Length..]), site.Service.Clock.Now, CancellationToken.None);
        await site.PublishAsync();
        Assert.DoesNotContain(Directory.GetFiles(site.Path, "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains(archived.Title, StringComparison.Ordinal));
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(site.Path, "feeds/garden/archive/1-2.atom")), await File.ReadAllTextAsync(Path.Combine(site.Path, "feeds/garden/archive/1.atom")));
        Assert.Equal(await site.Service.GetAsync("/feeds/garden/archive/1-2.atom"), await File.ReadAllTextAsync(Path.Combine(site.Path, "feeds/garden/archive/1.atom")));
    }

    [Fact]
    public async Task A_folder_of_somebody_else_is_refused_and_left_alone()
    {
        Directory.Delete(site.Path, recursive: true);
        Directory.CreateDirectory(site.Path);
        var own = Path.Combine(site.Path, "index.html");
        await File.WriteAllTextAsync(own, "mine");
        var refusal = await Assert.ThrowsAsync<UnusableFolderException>(site.PublishAsync);
        Assert.Contains("is not empty", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([own], Directory.GetFileSystemEntries(site.Path));
        File.Delete(own);
        await site.PublishAsync();
        await File.WriteAllTextAsync(Path.Combine(site.Path, "sitemap.xml"), "mine");
        File.Delete(Path.Combine(site.Path, ".feedservice", "files"));
        await Assert.ThrowsAsync<UnusableFolderException>(site.PublishAsync);
    }

    [Fact]
    public async Task Two_runs_do_not_write_to_one_folder_at_once()
    {
        using (SiteFolder.Open(site.Path, site.Service.Clock))
            await Assert.ThrowsAsync<UnusableFolderException>(site.PublishAsync);
        Assert.Equal(0, (await site.PublishAsync()).Written);
    }

    /// <summary>A manifest that was meddled with must not make publish delete what lies elsewhere.</summary>
    [Fact]
    public async Task A_manifest_cannot_lead_out_of_the_folder()
    {
        var precious = Path.Combine(site.Folder.Path, "precious.txt");
        await File.WriteAllTextAsync(precious, "mine");
        await File.AppendAllLinesAsync(Path.Combine(site.Path, ".feedservice", "files"), ["../precious.txt", precious, "old.html"]);
        await File.WriteAllTextAsync(Path.Combine(site.Path, "old.html"), "ours, from an older version");
        Assert.Equal(1, (await site.PublishAsync()).Removed);
        Assert.True(File.Exists(precious));
        Assert.False(File.Exists(Path.Combine(site.Path, "old.html")));
    }

    [Fact]
    public async Task The_command_publishes_beside_a_running_service_and_tells_what_it_cannot_do_in_one_line()
    {
        var (exitCode, output) = await ServiceProcess.RunAsync(site.Folder, "--Site:Title=Example Site", "publish", "--to", "site");
        Assert.Equal(0, exitCode);
        Assert.Contains("written", output, StringComparison.Ordinal);
        Assert.Equal(await site.Service.GetAsync("/feeds/all.atom"), await File.ReadAllTextAsync(Path.Combine(site.Path, "feeds/all.atom")));
        var (refused, reason) = await ServiceProcess.RunAsync(site.Folder, "publish", "--to", "inbox");
        Assert.Equal(1, refused);
        Assert.Single(reason.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.StartsWith("FeedService: inbox is not empty", StringComparison.Ordinal));
        Assert.Equal(1, (await ServiceProcess.RunAsync(site.Folder, "publish")).ExitCode);
    }

    /// <summary>By file: its number on the disk and when it was last changed in any way.</summary>
    private async Task<Dictionary<string, string>> StatesAsync() =>
        (await Tool.RunAsync(site.Path, null, "find", ".", "-type", "f", "!", "-name", "lock", "-printf", "%P\t%i %C@\n"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToDictionary(parts => parts[0], parts => parts[1]);
}
