// Everything read again by a better parser: what was misread is put right under its id, and nothing else is touched.
using System.Net;
using System.Text.Json;
using FeedService.Ingest;
using FeedService.Publish;
using FeedService.Storage;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class RereadTests : IDisposable
{
    private const string Footer = "© Garden Weekly 2026";

    private const string Masthead = "Garden Weekly";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_reread_that_finds_nothing_to_change_does_not_write_a_byte()
    {
        folder.DropSeeds();
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "tests", "FeedService.Tests", "Corpus"), "*.txt", SearchOption.AllDirectories))
            folder.Drop($"{Path.GetFileNameWithoutExtension(file)}/2026-10-01.txt", await File.ReadAllBytesAsync(file));
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        var before = await File.ReadAllBytesAsync(folder.Database);
        service.Clock.Now += TimeSpan.FromDays(1);
        var outcomes = await RereadAsync(service);
        Assert.True(outcomes.Count > 100, "so many files are in the corpus");
        Assert.All(outcomes, outcome => Assert.IsType<RereadOutcome.Same>(outcome));
        Assert.Equal(before, await File.ReadAllBytesAsync(folder.Database));
    }

    [Fact]
    public async Task A_misread_story_is_put_right_under_its_id_and_date_and_nothing_else_changes()
    {
        await IngestTwoTopicsAsync();
        Guid id;
        using (var parser = new OlderParser(folder))
            id = parser.Misread(MadeListing.TitleOf(25), "Menu Search " + MadeListing.TitleOf(25), MadeListing.TitleOf(25));
        await using var service = await TestService.StartAsync(folder);
        var (misread, railway) = (await ItemsAsync(service, "garden"), await ValidatorsAsync(service, "railway"));
        service.Clock.Now += TimeSpan.FromHours(1);
        var outcomes = await RereadAsync(service);
        Assert.Equal([(0, 1, 0), (0, 0, 0)], outcomes.OfType<RereadOutcome.Corrected>().Select(outcome => (outcome.NewItems, outcome.CorrectedItems, outcome.WithdrawnItems)).OrderDescending());

        var after = await ItemsAsync(service, "garden");
        var wrong = Assert.Single(misread, item => item.Id == $"urn:uuid:{id:D}");
        Assert.Equal(misread.Select(item => item == wrong ? item with { Title = MadeListing.TitleOf(25), Teaser = MadeListing.TeaserOf(25) } : item), after);
        Assert.Contains("<updated>2026-11-01T13:00:00Z</updated>", await service.GetAsync("/feeds/garden.atom"), StringComparison.Ordinal);
        Assert.Equal(railway, await ValidatorsAsync(service, "railway"));
        await AssertNothingLeftAsync(service);
    }

    [Fact]
    public async Task A_line_that_is_no_story_is_taken_back_and_the_others_keep_their_places()
    {
        await IngestTwoTopicsAsync();
        Guid id;
        using (var parser = new OlderParser(folder))
        {
            parser.TakeForStory("garden/2026-10-02.txt", Masthead);
            id = parser.TakeForStory("garden/2026-10-02.txt", Footer);
        }
        await using var service = await TestService.StartAsync(folder);
        var (misread, railway) = (await ItemsAsync(service, "garden"), await ValidatorsAsync(service, "railway"));
        Assert.Equal([Footer, Masthead], misread.Select(item => item.Title).Except(MadeListing.Down(40, 1).Select(MadeListing.TitleOf)).Order(StringComparer.Ordinal).Reverse());
        var (top, bottom) = (MadeListing.TitleOf(40), MadeListing.TitleOf(31));
        Assert.Equal((2, 11), await RanksAsync());
        Assert.Equal((0, 0, 2), Counts(Assert.Single((await RereadAsync(service)).OfType<RereadOutcome.Corrected>())));
        Assert.Equal(misread.Where(item => item.Title is not (Footer or Masthead)), await ItemsAsync(service, "garden"));
        Assert.Equal((2, 11), await RanksAsync());
        Assert.Equal(HttpStatusCode.Gone, (await service.Client.GetAsync($"/items/{id:D}")).StatusCode);
        Assert.Contains($"deleted-entry ref=\"urn:uuid:{id:D}\"", await service.GetAsync("/feeds/garden.atom"), StringComparison.Ordinal);
        using var changes = JsonDocument.Parse(await service.GetAsync("/api/items?limit=500"));
        Assert.Equal("retracted", changes.RootElement.GetProperty("items").EnumerateArray().Last().GetProperty("change").GetString());
        Assert.Equal(railway, await ValidatorsAsync(service, "railway"));
        await AssertNothingLeftAsync(service);

        // The operator may think otherwise, even though no listing shows it.
        Assert.NotNull(await service.Get<LedgerStore>().RestoreAsync(id, service.Clock.Now, CancellationToken.None));
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync($"/items/{id:D}")).StatusCode);

        async Task<(int Top, int Bottom)> RanksAsync() => (RankOf(await service.GetAsync("/feeds/garden.json"), top), RankOf(await service.GetAsync("/feeds/garden.json"), bottom));
    }

    [Fact]
    public async Task A_story_that_was_overlooked_is_found_in_its_place()
    {
        await IngestTwoTopicsAsync();
        IReadOnlyList<PublishedItem> right;
        await using (var service = await TestService.StartAsync(folder))
            right = await ItemsAsync(service, "garden");
        using (var parser = new OlderParser(folder))
            parser.Overlook(MadeListing.TitleOf(12));
        await using (var service = await TestService.StartAsync(folder))
        {
            Assert.Equal(right.Count - 1, (await ItemsAsync(service, "garden")).Count);
            var railway = await ValidatorsAsync(service, "railway");
            Assert.Equal(1, (await RereadAsync(service)).OfType<RereadOutcome.Corrected>().Sum(outcome => outcome.NewItems));
            Assert.Equal(right, await ItemsAsync(service, "garden"));
            Assert.Equal(railway, await ValidatorsAsync(service, "railway"));
            await AssertNothingLeftAsync(service);
        }
    }

    [Fact]
    public async Task A_story_misread_once_and_known_by_its_right_text_since_is_published_once()
    {
        folder.Drop("garden/2026-10-01.txt", MadeListing.Of(MadeListing.Down(30, 1)));
        await (await IngestAsync()).DisposeAsync();
        Guid wrong;
        using (var parser = new OlderParser(folder))
            wrong = parser.Misread(MadeListing.TitleOf(25), "Menu Search About", MadeListing.TitleOf(25));
        folder.Drop("garden/2026-10-02.txt", MadeListing.Of(MadeListing.Down(32, 1)));
        await using var service = await IngestAsync();
        var known = Assert.Single(await ItemsAsync(service, "garden"), item => item.Title == MadeListing.TitleOf(25));
        await RereadAsync(service);
        var after = await ItemsAsync(service, "garden");
        Assert.Equal(known, Assert.Single(after, item => item.Title == MadeListing.TitleOf(25)));
        Assert.Equal(32, after.Count);
        Assert.Equal(HttpStatusCode.Gone, (await service.Client.GetAsync($"/items/{wrong:D}")).StatusCode);
        await AssertNothingLeftAsync(service);
    }

    [Fact]
    public async Task A_story_leaves_the_topic_that_only_misread_words_put_it_in()
    {
        string[] rule = ["--Topics:0:Slug=chess", "--Topics:0:Keywords:0=chess"];
        folder.Drop("garden/2026-10-01.txt", MadeListing.Of(MadeListing.Down(30, 1)));
        await (await IngestAsync(rule)).DisposeAsync();
        using (var parser = new OlderParser(folder))
        {
            parser.Misread(MadeListing.TitleOf(25), "Chess puzzles " + MadeListing.TitleOf(25), MadeListing.TeaserOf(25));
            parser.Execute("insert into item_topics (TopicId, Published, ItemId, Archive) select topics.Id, Published, items.Id, 0 from topics, items where Slug = 'chess' and items.Title like 'Chess%'");
        }
        await using (var service = await TestService.StartAsync(folder, rule))
        {
            Assert.Single(await ItemsAsync(service, "chess"));
            await RereadAsync(service);
            Assert.Empty(await ItemsAsync(service, "chess"));
            Assert.Equal(30, (await ItemsAsync(service, "garden")).Count);
            await AssertNothingLeftAsync(service);
        }
        // The misread words stay in the story's history, and no later rule is deceived by them.
        await using var later = await TestService.StartAsync(folder, "--Topics:0:Slug=chess", "--Topics:0:Keywords:0=chess", "--Topics:0:Keywords:1=puzzles");
        await later.IngestAsync();
        Assert.Empty(await ItemsAsync(later, "chess"));
    }

    [Fact]
    public async Task A_story_that_loses_its_first_listing_rests_on_the_next_and_closed_archives_keep_their_bytes()
    {
        folder.Drop("garden/2026-10-01.txt", MadeListing.Of(MadeListing.Down(700, 300)) + $"\n{Footer}\n");
        folder.Drop("garden/2026-10-02.txt", MadeListing.Of(MadeListing.Down(710, 300)));
        folder.Drop("garden/2026-10-09.txt", MadeListing.Of(MadeListing.Down(720, 500)));
        await (await IngestAsync()).DisposeAsync();
        using (var parser = new OlderParser(folder))
        {
            var item = parser.ItemOf(MadeListing.TitleOf(705));
            parser.Show("garden/2026-10-01.txt", Footer, item);
            parser.Execute("update items set FirstListingId = $1 where Id = $2", parser.Listing("garden/2026-10-01.txt"), item);
            parser.Misread(MadeListing.TitleOf(310), "Menu Search About", MadeListing.TitleOf(310));
        }
        await using var service = await TestService.StartAsync(folder);
        var archives = (await Crawler.CollectAsync(service, "/feeds/garden.json")).Skip(1).Select(document => (document.Path, document.Text)).ToList();
        Assert.NotEmpty(archives);
        Assert.Equal(402, RankOf(await service.GetAsync("/feeds/garden.json"), MadeListing.TitleOf(705)));
        await RereadAsync(service);
        var current = await service.GetAsync("/feeds/garden.json");
        Assert.Equal(6, RankOf(current, MadeListing.TitleOf(705)));
        Assert.Contains(MadeListing.TitleOf(310), current, StringComparison.Ordinal);
        Assert.Equal(archives, (await Crawler.CollectAsync(service, "/feeds/garden.json")).Skip(1).Select(document => (document.Path, document.Text)));
        await AssertNothingLeftAsync(service);
    }

    [Fact]
    public async Task A_listing_that_was_rejected_is_taken_in_and_one_that_cannot_be_read_any_more_is_left_and_reported()
    {
        await IngestTwoTopicsAsync();
        using (var parser = new OlderParser(folder))
        {
            var listing = parser.Listing("railway/2026-10-01.txt");
            parser.Execute("delete from items where FirstListingId = $1", listing);
            parser.Execute("update listings set Status = 'rejected', Reason = 'Nothing in it repeats.' where Id = $1", listing);
            byte[] noise = [1, 2, 3, 4, 5, 6, 7, 8];
            parser.Execute("update listings set Original = $2, Size = 8 where Id = $1", parser.Listing("garden/2026-10-01.txt"), Originals.Pack(noise));
        }
        await using var service = await TestService.StartAsync(folder);
        var garden = await ValidatorsAsync(service, "garden");
        Assert.Empty(await ItemsAsync(service, "railway"));
        var outcomes = await RereadAsync(service);
        Assert.Equal(30, Assert.IsType<Outcome.Read>(Assert.Single(outcomes.OfType<RereadOutcome.TakenIn>()).Outcome).NewItems);
        Assert.StartsWith("It would be rejected now:", Assert.Single(outcomes.OfType<RereadOutcome.LeftAlone>()).Reason, StringComparison.Ordinal);
        Assert.Equal(30, (await ItemsAsync(service, "railway")).Count);
        Assert.Equal(garden, await ValidatorsAsync(service, "garden"));
    }

    [Fact]
    public async Task A_reread_that_would_flood_a_topic_leaves_it_as_it_is_until_it_is_trusted()
    {
        await IngestTwoTopicsAsync();
        Misread(Enumerable.Range(3, 25));
        await using var service = await TestService.StartAsync(folder);
        var (before, store) = (await ItemsAsync(service, "garden"), await File.ReadAllBytesAsync(folder.Database));
        var left = (await RereadAsync(service)).OfType<RereadOutcome.LeftAlone>().ToList();
        Assert.Equal(2, left.Count);
        Assert.All(left, outcome => Assert.Matches("^Read again it would change 25 items of Garden, where 20 at once are plausible for its 40 items\\.$", outcome.Reason));
        Assert.Equal(store, await File.ReadAllBytesAsync(folder.Database));

        var trusted = await RereadAsync(service, Trust.Trusted);
        Assert.Empty(trusted.OfType<RereadOutcome.LeftAlone>());
        Assert.NotEqual(store, await File.ReadAllBytesAsync(folder.Database));
        Assert.Equal(before.Select(item => (item.Id, item.Published)), (await ItemsAsync(service, "garden")).Select(item => (item.Id, item.Published)));
        Assert.Equal(MadeListing.Down(40, 1).Select(MadeListing.TitleOf), (await ItemsAsync(service, "garden")).Select(item => item.Title));
        await AssertNothingLeftAsync(service);
    }

    [Fact]
    public async Task One_listing_after_another_may_not_change_what_no_single_one_may()
    {
        folder.Drop("garden/2026-10-01.txt", MadeListing.Of(MadeListing.Down(20, 1)));
        folder.Drop("garden/2026-10-02.txt", MadeListing.Of(MadeListing.Down(40, 21)));
        await (await IngestAsync()).DisposeAsync();
        Misread(Enumerable.Range(3, 15).Concat(Enumerable.Range(23, 15)));
        await using var service = await TestService.StartAsync(folder);
        var outcomes = await RereadAsync(service);
        Assert.Equal((0, 15, 0), Counts(Assert.Single(outcomes.OfType<RereadOutcome.Corrected>())));
        Assert.Contains("15 items of Garden, after 15 that changed already", Assert.Single(outcomes.OfType<RereadOutcome.LeftAlone>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_says_what_changed_and_exits_2_where_something_is_left_to_decide()
    {
        await IngestTwoTopicsAsync();
        Misread(Enumerable.Range(3, 25));
        string[] command = ["reread", $"--Storage:ConnectionString=Data Source={folder.Database}"];
        var (exit, output) = await ServiceProcess.RunAsync(folder, command);
        Assert.Equal((2, true), (exit, output.Contains("garden/2026-10-01.txt: left as it is: Read again it would change 25 items", StringComparison.Ordinal)));
        (exit, output) = await ServiceProcess.RunAsync(folder, [.. command, "--trust"]);
        Assert.Equal((0, true), (exit, output.Contains("garden/2026-10-02.txt: 0 new item(s), 25 corrected, 0 withdrawn", StringComparison.Ordinal)));
        Assert.Contains("3 listing(s) read again, 2 changed (0 new item(s), 25 corrected, 0 withdrawn), 0 left to be decided on", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_rebuilt_from_an_export_after_a_reread_has_the_same_ids()
    {
        await IngestTwoTopicsAsync();
        using (var parser = new OlderParser(folder))
            parser.Misread(MadeListing.TitleOf(25), "Menu Search About", MadeListing.TitleOf(25));
        using var copy = new TestFolder();
        IReadOnlyList<PublishedItem> before;
        await using (var service = await TestService.StartAsync(folder))
        {
            await RereadAsync(service);
            before = await ItemsAsync(service, "garden");
            await service.Get<Export>().WriteAsync(copy.Path, CancellationToken.None);
        }
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(copy.Path, ExportedListing.ManifestName)), line => line.Contains("\"ids\":", StringComparison.Ordinal));
        using var rebuilt = new TestFolder();
        await using (var service = await TestService.StartAsync(rebuilt))
        {
            await service.Get<Replay>().OverAsync(copy.Path, CancellationToken.None);
            Assert.Equal(before, await ItemsAsync(service, "garden"));
        }
    }

    private async Task<TestService> IngestAsync(params string[] configuration)
    {
        var service = await TestService.StartAsync(folder, configuration);
        Assert.Equal(0, (await service.IngestAsync()).Held);
        return service;
    }

    /// <summary>Forty stories in the garden, in two captures that overlap, and thirty about railways.</summary>
    private async Task IngestTwoTopicsAsync()
    {
        folder.Drop("garden/2026-10-01.txt", MadeListing.Of(MadeListing.Down(30, 1)));
        folder.Drop("garden/2026-10-02.txt", $"{Masthead}\n\n\n{MadeListing.Of(MadeListing.Down(40, 1))}\n{Footer}\n");
        folder.Drop("railway/2026-10-01.txt", MadeListing.Of(MadeListing.Down(330, 301)));
        await (await IngestAsync()).DisposeAsync();
    }

    private void Misread(IEnumerable<int> stories)
    {
        using var parser = new OlderParser(folder);
        foreach (var story in stories)
            parser.Misread(MadeListing.TitleOf(story), $"Menu {story}", MadeListing.TitleOf(story));
    }

    private static async Task<IReadOnlyList<RereadOutcome>> RereadAsync(TestService service, Trust trust = Trust.Guarded)
    {
        var outcomes = new List<RereadOutcome>();
        await foreach (var outcome in service.Get<Reread>().OverAllAsync(trust, CancellationToken.None))
            outcomes.Add(outcome);
        await service.Get<FeedBoard>().LookAsync(CancellationToken.None);
        return outcomes;
    }

    private async Task AssertNothingLeftAsync(TestService service)
    {
        var before = await File.ReadAllBytesAsync(folder.Database);
        service.Clock.Now += TimeSpan.FromHours(1);
        Assert.All(await RereadAsync(service), outcome => Assert.IsType<RereadOutcome.Same>(outcome));
        Assert.Equal(before, await File.ReadAllBytesAsync(folder.Database));
    }

    private static (int New, int Corrected, int Withdrawn) Counts(RereadOutcome.Corrected outcome) => (outcome.NewItems, outcome.CorrectedItems, outcome.WithdrawnItems);

    private static async Task<IReadOnlyList<PublishedItem>> ItemsAsync(TestService service, string topic)
    {
        await service.Get<FeedBoard>().LookAsync(CancellationToken.None);
        return PublishedFeed.ReadAtom(await service.GetAsync($"/feeds/{topic}.atom"));
    }

    private static async Task<IReadOnlyList<string>> ValidatorsAsync(TestService service, string topic)
    {
        var validators = new List<string>();
        foreach (var format in (string[])["rss", "atom", "json"])
        {
            using var response = await service.Client.GetAsync($"/feeds/{topic}.{format}");
            validators.Add($"{response.Headers.ETag} {response.Content.Headers.LastModified}");
        }
        return validators;
    }

    private static int RankOf(string json, string title)
    {
        using var feed = JsonDocument.Parse(json);
        return feed.RootElement.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("title").GetString() == title).GetProperty("_feedservice").GetProperty("rank").GetInt32();
    }
}
