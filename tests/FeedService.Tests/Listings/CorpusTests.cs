// The parser measured against the corpus: one score per group, printed by every test run.
using System.Text;
using System.Text.Json;
using FeedService.Listings;

namespace FeedService.Tests.Listings;

public sealed class CorpusTests(ITestOutputHelper output)
{
    /// <summary>A page whose layout allows two readings costs a part of a percent; more than this is a step back.</summary>
    private const double Goal = 0.99;

    [Fact]
    public void The_corpus_is_read_right()
    {
        var groups = CorpusFile.All().GroupBy(file => file.Group).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Files: group.Select(file => (file.Name, Score: file.Score())).ToList()))
            .ToList();
        foreach (var (name, files) in groups)
            Print($"corpus {name,-14} {files.Average(file => file.Score):f4} over {files.Count} files  {string.Join(' ', files.Where(file => file.Score < 1).Select(file => $"{file.Name}={file.Score:f2}"))}");
        var overall = groups.SelectMany(group => group.Files).Average(file => file.Score);
        Print($"corpus overall        {overall:f4}");
        Assert.All(groups, group => Assert.True(group.Files.Average(file => file.Score) >= Goal, group.Name));
    }

    [Fact]
    public void No_furniture_stands_in_a_title_or_teaser()
    {
        var leaks = CorpusFile.All().SelectMany(file => file.FurnitureInEntries().Select(line => $"{file.Group}/{file.Name}: {line}")).ToList();
        Assert.True(leaks.Count == 0, string.Join('\n', leaks));
    }

    [Fact]
    public void A_parser_that_finds_nothing_scores_nothing()
    {
        var scored = CorpusFile.All().Where(file => !file.MustBeRejected).ToList();
        Assert.All(scored, file => Assert.Equal(0, file.Score([])));
    }

    private void Print(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}

/// <summary>A corpus file and what is to be read in it.</summary>
internal sealed record CorpusFile(string Group, string Name, byte[] Bytes, JsonElement Expected)
{
    public bool MustBeRejected => Expected.TryGetProperty("rejected", out var rejected) && rejected.ValueKind == JsonValueKind.True;

    public static List<CorpusFile> All()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "FeedService.sln")))
            root = root.Parent!;
        var corpus = Path.Combine(root.FullName, "tests", "FeedService.Tests", "Corpus");
        return [.. Directory.EnumerateFiles(corpus, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read)];
    }

    public ParsedListing Parse() => ListingParser.Parse(ListingText.Decode(Bytes));

    public double Score()
    {
        var parsed = Parse();
        if (MustBeRejected)
            return parsed.Rejected is null ? 0 : 1;
        return Score([.. parsed.Entries.Select(entry => (entry.Title, entry.Teaser))]);
    }

    /// <summary>F1 over exact pairs of headline and teaser.</summary>
    public double Score(IReadOnlyList<(string, string?)> found)
    {
        var missing = Pairs().ToList();
        var expected = missing.Count;
        var hits = found.Count(missing.Remove);
        return 2.0 * hits / (expected + found.Count);
    }

    /// <summary>Lines that the corpus knows as furniture and the parser took for text.</summary>
    public IEnumerable<string> FurnitureInEntries()
    {
        if (MustBeRejected || !Expected.TryGetProperty("furniture", out var numbers))
            return [];
        var parsed = Parse();
        var furniture = numbers.EnumerateArray().Select(number => number.GetInt32()).ToHashSet();
        return parsed.Lines.Where(line => furniture.Contains(line.Line) && line.Label is (LineLabel.Title or LineLabel.Teaser)).Select(line => line.Text);
    }

    private IEnumerable<(string, string?)> Pairs() =>
        Expected.GetProperty("entries").EnumerateArray().Select(entry =>
            (entry.GetProperty("title").GetString()!, entry.TryGetProperty("teaser", out var teaser) ? teaser.GetString() : null));

    private static CorpusFile Read(string path) => new(
        Path.GetFileName(Path.GetDirectoryName(path))!,
        Path.GetFileNameWithoutExtension(path),
        File.ReadAllBytes(Path.ChangeExtension(path, ".txt")),
        JsonDocument.Parse(File.ReadAllText(path, Encoding.UTF8)).RootElement);
}
