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

/// <summary>Hands out slugs that nobody has. Knows the numbers taken for each stem.</summary>
internal sealed class SlugNumbers(ILookup<string, int> taken)
{
    private readonly Dictionary<string, HashSet<int>> numbers = [];

    public NumberedSlug Take(string slug)
    {
        var wanted = NumberedSlug.Parse(slug);
        if (!numbers.TryGetValue(wanted.Stem, out var used))
            numbers[wanted.Stem] = used = [.. taken[wanted.Stem]];
        var number = wanted.Number;
        if (!used.Add(number))
        {
            for (number = 2; !used.Add(number); number++)
            {
            }
        }
        return wanted with { Number = number };
    }
}
