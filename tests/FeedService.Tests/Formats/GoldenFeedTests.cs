// Every format's bytes for every sample feed. To accept changed bytes: UPDATE_GOLDEN=1 dotnet test, then read the diff.
using System.Text;
using FeedService.Formats;

namespace FeedService.Tests.Formats;

public sealed class GoldenFeedTests
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var sample in SampleFeeds.All.Keys)
            foreach (var format in FeedFormat.All)
                cases.Add(sample, format.Extension);
        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_bytes_are_those_of_the_golden_file(string sample, string extension)
    {
        var (feed, site) = SampleFeeds.All[sample];
        var bytes = FeedFormat.All.Single(format => format.Extension == extension).Write(feed, site);

        var golden = Path.Combine(GoldenFolder(), $"{sample}.{extension}");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllBytes(golden, bytes);

        // As text first: the message then shows where they differ.
        Assert.Equal(File.ReadAllText(golden), Encoding.UTF8.GetString(bytes));
        Assert.Equal(File.ReadAllBytes(golden), bytes);
    }

    /// <summary>The folder of the sources, not a copy of it, so that an update lands where git sees it.</summary>
    private static string GoldenFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FeedService.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run below the folder of FeedService.sln.");
        return Path.Combine(folder.FullName, "tests", "FeedService.Tests", "Golden");
    }
}
