// What is usual on section pages, before a file has been looked at: the one table of the labelling's weights.
using System.Runtime.Intrinsics;
using FeedService.Listings.Lines;

namespace FeedService.Listings.Parts;

/// <summary>The parts a line can play. All but Furniture belong to an item; Kicker, Meta, Detail and Trailer are an item's furniture.</summary>
internal enum Part
{
    Furniture,
    Kicker,
    Caption,
    Title,
    Below,
    Meta,
    Detail,
    Teaser,
    More,
    Trailer,
}

internal static class Weights
{
    public const int PartCount = 10;

    /// <summary>How many lines of the file outweigh the table: few for what differs from site to site, more for what hardly does.</summary>
    public const float TransitionStrength = 6;
    public const float GapStrength = 3;

    /// <summary>
    /// The same for each trait: a site has its own capitals and lengths, while a headline that repeats or names a date is
    /// none on any site. What a page puts around its headlines is its own affair, so that is learned fast.
    /// </summary>
    private static double TraitStrength(Trait trait, Part part) => trait switch
    {
        Trait.Case => 1.5,
        // Bullets and numbers are learned of headlines only: what else bears them on every item is rare.
        Trait.Start => part is Part.Title or Part.Furniture ? 10 : 60,
        // Two paragraphs would else pass for a caption and a teaser: captions below are sentences on few sites.
        Trait.End => part is Part.Below ? 40 : 16,
        Trait.Novelty => 80,
        Trait.Repeats or Trait.Kind => part is Part.Kicker or Part.Meta or Part.Detail or Part.Trailer ? 10 : 60,
        _ => 10,
    };

    public static readonly Vector512<float>[] TraitStrengths = [.. Enum.GetValues<Trait>().Select(trait => Vector512.Create<float>([.. Enumerable.Range(0, Vector512<float>.Count).Select(part => (float)TraitStrength(trait, (Part)part))]))];

