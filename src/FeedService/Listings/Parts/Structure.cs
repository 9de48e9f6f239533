// How this file does it: the usual weights, bent by the lines already labelled.
using System.Runtime.Intrinsics;
using FeedService.Listings.Lines;

namespace FeedService.Listings.Parts;

/// <summary>
/// The costs of one file. A record that repeats makes its own steps, gaps and line lengths cheap and everything else dear,
/// which is what tells a byline from a teaser, and a footer from one more item. Each vector holds a place for each part.
/// </summary>
internal sealed class Structure
{
    private const int Parts = Weights.PartCount;

    private readonly Vector512<float>[] _trait = new Vector512<float>[LineTraits.TraitCount * Tally.Values];
    private readonly Vector512<float>[] _step = new Vector512<float>[Parts];
    private readonly Vector512<float>[] _gap = new Vector512<float>[Evidence.Gaps * Parts];

    private Structure(Evidence lines, Tally tally, Layout layout)
    {
        Layout = layout;
        for (var trait = 0; trait < LineTraits.TraitCount; trait++)
            FillTrait(trait, layout, tally);
        for (var from = 0; from < Parts; from++)
        {
            FillGaps(from, lines, layout, tally);
            _step[from] = Steps(from, layout, tally);
        }

        BeginCosts = Layout.Begin;
        ShareBeginnings(layout, tally);
        for (var from = 0; from < Parts; from++)
            _step[from] = Vector512.Max(_step[from], layout.LeastSteps[from]);
    }

    /// <summary>What the learning started from.</summary>
    public Layout Layout { get; }

    /// <summary>What it costs each part to begin the file.</summary>
    public Vector512<float> BeginCosts { get; private set; }

    public static Structure Usual(Evidence lines, Layout layout) => new(lines, new Tally(), layout);

    public static Structure Learned(Evidence lines, Part[] parts, Layout layout) => new(lines, Tally.Of(lines, parts), layout);

    /// <summary>What it costs each part to look like this line.</summary>
    public Vector512<float> LineCosts(Evidence lines, int line)
    {
        var traits = lines.Traits(line);
        var costs = _trait[traits[0]];
        for (var trait = 1; trait < traits.Length; trait++)
            costs += _trait[Tally.TraitAt(trait, traits[trait])];
        return costs;
    }

    /// <summary>What it costs each part, and after the last of them the file's end, to follow a part.</summary>
    public Vector512<float> StepCosts(int from) => _step[from];

    public Vector512<float> GapCosts(int gap, int from) => _gap[Tally.GapAt(gap, from)];

    private void FillTrait(int trait, Layout layout, Tally tally)
    {
        var strength = Weights.TraitStrengths[trait];
        var all = strength;
        for (var value = 0; value < Tally.Values; value++)
            all += tally.Trait(trait, value);
        for (var value = 0; value < Tally.Values; value++)
            _trait[Tally.TraitAt(trait, value)] = Costs((strength * layout.Trait(trait, value)) + tally.Trait(trait, value), all);
    }

    /// <summary>Gaps that the file never uses say nothing about its items: a file without blank lines is one, a double-spaced file another.</summary>
    private void FillGaps(int from, Evidence lines, Layout layout, Tally tally)
    {
        var (usual, seen) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (var gap = 0; gap < Evidence.Gaps; gap++)
        {
            usual += layout.Gap(gap, from) * lines.ShareOfGap(gap);
            seen += tally.Gap(gap, from);
        }

        for (var gap = 0; gap < Evidence.Gaps; gap++)
        {
            var counts = (Weights.GapStrength * layout.Gap(gap, from) * lines.ShareOfGap(gap) / usual) + tally.Gap(gap, from);
            var at = Tally.GapAt(gap, from);
            _gap[at] = Vector512.Max(Costs(counts, seen + Vector512.Create(Weights.GapStrength)), layout.LeastGaps[at]);
        }
    }

    private static Vector512<float> Steps(int from, Layout layout, Tally tally)
    {
        var usual = layout.Steps[from];
        var seen = Vector512.ConditionalSelect(Vector512.GreaterThan(usual, Vector512<float>.Zero), tally.Step(from), Vector512<float>.Zero);
        var costs = Costs((Weights.TransitionStrength * usual) + seen, Vector512.Create(Weights.TransitionStrength + Vector512.Sum(seen)));
        // A list ends once, however long it is: that must not grow dearer with every item.
        return Vector512.Min(costs, layout.MostForEnds[from]);
    }

    /// <summary>What an item begins with is one habit of the file, whatever stands before the item.</summary>
    private void ShareBeginnings(Layout layout, Tally tally)
    {
        var seen = Vector512<float>.Zero;
        for (var from = 0; from < Parts; from++)
            seen += IsOpening(from) ? Vector512<float>.Zero : tally.Step(from);
        seen = Vector512.ConditionalSelect(Layout.IsBeginning, seen, Vector512<float>.Zero);
        var costs = Costs((Weights.TransitionStrength * layout.Beginnings) + seen, Vector512.Create(Weights.TransitionStrength + Vector512.Sum(seen)));
        for (var from = 0; from < Parts; from++)
            _step[from] = IsOpening(from) ? _step[from] : Shared(_step[from], costs);
        BeginCosts = Shared(BeginCosts, costs);
    }

    private static Vector512<float> Shared(Vector512<float> steps, Vector512<float> beginnings)
    {
        var all = Vector512.Sum(Vector512.ConditionalSelect(Layout.IsBeginning, Vector512.Exp(-steps), Vector512<float>.Zero));
        return all <= 0 ? steps : Vector512.ConditionalSelect(Layout.IsBeginning, Vector512.Create(Weights.Cost(all)) + beginnings, steps);
    }

    /// <summary>Parts that only a headline, or more of them, can follow.</summary>
    private static bool IsOpening(int part) => part is (int)Part.Kicker or (int)Part.Caption;

    private static Vector512<float> Costs(Vector512<float> counts, Vector512<float> all) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(counts, Vector512<float>.Zero), Vector512.Log(all) - Vector512.Log(counts), Vector512.Create(Weights.Never));
}
