// /api/items: a partner that polls hears of every change once, in the order in which the store made it.
using System.Net;
using System.Text.Json;
using FeedService.Storage;
using FeedService.Tests.Support;

namespace FeedService.Tests.Publish;

public sealed class ChangesTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private TestService service = null!;

    public async ValueTask InitializeAsync() => service = await TestService.StartAsync(folder);

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_partner_hears_of_news_edits_and_late_old_stories_each_once()
    {
        folder.Drop("town/2026-10-05.txt", Stories.Page([8, 7, 6, 5, 4, 3, 2, 1]));
        await service.IngestAsync();
        var partner = new Partner(service);
        Assert.Equal(Enumerable.Range(1, 8).Select(n => $"new {Stories.Title(n)}"), await partner.PollAsync());
        Assert.Empty(await partner.PollAsync());

        folder.Drop("town/2026-10-06.txt", Stories.Page([10, 9, 8, 7, 6, 5, 4, 3]).Replace("of her book", "of her second book", StringComparison.Ordinal));
        await service.IngestAsync();
        Assert.Equal(
            Enumerable.Range(3, 6).Select(n => $"edited {Stories.Title(n)}").Concat([$"new {Stories.Title(9)}", $"new {Stories.Title(10)}"]),
            await partner.PollAsync());

        folder.Drop("town/2026-09-01.txt", Stories.Page([2, 1, 30, 31, 32]));
        await service.IngestAsync();
        Assert.Equal(new[] { 32, 31, 30 }.Select(n => $"new {Stories.Title(n)}"), await partner.PollAsync());
        Assert.Empty(await partner.PollAsync());
        Assert.Equal(13, partner.Copy.Count);
        Assert.All(partner.Copy.Values.Where(item => item.GetProperty("revision").GetInt32() == 2), item => Assert.EndsWith("second book.", item.GetProperty("teaser").GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task What_changes_between_two_pages_is_neither_missed_nor_told_twice(int limit)
    {
        folder.Drop("town/2026-10-05.txt", Stories.Page([8, 7, 6, 5, 4, 3, 2, 1]));
        await service.IngestAsync();
        var partner = new Partner(service, limit);
        await partner.PollOnceAsync();
        folder.Drop("town/2026-10-06.txt", Stories.Page([9, 8, 7, 6, 5, 4, 3, 2, 1]).Replace("of her book", "of her second book", StringComparison.Ordinal));
        await service.IngestAsync();
        var rest = await partner.PollAsync();
        Assert.Equal(9, rest.Count);
        Assert.Equal(9, partner.Copy.Count);
        Assert.Equal(rest.Count, rest.Distinct().Count());
    }

    [Fact]
    public async Task A_story_that_joins_a_topic_is_a_change_of_its_own()
    {
        folder.Drop("town/2026-10-05.txt", Stories.Page([4, 3, 2, 1]));
        await service.IngestAsync();
        var partner = new Partner(service);
        await partner.PollAsync();
        folder.Drop("culture/2026-10-05.txt", Stories.Page([2, 1]) + "\n");
        await service.IngestAsync();
        Assert.Equal([$"topics {Stories.Title(1)}", $"topics {Stories.Title(2)}"], await partner.PollAsync());
        Assert.Equal(["culture", "town"], partner.Copy.Values.First().GetProperty("topics").EnumerateArray().Select(topic => topic.GetProperty("slug").GetString()));
    }

    [Fact]
    public async Task A_story_taken_back_is_told_of_once_without_its_words_whatever_its_page_shows_later()
    {
        folder.Drop("town/2026-10-05.txt", Stories.Page([4, 3, 2, 1]));
        await service.IngestAsync();
        var partner = new Partner(service);
        await partner.PollAsync();
        var id = partner.Copy.Single(item => item.Value.GetProperty("title").GetString() == Stories.Title(2)).Key;
        await service.Get<LedgerStore>().RetractAsync(Guid.Parse(id["urn:uuid:".Length..]), service.Clock.Now, CancellationToken.None);
        Assert.Equal(["retracted "], await partner.PollAsync());
        Assert.True(partner.Copy[id].GetProperty("deleted").GetBoolean());
        Assert.False(partner.Copy[id].TryGetProperty("teaser", out _));
        folder.Drop("town/2026-10-06.txt", Stories.Page([4, 3, 2, 1]).Replace("of her book", "of her second book", StringComparison.Ordinal));
        await service.IngestAsync();
        Assert.Equal(new[] { 1, 3, 4 }.Select(n => $"edited {Stories.Title(n)}"), await partner.PollAsync());
        using var all = JsonDocument.Parse(await service.GetAsync("/api/items"));
        Assert.Single(all.RootElement.GetProperty("items").EnumerateArray(), item => item.GetProperty("deleted").GetBoolean());
    }

    [Fact]
    public async Task A_story_brought_back_is_told_of_once_with_its_words()
    {
        folder.Drop("town/2026-10-05.txt", Stories.Page([4, 3, 2, 1]));
        await service.IngestAsync();
        var partner = new Partner(service);
        await partner.PollAsync();
        var id = partner.Copy.Single(item => item.Value.GetProperty("title").GetString() == Stories.Title(2)).Key;
        var guid = Guid.Parse(id["urn:uuid:".Length..]);
        await service.Get<LedgerStore>().RetractAsync(guid, service.Clock.Now, CancellationToken.None);
        await partner.PollAsync();
        await service.Get<LedgerStore>().RestoreAsync(guid, service.Clock.Now, CancellationToken.None);
        Assert.Equal([$"restored {Stories.Title(2)}"], await partner.PollAsync());
        Assert.False(partner.Copy[id].GetProperty("deleted").GetBoolean());
        await service.Get<LedgerStore>().RestoreAsync(guid, service.Clock.Now, CancellationToken.None);
        Assert.Empty(await partner.PollAsync());
    }

    [Fact]
    public async Task The_description_names_every_kind_of_change()
    {
        using var description = JsonDocument.Parse(await service.GetAsync("/api/openapi.json"));
        var schemas = description.RootElement.GetProperty("components").GetProperty("schemas");
        var named = schemas.GetProperty("Item").GetProperty("properties").GetProperty("change").GetProperty("enum").EnumerateArray()
            .Append(schemas.GetProperty("RetractedItem").GetProperty("properties").GetProperty("change").GetProperty("const"));
        var kinds = typeof(ChangeKind).GetFields().Select(kind => (string)kind.GetRawConstantValue()!);
        Assert.Equal(kinds.Order(), named.Select(kind => kind.GetString()!).Order());
    }

    [Fact]
    public async Task The_end_of_the_changes_is_an_address_that_can_be_asked_again_and_answers_304()
    {
        folder.Drop("town/2026-10-05.txt", Stories.Page([4, 3, 2, 1]));
        await service.IngestAsync();
        using var first = JsonDocument.Parse(await service.GetAsync("/api/items"));
        var next = new Uri(first.RootElement.GetProperty("next").GetString()!).PathAndQuery;
        using var end = await service.Client.GetAsync(next);
        using var request = new HttpRequestMessage(HttpMethod.Get, next);
        request.Headers.IfNoneMatch.Add(end.Headers.ETag!);
        using var again = await service.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal("*", again.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Theory]
    [InlineData("after=tomorrow", HttpStatusCode.BadRequest, "after must be")]
    [InlineData("after=1-", HttpStatusCode.BadRequest, "after must be")]
    [InlineData("limit=0", HttpStatusCode.BadRequest, "limit must be")]
    [InlineData("limit=501", HttpStatusCode.BadRequest, "limit must be")]
    [InlineData("after=1-5f5e100", HttpStatusCode.Gone, "another store")]
    [InlineData("after=999-6724c340", HttpStatusCode.Gone, "another store")]
    public async Task A_place_that_is_none_is_refused_with_the_reason(string query, HttpStatusCode status, string reason)
    {
        folder.Drop("town/2026-10-05.txt", Stories.Page([4, 3, 2, 1]));
        await service.IngestAsync();
        using var response = await service.Client.GetAsync($"/api/items?{query}");
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(reason, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    /// <summary>Keeps a copy of everything under its id, as the description tells partners to.</summary>
    private sealed class Partner(TestService service, int limit = 100)
    {
        private string next = $"/api/items?limit={limit}";

        public Dictionary<string, JsonElement> Copy { get; } = [];

        public async Task<IReadOnlyList<string>> PollAsync()
        {
            var heard = new List<string>();
            while (await PollOnceAsync(heard))
            {
            }
            return heard;
        }

        public async Task<bool> PollOnceAsync(List<string>? heard = null)
        {
            using var json = JsonDocument.Parse(await service.GetAsync(next));
            foreach (var item in json.RootElement.GetProperty("items").EnumerateArray())
            {
                heard?.Add($"{item.GetProperty("change").GetString()} {(item.TryGetProperty("title", out var title) ? title.GetString() : "")}");
                Copy[item.GetProperty("id").GetString()!] = item.Clone();
            }
            next = new Uri(json.RootElement.GetProperty("next").GetString()!).PathAndQuery;
            return json.RootElement.GetProperty("has_more").GetBoolean();
        }
    }
}
