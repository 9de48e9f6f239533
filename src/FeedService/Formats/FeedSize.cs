// How many bytes a feed takes at the most, reckoned from its texts without writing it.
using System.Globalization;
using FeedService.Model;

namespace FeedService.Formats;

/// <summary>
/// What a feed holds is decided while listings are taken in, hundreds of times in a run; writing the feed each time to
/// measure it would cost more than all the rest. So each story is weighed once, when its text is stored, by the costliest
/// of the formats: never less than what it will take (FeedSizeTests), and little more.
/// </summary>
internal static class FeedSize
{
    /// <summary>The contract's limit for a feed that people subscribe to, before compression.</summary>
    public const int MostBytes = 512 * 1024;

    /// <summary>What stands around the items: titles, links, and as many tombstones as a feed has at the most.</summary>
    private const int Frame = 24 * 1024;

    /// <summary>A rank and a revision of up to seven digits, where the measured item has one each.</summary>
    private const int Digits = 12;

    /// <summary>What is left for the items.</summary>
    public const int Room = MostBytes - Frame;

    /// <summary>Bytes that a story's own words take. Without a teaser Atom and JSON Feed say the title twice.</summary>
    public static int OfTexts(string title, string? teaser, string slug) =>
        slug.Length + (teaser is null ? Of(title) + Of(title) : Of(title) + Of(teaser) + Of(teaser));

    /// <summary>Bytes that stand around a story's words: its addresses, dates and markup.</summary>
    public static int OfItem(Site site) => Digits + FeedFormat.All.Max(format => Bytes(format, site, Blank()) - Bytes(format, site));

    /// <summary>Bytes that stand around the name of a topic that a story is in.</summary>
    public static int OfLabel(Site site)
    {
        var labelled = Blank() with { Topics = [new TopicLabel("", "")] };
        return FeedFormat.All.Max(format => Bytes(format, site, labelled) - Bytes(format, site, Blank()));
    }

    /// <summary>The most that becomes of a letter of a topic's title: \u1234 in JSON, &amp;quot; in an attribute.</summary>
    public const int PerLetterOfTitle = 6;

    /// <summary>How many of these items, from the first on, fit into a feed of any format.</summary>
    public static int Fitting(IReadOnlyList<Item> items, Site site)
    {
        var (left, item, label) = (Room, OfItem(site), OfLabel(site));
        return items.TakeWhile(next => (left -= item + OfTexts(next.Title, next.Teaser, next.Slug)
            + next.Topics.Sum(topic => label + topic.Slug.Length + (PerLetterOfTitle * topic.Title.Length))) >= 0).Count();
    }

    /// <summary>What a text takes that is said once, and half of what a teaser takes: twice in JSON, or as HTML within XML.</summary>
    private static int Of(string text)
    {
        var bytes = 0;
        foreach (var letter in text)
            bytes += Of(letter);
        return bytes;
    }

    private static int Of(char letter) => letter switch
    {
        '&' or '<' or '>' => 8, // &#x26; in a title and &amp;amp; in the summary that repeats it: fifteen for two
        '"' or '\\' => 2,
        < '\u0080' => 1,
        _ => IsWrittenAsItIs(letter) ? 3 : 6, // \u1234, and each half of an emoji so
    };

    private static bool IsWrittenAsItIs(char letter) => CharUnicodeInfo.GetUnicodeCategory(letter) is not
        (UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);

    private static int Bytes(FeedFormat format, Site site, params Item[] items) => format.Write(new Feed
    {
        Topic = new Topic { Slug = "size", Title = "", Description = "", Id = default },
        Items = items,
        Updated = DateTimeOffset.UnixEpoch,
    }, site).Length;

    /// <summary>With one letter for each text, so that the elements around them are there.</summary>
    private static Item Blank() => new()
    {
        Id = default,
        Slug = "s",
        Title = "t",
        Teaser = "t",
        Caption = null,
        Published = DateTimeOffset.UnixEpoch,
        Updated = DateTimeOffset.UnixEpoch,
        Revision = 1,
        Topics = [],
        Basis = PublishedBasis.Capture,
        Rank = 1,
    };
}