    /// <summary>
    /// In percent: how often a part (row, in the order of <see cref="Part"/>) shows a value (column) of a trait.
    /// The numbers are estimates from reading section pages; what counts is their ratio within a column.
    /// </summary>
    public static readonly double[][][] Traits =
    [
        // Length: headlines lie between a menu's words and a teaser's sentences; captions may be anything short.
        [
            [5, 15, 17, 15, 12, 10, 8, 6.5, 5, 4, 2.5],
            [5, 24, 28, 20, 12, 6, 3, 1.2, .5, .2, .1],
            [.3, 5, 14, 19, 19, 15, 11, 9, 5, 2, .7],
            [.8, 3, 8, 14, 20, 20, 16, 10, 5, 2.2, 1],
            [.3, 5, 14, 19, 19, 15, 11, 9, 5, 2, .7],
            [4, 15, 28, 25, 15, 8, 3, 1.2, .5, .2, .1],
            [4, 15, 28, 25, 15, 8, 3, 1.2, .5, .2, .1],
            [.2, 1, 2.5, 4.5, 7, 9, 11, 15, 21, 18, 10.8],
            [.2, .8, 2, 4, 7, 10, 13, 16, 20, 16, 11],
            [4, 18, 28, 22, 14, 8, 3.5, 1.5, .6, .3, .1],
        ],
        // End (nothing, stop, ? or !, ellipsis, colon, comma): a sentence's end is a teaser's mark and few headlines'.
        [
            [71, 20, 3, 2, 3, 1],
            [91, 2.5, 1, 1, 3.5, 1],
            [82, 10, 3.5, 1.5, 2, 1],
            [83, 3, 10, 2, 1.2, .8],
            [82, 10, 3.5, 1.5, 2, 1],
            [91, 3, 1, 1.5, 2, 1.5],
            [91, 3, 1, 1.5, 2, 1.5],
            [17, 64, 5, 12, .8, 1.2],
            [12, 66, 5, 13, 1, 3],
            [90, 3, 1, 3, 1.5, 1.5],
        ],
        // Start (usual, bullet, number, small letter): what a page numbers is its headlines; small letters continue a sentence.
        [
            [91, 3, 3, 3], [96, .7, .8, 2.5], [94, .5, .5, 5], [84, 6, 8, 2], [94, .5, .5, 5], [93.5, .7, .8, 5], [93.5, .7, .8, 5], [95, 1, 1, 3], [83, 1, 1, 15], [93, 1.5, .5, 5],
        ],
        // Repeats (1, 2, 3 to 4, 5 and more times in the file; a copy in a bare list): the same caption twice is a caption,
        // five times a kicker.
        [
            [76, 10, 4, 3, 7], [32, 12, 19, 36, 1], [84, 13, 2.5, .4, .1], [88, 11, .8, .15, .05], [84, 13, 2.5, .4, .1], [45, 10, 13, 31, 1], [45, 10, 13, 31, 1], [93, 6.6, .3, .07, .03], [93, 6.6, .3, .07, .03], [38, 12, 15, 34, 1],
        ],
        // Shape (alone, digits' shape shared by three lines or more): "12 comments", "5 min read".
        [
            [90, 10], [60, 40], [96, 4], [96, 4], [96, 4], [50, 50], [50, 50], [99.5, .5], [99, 1], [60, 40],
        ],
        // Lead (alone, first word shared, label before a colon shared): "By ...", "Tags: ...".
        [
            [88, 9, 3], [70, 22, 8], [84, 13, 3], [84, 14, 2], [84, 13, 3], [45, 37, 18], [45, 37, 18], [88, 11.5, .5], [87, 11.5, 1.5], [55, 30, 15],
        ],
        // Novelty (between, all words in other small lines too, new in every way): authors, places and categories come back.
        [
            [38, 15, 47], [46, 48, 6], [20, 7, 73], [17, 2.5, 80.5], [20, 7, 73], [49, 42, 9], [49, 42, 9], [14, .5, 85.5], [16, 1, 83], [42, 52, 6],
        ],
        // Kind (plain, date, meta, read-more, notice, hint, signs only).
        [
            [64, 4, 8, 3, 12, 6, 3],
            [38, 30, 18, 1, 8, 1, 4],
            [94, .5, 3.4, .1, 1, .7, .3],
            [97.5, .2, 1.2, .05, .3, .6, .15],
            [93, .5, 4.4, .1, 1, .7, .3],
            [26, 31, 33, 2, 5, 1, 2],
            [26, 31, 33, 2, 5, 1, 2],
            [97.8, .1, .6, .1, .1, 1.2, .1],
            [96.5, .2, 1.2, .2, .3, 1.4, .2],
            [22, 22, 24, 20, 8, 1.5, 2.5],
        ],
        // Case (script without, sentence, Each Word, CAPITALS): only the file's own habit says much.
        [
            [25, 43, 24, 8], [25, 35, 25, 15], [25, 47, 25, 3], [25, 43, 26, 6], [25, 47, 25, 3], [25, 38, 30, 7], [25, 38, 30, 7], [25, 71, 3, 1], [25, 70, 4, 1], [25, 43, 26, 6],
        ],
        // Sentences (one, several): a line with a sentence's end inside is prose.
        [
            [78, 22], [98, 2], [94, 6], [96.5, 3.5], [94, 6], [98, 2], [98, 2], [55, 45], [60, 40], [98, 2],
        ],
    ];

    /// <summary>In percent: which part follows a part (Detail is the second line of a headline's Meta: a name and a date are lines of two kinds); the last column is the file's end, zero is "never".</summary>
    public static readonly double[][] Transitions =
    [
        //  F   K   C   T   B   M   D   P   Q   E  end
        [ 74,  3,  6, 13,  0,  0,  0,  0,  0,  0,  4],
        [  0, 12, 14, 74,  0,  0,  0,  0,  0,  0,  0],
        [  0,  4,  0, 96,  0,  0,  0,  0,  0,  0,  0],
        [  2,  1,  2,  2,  4, 18,  0, 69,  0,  1,  1],
        [  0,  0,  0,  0,  0, 14,  0, 86,  0,  0,  0],
        [  2,  1,  1,  2,  0,  0, 18, 75,  0,  0,  1],
        [  2,  1,  1,  2,  0,  0, 16, 77,  0,  0,  1],
        [  5, 10, 16, 35,  0,  0,  0,  0, 13, 16,  5],
        [  5, 10, 16, 38,  0,  0,  0,  0, 12, 14,  5],
        [  5,  9, 15, 42,  0,  0,  0,  0,  1, 22,  6],
    ];

