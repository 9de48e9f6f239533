// Viterbi: of all ways to label all lines, the cheapest, in time linear in the lines.
using System.Buffers;
using System.Runtime.Intrinsics;

namespace FeedService.Listings.Parts;

internal static class CheapestPath
{
    private const int PartCount = Weights.PartCount;
    private const int MostPooled = 4096;

    public static Labelling Through(Evidence lines, Structure structure)
    {
        var costs = RoomFor(lines.Count);
        var paid = 0.0;
        costs[0] = structure.BeginCosts + structure.LineCosts(lines, 0);
        for (var i = 1; i < lines.Count; i++)
        {
            // Only differences matter from here on; what all ways have paid is put by, or a long file would outgrow a float.
            var common = costs[i - 1][0];
            paid += common;
            costs[i - 1] -= Vector512.Create(common);
            costs[i] = Advance(costs[i - 1], lines, i, structure) + structure.LineCosts(lines, i);
        }

        var labelling = Trace(lines, costs, structure, paid);
        if (lines.Count <= MostPooled)
            ArrayPool<Vector512<float>>.Shared.Return(costs);
        return labelling;
    }

    /// <summary>A page is learned in some twenty passes over the same few lines. What a very long file needs once, the pool would keep for ever.</summary>
    private static Vector512<float>[] RoomFor(int lines) =>
        lines <= MostPooled ? ArrayPool<Vector512<float>>.Shared.Rent(lines) : new Vector512<float>[lines];

    /// <summary>The cheapest way to each part of this line from any part of the line before.</summary>
    private static Vector512<float> Advance(Vector512<float> before, Evidence lines, int line, Structure structure)
    {
        var best = Way(before, 0, lines, line, structure);
        for (var from = 1; from < PartCount; from++)
            best = Vector512.Min(best, Way(before, from, lines, line, structure));
        return best;
    }

    private static Vector512<float> Way(Vector512<float> before, int from, Evidence lines, int line, Structure structure) =>
        Vector512.Create(before[from]) + structure.StepCosts(from) + structure.GapCosts(lines.Gap[line], from) + PairCosts.Of(lines.Pair[line], from);

    private static Labelling Trace(Evidence lines, Vector512<float>[] costs, Structure structure, double paid)
    {
        var parts = new Part[lines.Count];
        var (last, cost) = CheapestEnd(costs[lines.Count - 1], structure);
        parts[^1] = last;
        for (var i = lines.Count - 1; i > 0; i--)
            parts[i - 1] = CheapestOrigin(costs[i - 1], parts[i], lines, i, structure);
        return new Labelling(parts, paid + cost, structure);
    }

    private static (Part Last, float Cost) CheapestEnd(Vector512<float> costs, Structure structure)
    {
        var (last, cost) = (0, float.MaxValue);
        for (var from = 0; from < PartCount; from++)
        {
            if (costs[from] + structure.StepCosts(from)[PartCount] is var ending && ending < cost)
                (last, cost) = (from, ending);
        }

        return ((Part)last, cost);
    }

    /// <summary>Asked again instead of remembered: ten bytes a line would have to be gathered out of the vectors on the way.</summary>
    private static Part CheapestOrigin(Vector512<float> before, Part part, Evidence lines, int line, Structure structure)
    {
        var (best, origin) = (float.MaxValue, 0);
        for (var from = 0; from < PartCount; from++)
        {
            if (Way(before, from, lines, line, structure)[(int)part] is var cost && cost < best)
                (best, origin) = (cost, from);
        }

        return (Part)origin;
    }
}
