// What the operator and the formats allow a document that people subscribe to.
using FeedService.Formats;
using FeedService.Model;

namespace FeedService.Storage.Feeds;

/// <param name="Least">The least number of items.</param>
/// <param name="Bytes">What the items may take together.</param>
/// <param name="ItemBytes">What stands around an item's texts.</param>
/// <param name="LabelBytes">What stands around the name of a topic.</param>
internal sealed record FeedLimits(int Least, int Bytes, int ItemBytes, int LabelBytes)
{
    public static FeedLimits Of(int least, Site site) => new(least, FeedSize.Room, FeedSize.OfItem(site), FeedSize.OfLabel(site));

    /// <summary>How many of these, from the first on, a document can hold.</summary>
    /// <param name="labels">What the names of each item's topics take.</param>
    public int Fitting(IReadOnlyList<Membership> wanted, IReadOnlyDictionary<long, int> labels)
    {
        var left = Bytes;
        return wanted.TakeWhile(item => (left -= item.TextBytes + labels.GetValueOrDefault(item.Item) + ItemBytes) >= 0).Count();
    }
}
