// What a subscriber wants of a topic's items: some topics, without others, with certain words, so many.
namespace FeedService.Model;

/// <summary>A choice from the items of one topic, in its canonical form: the same choice always has the same <see cref="Query"/>.</summary>
public sealed record Choice
{
    public const int MostItems = 300;

    /// <summary>The topic that is chosen from.</summary>
    public required string Slug { get; init; }

    /// <summary>Items of any of these topics, by slug, distinct and sorted. Empty: of all.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>No items of these topics, by slug, distinct and sorted.</summary>
    public IReadOnlyList<string> Not { get; init; } = [];

    /// <summary>Words that must all stand in title or teaser, folded, distinct and sorted.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>How many items, 1 to 300; null for the window that the operator has set.</summary>
    public int? Limit { get; init; }

    /// <summary>What follows the question mark: parameters by name, values in one order and one spelling.</summary>
    public string Query => string.Join('&', new[]
    {
        Limit is { } limit ? $"limit={limit}" : "",
        Parameter("not", Not, ","),
        Parameter("q", Words, "%20"),
        Parameter("topics", Topics, ","),
    }.Where(parameter => parameter.Length > 0));

    private static string Parameter(string name, IReadOnlyList<string> values, string separator) =>
        values.Count == 0 ? "" : $"{name}={string.Join(separator, values.Select(Uri.EscapeDataString))}";
}
