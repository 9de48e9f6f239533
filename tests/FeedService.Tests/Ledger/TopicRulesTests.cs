// What an item is about.
using FeedService.Ledger;

namespace FeedService.Tests.Ledger;

public sealed class TopicRulesTests
{
    [Theory]
    [InlineData("railways", "railways")]
    [InlineData("railways/steam", "railways-steam")]
    [InlineData("Museum News", "museum-news")]
    [InlineData("Gärten", "garten")]
    [InlineData("", "news")]
    public void A_folder_is_a_topic_by_convention(string folder, string topic) =>
        Assert.Equal([topic], TopicRules.Compile([], "news").TopicsOf(folder, "A title", null, null));

    [Fact]
    public void A_configured_folder_speaks_for_all_below_it_and_the_inbox_only_for_itself()
    {
        var rules = TopicRules.Compile([Rule("trains", folders: ["railways/"]), Rule("front", folders: [""])], "news");
        Assert.Equal(["trains"], rules.TopicsOf("Railways/Steam", "A title", null, null));
        Assert.Equal(["front"], rules.TopicsOf("", "A title", null, null));
        Assert.Equal(["chess"], rules.TopicsOf("chess", "A title", null, null));
    }

    [Fact]
    public void Folders_in_other_scripts_stay_apart_and_safe_in_an_address()
    {
        Assert.Matches("^topic-[0-9a-f]{8}$", TopicRules.SlugOfFolder("天文"));
        Assert.Matches("^chess-[0-9a-f]{8}$", TopicRules.SlugOfFolder("Chess шахматы"));
        Assert.NotEqual(TopicRules.SlugOfFolder("天文"), TopicRules.SlugOfFolder("料理"));
        Assert.NotEqual("all", TopicRules.SlugOfFolder("all"));
    }

    [Theory]
    [InlineData("eclipse", "A solar ECLIPSE tonight", true)]
    [InlineData("eclipse", "Eclipses are rare", false)]
    [InlineData("car", "A warm scarf", false)]
    [InlineData("solar eclipse", "The solar-eclipse guide", true)]
    [InlineData("solar eclipse", "The eclipse, a solar one", false)]
    [InlineData("éclipse", "L'eclipse de lune", true)]
    [InlineData("затмение", "Солнечное ЗАТМЕНИЕ", true)]
    [InlineData("ёлка", "Новая елка", true)]
    [InlineData("ग्रहण", "सूर्य ग्रहण आज", true)]
    [InlineData("كسوف", "كُسُوف الشمس", true)]
    [InlineData("日食", "今夜は皆既日食です", true)]
    [InlineData("สุริยุปราคา", "ชมสุริยุปราคาคืนนี้", true)]
    [InlineData("!?", "What?!", false)]
    public void A_key_word_matches_whole_words_in_any_script(string keyword, string title, bool matches) =>
        Assert.Equal(matches, TopicRules.Compile([Rule("astronomy", keywords: [keyword])], "news").TopicsOf("", title, null, null).Contains("astronomy"));

    [Fact]
    public void Key_words_are_sought_in_headline_caption_and_teaser_each_by_itself()
    {
        var rules = TopicRules.Compile([Rule("astronomy", keywords: ["solar eclipse"])], "news");
        Assert.Equal(["astronomy", "news"], rules.TopicsOf("", "A title", "Solar eclipse", null));
        Assert.Equal(["astronomy", "news"], rules.TopicsOf("", "A title", null, "See the solar eclipse."));
        Assert.Equal(["news"], rules.TopicsOf("", "Going solar", "Eclipse", null));
    }

    [Fact]
    public void An_excluded_word_keeps_a_story_out_but_not_out_of_the_topics_own_folder()
    {
        var rules = TopicRules.Compile([Rule("birds", ["birds"], ["crane", "-building site"])], "news");
        Assert.Equal(["birds", "news"], rules.TopicsOf("", "A crane in the reeds", null, null));
        Assert.Equal(["news"], rules.TopicsOf("", "A crane on the building site", null, null));
        Assert.Equal(["birds"], rules.TopicsOf("birds", "A crane on the building site", null, null));
    }

    [Fact]
    public void A_slug_makes_a_title() => Assert.Equal("Railway news", TopicRules.TitleOfSlug("railway-news"));

    private static TopicRule Rule(string slug, string[]? folders = null, string[]? keywords = null) =>
        new() { Slug = slug, Folders = folders ?? [], Keywords = keywords ?? [] };
}
