// Files that are no listings: one clear line each, and the others go on.
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class TroubleTests
{
    private const string Good = """
        A caption for the first picture
        The heron that fishes at the lock

        For ten years the same bird has waited at the sluice gate every morning at six, and the keeper knows why.

        Bread from one field

        A miller, a farmer and a baker share forty hectares of rye, and nothing of it leaves the valley.

        Night trains return to the coast line

        From spring the sleeping cars run three times a week, and the first departures are sold out already.
        """;

    [Fact]
    public async Task Files_that_cannot_be_listings_get_one_line_each_and_the_good_one_is_published()
    {
        using var folder = new TestFolder();
        folder.Drop("good.txt", Good);
        folder.Drop("empty.txt", "");
        folder.Drop("picture.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 1, 2, 3]);
        folder.Drop("large.txt", new byte[3 * 1024 * 1024]);
        File.CreateSymbolicLink(Path.Combine(folder.Inbox, "dangling.txt"), Path.Combine(folder.Inbox, "nowhere.txt"));
        File.CreateSymbolicLink(Path.Combine(folder.Inbox, "outside.txt"), "/etc/hostname");
        File.CreateSymbolicLink(Path.Combine(folder.Inbox, "circle.txt"), Path.Combine(folder.Inbox, "circle.txt"));
        await using var service = await TestService.StartAsync(folder, "--Inbox:MaxFileMegabytes=2");
        var summary = await service.IngestAsync();
        Assert.Equal(3, PublishedFeed.ReadRss(await service.GetAsync("/feeds/news.rss")).Count);
        foreach (var name in (string[])["empty.txt", "picture.txt", "large.txt", "dangling.txt", "outside.txt", "circle.txt"])
            Assert.Single(service.Log.Lines, line => line.StartsWith(name, StringComparison.Ordinal));
        Assert.DoesNotContain(service.Log.Lines, line => line.StartsWith("good.txt", StringComparison.Ordinal));
        Assert.Equal(1, summary.Accepted);
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_gets_one_line()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess || OperatingSystem.IsWindows(), "root may read every file");
        using var folder = new TestFolder();
        folder.Drop("good.txt", Good);
        var secret = folder.Drop("secret.txt", Good + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(secret, UnixFileMode.None);
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        await service.IngestAsync();
        Assert.Single(service.Log.Lines, line => line.StartsWith("secret.txt", StringComparison.Ordinal));
        Assert.Equal(3, PublishedFeed.ReadRss(await service.GetAsync("/feeds/news.rss")).Count);
    }

    [Fact]
    public async Task An_inbox_that_is_gone_withdraws_nothing()
    {
        using var folder = new TestFolder();
        folder.Drop("good.txt", Good);
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        var before = await service.GetAsync("/feeds/all.atom");
        Directory.Delete(folder.Inbox, recursive: true);
        await service.IngestAsync();
        Assert.Equal(before, await service.GetAsync("/feeds/all.atom"));
    }

    [Fact]
    public async Task Unfinished_files_and_dot_files_are_left_alone()
    {
        using var folder = new TestFolder();
        foreach (var name in (string[])[".hidden.txt", "coming.txt.tmp", "coming.part", ".folder/in.txt"])
            folder.Drop(name, Good);
        await using var service = await TestService.StartAsync(folder);
        Assert.Equal(0, (await service.IngestAsync()).Listings);
    }

    [Fact]
    public async Task A_file_still_being_written_is_left_for_the_next_run()
    {
        using var folder = new TestFolder();
        await using var service = await TestService.StartAsync(folder, "--Inbox:SettleSeconds=1");
        folder.Drop("fresh.txt", Good, modified: service.Clock.Now);
        var summary = await service.IngestAsync();
        Assert.Equal((0, 1), (summary.Listings, summary.Unsettled));
        service.Clock.Now += TimeSpan.FromSeconds(2);
        Assert.Equal(1, (await service.IngestAsync()).Accepted);
    }
}
