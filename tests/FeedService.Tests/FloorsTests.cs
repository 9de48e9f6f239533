// The house's one structural rule: a folder uses only folders on floors below its own.
using System.Text.RegularExpressions;
using FeedService.Tests.Support;

namespace FeedService.Tests;

public sealed partial class FloorsTests
{
    private static readonly Dictionary<string, int> Floors = new()
    {
        ["Model"] = 0, ["Listings"] = 1, ["Ledger"] = 1, ["Formats"] = 1, ["Storage"] = 2, ["Ingest"] = 3, ["Publish"] = 3, ["Commands"] = 4,
    };

    [Fact]
    public void Every_folder_uses_only_folders_below_it() =>
        Assert.Empty(SourceFiles().SelectMany(file => Faults(file.Folder, file.Text).Select(fault => $"{file.Folder}/{file.Name}: {fault}")));

    [Fact]
    public void Every_folder_has_a_floor() =>
        Assert.Empty(SourceFiles().Select(file => file.Folder).Distinct().Except(Floors.Keys));

    [Theory]
    [InlineData("Ingest", "using FeedService.Publish;")]
    [InlineData("Ledger", "using FeedService.Listings;")]
    [InlineData("Model", "namespace FeedService.Model; class C { FeedService.Storage.ItemRow row; }")]
    [InlineData("Publish", "var run = new Ingest.IngestRun();")]
    public void A_use_of_a_neighbour_or_of_a_floor_above_is_found(string folder, string text) => Assert.NotEmpty(Faults(folder, text));

    [Fact]
    public void Only_Storage_sees_EF_Core() =>
        Assert.Empty(SourceFiles().Where(file => file.Folder != "Storage" && file.Text.Contains("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)).Select(file => file.Name));

    private static IEnumerable<string> Faults(string folder, string text) =>
        from Match use in Uses().Matches(text)
        let used = use.Groups["folder"].Value
        where used != folder && Floors.TryGetValue(used, out var floor) && floor >= Floors[folder]
        select $"uses {used}";

    private static IEnumerable<(string Folder, string Name, string Text)> SourceFiles()
    {
        var root = Path.Combine(Repository.Root, "src", "FeedService");
        return from folder in Directory.GetDirectories(root)
               where Path.GetFileName(folder) is not ("bin" or "obj")
               from file in Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
               select (Path.GetFileName(folder), Path.GetFileName(file), File.ReadAllText(file));
    }

    // "FeedService.Storage" anywhere, or "Storage.Something" where C# would look it up in the own root namespace.
    [GeneratedRegex(@"(?:\bFeedService\.|(?<![\w.""])(?=[A-Z]\w+\.[A-Z]))(?<folder>[A-Z]\w+)")]
    private static partial Regex Uses();
}
