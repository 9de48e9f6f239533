// Headlines and teasers for simulated stories: different stories clearly differ, edits clearly do not.
using FeedService.Model;

namespace FeedService.Tests.Ledger;

internal sealed class SampleText(Random random)
{
    private static readonly string[] Syllables =
        ["ka", "lo", "mi", "ster", "ven", "dor", "ru", "tal", "pin", "ash", "bel", "gor", "nim", "os", "fra", "wyn", "zu", "hel"];

    /// <summary>Some carry the headline of a column, some a teaser that others carry too.</summary>
    public Entry Story() => random.Next(8) switch
    {
        0 => New("Weekly Roundup", Words(random.Next(9, 20))),
        1 => New(Words(random.Next(5, 9)), "Read the full programme here."),
        2 => New(Words(random.Next(5, 9)), null),
        _ => New(Words(random.Next(5, 9)), Words(random.Next(9, 20))),
    };

    /// <summary>Changes the headline, or the teaser, never both: an edit of both is another story to anyone who sees only texts.</summary>
    public Entry Edit(Entry entry) => random.Next(4) switch
    {
        _ when entry.Teaser is null => entry with { Teaser = Words(12) },
        0 when entry.Title != "Weekly Roundup" && entry.Teaser.Length > 30 => entry with { Title = entry.Title + " " + Word() },
        1 when entry.Teaser.Length > 60 => entry with { Teaser = entry.Teaser[..50] + " […]" },
        2 => entry with { Title = entry.Title.ToUpperInvariant() },
        _ when entry.Teaser.Length > 30 => entry with { Teaser = entry.Teaser + " " + Words(2) },
        _ => entry,
    };

    private static Entry New(string title, string? teaser) => new() { Title = title, Teaser = teaser, Lines = new(1, 1) };

    private string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Word()));

    private string Word() => Syllable() + Syllable() + Syllable();

    private string Syllable() => Syllables[random.Next(Syllables.Length)];
}
