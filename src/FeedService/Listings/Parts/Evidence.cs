// What the labelling weighs of each line, side by side in memory: a learning passes over it many times.
using FeedService.Listings.Lines;

namespace FeedService.Listings.Parts;

internal sealed class Evidence
{
    public const int Gaps = 4;

    private const int Ratios = 5;

    /// <summary>How two lines standing together may look: one goes on with the other or not, in one of the ratios of width.</summary>
    public const int Pairs = 2 * Ratios;

    private const float Unseen = .02f;

    private readonly byte[] _traits;
    private readonly float[] _gaps = new float[Gaps];

    private Evidence(int count)
    {
        Count = count;
        _traits = new byte[count * LineTraits.TraitCount];
        Gap = new byte[count];
        Pair = new byte[count];
    }

    public int Count { get; }

    /// <summary>Blank lines before the line, at most 3.</summary>
    public byte[] Gap { get; }

    /// <summary>What the line and the one before it are to each other.</summary>
    public byte[] Pair { get; }

    /// <summary>How often the file leaves such a gap; never quite zero.</summary>
    public float ShareOfGap(int gap) => _gaps[gap];

    public ReadOnlySpan<byte> Traits(int line) => _traits.AsSpan(line * LineTraits.TraitCount, LineTraits.TraitCount);

    public static bool PairContinues(int pair) => pair >= Ratios;

    public static int PairRatio(int pair) => pair % Ratios;

    public static Evidence Of(IReadOnlyList<TextLine> lines)
    {
        var evidence = new Evidence(lines.Count);
        // The last line before that is no date, byline or button: where a headline has such lines below it, the headline.
        var plain = lines[0];
        for (var i = 0; i < lines.Count; i++)
        {
            ((ReadOnlySpan<byte>)lines[i].Traits).CopyTo(evidence._traits.AsSpan(i * LineTraits.TraitCount));
            evidence.Gap[i] = (byte)lines[i].Gap;
            if (i == 0)
                continue;
            plain = lines[i - 1].Kind is LineKind.Plain or LineKind.Hint ? lines[i - 1] : plain;
            evidence.Pair[i] = (byte)((Continues(lines[i - 1], lines[i]) ? Ratios : 0) + Ratio(plain, lines[i]));
        }

        evidence.CountGaps();
        return evidence;
    }

    private void CountGaps()
    {
        foreach (var gap in Gap.AsSpan(1))
            _gaps[gap]++;
        for (var gap = 0; gap < Gaps; gap++)
            _gaps[gap] = (_gaps[gap] / Math.Max(1, Count - 1)) + Unseen;
    }

    /// <summary>The line before broke off inside a sentence, and this one takes it up directly below.</summary>
    private static bool Continues(TextLine before, TextLine line) =>
        line.Gap == 0 && (before.Full || (before[Trait.End] is 0 or 5 && before.Kind == LineKind.Plain && (line[Trait.Start] == 3 || (before[Trait.End] == 5 && before.Width > 40))));

    private static int Ratio(TextLine before, TextLine line) => (line.Width / (double)before.Width) switch
    {
        < .6 => 0,
        < 1 => 1,
        < 1.4 => 2,
        < 2.2 => 3,
        _ => 4,
    };
}
