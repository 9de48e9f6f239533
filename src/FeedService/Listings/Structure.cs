// How this file does it: the usual weights, bent by the lines already labelled.
namespace FeedService.Listings;

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
                Fill(_trait.AsSpan(Tally.TraitAt(trait, part, 0)), layout.Trait(trait, part), tally.Trait.AsSpan(Tally.TraitAt(trait, part, 0)), Weights.TraitStrength[trait]);
        }

        for (var from = 0; from < Parts; from++)
        {
            FillSteps(from, layout, tally);
            for (var to = 0; to < Parts; to++)
                Fill(_gap.AsSpan(Tally.GapAt(from, to, 0)), layout.Gap(from, to), tally.Gap.AsSpan(Tally.GapAt(from, to, 0)), Weights.GapStrength);
        }

        Weights.Beginning.Select(share => Weights.Cost(share / 100)).ToArray().CopyTo(_step, Parts * (Parts + 1));
        ShareBeginnings(layout, tally);
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

    /// <summary>What an item begins with is one habit of the file, whatever stands before the item.</summary>
    private void ShareBeginnings(Layout layout, Tally tally)
    {
        int[] beginnings = [(int)Part.Kicker, (int)Part.Caption, (int)Part.Title];
        var seen = beginnings.Select(to => Enumerable.Range(0, Parts).Where(from => !beginnings.AsSpan(0, 2).Contains(from)).Sum(from => tally.Step[(from * (Parts + 1)) + to])).ToArray();
        var costs = new double[beginnings.Length];
        Fill(costs, [.. beginnings.Select(to => layout.Steps[(int)Part.Teaser][to])], seen, Weights.TransitionStrength);
        for (var from = 0; from <= Parts; from++)
        {
            if (beginnings.AsSpan(0, 2).Contains(from))
                continue;
            var steps = _step.AsSpan(from * (Parts + 1), Parts);
            var all = 0.0;
            foreach (var to in beginnings)
                all += Math.Exp(-steps[to]);
            for (var i = 0; i < beginnings.Length && all > 0; i++)
                steps[beginnings[i]] = Weights.Cost(all) + costs[i];
        }
    }

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

/// <summary>What was counted in a labelled file.</summary>
internal sealed class Tally
{
    public const int Values = 11;

    private const int Parts = Weights.PartCount;

    public double[] Trait { get; } = new double[LineTraits.TraitCount * Parts * Values];

    public double[] Step { get; } = new double[(Parts + 1) * (Parts + 1)];

    public double[] Gap { get; } = new double[Parts * Parts * 4];

    public static int TraitAt(int trait, int part, int value) => (((trait * Parts) + part) * Values) + value;

    public static int GapAt(int from, int to, int gap) => (((from * Parts) + to) * 4) + gap;

    public static Tally Of(IReadOnlyList<TextLine> lines, Part[] parts)
    {
        var tally = new Tally();
        for (var i = 0; i < parts.Length; i++)
        {
            var part = (int)parts[i];
            for (var trait = 0; trait < LineTraits.TraitCount; trait++)
                tally.Trait[TraitAt(trait, part, lines[i].Traits[trait])]++;
            if (i == 0)
                continue;
            tally.Step[((int)parts[i - 1] * (Parts + 1)) + part]++;
            tally.Gap[GapAt((int)parts[i - 1], part, lines[i].Gap)]++;
        }

        Discount(tally.Step);
        Discount(tally.Gap);
        return tally;
    }

    /// <summary>What a file shows once proves no habit: otherwise the first misreading would be its own best witness.</summary>
    private static void Discount(double[] counts)
    {
        for (var i = 0; i < counts.Length; i++)
            counts[i] = Math.Max(0, counts[i] - 1);
    }
}

/// <summary>A way to lay out a page that the learning may start from; the cheapest end wins.</summary>
internal sealed class Layout
{
    private readonly double[] _fileGaps;

    private Layout(double[] fileGaps, Func<Part, Part, double> factor)
    {
        _fileGaps = fileGaps;
        Steps = [.. Weights.Transitions.Select((row, from) => row.Select((share, to) => to < Weights.PartCount ? share * factor((Part)from, (Part)to) : share).ToArray())];
    }

    public double[][] Steps { get; }

    /// <summary>The caption is a block of its own, not a line on its headline.</summary>
    public bool CaptionApart { get; private init; }

    /// <summary>What it costs to believe in this layout before the file is seen: most sites put captions on top.</summary>
    public double Price { get; private init; }

    /// <summary>Teasers are as short as headlines: only their place tells them.</summary>
    public bool ShortTeasers { get; private init; }

    public static IReadOnlyList<Layout> All(IReadOnlyList<TextLine> lines)
    {
        var gaps = FileGaps(lines);
        return
        [
            new(gaps, (_, to) => to == Part.Below ? .3 : 1),
            new(gaps, (from, to) => to == Part.Below ? 6 : to == Part.Caption ? .05 : 1) { Price = 4 },
            new(gaps, (_, to) => to == Part.Below ? .1 : to == Part.Caption ? 2 : 1) { CaptionApart = true, Price = 2 },
            new(gaps, (from, to) => to is Part.Below or Part.More ? .1 : to == Part.Caption ? .3 : to == Part.Furniture ? .4 : 1) { ShortTeasers = true, Price = 4 },
            new(gaps, (from, to) => to is Part.Teaser or Part.Below or Part.Caption ? .1 : to == Part.Title && from is Part.Title or Part.Meta or Part.Detail ? 15 : 1) { Price = 2 },
        ];
    }

    /// <summary>Gaps that the file never uses say nothing about its items: a file without blank lines is one, a double-spaced file another.</summary>
    public double[] Gap(int from, int to)
    {
        var usual = Weights.Gap((Part)from, (Part)to);
        if (CaptionApart && from == (int)Part.Caption)
            usual = [usual[1], usual[0], usual[2], usual[3]];
        return [.. usual.Select((share, gap) => share * (_fileGaps[gap] + .02))];
    }

    public double[] Trait(int trait, int part)
    {
        var usual = Weights.Traits[trait][part];
        return ShortTeasers && part == (int)Part.Teaser && trait is (int)Listings.Trait.Length or (int)Listings.Trait.End or (int)Listings.Trait.Sentences
            ? [.. usual.Zip(Weights.Traits[trait][(int)Part.Title], (teaser, title) => (teaser + title) / 2)]
            : usual;
    }

    private static double[] FileGaps(IReadOnlyList<TextLine> lines)
    {
        var counts = new double[4];
        foreach (var line in lines.Skip(1))
            counts[line.Gap]++;
        return [.. counts.Select(count => count / Math.Max(1, lines.Count - 1))];
    }
}
