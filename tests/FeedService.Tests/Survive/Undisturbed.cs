// A small inbox, the feeds an undisturbed run makes of it, and the check whether a disturbed run ended up with the same.
using System.Diagnostics;
using FeedService.Ingest;
using FeedService.Tests.Support;
using Microsoft.Data.Sqlite;

namespace FeedService.Tests.Survive;

/// <summary>What lies in the data folder when the disturbed run begins.</summary>
internal enum Before
{
    Nothing,
    Database,
    OlderDatabase,
}

internal sealed class Undisturbed : IDisposable
{
    /// <summary>What is looked for is a start that hangs, as EF's leftover lock makes it: for ever. Ten seconds are promised; the rest is for a busy machine.</summary>
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);

    private readonly TestFolder template = new();
    private string expected = "";

    /// <summary>Five captures of two pages; where there is a database, it holds the first two of them.</summary>
    public static async Task<Undisturbed> CreateAsync(Before before)
    {
        var undisturbed = new Undisturbed();
        var known = before == Before.Nothing ? 0 : 2;
        DropPages(undisturbed.template, first: 0, last: known);
        if (before != Before.Nothing)
            await FeedsAsync(undisturbed.template);
        if (before == Before.OlderDatabase)
            await OlderDatabase.PutInPlaceOfAsync(undisturbed.template);
        DropPages(undisturbed.template, first: known, last: 5);
        using var run = undisturbed.Copy();
        undisturbed.expected = await FeedsAsync(run);
        return undisturbed;
    }

    public TestFolder Copy()
    {
        var copy = new TestFolder();
        foreach (var file in Directory.GetFiles(template.Path, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.Path, Path.GetRelativePath(template.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return copy;
    }

    /// <returns>What is wrong after the next start and run, or null: nothing lost, doubled or moved.</returns>
    public async Task<string?> FaultOfAsync(TestFolder disturbed)
    {
        try
        {
            var watch = Stopwatch.StartNew();
            var feeds = await FeedsAsync(disturbed);
            if (watch.Elapsed > ReadyWithin)
                return $"ready only after {watch.Elapsed}";
            if (feeds != expected)
                return "the feeds are not those of the undisturbed run";
            return await IntegrityAsync(disturbed.Database) is var integrity and not "ok" ? integrity : null;
        }
        catch (Exception e)
        {
            // Whatever a damaged database makes of the service is a fault of the run that left it so.
            return e.Message;
        }
    }

    public void Dispose() => template.Dispose();

    private static void DropPages(TestFolder folder, int first, int last)
    {
        for (var capture = first; capture < last; capture++)
            folder.Drop($"garden-{capture % 2}/2026-10-{1 + capture:00}.txt", Stories.Page(Enumerable.Range(0, 15).Select(i => (capture % 2 * 100) + (capture * 3) + 15 - i)));
    }

    private static async Task<string> FeedsAsync(TestFolder folder)
    {
        await using var service = await TestService.StartAsync(folder, "--Feeds:Window=300");
        await service.Get<IngestRun>().OverInboxAsync(CancellationToken.None);
        await service.Get<FeedService.Publish.FeedBoard>().LookAsync(CancellationToken.None);
        var feeds = "";
        foreach (var topic in (string[])["garden-0", "garden-1", "all"])
            feeds += await service.GetAsync($"/feeds/{topic}.atom");
        return feeds;
    }

    private static async Task<string> IntegrityAsync(string database)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
