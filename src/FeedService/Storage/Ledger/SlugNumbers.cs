// WordPress's rule for stories with one title: the first keeps the plain slug, the next ones get -2, -3, ...
using System.Globalization;

namespace FeedService.Storage;

/// <summary>A slug as stored: "weekly-roundup" is (weekly-roundup, 1) and "covid-19" is (covid, 19), so that no two rows ever read the same.</summary>
internal readonly record struct NumberedSlug(string Stem, int Number)
{
    public override string ToString() => Number == 1 ? Stem : string.Create(CultureInfo.InvariantCulture, $"{Stem}-{Number}");

    public static NumberedSlug Parse(string slug)
    {
        var dash = slug.LastIndexOf('-');
        var digits = slug.AsSpan(dash + 1);
        return dash > 0 && digits.Length is > 0 and <= 9 && digits[0] != '0' && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 1
            ? new NumberedSlug(slug[..dash], number)
            : new NumberedSlug(slug, 1);
    }
}

/// <summary>Hands out slugs that nobody has.</summary>
/// <param name="taken">All that begin with the stems that are to be asked for.</param>
internal sealed class SlugNumbers(IEnumerable<NumberedSlug> taken)
{
    private readonly HashSet<NumberedSlug> used = [.. taken];

    public NumberedSlug Take(string slug)
    {
        var wanted = NumberedSlug.Parse(slug);
        for (var next = 2; !used.Add(wanted); next++)
            wanted = wanted with { Number = next };
        return wanted;
    }
}
