// How a frame of headlines is to look, from its address.
using System.Globalization;
using System.Text.RegularExpressions;

namespace FeedService.Publish.Embeds;

/// <summary>The parameters of <c>/topics/{slug}/embed</c>. A parameter that it does not know is ignored.</summary>
internal sealed partial record FrameOptions
{
    public const int MostHeadlines = 50;

    /// <summary>What an address without parameters means.</summary>
    public static FrameOptions Standard { get; } = new();

    private static readonly string[] Themes = ["auto", "light", "dark"];
    private static readonly string[] Fonts = ["sans", "serif", "mono"];

    public int Limit { get; private init; } = 10;
    public bool Teasers { get; private init; } = true;
    public string Theme { get; private init; } = "auto";
    public string Font { get; private init; } = "sans";

    /// <summary>Three or six hexadecimal digits each, or null for the theme's own.</summary>
    public string? Accent { get; private init; }
    public string? Text { get; private init; }
    public string? Background { get; private init; }

    /// <exception cref="BadParameterException">A value that makes no sense.</exception>
    public static FrameOptions Parse(IQueryCollection query) => new()
    {
        Limit = ParseLimit(query, standard: 10),
        Teasers = OneOf(query, "teasers", ["1", "0"]) == "1",
        Theme = OneOf(query, "theme", Themes),
        Font = OneOf(query, "font", Fonts),
        Accent = Colour(query, "accent"),
        Text = Colour(query, "text"),
        Background = Colour(query, "background"),
    };

    /// <summary>The parameter <c>limit</c>, which the fragment and the JSON take too.</summary>
    /// <exception cref="BadParameterException">It is no number from 1 to 50.</exception>
    public static int ParseLimit(IQueryCollection query, int standard)
    {
        if (query["limit"].ToString() is not { Length: > 0 } text)
            return standard;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostHeadlines
            ? limit
            : throw new BadParameterException($"limit must be a number from 1 to {MostHeadlines}");
    }

    /// <summary>The style sheet's own part of these, as the query of its address.</summary>
    public string StyleQuery()
    {
        var query = $"theme={Theme}&font={Font}";
        foreach (var (name, colour) in (ReadOnlySpan<(string, string?)>)[("accent", Accent), ("text", Text), ("background", Background)])
            query += colour is null ? "" : $"&{name}={colour}";
        return query;
    }

    private static string OneOf(IQueryCollection query, string name, string[] allowed) => query[name].ToString() switch
    {
        "" => allowed[0],
        var value when allowed.Contains(value) => value,
        _ => throw new BadParameterException($"{name} must be one of {string.Join(", ", allowed)}"),
    };

    private static string? Colour(IQueryCollection query, string name) => query[name].ToString() switch
    {
        "" => null,
        var value when HexColour().IsMatch(value) => value,
        _ => throw new BadParameterException($"{name} must be a colour in three or six hexadecimal digits, such as 336699"),
    };

    [GeneratedRegex(@"^(?:[0-9A-Fa-f]{3}){1,2}\z")]
    private static partial Regex HexColour();
}
