// The ways to lay out a page that the reading starts from.
using System.Runtime.Intrinsics;
using FeedService.Listings.Lines;

namespace FeedService.Listings.Parts;

/// <summary>A way to lay out a page that the learning may start from; the cheapest end wins. Each vector holds a place for each part.</summary>
internal sealed class Layout
{
    private const int Parts = Weights.PartCount;

    /// <summary>What an item's first line can be.</summary>
    public static readonly Vector512<float> IsBeginning = Vector512.GreaterThan(Row(to => (Part)to is Part.Kicker or Part.Caption or Part.Title ? 1 : 0), Vector512<float>.Zero);

    /// <summary>What it costs each part to begin the file.</summary>
    public static readonly Vector512<float> Begin = Row(to => to < Parts ? Weights.Cost(Weights.Beginning[to] / 100) : Weights.Never);

    public static readonly IReadOnlyList<Layout> All =
    [
        new((_, to) => to == Part.Below ? .3 : 1),
        new((from, to) => to == Part.Below ? .3 : to == Part.Caption && !EndsBare(from) ? 4 : to is Part.Meta ? .5 : 1) { Price = 1 },
        new((_, to) => to is Part.Below or Part.Caption ? .3 : to is Part.Meta or Part.Detail ? 2 : 1) { Price = 1 },
        new((_, to) => to == Part.Below ? 6 : to == Part.Caption ? .05 : 1) { Price = 3 },
        new((_, to) => to == Part.Below ? .1 : to == Part.Caption ? 2 : 1, captionApart: true) { Price = 2 },
        new((_, to) => to is Part.Below or Part.More ? .1 : to == Part.Caption ? .3 : to == Part.Furniture ? .4 : 1, shortTeasers: true) { Price = 2 },
        new((from, to) => to is Part.Teaser or Part.Below or Part.Caption ? .1 : to == Part.Title && EndsBare(from) ? 15 : 1, headlines: true) { Price = 2 },
        new((from, to) => to is Part.Teaser or Part.Below or Part.Caption or Part.Meta ? .1 : to == Part.Kicker && EndsBare(from) ? 15 : 1, headlines: true) { Price = 2 },
    ];

    private readonly bool _headlines;
    private readonly Vector512<float>[] _traits;
    private readonly Vector512<float>[] _gaps;

    /// <param name="captionApart">The caption is a block of its own, not a line on its headline.</param>
    /// <param name="shortTeasers">Teasers are as short as headlines: only their place tells them.</param>
    /// <param name="headlines">No teasers at all.</param>
    private Layout(Func<Part, Part, double> factor, bool captionApart = false, bool shortTeasers = false, bool headlines = false)
    {
        _headlines = headlines;
        var steps = Weights.Transitions.Select((row, from) => row.Select((share, to) => to < Parts ? share * factor((Part)from, (Part)to) : share).ToArray()).ToArray();
        Steps = [.. steps.Select(row => Row(to => to <= Parts ? row[to] / row.Sum() : 0))];
        MostForEnds = [.. steps.Select(row => Row(to => to is (int)Part.Furniture or Parts ? Weights.Cost(row[to] / 100) : Weights.Never))];
        Beginnings = Row(to => IsBeginning[to] != 0 ? steps[(int)Part.Teaser][to] : 0);
        Beginnings /= Vector512.Sum(Beginnings);
        LeastSteps = [.. Enumerable.Range(0, Parts).Select(from => Row(to => LeastStep((Part)from, (Part)to, headlines)))];
        LeastGaps = [.. Pairs().Select(at => Row(to => at.From == Part.Caption && to == (int)Part.Title && at.Gap > 0 != captionApart ? Weights.OddCaption : 0))];
        _gaps = [.. Pairs().Select(at => Row(to => to < Parts ? Weights.Gap(at.From, (Part)to)[captionApart && at.From == Part.Caption && at.Gap < 2 ? 1 - at.Gap : at.Gap] : 1))];
        _traits = [.. Enumerable.Range(0, LineTraits.TraitCount * Tally.Values).Select(at => TraitShares(at / Tally.Values, at % Tally.Values, shortTeasers))];
    }

    /// <summary>How often each part, and after the last the file's end, follows a part.</summary>
    public IReadOnlyList<Vector512<float>> Steps { get; }

    /// <summary>The most that the end of a list may cost.</summary>
    public IReadOnlyList<Vector512<float>> MostForEnds { get; }

    public IReadOnlyList<Vector512<float>> LeastSteps { get; }

    /// <summary>Captions stand on their headlines or apart from them; what seems to be of the other kind is rather a headline with a short teaser.</summary>
    public IReadOnlyList<Vector512<float>> LeastGaps { get; }

    /// <summary>How often an item begins with each part.</summary>
    public Vector512<float> Beginnings { get; }

    /// <summary>What it costs to believe in this layout before the file is seen: most sites put captions on top.</summary>
    private double Price { get; init; }

    public double PriceFor(int lines) => Price + (_headlines ? Weights.NoTeaser * lines : 0);

    /// <summary>How often each part shows the value of the trait.</summary>
    public Vector512<float> Trait(int trait, int value) => _traits[Tally.TraitAt(trait, value)];

    /// <summary>How often each part stands so far below the part, before it is known how often the file leaves such gaps.</summary>
    public Vector512<float> Gap(int gap, int from) => _gaps[Tally.GapAt(gap, from)];

    /// <summary>What the last line of an item without teaser can be.</summary>
    private static bool EndsBare(Part part) => part is Part.Title or Part.Meta or Part.Detail;

    private static double LeastStep(Part from, Part to, bool headlines) => (from, to) switch
    {
        // Without this a kicker and a caption could take turns down a page and never reach a headline.
        (Part.Caption, Part.Kicker) => Weights.CaptionThenKicker,
        // Where stories have teasers, one without never becomes the cheap reading, however many there seem to be.
        (_, Part.Furniture or Part.Kicker or Part.Caption or Part.Title or Part.Trailer) when EndsBare(from) && !headlines => Weights.BareItem,
        _ => 0,
    };

    private static Vector512<float> TraitShares(int trait, int value, bool shortTeasers) => Row(part => part < Parts ? TraitShare(trait, value, part, shortTeasers) : 1);

    private static double TraitShare(int trait, int value, int part, bool shortTeasers)
    {
        var usual = Weights.Traits[trait][part];
        if (value >= usual.Length)
            return 0;
        var share = usual[value] / usual.Sum();
        return shortTeasers && part == (int)Part.Teaser && trait is (int)Lines.Trait.Length or (int)Lines.Trait.End or (int)Lines.Trait.Sentences
            ? (share + TraitShare(trait, value, (int)Part.Title, false)) / 2
            : share;
    }

    private static IEnumerable<(int Gap, Part From)> Pairs() =>
        Enumerable.Range(0, Evidence.Gaps * Parts).Select(at => (at / Parts, (Part)(at % Parts)));

    private static Vector512<float> Row(Func<int, double> valueOf) =>
        Vector512.Create<float>([.. Enumerable.Range(0, Vector512<float>.Count).Select(to => (float)valueOf(to))]);
}
