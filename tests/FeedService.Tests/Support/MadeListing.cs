// Listings of as many stories as a test needs, all different, told by number: a higher number is a newer story.
using System.Globalization;

namespace FeedService.Tests.Support;

internal static class MadeListing
{
    private static readonly string[] Kinds =
        ["Quiet", "Wooden", "Hidden", "Northern", "Painted", "Modest", "Windy", "Golden", "Narrow", "Sunken", "Copper", "Distant", "Mossy", "Silver", "Crooked", "Early", "Frozen", "Gentle", "Hollow", "Inland"];

    private static readonly string[] Things =
        ["bridge", "orchard", "lantern", "harbour", "library", "windmill", "meadow", "bakery", "cottage", "quarry", "theatre", "chapel", "garden", "railway", "workshop", "museum", "vineyard", "lighthouse", "nursery", "market"];

    private static readonly string[] Places =
        ["Ashford", "Belmont", "Corvale", "Dunmore", "Eastwick", "Farleigh", "Grenton", "Hartwell", "Inverley", "Jarrow", "Kelmont", "Lindale", "Marwood", "Norbury", "Oakham", "Penrose", "Quenby", "Rosedale", "Stanmore", "Thornby"];

    /// <summary>These stories, from the top of the page down.</summary>
    public static string Of(IEnumerable<int> numbers) => string.Join("\n\n", numbers.Select(number => $"{TitleOf(number)}\n\n{TeaserOf(number)}")) + "\n";

    /// <summary>From the newer number down to the older.</summary>
    public static IEnumerable<int> Down(int from, int to) => Enumerable.Range(to, from - to + 1).Reverse();

    public static string TitleOf(int number) => $"{Pick(Kinds, number, 1)} {Pick(Things, number, 20)} of {Pick(Places, number, 400)} opens again";

    public static string TeaserOf(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"Neighbours of {Pick(Places, number, 400)} met beside the {Pick(Kinds, number, 1).ToLowerInvariant()} {Pick(Things, number, 20)} and counted {number + 7000} visitors since spring, more than anybody there had hoped for.");

    private static string Pick(string[] words, int number, int divisor) => words[((number + 8000) / divisor) % words.Length];
}
