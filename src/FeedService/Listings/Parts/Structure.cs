// How this file does it: the usual weights, bent by the lines already labelled.
using FeedService.Listings.Lines;

namespace FeedService.Listings.Parts;

/// <summary>
/// The costs of one file. A record that repeats makes its own steps, gaps and line lengths cheap and everything else dear,
/// which is what tells a byline from a teaser, and a footer from one more item.
/// </summary>
internal sealed class Structure
{
    private const int Parts = Weights.PartCount;
    private const int Gaps = 4;

    private readonly double[] _trait;
    private readonly double[] _step = new double[(Parts + 1) * (Parts + 1)];
    private readonly double[] _gap = new double[Parts * Parts * Gaps];

    private Structure(Tally tally, Layout layout)
    {
        _trait = new double[LineTraits.TraitCount * Parts * Tally.Values];
        for (var trait = 0; trait < LineTraits.TraitCount; trait++)
        {
            for (var part = 0; part < Parts; part++)
                Fill(_trait.AsSpan(Tally.TraitAt(trait, part, 0)), layout.Trait(trait, part), tally.Trait.AsSpan(Tally.TraitAt(trait, part, 0)), Weights.TraitStrength((Trait)trait, (Part)part));
        }

        for (var from = 0; from < Parts; from++)
        {
            FillSteps(from, layout, tally);
            for (var to = 0; to < Parts; to++)
                Fill(_gap.AsSpan(Tally.GapAt(from, to, 0)), layout.Gap(from, to), tally.Gap.AsSpan(Tally.GapAt(from, to, 0)), Weights.GapStrength);
        }

        Weights.Beginning.Select(share => Weights.Cost(share / 100)).ToArray().CopyTo(_step, Parts * (Parts + 1));
        ShareBeginnings(layout, tally);
        // Without this a kicker and a caption could take turns down a page and never reach a headline.
        _step[((int)Part.Caption * (Parts + 1)) + (int)Part.Kicker] = Math.Max(_step[((int)Part.Caption * (Parts + 1)) + (int)Part.Kicker], Weights.CaptionThenKicker);
        if (!layout.Headlines)
            PriceBareItems();
        PriceOddCaptions(layout.CaptionApart);
    }

    public static Structure Usual(Layout layout) => new(new Tally(), layout);

    public static Structure Learned(IReadOnlyList<TextLine> lines, Part[] parts, Layout layout) => new(Tally.Of(lines, parts), layout);

    public double LineCost(TextLine line, int part)
    {
        var cost = 0.0;
        for (var trait = 0; trait < LineTraits.TraitCount; trait++)
            cost += _trait[Tally.TraitAt(trait, part, line.Traits[trait])];
        return cost;
    }

    public double StepCost(int from, int to) => _step[(from * (Parts + 1)) + to];

    public double EndCost(int from) => StepCost(from, Parts);

    public double BeginCost(int to) => StepCost(Parts, to);

    public double GapCost(int from, int to, int gap) => _gap[Tally.GapAt(from, to, gap)];

    private void FillSteps(int from, Layout layout, Tally tally)
    {
        var steps = _step.AsSpan(from * (Parts + 1), Parts + 1);
        Fill(steps, layout.Steps[from], tally.Step.AsSpan(from * (Parts + 1)), Weights.TransitionStrength);
        // A list ends once, however long it is: that must not grow dearer with every item.
        foreach (var end in (ReadOnlySpan<int>)[(int)Part.Furniture, Parts])
            steps[end] = Math.Min(steps[end], Weights.Cost(layout.Steps[from][end] / 100));
    }

    /// <summary>Where stories have teasers, one without never becomes the cheap reading, however many there seem to be.</summary>
    private void PriceBareItems()
    {
        foreach (var from in (ReadOnlySpan<Part>)[Part.Title, Part.Meta, Part.Detail])
        {
            foreach (var to in (ReadOnlySpan<Part>)[Part.Furniture, Part.Kicker, Part.Caption, Part.Title, Part.Trailer])
                _step[((int)from * (Parts + 1)) + (int)to] = Math.Max(_step[((int)from * (Parts + 1)) + (int)to], Weights.BareItem);
        }
    }

    /// <summary>Captions stand on their headlines or apart from them; what seems to be of the other kind is rather a headline with a short teaser.</summary>
    private void PriceOddCaptions(bool apart)
    {
        for (var gap = 0; gap < Gaps; gap++)
        {
            var at = Tally.GapAt((int)Part.Caption, (int)Part.Title, gap);
            if (gap > 0 != apart)
                _gap[at] = Math.Max(_gap[at], Weights.OddCaption);
        }
    }

    /// <summary>What an item begins with is one habit of the file, whatever stands before the item.</summary>
    private void ShareBeginnings(Layout layout, Tally tally)
    {
        int[] beginnings = [(int)Part.Kicker, (int)Part.Caption, (int)Part.Title];
        var seen = beginnings.Select(to => Enumerable.Range(0, Parts).Where(from => !IsOpening(from)).Sum(from => tally.Step[(from * (Parts + 1)) + to])).ToArray();
        var costs = new double[beginnings.Length];
        Fill(costs, [.. beginnings.Select(to => layout.Steps[(int)Part.Teaser][to])], seen, Weights.TransitionStrength);
        for (var from = 0; from <= Parts; from++)
        {
            if (IsOpening(from))
                continue;
            var steps = _step.AsSpan(from * (Parts + 1), Parts);
            var all = 0.0;
            foreach (var to in beginnings)
                all += Math.Exp(-steps[to]);
            for (var i = 0; i < beginnings.Length && all > 0; i++)
                steps[beginnings[i]] = Weights.Cost(all) + costs[i];
        }
    }

    /// <summary>Parts that only a headline, or more of them, can follow.</summary>
    private static bool IsOpening(int part) => part is (int)Part.Kicker or (int)Part.Caption;

    private static void Fill(Span<double> costs, double[] usual, ReadOnlySpan<double> seen, double strength)
    {
        var (usualSum, seenSum) = (0.0, 0.0);
        for (var i = 0; i < usual.Length; i++)
        {
            usualSum += usual[i];
            seenSum += usual[i] > 0 ? seen[i] : 0;
        }

        for (var i = 0; i < usual.Length; i++)
            costs[i] = usual[i] <= 0 ? Weights.Never : Weights.Cost(((strength * usual[i] / usualSum) + seen[i]) / (strength + seenSum));
    }
}
