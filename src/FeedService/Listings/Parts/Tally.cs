// Counting what a labelled file does.
using System.Runtime.Intrinsics;
using FeedService.Listings.Lines;

namespace FeedService.Listings.Parts;

/// <summary>What was counted in a labelled file: rows of sixteen, one place for each part.</summary>
internal sealed class Tally
{
    public const int Values = 11;

    private const int Parts = Weights.PartCount;
    private const int Lanes = 16;

    private readonly float[] _trait = new float[LineTraits.TraitCount * Values * Lanes];
    private readonly float[] _step = new float[Parts * Lanes];
    private readonly float[] _gap = new float[Evidence.Gaps * Parts * Lanes];

    /// <summary>How often each part showed the value.</summary>
    public Vector512<float> Trait(int trait, int value) => Row(_trait, TraitAt(trait, value));

    /// <summary>How often each part followed the part.</summary>
    public Vector512<float> Step(int from) => Row(_step, from);

    /// <summary>How often each part followed the part at that distance.</summary>
    public Vector512<float> Gap(int gap, int from) => Row(_gap, GapAt(gap, from));

    public static int TraitAt(int trait, int value) => (trait * Values) + value;

    public static int GapAt(int gap, int from) => (gap * Parts) + from;

    public static Tally Of(Evidence lines, Part[] parts)
    {
        var tally = new Tally();
        for (var i = 0; i < parts.Length; i++)
        {
            var part = (int)parts[i];
            var traits = lines.Traits(i);
            for (var trait = 0; trait < traits.Length; trait++)
                tally._trait[(TraitAt(trait, traits[trait]) * Lanes) + part]++;
            if (i == 0)
                continue;
            var from = (int)parts[i - 1];
            tally._step[(from * Lanes) + part]++;
            tally._gap[(GapAt(lines.Gap[i], from) * Lanes) + part]++;
        }

        return tally;
    }

    /// <summary>What a file shows once proves no habit: otherwise the first misreading would be its own best witness.</summary>
    private static Vector512<float> Row(float[] counts, int row) =>
        Vector512.Max(Vector512.LoadUnsafe(ref counts[row * Lanes]) - Vector512<float>.One, Vector512<float>.Zero);
}
