// What may lie in an inbox besides listings: one clear line for each, and the listings beside them are published.
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using FeedService.Ingest;
using FeedService.Tests.Support;

namespace FeedService.Tests.Survive;

public sealed class OddFilesTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Pipes_sockets_and_devices_are_named_for_what_they_are()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells");
        folder.Drop("good.txt", Stories.Page([1, 2, 3]));
        await Tool.RunAsync(folder.Inbox, null, "mkfifo", "pipe.txt");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder.Inbox, "socket.txt")));
        var lines = await LinesAsync();
        Assert.Single(lines, line => line == "pipe.txt: not read: it is a named pipe, not a file");
        Assert.Single(lines, line => line == "socket.txt: not read: it is a socket, not a file");
        Assert.Equal("it is a device, not a file", FileKind.Refusal("/dev/null"));
        // The control: without the kernel's word they all look like empty files.
        Assert.Equal((0, true), ((int)new FileInfo(Path.Combine(folder.Inbox, "pipe.txt")).Length, File.Exists("/dev/null")));
    }

    [Fact]
    public async Task No_link_leads_out_of_the_inbox_not_even_by_a_linked_folder()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "secret"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "secret", "page.txt"), Stories.Page([7, 8, 9]));
        folder.Drop("good.txt", Stories.Page([1, 2, 3]));
        File.CreateSymbolicLink(Path.Combine(folder.Inbox, "out.txt"), "../secret/page.txt");
        Directory.CreateSymbolicLink(Path.Combine(folder.Inbox, "door"), "../secret");
        File.CreateSymbolicLink(Path.Combine(folder.Inbox, "round.txt"), "door/page.txt");
        File.CreateSymbolicLink(Path.Combine(folder.Inbox, "inside.txt"), "good.txt");
        var lines = await LinesAsync();
        Assert.Equal(3, lines.Count(line => line.Contains(": not read: ", StringComparison.Ordinal)));
        // The control: to .NET the way through the linked folder looks as if it ended inside.
        Assert.StartsWith(folder.Inbox, new FileInfo(Path.Combine(folder.Inbox, "round.txt")).ResolveLinkTarget(returnFinalTarget: true)!.FullName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_took_the_place_of_a_file_since_the_look_is_not_read()
    {
        var outside = Path.Combine(folder.Path, "outside.txt");
        await File.WriteAllTextAsync(outside, Stories.Page([7, 8, 9]));
        var path = folder.Drop("good.txt", await File.ReadAllBytesAsync(outside), File.GetLastWriteTimeUtc(outside));
        var file = Assert.Single(Inbox.Scan(folder.Inbox).Files);
        Assert.NotNull((await FileReader.ReadAsync(file, 1 << 20, CancellationToken.None)).Bytes);
        File.Delete(path);
        File.CreateSymbolicLink(path, outside);
        await Assert.ThrowsAsync<FileChangedException>(() => FileReader.ReadAsync(file, 1 << 20, CancellationToken.None));
        // The control: size and time are no guard.
        Assert.Equal((file.Size, file.Modified.UtcDateTime), (new FileInfo(outside).Length, File.GetLastWriteTimeUtc(outside)));
    }

    [Fact]
    public async Task Names_of_255_bytes_with_newlines_and_escapes_are_read_and_forge_no_line()
    {
        foreach (var (name, story) in ((string, int)[])[($"{new string('é', 125)}.txt", 1), ("two\nlines 12:00:00 info: forged.txt", 2), ("\e[31mred.txt", 3)])
            folder.Drop(name, Stories.Page([story, story + 20]));
        folder.Drop("\e[2Jempty\n.txt", "");
        var (exitCode, output) = await ServiceProcess.RunAsync(folder, "ingest", "--Logging:Console:FormatterName=lines");
        Assert.True(exitCode == 2 && output.Contains("(3 accepted", StringComparison.Ordinal), output);
        Assert.Contains(@"\u{1B}[2Jempty\u{A}.txt: rejected", output, StringComparison.Ordinal);
        var (_, listings) = await ServiceProcess.RunAsync(folder, "listings");
        Assert.DoesNotContain((output + listings).Replace(Environment.NewLine, "", StringComparison.Ordinal), char.IsControl);
        Assert.Equal(4, listings.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_name_that_is_not_UTF_8_gets_its_line_and_stops_nobody_else()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems have no such names");
        folder.Drop("good.txt", Stories.Page([1, 2, 3]));
        await Tool.RunAsync(folder.Inbox, null, "sh", "-c", "cp good.txt \"$(printf 'caf\\351.txt')\"");
        var lines = await LinesAsync();
        // .NET cannot delete it either.
        await Tool.RunAsync(folder.Inbox, null, "sh", "-c", "rm caf*");
        Assert.Single(lines, line => line.EndsWith(": not read: its name is not UTF-8; rename it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_may_not_be_listed_and_a_circle_of_links_stop_nobody_else()
    {
        folder.Drop("good.txt", Stories.Page([1, 2, 3]));
        Directory.CreateSymbolicLink(Path.Combine(folder.Inbox, "again"), ".");
        File.CreateSymbolicLink(Path.Combine(folder.Inbox, "a.txt"), "b.txt");
        File.CreateSymbolicLink(Path.Combine(folder.Inbox, "b.txt"), "a.txt");
        Assert.Equal(3, (await LinesAsync()).Count(line => line.Contains(": not read: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Twenty_thousand_files_at_once_are_looked_at_in_seconds_and_read_once()
    {
        const int all = 20_000;
        const int different = 40;
        var pages = Enumerable.Range(0, different).Select(n => Encoding.UTF8.GetBytes(Stories.Page([n * 3, (n * 3) + 1, (n * 3) + 2]))).ToList();
        for (var n = 0; n < all; n++)
            folder.Drop($"topic-{n % 5}/{n}.txt", pages[n / 5 % different]);
        var watch = Stopwatch.StartNew();
        Assert.Equal(all, Inbox.Scan(folder.Inbox).Files.Count);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"the look took {watch.Elapsed}");
        await using var service = await TestService.StartAsync(folder);
        var summary = await service.IngestAsync();
        Assert.Equal((different, 0), (summary.Listings, summary.Unreadable));
        Assert.Equal(0, (await service.IngestAsync()).Listings);
    }

    private async Task<IReadOnlyList<string>> LinesAsync()
    {
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        await service.IngestAsync();
        Assert.Equal(3, PublishedFeed.ReadRss(await service.GetAsync("/feeds/all.rss")).Count);
        return service.Log.Lines;
    }
}
