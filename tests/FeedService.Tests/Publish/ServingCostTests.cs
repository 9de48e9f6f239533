// What a feed request costs in steady state: no query, hardly an allocation. Counted in this process, so nothing else may run.
using FeedService.Tests.Support;

namespace FeedService.Tests.Publish;

[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;

[Collection(nameof(AloneInTheProcess))]
public sealed class ServingCostTests : IAsyncLifetime
{
    private const int Requests = 2000;
    private const int MostBytesEach = 200;

    private readonly TestFolder folder = new();
    private TestService service = null!;

    public async ValueTask InitializeAsync()
    {
        folder.DropSeeds();
        service = await TestService.StartAsync(folder);
        await service.IngestAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>What is longer than Kestrel's buffer for an answer (64 KB, more than any compressed feed takes) has to wait for the client, which costs a hundred bytes more.</summary>
    [Theory]
    [InlineData("200 OK", "GET /feeds/gardening.rss")]
    [InlineData("200 OK", "GET /feeds/all.atom", "Accept-Encoding: gzip")]
    [InlineData("200 OK", "GET /feeds/all.json", "Accept-Encoding: gzip, deflate, br;q=0.9")]
    [InlineData("200 OK", "HEAD /feeds/all.rss", "Accept-Encoding: gzip")]
    [InlineData("304 Not Modified", "GET /feeds/all.rss", "If-None-Match: *")]
    [InlineData("200 OK", "GET /feeds/gardening.rss", "If-None-Match: \"of-yesterday\", W/\"of-last-week\"", "If-Modified-Since: Sun, 01 Nov 2020 12:00:00 GMT")]
    public void A_feed_request_makes_no_query_and_allocates_next_to_nothing(string status, params string[] request)
    {
        using var queries = new QueryLog(folder);
        using var requests = new RepeatedRequests(service.Client.BaseAddress!, request);
        Assert.StartsWith($"HTTP/1.1 {status}", requests.Heads[0], StringComparison.Ordinal);
        Assert.InRange(BytesEach(requests, queries), 0, MostBytesEach);
        Assert.Empty(queries.TakeOthers());
    }

    [Fact]
    public async Task Neither_does_a_connection_that_asks_for_many_feeds_with_their_tags()
    {
        using var full = await service.Client.GetAsync("/feeds/gardening.atom");
        string[][] mixed = [["GET /feeds/gardening.atom", $"If-None-Match: {full.Headers.ETag!.Tag}"], ["GET /feeds/astronomy.rss", "Accept-Encoding: gzip"], ["GET /feeds/railways.json", "If-None-Match: \"older\""]];
        using var queries = new QueryLog(folder);
        using var requests = new RepeatedRequests(service.Client.BaseAddress!, mixed);
        Assert.StartsWith("HTTP/1.1 304", requests.Heads[0], StringComparison.Ordinal);
        Assert.InRange(BytesEach(requests, queries) / mixed.Length, 0, MostBytesEach);
        Assert.Empty(queries.TakeOthers());
    }

    [Fact]
    public void A_page_shows_that_queries_and_allocations_are_counted()
    {
        using var queries = new QueryLog(folder);
        using var requests = new RepeatedRequests(service.Client.BaseAddress!, ["GET /topics/gardening"]);
        Assert.True(BytesEach(requests, queries, 50) > 10 * MostBytesEach);
        Assert.True(queries.TakeOthers().Count >= 50);
    }

    /// <summary>The look for changes that runs once a second is shared by them all.</summary>
    private static double BytesEach(RepeatedRequests requests, QueryLog queries, int times = Requests)
    {
        requests.Send(times / 4);
        queries.Take();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        requests.Send(times);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)times;
    }
}
