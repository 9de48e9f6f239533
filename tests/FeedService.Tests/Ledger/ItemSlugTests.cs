// Slugs as WordPress makes them.
using FeedService.Ledger;

namespace FeedService.Tests.Ledger;

public sealed class ItemSlugTests
{
    [Theory]
    [InlineData("A Comet over the Harbour", "a-comet-over-the-harbour")]
    [InlineData("Crème brûlée: the café's secret!", "creme-brulee-the-cafes-secret")]
    [InlineData("Smørrebrød, æbler & Größe", "smorrebrod-aebler-grosse")]
    [InlineData("The “Flying Scotsman” — 100 years", "the-flying-scotsman-100-years")]
    [InlineData("Trams and/or buses", "trams-and-or-buses")]
    [InlineData("Version 2.5 of the timetable", "version-2-5-of-the-timetable")]
    [InlineData("Rock 'n' roll... again?", "rock-n-roll-again")]
    [InlineData("snake_case - stays --", "snake_case-stays")]
    [InlineData("100% wool, 3×4 m, 20°", "100-wool-3x4-m-20")]
    [InlineData("Łódź, İzmir", "lodz-izmir")]
    [InlineData("日食", "%e6%97%a5%e9%a3%9f")]
    [InlineData("Ёж в саду", "%d0%b5%d0%b6-%d0%b2-%d1%81%d0%b0%d0%b4%d1%83")]
    [InlineData("?!…", "item")]
    [InlineData("", "item")]
    public void A_headline_becomes_the_last_part_of_an_address(string title, string slug) => Assert.Equal(slug, ItemSlug.Of(title));

    [Fact]
    public void A_long_headline_is_cut_at_200_bytes_between_characters()
    {
        var slug = ItemSlug.Of(string.Concat(Enumerable.Repeat("日食を観察する会", 4)));
        Assert.Equal(198, slug.Length);
        Assert.Equal(22, Uri.UnescapeDataString(slug).Length);
        Assert.Equal(200, ItemSlug.Of(new string('a', 5_000)).Length);
    }
}
