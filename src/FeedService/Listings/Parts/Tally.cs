// Counting what a labelled file does.
using FeedService.Listings.Lines;

namespace FeedService.Listings.Parts;

/// <summary>What was counted in a labelled file.</summary>
internal sealed class Tally
{
    public const int Values = 11;

    private const int Parts = Weights.PartCount;

    public double[] Trait { get; } = new double[LineTraits.TraitCount * Parts * Values];

    public double[] Step { get; } = new double[(Parts + 1) * (Parts + 1)];

    public double[] Gap { get; } = new double[Parts * Parts * 4];

    public static int TraitAt(int trait, int part, int value) => (((trait * Parts) + part) * Values) + value;

    public static int GapAt(int from, int to, int gap) => (((from * Parts) + to) * 4) + gap;

    public static Tally Of(IReadOnlyList<TextLine> lines, Part[] parts)
    {
        var tally = new Tally();
        for (var i = 0; i < parts.Length; i++)
        {
            var part = (int)parts[i];
            for (var trait = 0; trait < LineTraits.TraitCount; trait++)
                tally.Trait[TraitAt(trait, part, lines[i].Traits[trait])]++;
            if (i == 0)
                continue;
            tally.Step[((int)parts[i - 1] * (Parts + 1)) + part]++;
            tally.Gap[GapAt((int)parts[i - 1], part, lines[i].Gap)]++;
        }

        Discount(tally.Trait);
        Discount(tally.Step);
        Discount(tally.Gap);
        return tally;
    }

    /// <summary>What a file shows once proves no habit: otherwise the first misreading would be its own best witness.</summary>
    private static void Discount(double[] counts)
    {
        for (var i = 0; i < counts.Length; i++)
            counts[i] = Math.Max(0, counts[i] - 1);
    }
}
