// The ways to lay out a page that the reading starts from.
using FeedService.Listings.Lines;

namespace FeedService.Listings.Parts;

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

    /// <summary>No teasers at all.</summary>
    public bool Headlines { get; private init; }

    /// <summary>Teasers are as short as headlines: only their place tells them.</summary>
    public bool ShortTeasers { get; private init; }

    public static IReadOnlyList<Layout> All(IReadOnlyList<TextLine> lines)
    {
        var gaps = FileGaps(lines);
        return
        [
            new(gaps, (_, to) => to == Part.Below ? .3 : 1),
            new(gaps, (from, to) => to == Part.Below ? .3 : to == Part.Caption && !EndsBare(from) ? 4 : to is Part.Meta ? .5 : 1) { Price = 1 },
            new(gaps, (_, to) => to is Part.Below or Part.Caption ? .3 : to is Part.Meta or Part.Detail ? 2 : 1) { Price = 1 },
            new(gaps, (from, to) => to == Part.Below ? 6 : to == Part.Caption ? .05 : 1) { Price = 3 },
            new(gaps, (_, to) => to == Part.Below ? .1 : to == Part.Caption ? 2 : 1) { CaptionApart = true, Price = 2 },
            new(gaps, (from, to) => to is Part.Below or Part.More ? .1 : to == Part.Caption ? .3 : to == Part.Furniture ? .4 : 1) { ShortTeasers = true, Price = 2 },
            new(gaps, (from, to) => to is Part.Teaser or Part.Below or Part.Caption ? .1 : to == Part.Title && EndsBare(from) ? 15 : 1) { Headlines = true, Price = 2 + (.35 * lines.Count) },
            new(gaps, (from, to) => to is Part.Teaser or Part.Below or Part.Caption or Part.Meta ? .1 : to == Part.Kicker && EndsBare(from) ? 15 : 1) { Headlines = true, Price = 2 + (.35 * lines.Count) },
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
        return ShortTeasers && part == (int)Part.Teaser && trait is (int)Lines.Trait.Length or (int)Lines.Trait.End or (int)Lines.Trait.Sentences
            ? [.. usual.Zip(Weights.Traits[trait][(int)Part.Title], (teaser, title) => (teaser + title) / 2)]
            : usual;
    }

    /// <summary>What the last line of an item without teaser can be.</summary>
    private static bool EndsBare(Part part) => part is Part.Title or Part.Meta or Part.Detail;

    private static double[] FileGaps(IReadOnlyList<TextLine> lines)
    {
        var counts = new double[4];
        foreach (var line in lines.Skip(1))
            counts[line.Gap]++;
        return [.. counts.Select(count => count / Math.Max(1, lines.Count - 1))];
    }
}
