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

    private static readonly Func<FloodQuestion, string?>[] Suspicions =
        [Emptied, Damaged, WronglyFoldered, Resorted, Misread, Flood];

    /// <returns>One sentence that says why the listing is held, or null.</returns>
    public static string? Reason(FloodQuestion question) =>
        question.First ? null : Suspicions.Select(suspicion => suspicion(question)).FirstOrDefault(reason => reason is not null);

    /// <summary>The last page of a pager is short too, so only a listing with next to nothing in it is empty.</summary>
    private static string? Emptied(FloodQuestion q)
    {
        var fewest = q.Previous.Select(p => p.Entries).DefaultIfEmpty().Min();
        return q.Reading.Entries == 0 || (fewest >= 10 && q.Reading.Entries * 5 < fewest)
            ? $"It has only {q.Reading.Entries} entries, where earlier captures in {q.Topic} have at least {fewest}."
            : null;
    }

    private static string? Damaged(FloodQuestion q)
    {
        var usual = q.Previous.Select(p => p.Damaged).DefaultIfEmpty().Max();
        return q.Reading.Damaged * q.Reading.Entries >= 2 && q.Reading.Damaged >= 0.1 && q.Reading.Damaged > 3 * usual
            ? $"Letters look damaged by a wrong encoding in {q.Reading.Damaged:P0} of its entries, against {usual:P0} in earlier captures in {q.Topic}."
            : null;
    }

    private static string? WronglyFoldered(FloodQuestion q)
    {
        var here = q.Places.Count(p => p is not null);
        return q.OnlyElsewhere >= 3 && q.OnlyElsewhere * 2 > q.Reading.Entries && q.OnlyElsewhere > 4 * here
            ? $"{q.OnlyElsewhere} of its {q.Reading.Entries} entries are known from another topic's folder and {here} from that of {q.Topic}: it may lie in the wrong folder."
            : null;
    }

    private static string? Resorted(FloodQuestion q) => PageOrder.InvertedShare(q.Places) is >= 0.3 and var share
        ? $"{share:P0} of the pairs among its known items stand in the opposite order of the capture before it in {q.Topic}."
        : null;

    private static string? Misread(FloodQuestion q)
    {
        var compared = q.Previous.Where(p => p.Entries >= EnoughToCompare).ToList();
        if (compared.Count == 0 || q.Reading.Entries < EnoughToCompare) return null;
        return Share("with a caption", p => p.Captions) ?? Share("with a teaser", p => p.Teasers) ?? Share("of furniture", p => p.Furniture)
            ?? Length("headlines", p => p.TitleLength) ?? Length("teasers", p => p.TeaserLength);

        string? Share(string what, Func<ReadingShape, double> of) => of(q.Reading) is var now && compared.Min(p => Math.Abs(of(p) - now)) > ShareTolerance
            ? $"Its share {what} is {now:P0}, where it is {compared.Average(of):P0} in earlier captures in {q.Topic}."
            : null;

        string? Length(string what, Func<ReadingShape, double> of) => of(q.Reading) is var now && now > 0
            && compared.Select(of).Where(then => then > 0).All(then => Math.Max(now / then, then / now) > LengthTolerance) && compared.Any(p => of(p) > 0)
            ? $"Its {what} have {now:0} characters on average, where they have {compared.Average(of):0} in earlier captures in {q.Topic}."
            : null;
    }

    private static string? Flood(FloodQuestion q)
    {
        var allowed = Math.Max(NewsAlwaysAllowed, (int)(NewsAllowedOfWindow * q.Window));
        return q.News > allowed
            ? $"It would make news of {q.News} items at once, where {allowed} are plausible for the {q.Window} items of {q.Topic}."
            : null;
    }
}
