// The feeds that the tests of the formats are about, and whose golden files lie in Golden/.
using FeedService.Model;

namespace FeedService.Tests.Formats;

internal static class SampleFeeds
{
    public static Site Site { get; } = new()
    {
        Title = "The Allotment Post",
        Description = "Notes from a row of gardens.",
        Language = "en-GB",
        Author = "Garden Desk",
        PublicUrl = "https://feeds.example.org",
        ItemLinkPattern = null,
        MinutesBetweenScans = 15,
        Version = "1.0.0",
    };

    public static Feed Ordinary { get; } = FeedOf(
        Story(4, "Runner beans reach the top of the poles", "Pick them young, and they go on flowering until the first frost.") with
        {
            Caption = "Beans at noon",
            Topics = [new("gardening", "Gardening"), new("cooking", "Cooking & Baking")],
        },
        Story(3, "Open day at the seed library", "Bring an envelope, take an envelope. Tea from three o'clock […]") with
        {
            Updated = At(3).AddDays(2),
            Revision = 2,
            Basis = PublishedBasis.Order,
            Rank = 7,
        },
        Story(2, "Compost, turned", teaser: null) with { Basis = PublishedBasis.Date, Rank = 2 },
        Story(1, "Which robin sings in winter?", "Both do: the hens hold a territory of their own."));

    public static Feed Empty { get; } = FeedOf();

    /// <summary>Text that looks like markup, and scripts that break careless code.</summary>
    public static Feed Hostile { get; } = FeedOf(
        Story(6, "Tom & Jerry <b>prune</b> &amp; \"rake\" the 'lawn' ]]> --> <![CDATA[x", "<script>alert(1)</script> &lt;i&gt; 5 < 6 > 4 & ]]> \"quoted\" 'single'"),
        Story(5, "A gardener\U0001F469\u200D\U0001F33E, a fish \U0001F41F and a flag \U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F", "Outside the basic plane: \U00020BB7 \U0001D49C"),
        Story(4, "הספרייה פתוחה בשבת", "من التاسعة إلى الخامسة، والدخول مجاني."),
        Story(3, "बगीचे में क्\u200Dष का पेड़", "Café with a combining accent: cafe\u0301, and a\u0323\u0302\u0301 pile of them."),
        Story(2, "京都の庭園、秋の夜間公開", "紅葉は十一月中旬から。"),
        Story(1, "Jardin botanique : l’été « indien »", "Straße, Œuvre, Ångström, ﬁ, non\u2011breaking\u00A0space."))
        with
        {
            Topic = Gardening with { Title = "Roots & <Shoots>", Description = "All that grows, & \"all\" that <crawls>." },
        };

    /// <summary>What people subscribe to, where there is a history and something was taken back.</summary>
    public static Feed WithHistory { get; } = Ordinary with
    {
        PreviousArchive = new ArchiveName(12, Edition: 1),
        Deleted = [new(Story(9, "", teaser: null).Id, At(6)), new(Story(8, "", teaser: null).Id, At(5))],
        Updated = At(6),
    };

    public static Feed Archive { get; } = Ordinary with { Archive = new ArchiveName(12, Edition: 1), PreviousArchive = new ArchiveName(11, Edition: 2) };

    public static Feed OldestArchive { get; } = Ordinary with { Archive = new ArchiveName(1, Edition: 3), Deleted = [new(Story(9, "", teaser: null).Id, At(6))], Updated = At(6) };

    public static Feed Chosen { get; } = Ordinary with
    {
        Topic = Gardening with { Slug = "all", Title = "Cooking + Gardening without Fishing with \"œuf\"", Id = new("6a1f0d0e-5c1b-5e0f-9a53-0f8f6f1d2c02") },
        Choice = new Choice { Slug = "all", Topics = ["cooking", "gardening"], Not = ["fishing"], Words = ["œuf", "à la carte"], Limit = 20 },
    };

    /// <summary>By the names of their golden files.</summary>
    public static IReadOnlyDictionary<string, (Feed Feed, Site Site)> All { get; } = new Dictionary<string, (Feed, Site)>
    {
        ["ordinary"] = (Ordinary, Site),
        ["empty"] = (Empty, Site),
        ["hostile"] = (Hostile, Site),
        ["unsigned"] = (Ordinary, Site with { Author = null, Language = null }),
        ["linked"] = (Ordinary, Site with { ItemLinkPattern = "https://allotment.example.org/{slug}/?from=feed&id={id}" }),
        ["reserved"] = (Ordinary, Site with { Copyright = "© 2024 The Allotment Post & friends" }),
        ["history"] = (WithHistory, Site),
        ["archive"] = (Archive, Site),
        ["oldest-archive"] = (OldestArchive, Site),
        ["chosen"] = (Chosen, Site),
    };

    private static Topic Gardening => new()
    {
        Slug = "gardening",
        Title = "Gardening",
        Description = "What grows, and who eats it.",
        Id = new("6a1f0d0e-5c1b-5e0f-9a53-0f8f6f1d2c01"),
    };

    public static Feed FeedOf(params Item[] items) => new()
    {
        Topic = Gardening,
        Items = items,
        Updated = items.Length == 0 ? At(0) : items.Max(item => item.Updated),
    };

    public static Item Story(int number, string title, string? teaser) => new()
    {
        Id = new($"0b7c9f44-1d2e-5a3b-8c4d-{number:x12}"),
        Slug = $"story-{number}",
        Title = title,
        Teaser = teaser,
        Caption = null,
        Published = At(number),
        Updated = At(number),
        Revision = 1,
        Topics = [new("gardening", "Gardening")],
        Basis = PublishedBasis.Capture,
        Rank = 1,
    };

    private static DateTimeOffset At(int day) => new DateTimeOffset(2024, 2, 27, 8, 5, 9, TimeSpan.Zero).AddDays(day);
}
