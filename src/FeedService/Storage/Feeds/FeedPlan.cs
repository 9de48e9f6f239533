// Which of a topic's items its current document holds, and which are to be put in the archive.
namespace FeedService.Storage.Feeds;

/// <summary>
/// Every item is in the current document or in an archive. What leaves the window waits in the current document until a
/// hundred have gathered, so that a topic does not get an archive for each listing; what comes in below the window (a
/// deeper page, an older capture) was never news and goes straight to the archive.
/// </summary>
internal sealed record FeedPlan
{
    /// <summary>About how many items an archive document holds.</summary>
    public const int ArchiveSize = 100;

    /// <summary>In the current document, newest first.</summary>
    public required IReadOnlyList<Membership> Shown { get; init; }

    /// <summary>When those were published that are to be archived, oldest first: archives are numbered in the order in which items left the current document.</summary>
    public required IReadOnlyList<long> Leaving { get; init; }

    /// <summary>Shown for the first time, and to be marked so.</summary>
    public IEnumerable<long> Entering => Shown.Where(item => item.Archive is null).Select(item => item.Published);

    /// <param name="newestFirst">The topic's newest items, 300 of them if there are as many.</param>
    /// <param name="held">All that the current document holds.</param>
    /// <param name="added">When those were published that are in no document yet: a listing may bring very many.</param>
    /// <param name="fitting">How many of these, from the first on, fit into a document.</param>
    public static async Task<FeedPlan> MakeAsync(
        IReadOnlyList<Membership> newestFirst, IReadOnlyList<Membership> held, IReadOnlyList<long> added, int least, Func<IReadOnlyList<Membership>, Task<int>> fitting)
    {
        var window = newestFirst.Take(Window.Count(newestFirst, least)).ToList();
        var inWindow = window.Select(item => item.Published).ToHashSet();
        var (heldBelow, addedBelow) = (held.Where(item => !inWindow.Contains(item.Published)).ToList(), added.Where(second => !inWindow.Contains(second)).ToList());
        var changed = RecentlyChanged(window, heldBelow);
        var waiting = heldBelow.Except(changed).OrderByDescending(item => item.Published).ToList();
        List<Membership> wanted = [.. window, .. changed, .. waiting];
        var fits = await fitting([.. wanted.Take(Window.MostItems)]);
        var close = addedBelow.Count > 0 || waiting.Count >= ArchiveSize || fits < wanted.Count;
        var shown = wanted.Take(close ? Math.Min(fits, wanted.Count - waiting.Count) : fits).ToList();
        return new FeedPlan
        {
            Shown = [.. shown.OrderByDescending(item => item.Published)],
            Leaving = [.. wanted.Except(shown).Where(item => item.Archive is null or ItemTopicRow.Current).Select(item => item.Published).Concat(addedBelow).Order()],
        };
    }

    /// <summary>Cut evenly, so that the last document is not a crumb.</summary>
    public IEnumerable<IReadOnlyList<long>> Documents()
    {
        var documents = Math.Max(1, (Leaving.Count + (ArchiveSize / 2)) / ArchiveSize);
        for (var i = 0; i < documents && Leaving.Count > 0; i++)
            yield return [.. Leaving.Take((int)((i + 1L) * Leaving.Count / documents)).Skip((int)((long)i * Leaving.Count / documents))];
    }

    /// <summary>An edit of an old item is news for as long as a new item would be, whatever else is to be archived.</summary>
    private static IReadOnlyList<Membership> RecentlyChanged(IReadOnlyList<Membership> window, IReadOnlyList<Membership> below)
    {
        var since = window.Concat(below).Select(item => item.Updated).DefaultIfEmpty().Max() - Window.Recent;
        return [.. below.Where(item => item.Updated >= since && item.Updated > item.Published).OrderByDescending(item => item.Updated)];
    }
}
