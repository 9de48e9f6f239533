// A story that is taken back: gone from every document, deleted by name in Atom, and not back when a page still shows it.
using System.Net;
using System.Xml.Linq;
using FeedService.Storage;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class RetractionTests : IDisposable
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_retracted_story_leaves_every_feed_and_stands_in_atom_as_deleted()
    {
        folder.Drop("garden/2026-01-01.txt", MadeListing.Of(MadeListing.Down(40, 1)));
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        var story = PublishedFeed.ReadRss(await service.GetAsync("/feeds/garden.rss"))[3];
        service.Clock.Now += TimeSpan.FromHours(1);
        await RetractAsync(service, story.Id);
        foreach (var topic in (string[])["garden", "all"])
        {
            foreach (var document in (string[])["rss", "json", "rss?limit=300", "json?q=opens"])
                Assert.DoesNotContain(story.Id, await service.GetAsync($"/feeds/{topic}.{document}"), StringComparison.Ordinal);
            var atom = XDocument.Parse(await service.GetAsync($"/feeds/{topic}.atom")).Root!;
            var deleted = Assert.Single(atom.Elements(Tombstones + "deleted-entry"));
            Assert.Equal(story.Id, deleted.Attribute("ref")!.Value);
            Assert.Equal("2026-11-01T13:00:00Z", deleted.Attribute("when")!.Value);
            Assert.Equal("2026-11-01T13:00:00Z", atom.Element(XName.Get("updated", "http://www.w3.org/2005/Atom"))!.Value);
            Assert.Equal(39, PublishedFeed.ReadAtom(atom.ToString()).Count);
        }
        using var response = await service.Client.GetAsync("/feeds/garden.rss");
        Assert.Equal(service.Clock.Now, response.Content.Headers.LastModified);

        folder.Drop("garden/2026-01-02.txt", MadeListing.Of(MadeListing.Down(42, 1)));
        Assert.Equal(2, (await service.IngestAsync()).NewItems);
        Assert.DoesNotContain(story.Id, await service.GetAsync("/feeds/garden.rss"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rss")]
    [InlineData("atom")]
    [InlineData("json")]
    public async Task An_archive_that_held_it_gets_a_new_edition_to_which_the_old_address_leads(string extension)
    {
        folder.Drop("garden/2026-01-01.txt", MadeListing.Of(MadeListing.Down(700, 1)));
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        var before = await Crawler.CollectAsync(service, $"/feeds/garden.{extension}");
        var archive = before[^2];
        await RetractAsync(service, archive.Ids[5]);
        await RetractAsync(service, archive.Ids[6]);
        foreach (var old in (string[])[archive.Path, archive.Path.Replace($".{extension}", $"-2.{extension}", StringComparison.Ordinal)])
        {
            using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = service.Client.BaseAddress };
            using var moved = await client.GetAsync(old);
            Assert.Equal(HttpStatusCode.MovedPermanently, moved.StatusCode);
            Assert.Equal($"https://feeds.example.org{archive.Path.Replace($".{extension}", $"-3.{extension}", StringComparison.Ordinal)}", moved.Headers.Location!.AbsoluteUri);
        }
        var edition = await service.GetAsync(archive.Path.Replace($".{extension}", $"-3.{extension}", StringComparison.Ordinal));
        foreach (var id in archive.Ids)
            Assert.Equal(extension == "atom" || (id != archive.Ids[5] && id != archive.Ids[6]), edition.Contains(id, StringComparison.Ordinal));
        foreach (var other in before.Skip(1).Where(document => document != archive))
            Assert.Equal(other.Text, await service.GetAsync(other.Path));
    }

    [Fact]
    public async Task A_story_brought_back_stands_where_it_stood_under_its_id_and_is_newer_than_its_deletion()
    {
        folder.Drop("garden/2026-01-01.txt", MadeListing.Of(MadeListing.Down(40, 1)));
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        var before = PublishedFeed.ReadAtom(await service.GetAsync("/feeds/garden.atom"));
        var page = new Uri(PublishedFeed.ReadRss(await service.GetAsync("/feeds/garden.rss"))[3].Link).AbsolutePath;
        await RetractAsync(service, before[3].Id);
        await RestoreAsync(service, before[3].Id);
        var atom = XDocument.Parse(await service.GetAsync("/feeds/garden.atom")).Root!;
        Assert.Empty(atom.Elements(Tombstones + "deleted-entry"));
        Assert.Equal(before, PublishedFeed.ReadAtom(atom.ToString()));
        // Within one second of the clock, and still after the deletion: an entry as old as its deletion stays deleted.
        Assert.Equal("2026-11-01T12:00:01Z", atom.Elements(Atom + "entry").ElementAt(3).Element(Atom + "updated")!.Value);
        foreach (var document in (string[])["/feeds/all.rss", "/feeds/all.json", "/feeds/garden.json?q=opens", "/topics/garden"])
            Assert.Contains(before[3].Title, await service.GetAsync(document), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync(page)).StatusCode);

        // Its page goes on as for any other story.
        folder.Drop("garden/2026-01-02.txt", MadeListing.Of(MadeListing.Down(42, 1)));
        Assert.Equal(2, (await service.IngestAsync()).NewItems);
    }

    [Theory]
    [InlineData("rss")]
    [InlineData("atom")]
    [InlineData("json")]
    public async Task An_archived_story_brought_back_stands_in_the_current_document_and_in_no_other(string extension)
    {
        folder.Drop("garden/2026-01-01.txt", MadeListing.Of(MadeListing.Down(680, 1)));
        folder.Drop("garden/2026-01-10.txt", MadeListing.Of(MadeListing.Down(690, 500)));
        folder.Drop("garden/2026-01-20.txt", MadeListing.Of(MadeListing.Down(700, 500)));
        await using var service = await TestService.StartAsync(folder);
        Assert.Equal(3, (await service.IngestAsync()).Accepted);
        var story = (await Crawler.CollectAsync(service, $"/feeds/garden.{extension}"))[^2].Ids[5];
        await RetractAsync(service, story);
        Assert.DoesNotContain(await Crawler.CollectAsync(service, $"/feeds/garden.{extension}"), document => document.Ids.Contains(story));
        service.Clock.Now += TimeSpan.FromHours(1);
        await RestoreAsync(service, story);
        var after = await Crawler.CollectAsync(service, $"/feeds/garden.{extension}");
        Assert.Equal([after[0]], after.Where(document => document.Ids.Contains(story)));
        Assert.Equal(700, after.SelectMany(document => document.Ids).Distinct().Count());
    }

    [Fact]
    public async Task The_commands_retract_and_bring_back_say_so_and_say_when_it_was_done_before()
    {
        folder.Drop("garden/2026-01-01.txt", MadeListing.Of(MadeListing.Down(5, 1)));
        string[] database = [$"--Storage:ConnectionString=Data Source={folder.Database}"];
        string id;
        await using (var service = await TestService.StartAsync(folder))
        {
            await service.IngestAsync();
            id = PublishedFeed.ReadRss(await service.GetAsync("/feeds/garden.rss"))[0].Id;
        }
        var (exit, output) = await ServiceProcess.RunAsync(folder, ["retract", id, .. database]);
        Assert.Equal((0, true), (exit, output.Contains($"Retracted: {MadeListing.TitleOf(5)}", StringComparison.Ordinal)));
        (exit, output) = await ServiceProcess.RunAsync(folder, ["retract", id["urn:uuid:".Length..], .. database]);
        Assert.Equal((0, true), (exit, output.Contains("Retracted before", StringComparison.Ordinal)));
        (exit, output) = await ServiceProcess.RunAsync(folder, ["unretract", id, .. database]);
        Assert.Equal((0, true), (exit, output.Contains($"Published again: {MadeListing.TitleOf(5)}", StringComparison.Ordinal)));
        (exit, output) = await ServiceProcess.RunAsync(folder, ["unretract", id, .. database]);
        Assert.Equal((0, true), (exit, output.Contains("Not retracted", StringComparison.Ordinal)));
        (exit, output) = await ServiceProcess.RunAsync(folder, ["unretract", Guid.Empty.ToString(), .. database]);
        Assert.Equal((1, true), (exit, output.Contains("there is no item", StringComparison.Ordinal)));
        (exit, output) = await ServiceProcess.RunAsync(folder, ["retract", Guid.Empty.ToString(), .. database]);
        Assert.Equal((1, true), (exit, output.Contains("there is no item", StringComparison.Ordinal)));
        (exit, output) = await ServiceProcess.RunAsync(folder, ["retract", "nonsense", .. database]);
        Assert.Equal((1, true), (exit, output.Contains("not an item's id", StringComparison.Ordinal)));
    }

    private static async Task RetractAsync(TestService service, string id)
    {
        Assert.NotNull(await service.Get<LedgerStore>().RetractAsync(new Guid(id["urn:uuid:".Length..]), service.Clock.Now, CancellationToken.None));
        await service.Get<FeedService.Publish.FeedBoard>().LookAsync(CancellationToken.None);
    }

    private static async Task RestoreAsync(TestService service, string id)
    {
        Assert.NotNull(await service.Get<LedgerStore>().RestoreAsync(new Guid(id["urn:uuid:".Length..]), service.Clock.Now, CancellationToken.None));
        await service.Get<FeedService.Publish.FeedBoard>().LookAsync(CancellationToken.None);
    }
}
