// Made-up stories, as many as a test needs: number n is always the same story, and no two are alike.
namespace FeedService.Tests.Support;

internal static class Stories
{
    private static readonly string[] Who = ["The ferry", "A potter", "The choir", "One gardener", "The archive", "A bakery", "The night bus", "A beekeeper", "The library", "An old mill", "The bell tower"];
    private static readonly string[] Does = ["opens its doors", "finds a new home", "celebrates a quiet year", "goes back to work", "learns from the weather", "asks for volunteers", "counts its visitors"];
    private static readonly string[] Where = ["in the harbour", "above the valley", "by the canal", "on the market square", "behind the station", "at the lake", "under the arches", "near the old bridge", "in the lower town", "on the island", "along the ridge", "beyond the orchard", "at the crossroads"];
    private static readonly string[] Why = ["After a long winter the doors stand open again", "Three neighbours had the idea over breakfast", "Nobody expected so many letters", "What began as a hobby fills every weekend", "The plans lay in a drawer for years"];
    private static readonly string[] Then = ["and the first guests have signed the book", "and the work will be done by autumn", "but the roof still needs a carpenter", "and children may try it on Saturdays", "though nobody knows how long it will last", "and the town has promised a bench", "while the swallows watch from the wires"];

    public static string Title(int n) => $"{Who[n % 11]} {Does[n % 7]} {Where[n % 13]}{(n < 1001 ? "" : $" for the {n / 1001}th time")}";

    public static string Teaser(int n) => $"{Why[n % 5]}, {Then[n % 7]}; our reporter took notes on page {n} of her book.";

    /// <summary>A section page that shows these stories from the top down.</summary>
    public static string Page(IEnumerable<int> stories) => string.Join('\n', stories.Select(n => $"{Title(n)}\n\n{Teaser(n)}\n"));
}