    /// <summary>What may begin a file; a page's head is furniture as often as not.</summary>
    public static readonly double[] Beginning = [40, 9, 15, 36, 0, 0, 0, 0, 0, 0];

    /// <summary>In percent: blank lines (0, 1, 2, 3 and more) between two parts.</summary>
    public static double[] Gap(Part from, Part to) => (from, to) switch
    {
        (Part.Furniture, Part.Furniture) => [62, 27, 7, 4],
        (_, Part.Furniture) => [12, 50, 23, 15],
        (Part.Furniture, _) => [18, 55, 15, 12],
        // A caption stands on its headline, and what is said about a headline beside it.
        (Part.Caption, Part.Title) => [91, 7, 1.5, .5],
        (Part.Kicker, _) or (Part.Caption, _) => [68, 29, 2, 1],
        (_, Part.Below) => [84, 14, 1.5, .5],
        (Part.Title, Part.Meta) or (_, Part.Detail) or (Part.Trailer, Part.Trailer) => [65, 33, 1.5, .5],
        (_, Part.Teaser) => [34, 62, 3, 1],
        (_, Part.More) => [45, 53, 1.5, .5],
        (_, Part.Trailer) => [48, 49, 2, 1],
        // One item and the next.
        _ => [13, 76, 8, 3],
    };

    /// <summary>
    /// In percent: how wide a line is beside the one before it (below 0.6, 1, 1.4, 2.2 times, more): teasers are wider
    /// than headlines, captions rather narrower. All other pairs are neither favoured nor punished.
    /// </summary>
    public static double Ratio(Part from, Part to, int ratio) => (from, to) switch
    {
        (Part.Title or Part.Below or Part.Meta or Part.Detail, Part.Teaser) => TeaserByTitle[ratio],
        (Part.Caption, Part.Title) => TitleByCaption[ratio],
        (Part.Title, Part.Below) => CaptionByTitle[ratio],
        _ => 30,
    };

    private static readonly double[] TeaserByTitle = [7, 10, 14, 25, 44];
    private static readonly double[] TitleByCaption = [13, 21, 27, 34, 42];
    private static readonly double[] CaptionByTitle = [38, 32, 22, 12, 7];

    /// <summary>In percent that a line goes on where the one before broke off; between other parts it looks so by chance.</summary>
    public const double ContinuesWrapped = 80;
    public const double ContinuesByChance = 3;

    /// <summary>What each line of a page costs that is said to have no teasers at all.</summary>
    public const double NoTeaser = .35;

    /// <summary>The least that an item without teaser costs where others have one.</summary>
    public const double BareItem = 1.8;

    /// <summary>The least that a caption costs that stands otherwise than the layout's.</summary>
    public const double OddCaption = 2;

    /// <summary>The least that a kicker between a caption and its headline costs.</summary>
    public const double CaptionThenKicker = 2;

    /// <summary>What it costs a whole reading to have its small lines turned from one item's end to the next one's beginning.</summary>
    public const double Turning = 1.5;

    /// <summary>What furniture costs a whole reading beside another: to call a page furniture is to explain nothing.</summary>
    public static double Emptiness(Part[] parts) => (.3 * parts.Count(part => part == Part.Furniture)) + (parts.Contains(Part.Title) ? 0 : 10);

    /// <summary>Costs are in nats: the rarer, the dearer; what never happens has a price that no page can pay.</summary>
    public const float Never = 1e6f;

    public static float Cost(double share) => share <= 0 ? Never : (float)-Math.Log(share);
}
