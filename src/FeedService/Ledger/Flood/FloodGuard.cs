// Whether a listing can be trusted enough to publish it without asking.
namespace FeedService.Ledger;

/// <summary>
/// Holds a listing that would flood its topic, or that is unlike the captures before it. A normal capture, a deeper page
/// and a late older one pass: they bring little news, or none, and look like the others.
/// </summary>
internal static class FloodGuard
{
    private const int NewsAlwaysAllowed = 20;

    private const double NewsAllowedOfWindow = 0.2;

    /// <summary>Means and shares of fewer entries say nothing.</summary>
    private const int EnoughToCompare = 8;

    /// <summary>Pages of one folder differ in captions and furniture by up to a half, in lengths by up to a factor of two.</summary>
    private const double ShareTolerance = 0.5;

    private const double LengthTolerance = 2.5;

    /// <summary>Another order inverts about half of the pairs; pins that came and went, in simulated pages, up to a third.</summary>
    private const double SortedOtherwise = 0.35;

    private static readonly Func<FloodQuestion, string?>[] Suspicions =
        [Emptied, Damaged, WronglyFoldered, Resorted, Misread, Flood];

    /// <returns>One sentence that says why the listing is held, or null.</returns>
    public static string? Reason(FloodQuestion question) =>
        question.First ? null : Suspicions.Select(suspicion => suspicion(question)).FirstOrDefault(reason => reason is not null);

    /// <summary>
    /// The last page of a pager is short too, but it shows neither news nor what stood at the top. Without entries there is
    /// nothing left to show.
    /// </summary>
    private static string? Emptied(FloodQuestion q)
    {
        var fewest = q.Previous.Select(p => p.Entries).DefaultIfEmpty().Min();
        var isFirstPage = q.News > 0 || q.Places.Any(p => p is { Rank: <= 1 });
        return q.Reading.Entries == 0 || (fewest >= 10 && q.Reading.Entries * 5 < fewest && isFirstPage)
            ? $"It has only {q.Reading.Entries} entries, where earlier captures in {q.Topic} have at least {fewest}."
            : null;
    }

    private static string? Damaged(FloodQuestion q)
    {
        var usual = q.Previous.Select(p => p.Damaged).DefaultIfEmpty().Max();
        return q.Reading.Damaged * q.Reading.Entries >= 2 && q.Reading.Damaged >= 0.1 && q.Reading.Damaged > 3 * usual
            ? $"Letters look damaged by a wrong encoding in {q.Reading.Damaged:P0} of its entries, "
                + $"against {usual:P0} in earlier captures in {q.Topic}."
            : null;
    }

    private static string? WronglyFoldered(FloodQuestion q)
    {
        var here = q.Places.Count(p => p is not null);
        return q.OnlyElsewhere >= 3 && q.OnlyElsewhere * 2 > q.Reading.Entries && q.OnlyElsewhere > 4 * here
            ? $"{q.OnlyElsewhere} of its {q.Reading.Entries} entries are known from another topic's folder "
                + $"and {here} from that of {q.Topic}: it may lie in the wrong folder."
            : null;
    }

    private static string? Resorted(FloodQuestion q) => PageOrder.InvertedShare(q.Places) is >= SortedOtherwise and var share
        ? $"{share:P0} of the pairs among its known items stand in the opposite order of the capture before it in {q.Topic}."
        : null;

    private static string? Misread(FloodQuestion q)
    {
        var compared = q.Previous.Where(p => p.Entries >= EnoughToCompare).ToList();
        if (compared.Count == 0 || q.Reading.Entries < EnoughToCompare) return null;
        return Share("with a caption", p => p.Captions) ?? Share("with a teaser", p => p.Teasers) ?? Share("of furniture", p => p.Furniture)
            ?? Length("headlines", p => p.TitleLength) ?? Length("teasers", p => p.TeaserLength);

        string? Share(string what, Func<ReadingShape, double> of)
        {
            var now = of(q.Reading);
            return compared.TrueForAll(p => Math.Abs(of(p) - now) > ShareTolerance)
                ? $"Its share {what} is {now:P0}, where it is {compared.Average(of):P0} in earlier captures in {q.Topic}."
                : null;
        }

        string? Length(string what, Func<ReadingShape, double> of)
        {
            var now = of(q.Reading);
            var then = compared.Select(of).Where(length => length > 0).ToList();
            return now > 0 && then.Count > 0 && then.TrueForAll(length => Math.Max(now / length, length / now) > LengthTolerance)
                ? $"Its {what} have {now:0} characters on average, where they have {then.Average():0} in earlier captures in {q.Topic}."
                : null;
        }
    }

    /// <summary>Reading old listings again may not change more of a topic than one new listing may bring.</summary>
    /// <param name="window">How many items the topic's feed holds.</param>
    /// <param name="changes">How many items this listing would change.</param>
    /// <param name="before">How many the listings before it changed.</param>
    /// <returns>One sentence that says why the listing is left as it is, or null.</returns>
    public static string? ReasonAgainst(string topic, int window, int changes, int before)
    {
        var allowed = Allowed(window);
        return before + changes > allowed && changes > 0
            ? $"Read again it would change {changes} items of {topic}{(before == 0 ? "" : $", after {before} that changed already")}, where {allowed} at once are plausible for its {window} items."
            : null;
    }

    private static int Allowed(int window) => Math.Max(NewsAlwaysAllowed, (int)(NewsAllowedOfWindow * window));

    private static string? Flood(FloodQuestion q)
    {
        var allowed = Allowed(q.Window);
        return q.News > allowed
            ? $"It would make news of {q.News} items at once, where {allowed} are plausible for the {q.Window} items of {q.Topic}."
            : null;
    }
}
