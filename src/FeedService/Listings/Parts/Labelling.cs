// The cheapest labelling of all lines together (Viterbi), and the file's own structure learned on the way.
using FeedService.Listings.Items;
using FeedService.Listings.Lines;

namespace FeedService.Listings.Parts;

/// <summary>A part for every line.</summary>
/// <param name="Cost">What the whole reading costs: the lower, the better it explains the file.</param>
internal sealed record Labelling(Part[] Parts, double Cost, Structure Structure)
{
    /// <summary>
    /// Lines enough to know a page by. A longer file is learned from its top, its middle and its end; the rest is labelled
    /// with what they taught, then once more with what the whole file did with it.
    /// </summary>
    private const int LearnedFrom = 480;
    private const int Windows = 3;

    private const int Rounds = 4;

    public static Labelling Of(IReadOnlyList<TextLine> lines)
    {
        var all = Evidence.Of(lines);
        var sample = Sample(lines);
        var best = Best(sample.Count == lines.Count ? all : Evidence.Of(sample), sample);
        if (sample.Count < lines.Count)
        {
            best = CheapestPath.Through(all, best.Structure);
            best = CheapestPath.Through(all, Structure.Learned(all, best.Parts, best.Structure.Layout));
        }

        WholeItems.Restore(lines, all, best);
        return best;
    }

    private static IReadOnlyList<TextLine> Sample(IReadOnlyList<TextLine> lines) => lines.Count <= LearnedFrom
        ? lines
        : [.. Enumerable.Range(0, LearnedFrom).Select(i => lines[i + (i / (LearnedFrom / Windows) * ((lines.Count - LearnedFrom) / (Windows - 1)))])];

    private static Labelling Best(Evidence sample, IReadOnlyList<TextLine> lines)
    {
        var found = Layout.All.Select(layout => Learn(sample, layout, CheapestPath.Through(sample, Structure.Usual(sample, layout)).Parts, lines))
            .Append(Learn(sample, Layout.All[0], ByBlocks(sample), lines)).ToList();
        var parts = found.MinBy(labelling => labelling.Cost)!.Parts;
        foreach (var (from, to) in (ReadOnlySpan<(Part, Part)>)[(Part.Kicker, Part.Trailer), (Part.Trailer, Part.Kicker)])
        {
            if (!parts.Contains(from))
                continue;
            var labelling = Learn(sample, Layout.All[0], Turned(parts, from, to), lines);
            found.Add(labelling with { Cost = labelling.Cost + Weights.Turning });
        }

        return found.MinBy(labelling => labelling.Cost)!;
    }

    /// <summary>
    /// A start that looks at nothing but blank lines: a headline under its caption, and the block after it its teaser.
    /// Where the lines themselves are too odd for the usual weights, their order may still be plain.
    /// </summary>
    private static Part[] ByBlocks(Evidence lines)
    {
        var parts = new Part[lines.Count];
        for (var (i, inTeaser) = (0, true); i < lines.Count; i++)
        {
            var blockEnds = i + 1 == lines.Count || lines.Gap[i + 1] > 0;
            if (lines.Gap[i] > 0)
                inTeaser = !inTeaser;
            parts[i] = !inTeaser ? blockEnds ? Part.Title : Part.Caption : lines.Gap[i] > 0 ? Part.Teaser : Part.More;
        }

        return parts;
    }

    /// <summary>
    /// What stands between two items may be the end of one or the beginning of the other: the same page with it as the
    /// other's, so that its first and last lines can tell which.
    /// </summary>
    private static Part[] Turned(Part[] parts, Part from, Part to) => [.. parts.Select(part => part == from ? to : part)];

    /// <summary>Label, count, label again with what was counted: a few rounds settle it.</summary>
    private static Labelling Learn(Evidence sample, Layout layout, Part[] parts, IReadOnlyList<TextLine> lines)
    {
        Labelling? labelling = null;
        for (var round = 0; round < Rounds; round++)
        {
            labelling = CheapestPath.Through(sample, Structure.Learned(sample, parts, layout));
            if (labelling.Parts.AsSpan().SequenceEqual(parts))
                break;
            parts = labelling.Parts;
        }

        return labelling! with { Cost = labelling.Cost + layout.PriceFor(sample.Count) + Weights.Emptiness(parts) + Alternation.Cost(lines, labelling.Parts) };
    }
}
