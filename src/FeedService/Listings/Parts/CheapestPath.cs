// Viterbi: of all ways to label all lines, the cheapest, in time linear in the lines.
using FeedService.Listings.Lines;

namespace FeedService.Listings.Parts;

internal static class CheapestPath
{
    private const int PartCount = Weights.PartCount;

    public static Labelling Through(IReadOnlyList<TextLine> lines, Structure structure)
    {
        var from = new byte[lines.Count * PartCount];
        var costs = new double[PartCount];
        for (var part = 0; part < PartCount; part++)
            costs[part] = structure.BeginCost(part) + structure.LineCost(lines[0], part);
        var next = new double[PartCount];
        var plain = lines[0];
        for (var i = 1; i < lines.Count; i++)
        {
            plain = lines[i - 1].Kind is LineKind.Plain or LineKind.Hint ? lines[i - 1] : plain;
            Advance(lines[i - 1], plain, lines[i], structure, costs, next, from.AsSpan(i * PartCount, PartCount));
            (costs, next) = (next, costs);
        }

        for (var part = 0; part < PartCount; part++)
            costs[part] += structure.EndCost(part);
        return Trace(from, costs, structure);
    }

    /// <param name="plain">The last line before that is no date, byline or button: where a headline has such lines below it, the headline.</param>
    private static void Advance(TextLine before, TextLine plain, TextLine line, Structure structure, double[] costs, double[] next, Span<byte> origins)
    {
        var continues = Continues(before, line);
        var ratio = Ratio(plain, line);
        for (var to = 0; to < PartCount; to++)
        {
            var (best, origin) = (double.MaxValue, 0);
            for (var from = 0; from < PartCount; from++)
            {
                var cost = costs[from] + structure.StepCost(from, to);
                if (cost >= best)
                    continue;
                cost += structure.GapCost(from, to, line.Gap) + PairCosts.Of(from, to, continues, ratio);
                if (cost < best)
                    (best, origin) = (cost, from);
            }

            next[to] = best + structure.LineCost(line, to);
            origins[to] = (byte)origin;
        }
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
