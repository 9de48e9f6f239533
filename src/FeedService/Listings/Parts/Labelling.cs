// The cheapest labelling of all lines together (Viterbi), and the file's own structure learned on the way.
using FeedService.Listings.Lines;

namespace FeedService.Listings.Parts;

/// <summary>A part for every line.</summary>
/// <param name="Cost">What the whole reading costs: the lower, the better it explains the file.</param>
internal sealed record Labelling(Part[] Parts, double Cost, Structure Structure)
{
    /// <summary>Enough lines to know a file by; the rest is labelled with what they taught, in one pass.</summary>
    private const int LearnedFrom = 1000;

    private const int Rounds = 4;

    public static Labelling Of(IReadOnlyList<TextLine> lines)
    {
        var sample = lines.Count <= LearnedFrom ? lines : [.. lines.Take(LearnedFrom)];
        var layouts = Layout.All(sample);
        var best = layouts.Select(layout => Learn(sample, layout, CheapestPath.Through(sample, Structure.Usual(layout))))
            .Append(Learn(sample, layouts[0], ByBlocks(sample)))
            .MinBy(labelling => labelling.Cost)!;
        var labelling = sample.Count == lines.Count ? best : CheapestPath.Through(lines, best.Structure);
        Rhythm.Restore(lines, labelling.Parts);
        BareEdges.Drop(lines, labelling.Parts);
        return labelling;
    }

    /// <summary>
    /// A start that looks at nothing but blank lines: a headline under its caption, and the block after it its teaser.
    /// Where the lines themselves are too odd for the usual weights, their order may still be plain.
    /// </summary>
    private static Labelling ByBlocks(IReadOnlyList<TextLine> lines)
    {
        var parts = new Part[lines.Count];
        for (var (i, inTeaser) = (0, true); i < lines.Count; i++)
        {
            var blockEnds = i + 1 == lines.Count || lines[i + 1].Gap > 0;
            if (lines[i].Gap > 0)
                inTeaser = !inTeaser;
            parts[i] = !inTeaser ? blockEnds ? Part.Title : Part.Caption : lines[i].Gap > 0 ? Part.Teaser : Part.More;
        }

        return new Labelling(parts, double.MaxValue, Structure.Usual(Layout.All(lines)[0]));
    }

    /// <summary>Label, count, label again with what was counted: a few rounds settle it.</summary>
    private static Labelling Learn(IReadOnlyList<TextLine> lines, Layout layout, Labelling labelling)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var next = CheapestPath.Through(lines, Structure.Learned(lines, labelling.Parts, layout));
            var settled = next.Parts.AsSpan().SequenceEqual(labelling.Parts);
            labelling = next with { Cost = next.Cost + layout.Price + Weights.Emptiness(next.Parts) + Alternation.Cost(lines, next.Parts) };
            if (settled)
                break;
        }

        return labelling;
    }
}
