// How many items a feed may hold before one of its formats grows too large for readers.
using FeedService.Model;

namespace FeedService.Formats;

internal static class FeedSize
{
    /// <summary>The contract's limit for a feed that people subscribe to, before compression.</summary>
    public const int MostBytes = 512 * 1024;

    /// <summary>What stands around the items: titles, links, and as many tombstones as a feed has at the most.</summary>
    private const int Frame = 24 * 1024;

    /// <summary>The most that becomes of a letter (JSON says a teaser twice, and writes half an emoji in six bytes); the rest is addresses, dates and topics.</summary>
    private const int BytesPerLetter = 12;
    private const int BytesBesideText = 2_500;

    /// <summary>How many of these items, from the first on, fit into a feed of any format.</summary>
    public static int Fitting(IReadOnlyList<Item> items, Site site)
    {
        if (items.Sum(item => AtMost(item, site)) <= MostBytes - Frame)
            return items.Count;
        var left = MostBytes - Frame;
        var frames = FeedFormat.All.Select(format => (Format: format, Bytes: format.Write(FeedOf([]), site).Length)).ToList();
        return items.TakeWhile(item => (left -= frames.Max(frame => frame.Format.Write(FeedOf([item]), site).Length - frame.Bytes)) >= 0).Count();
    }

    private static int AtMost(Item item, Site site) =>
        BytesBesideText + (4 * site.PublicUrl.Length) + (BytesPerLetter * (item.Title.Length + (item.Teaser?.Length ?? 0)));

    private static Feed FeedOf(IReadOnlyList<Item> items) => new()
    {
        Topic = new Topic { Slug = "size", Title = "", Description = "", Id = default },
        Items = items,
        Updated = DateTimeOffset.UnixEpoch,
    };
}
