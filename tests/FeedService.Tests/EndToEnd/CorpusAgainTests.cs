// Every page of the corpus taken in twice: the second time nothing is new.
using FeedService.Storage;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class CorpusAgainTests
{
    [Fact]
    public async Task The_whole_corpus_again_under_new_names_with_other_bytes_and_in_another_order_changes_nothing()
    {
        using var folder = new TestFolder();
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "tests", "FeedService.Tests", "Corpus"), "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        foreach (var file in files)
            folder.Drop($"{Path.GetFileNameWithoutExtension(file)}/2026-10-01.txt", await File.ReadAllBytesAsync(file));
        await using var service = await TestService.StartAsync(folder);
        var first = await service.IngestAsync();
        Assert.True(first.NewItems > 500, first.ToString());
        var before = await FeedsAsync(service);
        Directory.Delete(folder.Inbox, recursive: true);
        foreach (var file in files.AsEnumerable().Reverse())
            folder.Drop($"{Path.GetFileNameWithoutExtension(file)}/again-2026-10-01.txt", WithAnotherEnd(await File.ReadAllBytesAsync(file)));
        var again = await service.IngestAsync();
        Assert.True(again.Listings > 100, again.ToString());
        Assert.True(again.NewItems + again.EditedItems == 0, again.ToString());
        Assert.Equal(before, await FeedsAsync(service));
    }

    /// <summary>One blank line more where the encoding has it in one byte; other files stay as they are.</summary>
    private static byte[] WithAnotherEnd(byte[] bytes) => bytes.Contains((byte)0) ? bytes : [.. bytes, (byte)'\n', (byte)'\n'];

    private static async Task<Dictionary<string, string>> FeedsAsync(TestService service)
    {
        var feeds = new Dictionary<string, string>();
        foreach (var topic in await service.Get<FeedReader>().ReadTopicsAsync(CancellationToken.None))
        {
            using var response = await service.Client.GetAsync($"/feeds/{topic.Topic.Slug}.atom");
            feeds[topic.Topic.Slug] = $"{response.Headers.ETag} {await response.Content.ReadAsStringAsync()}";
        }
        return feeds;
    }
}
