// The records that a page repeats, laid over the lines that the labelling read otherwise.
using System.Runtime.Intrinsics;
using FeedService.Listings.Parts;

namespace FeedService.Listings.Items;

/// <summary>
/// The labelling looks at lines and at pairs of lines. Here whole items are weighed: one that looks like most others is
/// cheap, and a line in it may look odd; one that looks like no other is dear. The cheapest division of the file wins.
/// </summary>
internal sealed class Regularity
{
    /// <summary>How odd a line may look before its place no longer outweighs it: a text between two items, before the first or after the last.</summary>
    private const float OddText = 2.5f, OddTextAtEdges = 6;

    /// <summary>Furniture looks like anything; a date, a byline or a button does not.</summary>
    private const float OddFurniture = 3.5f, OddSmallLine = 5;

    /// <summary>An item unlike all others.</summary>
    private const double Unique = 3;

    /// <summary>Furniture between the items, before them, and once there, its next line and its end.</summary>
    private const double IntoFurniture = 3, BeginsWithFurniture = 1, MoreFurniture = .5, OutOfFurniture = 1.5;

    /// <summary>A gap that no other item of the file keeps.</summary>
    private const double UnseenGap = .1;

    private readonly Evidence _lines;
    private readonly Structure _structure;
    private readonly Part[] _parts;
    private readonly List<Record> _records;
    private readonly List<Skeleton> _skeletons;
    private readonly (double Cost, int From, Skeleton? As)[] _afterItem;
    private readonly (double Cost, bool FromItem)[] _afterFurniture;
    private readonly double[] _gapCosts = new double[Evidence.Gaps];

    private Regularity(Evidence lines, Structure structure, Part[] parts, List<Record> records, List<Skeleton> skeletons)
    {
        (_lines, _structure, _parts, _records, _skeletons) = (lines, structure, parts, records, skeletons);
        _afterItem = new (double, int, Skeleton?)[lines.Count + 1];
        Array.Fill(_afterItem, (double.MaxValue, 0, null), 1, lines.Count);
        _afterFurniture = new (double, bool)[lines.Count + 1];
        _afterFurniture[0] = (BeginsWithFurniture, false);
        CountGaps();
    }

    public static void Restore(Evidence lines, Structure structure, Part[] parts)
    {
        var records = Record.All(parts);
        // A list of bare headlines has no items to tell from single lines.
        if (records.Count(record => record.Bare) * 2 > records.Count)
            return;
        var skeletons = Skeleton.Of(lines, parts, records);
        var habits = skeletons.Distinct().Where(skeleton => skeleton.IsHabit(records.Count)).ToList();
        if (habits.Count > 0)
            new Regularity(lines, structure, parts, records, skeletons).Divide(habits);
    }

    /// <summary>What is usual between two items: most files keep to one gap.</summary>
    private void CountGaps()
    {
        foreach (var record in _records)
            _gapCosts[record.First == 0 ? 0 : _lines.Gap[record.First]] += record.First == 0 ? 0 : 1;
        var all = _gapCosts.Sum() + 1;
        for (var gap = 0; gap < Evidence.Gaps; gap++)
            _gapCosts[gap] = -Math.Log((_gapCosts[gap] + UnseenGap) / all);
    }

    private double GapCost(int first) => first == 0 ? 0 : _gapCosts[_lines.Gap[first]];

    private void Divide(List<Skeleton> habits)
    {
        var next = 0;
        for (var at = 0; at < _lines.Count; at++)
        {
            var cost = Math.Min(_afterItem[at].Cost, _afterFurniture[at].Cost + OutOfFurniture);
            foreach (var habit in habits)
            {
                if (habit.Fits(_lines, at) && (!IsEdge(at) || habit.IsDatedAs(_lines, at)))
                    Reach(at + habit.Parts.Length, cost + GapCost(at) + ShapeCost(habit) + Oddity(at, habit.Parts), at, habit);
            }

            if (next < _records.Count && _records[next].First == at)
            {
                var own = _parts.AsSpan(at, _records[next].End - at);
                Reach(_records[next].End, cost + GapCost(at) + ShapeCost(_skeletons[next]) + Oddity(at, own), at, null);
                next++;
            }

            PassFurniture(at);
        }

        Trace();
    }

    private bool IsEdge(int line) => line < _records[0].First || line >= _records[^1].End;

    /// <summary>Headlines without teasers are no habit to go by, however many the labelling has made of what it could not read.</summary>
    private double ShapeCost(Skeleton skeleton) =>
        Math.Log(_records.Count) + (skeleton.Count > 1 && skeleton.IsWhole ? -Math.Log(skeleton.Count) : Unique);

    private void Reach(int end, double cost, int from, Skeleton? shape)
    {
        if (cost < _afterItem[end].Cost)
            _afterItem[end] = (cost, from, shape);
    }

    private void PassFurniture(int at)
    {
        var (fromItem, fromFurniture) = (_afterItem[at].Cost + IntoFurniture, _afterFurniture[at].Cost + MoreFurniture);
        _afterFurniture[at + 1] = (Math.Min(fromItem, fromFurniture) + Oddity(at, [Part.Furniture]), fromItem < fromFurniture);
    }

    /// <summary>How much less each line looks like its part than like the part it looks like most.</summary>
    private double Oddity(int first, ReadOnlySpan<Part> parts)
    {
        var cost = 0f;
        for (var i = 0; i < parts.Length; i++)
        {
            var costs = _structure.LineCosts(_lines, first + i);
            var least = costs[0];
            for (var part = 1; part < Weights.PartCount; part++)
                least = Math.Min(least, costs[part]);
            cost += Math.Min(MostForOddity(parts[i], first), costs[(int)parts[i]] - least);
        }

        return cost;
    }

    private float MostForOddity(Part part, int line) => part switch
    {
        Part.Furniture => OddFurniture,
        Part.Title or Part.Teaser or Part.Caption => IsEdge(line) ? OddTextAtEdges : OddText,
        _ => OddSmallLine,
    };

    private void Trace()
    {
        var inItem = _afterItem[_lines.Count].Cost <= _afterFurniture[_lines.Count].Cost;
        for (var at = _lines.Count; at > 0;)
        {
            if (inItem)
            {
                var (_, from, shape) = _afterItem[at];
                shape?.Parts.CopyTo(_parts, from);
                inItem = _afterItem[from].Cost <= _afterFurniture[from].Cost + OutOfFurniture;
                at = from;
            }
            else
            {
                inItem = _afterFurniture[at].FromItem;
                _parts[--at] = Part.Furniture;
            }
        }
    }
}
