// A story's weight is reckoned, not measured: never too light, or a feed grows past what readers take; not much too heavy either.
using FeedService.Formats;
using FeedService.Model;
using FeedService.Tests.Support;

namespace FeedService.Tests.Formats;

public sealed class FeedSizeTests
{
    public static TheoryData<string, string?> Texts => new()
    {
        { "A short title", "A teaser as most are, of a sentence or two that say what the story is about; nothing more." },
        { "Ein Titel mit Ü", null },
        { "Fish & chips < 5 > 4 &&&&&&&&&&&&&&&&&&&&&&&& <<<<<<<<<<<<<<<<<<<<<<<<<<", null },
        { "\"Quoted\" & 'cited' <b>", "5 < 6 > 4 && \"tea\" \\ backslash &amp; <script>" },
        { "日本の鉄道", "京都の鉄道博物館で、週末に蒸気機関車が走りました。" },
        { "Weather 🌦️🌈", "🌻🌻🌻 \u00a0\u2028 \ue000 \u0378 \u202f" },
        { "सितारे", "आज रात आकाश साफ रहेगा।" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_story_never_takes_more_than_it_weighs_in_any_format(string title, string? teaser)
    {
        foreach (var site in (Site[])[SampleFeeds.Site, SampleFeeds.Site with { ItemLinkPattern = "https://example.org/{slug}/", Author = null }])
        {
            var item = ItemOf(title, teaser);
            var weight = WeightOf(item, site);
            Assert.All(FeedFormat.All, format => Assert.InRange(Taken(format, site, item), 1, weight));
        }
    }

    /// <summary>Or feeds would be cut long before the contract wants it.</summary>
    [Fact]
    public void An_ordinary_story_weighs_little_more_than_it_takes()
    {
        var item = ItemOf(MadeListing.TitleOf(1), MadeListing.TeaserOf(1)) with { Topics = [new("gardening", "Gardening")] };
        var most = FeedFormat.All.Max(format => Taken(format, SampleFeeds.Site, item));
        Assert.InRange(WeightOf(item, SampleFeeds.Site), most, most * 1.4);
    }

    private static int WeightOf(Item item, Site site) =>
        FeedSize.OfTexts(item.Title, item.Teaser, item.Slug) + FeedSize.OfItem(site)
        + item.Topics.Sum(topic => FeedSize.OfLabel(site) + topic.Slug.Length + (FeedSize.PerLetterOfTitle * topic.Title.Length));

    private static int Taken(FeedFormat format, Site site, Item item) =>
        format.Write(SampleFeeds.Empty with { Items = [item] }, site).Length - format.Write(SampleFeeds.Empty, site).Length;

    private static Item ItemOf(string title, string? teaser) => SampleFeeds.Ordinary.Items[0] with
    {
        Title = title,
        Teaser = teaser,
        Slug = "a-slug-of-forty-letters-and-then-some-more",
        Rank = 9_999_999,
        Revision = 9_999_999,
        Basis = PublishedBasis.Capture,
        Topics = [new("gardening", "Gärten & \"Höfe\""), new("cooking", "料理"), new("a-third-topic", "A third topic")],
    };
}
