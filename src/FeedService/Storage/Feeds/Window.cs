// How far down from the newest item a feed reaches.
namespace FeedService.Storage.Feeds;

/// <summary>
/// At least so many items, the news of the last 48 hours, and the news of the last two listings that brought any: who polls
/// once a day, or once a listing, misses nothing. At most 300, which is what Feedbin reads. All is counted from the newest
/// item and not from now: the bytes of a feed do not depend on when it is rendered.
/// </summary>
internal static class Window
{
    public const int MostItems = 300;

    public const long Recent = 48 * 60 * 60;

    /// <param name="newestFirst">The topic's newest items, 300 of them if there are as many.</param>
    /// <param name="least">How many the operator wants at the least.</param>
    public static int Count(IReadOnlyList<Membership> newestFirst, int least)
    {
        var since = newestFirst.Count == 0 ? 0 : newestFirst[0].Published - Recent;
        var reach = Math.Min(least, newestFirst.Count);
        var listings = new HashSet<long>();
        var earliest = new Dictionary<string, long>();
        for (var i = 0; i < newestFirst.Count; i++)
        {
            if (!IsNews(newestFirst[i], earliest))
                continue;
            if (listings.Count < 2)
                listings.Add(newestFirst[i].FirstListing);
            if (listings.Contains(newestFirst[i].FirstListing) || newestFirst[i].Published >= since)
                reach = Math.Max(reach, i + 1);
        }
        return reach;
    }

    /// <summary>
    /// An item was news if nothing above it was known before its own listing was read. A deeper page, or an older capture,
    /// brings no news: its items stand close below the others in time, and would else be in the last 48 hours. Only items of
    /// one folder are compared: pages of different folders say nothing about each other.
    /// </summary>
    /// <param name="earliest">By folder: the first of the listings that showed the items above.</param>
    private static bool IsNews(Membership item, Dictionary<string, long> earliest)
    {
        if (earliest.TryGetValue(item.Folder, out var first) && item.FirstListing > first)
            return false;
        earliest[item.Folder] = item.FirstListing;
        return true;
    }
}
