// How far a feed reaches, case by case.
using FeedService.Storage.Feeds;

namespace FeedService.Tests.Storage;

public sealed class WindowTests
{
    private const long Day = 24 * 60 * 60;
    private const long Newest = 1_800_000_000;

    [Fact]
    public void At_least_as_many_items_as_the_operator_wants() =>
        Assert.Equal(50, Window.Count(Steps(200, apart: Day, listing: i => 1000 - i), least: 50));

    [Fact]
    public void All_there_are_where_there_are_fewer() => Assert.Equal(7, Window.Count(Steps(7, apart: Day, listing: i => 1000 - i), least: 50));

    [Fact]
    public void Nothing_of_nothing() => Assert.Equal(0, Window.Count([], least: 50));

    /// <summary>A listing an hour, one story each: 49 of them are within 48 hours of the newest.</summary>
    [Fact]
    public void The_news_of_48_hours() => Assert.Equal(49, Window.Count(Steps(200, apart: 3600, listing: i => 1000 - i), least: 10));

    [Fact]
    public void The_last_two_listings_with_news_however_long_ago_and_however_large() =>
        Assert.Equal(140, Window.Count([.. Steps(60, apart: Day, listing: _ => 9), .. Steps(80, apart: Day, listing: _ => 8, from: 60), .. Steps(60, apart: Day, listing: _ => 7, from: 140)], least: 10));

    [Fact]
    public void Never_more_than_300() => Assert.Equal(300, Window.Count([.. Steps(1000, apart: 1, listing: _ => 1).Take(Window.MostItems)], least: 50));

    /// <summary>Its items stand seconds below the others, so by time alone they would be in the last 48 hours.</summary>
    [Fact]
    public void A_deeper_page_read_later_does_not_stretch_the_window() =>
        Assert.Equal(60, Window.Count([.. Steps(60, apart: 1, listing: _ => 1), .. Steps(100, apart: 1, listing: _ => 2, from: 60)], least: 50));

    [Fact]
    public void Old_items_that_the_newest_listing_is_the_first_to_show_do_not_either() =>
        Assert.Equal(25, Window.Count([.. Steps(5, apart: Day, listing: _ => 3), .. Steps(20, apart: Day, listing: _ => 2, from: 5), .. Steps(30, apart: Day, listing: _ => 3, from: 25)], least: 10));

    [Fact]
    public void A_page_of_another_folder_brings_news_of_its_own()
    {
        IReadOnlyList<Membership> garden = [.. Steps(60, apart: 1, listing: _ => 1)];
        Assert.Equal(120, Window.Count([.. garden, .. Steps(60, apart: 1, listing: _ => 2, from: 60, folder: "cooking")], least: 10));
    }

    /// <summary>Three folders captured a year ago and since then nothing: their stories stand one between the other.</summary>
    [Fact]
    public void Two_listings_count_to_their_last_story_whatever_stands_between()
    {
        string[] folders = ["garden", "cooking", "river"];
        var mixed = Steps(90, apart: Day, listing: i => (i % 3) + 1).Select(item => item with { Folder = folders[item.FirstListing - 1] }).ToList();
        Assert.Equal(89, Window.Count(mixed, least: 10));
    }

    private static List<Membership> Steps(int count, long apart, Func<int, long> listing, int from = 0, string folder = "garden") =>
    [
        .. Enumerable.Range(from, count).Select(i => new Membership
        {
            Item = i,
            Published = Newest - (i * apart),
            Updated = Newest - (i * apart),
            FirstListing = listing(i),
            Folder = folder,
            Archive = null,
        }),
    ];
}
