// The cheapest labelling of all lines together (Viterbi), and the file's own structure learned on the way.
namespace FeedService.Listings;

/// <summary>A part for every line.</summary>
/// <param name="Cost">What the whole reading costs: the lower, the better it explains the file.</param>
internal sealed record Labelling(Part[] Parts, double Cost, Structure Structure)
{
    private const int PartCount = Weights.PartCount;

    /// <summary>Enough lines to know a file by; the rest is labelled with what they taught, in one pass.</summary>
    private const int LearnedFrom = 2000;

    private const int Rounds = 4;

    public static Labelling Of(IReadOnlyList<TextLine> lines)
    {
        var sample = lines.Count <= LearnedFrom ? lines : [.. lines.Take(LearnedFrom)];
        var best = Layout.All(sample).Select(layout => Learn(sample, layout)).MinBy(labelling => labelling.Cost)!;
        var labelling = sample.Count == lines.Count ? best : Cheapest(lines, best.Structure);
        labelling.DropBareEdges();
        return labelling;
    }

    /// <summary>
    /// Where nearly all items have teasers, a bare headline beside furniture or the file's end is a heading or a menu.
    /// One among the items stays: stories without teasers happen.
    /// </summary>
    private void DropBareEdges()
    {
        var records = Records();
        if (records.Count(record => record.Bare) * 4 > records.Count)
            return;
        for (var i = 0; i < records.Count; i++)
            Drop(records[i], records[i].First == 0 || Parts[records[i].First - 1] == Part.Furniture);
        for (var i = records.Count - 1; i >= 0; i--)
            Drop(records[i], records[i].End == Parts.Length || Parts[records[i].End] == Part.Furniture);
    }

    private void Drop((int First, int End, bool Bare) record, bool atEdge)
    {
        if (record.Bare && atEdge)
            Parts.AsSpan(record.First, record.End - record.First).Clear();
    }

    /// <summary>From the line that begins an item to the line after its last; bare when no line of it is a teaser.</summary>
    private List<(int First, int End, bool Bare)> Records()
    {
        var records = new List<(int, int, bool)>();
        for (var first = 0; first < Parts.Length;)
        {
            var end = first + 1;
            var headed = Parts[first] == Part.Title;
            while (Parts[first] != Part.Furniture && end < Parts.Length && (headed ? Parts[end] > Part.Title : Parts[end] is Part.Kicker or Part.Caption or Part.Title))
                headed |= Parts[end++] == Part.Title;
            if (Parts[first] != Part.Furniture)
                records.Add((first, end, !Parts.AsSpan(first, end - first).Contains(Part.Teaser)));
            first = end;
        }

        return records;
    }

    /// <summary>Label, count, label again with what was counted: a few rounds settle it.</summary>
    private static Labelling Learn(IReadOnlyList<TextLine> lines, Layout layout)
    {
        var labelling = Cheapest(lines, Structure.Usual(layout));
        for (var round = 0; round < Rounds; round++)
        {
            var next = Cheapest(lines, Structure.Learned(lines, labelling.Parts, layout));
            var settled = next.Parts.AsSpan().SequenceEqual(labelling.Parts);
            labelling = next with { Cost = next.Cost + layout.Price };
            if (settled)
                break;
        }

        return labelling;
    }

    private static Labelling Cheapest(IReadOnlyList<TextLine> lines, Structure structure)
    {
        var from = new byte[lines.Count * PartCount];
        var costs = new double[PartCount];
        for (var part = 0; part < PartCount; part++)
            costs[part] = structure.BeginCost(part) + structure.LineCost(lines[0], part);
        var next = new double[PartCount];
        for (var i = 1; i < lines.Count; i++)
        {
            Advance(lines[i - 1], lines[i], structure, costs, next, from.AsSpan(i * PartCount, PartCount));
            (costs, next) = (next, costs);
        }

        for (var part = 0; part < PartCount; part++)
            costs[part] += structure.EndCost(part);
        return Trace(from, costs, structure);
    }

    private static void Advance(TextLine before, TextLine line, Structure structure, double[] costs, double[] next, Span<byte> origins)
    {
        var continues = Continues(before, line);
        var ratio = Ratio(before, line);
        for (var to = 0; to < PartCount; to++)
        {
            var (best, origin) = (double.MaxValue, 0);
            for (var from = 0; from < PartCount; from++)
            {
                var cost = costs[from] + structure.StepCost(from, to);
                if (cost >= best)
                    continue;
                cost += structure.GapCost(from, to, line.Gap) + PairCost(from, to, continues, ratio);
                if (cost < best)
                    (best, origin) = (cost, from);
            }

            next[to] = best + structure.LineCost(line, to);
            origins[to] = (byte)origin;
        }
    }

    private static double PairCost(int from, int to, bool continues, int ratio)
    {
        var wraps = to == (int)Part.More ? Weights.ContinuesWrapped : Weights.ContinuesByChance;
        var cost = Weights.Cost((continues ? wraps : 100 - wraps) / 100);
        return cost + Weights.Cost(Weights.Ratio((Part)from, (Part)to, ratio) / 100);
    }

    /// <summary>The line before broke off inside a sentence, and this one takes it up directly below.</summary>
    private static bool Continues(TextLine before, TextLine line) =>
        line.Gap == 0 && before[Trait.End] is 0 or 5 && (line[Trait.Start] == 3 || (before[Trait.End] == 5 && before.Width > 40)) && before.Kind == LineKind.Plain;

    private static int Ratio(TextLine before, TextLine line) => (line.Width / (double)before.Width) switch
    {
        < .6 => 0,
        < 1 => 1,
        < 1.4 => 2,
        < 2.2 => 3,
        _ => 4,
    };

    private static Labelling Trace(byte[] from, double[] costs, Structure structure)
    {
        var last = Array.IndexOf(costs, costs.Min());
        var parts = new Part[from.Length / PartCount];
        for (var (i, part) = (parts.Length - 1, last); i >= 0; i--)
        {
            parts[i] = (Part)part;
            part = from[(i * PartCount) + part];
        }

        return new Labelling(parts, costs[last], structure);
    }
}
