// What holds for the bytes of every format.
using System.Globalization;
using System.Text;
using System.Xml;
using FeedService.Formats;
using FeedService.Model;

namespace FeedService.Tests.Formats;

public sealed class FeedBytesTests
{
    public static TheoryData<string> Formats() => new(FeedFormat.All.Select(format => format.Extension));

    public static TheoryData<string> XmlFormats() => new(RssFormat.Extension, AtomFormat.Extension);

    [Theory, MemberData(nameof(XmlFormats))]
    public void Every_sample_is_well_formed(string extension)
    {
        foreach (var (feed, site) in SampleFeeds.All.Values)
        {
            using var reader = XmlReader.Create(new MemoryStream(Write(extension, feed, site)));
            while (reader.Read())
            {
            }
        }
    }

    [Theory, MemberData(nameof(XmlFormats))]
    public void The_declaration_comes_first_without_a_byte_order_mark_and_says_utf_8(string extension)
    {
        var text = Encoding.UTF8.GetString(Write(extension, SampleFeeds.Ordinary));
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith(">\n", text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Formats))]
    public void The_media_type_names_the_charset_and_the_link_type_does_not(string extension)
    {
        var format = Format(extension);
        Assert.Equal($"{format.LinkType}; charset=utf-8", format.MediaType);
        Assert.DoesNotContain(';', format.LinkType);
    }

    [Theory, MemberData(nameof(Formats))]
    public void Two_writings_are_the_same_bytes(string extension) =>
        Assert.Equal(Write(extension, SampleFeeds.Hostile), Write(extension, SampleFeeds.Hostile));

    [Theory, MemberData(nameof(Formats))]
    public void The_bytes_do_not_depend_on_the_culture(string extension)
    {
        var expected = Write(extension, SampleFeeds.Ordinary);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = StrangeCulture();
            // The control: what takes the culture from the thread does come out strange.
            Assert.Equal("d4 29@02@2024 08.05", SampleFeeds.Ordinary.Items[2].Published.ToString("ddd dd/MM/yyyy HH:mm", null));
            Assert.Equal(expected, Write(extension, SampleFeeds.Ordinary));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory, MemberData(nameof(Formats))]
    public void The_bytes_do_not_depend_on_the_offset_in_which_a_time_is_given(string extension)
    {
        var feed = SampleFeeds.Ordinary;
        var zone = TimeSpan.FromHours(5.5);
        var moved = feed with
        {
            Updated = feed.Updated.ToOffset(zone),
            Items =
            [
                .. feed.Items.Select(item => item with
                {
                    Published = item.Published.ToOffset(zone),
                    Updated = item.Updated.ToOffset(zone),
                }),
            ],
        };
        Assert.Equal(Write(extension, feed), Write(extension, moved));
    }

    [Theory]
    [InlineData("rss", "\u000B")]
    [InlineData("atom", "\u000B")]
    [InlineData("rss", "\u0000")]
    [InlineData("atom", "\u0000")]
    [InlineData("rss", "\uFFFE")]
    [InlineData("atom", "\uFFFE")]
    public void A_character_that_xml_cannot_hold_throws(string extension, string character) =>
        AssertThrowsWherever(extension, $"Bell{character}flower");

    // Not InlineData: the test runner would replace half a surrogate pair before the test sees it.
    [Theory, MemberData(nameof(XmlFormats))]
    public void Half_a_surrogate_pair_throws(string extension) => AssertThrowsWherever(extension, "Bell\uD83Dflower");

    [Theory, MemberData(nameof(Formats))]
    public void A_caption_alone_is_not_published(string extension) =>
        Assert.DoesNotContain("Beans at noon", Encoding.UTF8.GetString(Write(extension, SampleFeeds.Ordinary)), StringComparison.Ordinal);

    /// <summary>As text, and as an attribute.</summary>
    private static void AssertThrowsWherever(string extension, string text)
    {
        var story = SampleFeeds.Story(1, "Bellflower", teaser: null);
        Assert.ThrowsAny<ArgumentException>(() => Write(extension, SampleFeeds.FeedOf(story with { Title = text })));
        Assert.ThrowsAny<ArgumentException>(() => Write(extension, SampleFeeds.FeedOf(story with { Teaser = text })));
        Assert.ThrowsAny<ArgumentException>(() => Write(extension, SampleFeeds.FeedOf(story with { Topics = [new("flowers", text)] })));
    }

    /// <summary>The invariant mode knows no th-TH: a culture made up here is stranger than any.</summary>
    private static CultureInfo StrangeCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.AbbreviatedDayNames = ["d0", "d1", "d2", "d3", "d4", "d5", "d6"];
        culture.DateTimeFormat.AbbreviatedMonthNames = ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10", "m11", "m12", ""];
        culture.DateTimeFormat.DateSeparator = "@";
        culture.DateTimeFormat.TimeSeparator = ".";
        culture.NumberFormat.NegativeSign = "minus";
        return culture;
    }

    private static FeedFormat Format(string extension) => FeedFormat.All.Single(format => format.Extension == extension);

    private static byte[] Write(string extension, Feed feed, Site? site = null) =>
        Format(extension).Write(feed, site ?? SampleFeeds.Site);
}
