// What the operator and the formats allow a document that people subscribe to.
using System.Security.Cryptography;
using System.Text;
using FeedService.Formats;
using FeedService.Model;

namespace FeedService.Storage.Feeds;

/// <param name="Least">The least number of items.</param>
/// <param name="Bytes">What the items may take together.</param>
/// <param name="ItemBytes">What stands around an item's texts.</param>
/// <param name="LabelBytes">What stands around the name of a topic.</param>
/// <param name="Settings">A hash over all of the configuration that feeds depend on.</param>
internal sealed record FeedLimits(int Least, int Bytes, int ItemBytes, int LabelBytes, string Settings)
{
    public static FeedLimits Of(int least, Site site) => new(least, FeedSize.Room, FeedSize.OfItem(site), FeedSize.OfLabel(site), HashOf(least, site));

    /// <summary>How many of these, from the first on, a document can hold.</summary>
    /// <param name="labels">What the names of each item's topics take.</param>
    public int Fitting(IReadOnlyList<Membership> wanted, IReadOnlyDictionary<long, int> labels)
    {
        var left = Bytes;
        return wanted.TakeWhile(item => (left -= item.TextBytes + labels.GetValueOrDefault(item.Item) + ItemBytes) >= 0).Count();
    }

    /// <summary>A record writes all that it holds, but for its collections.</summary>
    private static string HashOf(int least, Site site) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{least} {site} {string.Join(',', site.ClosedTopics.Order(StringComparer.Ordinal))}")));
}
