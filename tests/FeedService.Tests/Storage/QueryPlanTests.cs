// What a feed, an archive document and the intake of a listing ask the database does not grow with it: SQLite's own plan of each query says so.
using System.Text.RegularExpressions;
using FeedService.Tests.Support;
using Microsoft.Data.Sqlite;

namespace FeedService.Tests.Storage;

[Collection(nameof(Publish.AloneInTheProcess))]
public sealed partial class QueryPlanTests : IAsyncLifetime
{
    /// <summary>Those that grow with what is read in.</summary>
    private static readonly HashSet<string> Tables = ["items", "item_topics", "appearances", "revisions", "listings", "changes", "furniture", "archives"];

    /// <summary>Holds only the rows that are asked for, so that walking through it finds one at each step.</summary>
    private const string IndexOfFew = "IX_items_doubts";

    private readonly TestFolder folder = new();
    private TestService service = null!;

    public async ValueTask InitializeAsync()
    {
        for (var page = 0; page < 4; page++)
            folder.Drop($"garden/2026-01-0{page + 1}.txt", MadeListing.Of(MadeListing.Down((page + 1) * 150, (page * 140) + 1)));
        service = await TestService.StartAsync(folder);
        Assert.True((await service.IngestTrustedAsync()).NewItems >= 500);
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("/feeds/garden.rss")]
    [InlineData("/feeds/garden.atom")]
    [InlineData("/feeds/all.json")]
    [InlineData("the newest archive document")]
    [InlineData("/")]
    [InlineData("/topics/garden")]
    [InlineData("/operator")]
    [InlineData("/operator?status=rejected")]
    [InlineData("/health/topics")]
    public async Task What_is_published_is_found_by_its_index(string path)
    {
        var address = path.Contains("archive", StringComparison.Ordinal) ? await NewestArchiveAsync() : path;
        var queries = await QueriesOfAsync(() => service.GetAsync(address));
        Assert.NotEmpty(queries);
        Assert.True(Growing(queries).Count == 0, string.Join("\n", Growing(queries)));
    }

    [Fact]
    public async Task What_the_ledger_asks_about_a_listing_is_found_by_its_index()
    {
        folder.Drop("garden/2026-01-09.txt", MadeListing.Of(MadeListing.Down(603, 430)));
        var queries = await QueriesOfAsync(async () => (await service.IngestAsync()).ToString());
        Assert.True(queries.Count > 10, "the ledger asks about texts, items, captures, topics");
        Assert.True(Growing(queries).Count == 0, string.Join("\n", Growing(queries)));
    }

    [Theory]
    [InlineData("IX_item_topics_TopicId_Archive", "/feeds/garden.rss")]
    [InlineData("IX_items_RetractedAt", "/feeds/garden.rss")]
    [InlineData("IX_item_topics_ItemId_TopicId", "/feeds/garden.rss")]
    [InlineData("IX_items_doubts", "/operator")]
    [InlineData("IX_listings_Status", "/operator")]
    public async Task Without_an_index_the_plan_would_tell(string index, string path)
    {
        var queries = await QueriesOfAsync(() => service.GetAsync(path));
        await using (var database = new SqliteConnection($"Data Source={folder.Database};Pooling=False"))
        {
            await database.OpenAsync();
            await using var command = database.CreateCommand();
            command.CommandText = $"DROP INDEX \"{index}\"";
            await command.ExecuteNonQueryAsync();
        }
        Assert.NotEmpty(Growing(queries));
    }

    private async Task<string> NewestArchiveAsync() => ArchiveAddress().Match(await service.GetAsync("/feeds/garden.rss")).Groups[1].Value;

    private async Task<IReadOnlyList<string>> QueriesOfAsync(Func<Task<string>> asked)
    {
        using var log = new QueryLog(folder);
        await asked();
        return [.. log.TakeOthers().Where(command => command.StartsWith("SELECT", StringComparison.Ordinal)).Distinct()];
    }

    /// <summary>The steps that walk through a table, or through a topic from its first item on, each with its query.</summary>
    private IReadOnlyList<string> Growing(IReadOnlyList<string> queries)
    {
        using var database = new SqliteConnection($"Data Source={folder.Database};Mode=ReadOnly;Pooling=False");
        database.Open();
        return [.. queries.SelectMany(query => Growing(query, PlanOf(database, query)).Select(step => $"{step} in {query}"))];
    }

    /// <summary>
    /// The newest of a topic are asked for in the order of its key, up to a limit: what is not sorted is not walked to its end
    /// either. Only a count, for people's pages, has to be counted.
    /// </summary>
    private static IEnumerable<string> Growing(string query, IReadOnlyList<string> plan)
    {
        var stopsEarly = query.Contains("COUNT(*)", StringComparison.Ordinal) || query.Contains("LIMIT", StringComparison.Ordinal) && !plan.Any(step => step.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal));
        var takesTheFirst = stopsEarly && !query.Contains("COUNT(*)", StringComparison.Ordinal) && !query.Contains("WHERE", StringComparison.Ordinal);
        var tables = Alias().Matches(query).ToLookup(match => match.Groups[2].Value, match => match.Groups[1].Value);
        return plan.Where(step => IsGrowing(step, name => tables[name].Append(name), takesTheFirst, stopsEarly));
    }

    /// <summary>A step names its table, or since SQLite 3.36 only the query's name for it.</summary>
    private static bool IsGrowing(string step, Func<string, IEnumerable<string>> tablesOf, bool takesTheFirst, bool stopsEarly)
    {
        var words = Step().Match(step);
        return tablesOf(words.Groups["table"].Value).Any(table => words.Groups["how"].Value == "SCAN"
            ? Tables.Contains(table) && !takesTheFirst && !step.Contains(IndexOfFew, StringComparison.Ordinal)
            : table == "item_topics" && step.Contains("(TopicId=?)", StringComparison.Ordinal) && !stopsEarly);
    }

    private static List<string> PlanOf(SqliteConnection database, string query)
    {
        using var command = database.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {query}";
        foreach (var name in Parameter().Matches(query).Select(match => match.Value).Distinct())
            command.Parameters.AddWithValue(name, 1);
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
            steps.Add(reader.GetString(3));
        return steps;
    }

    [GeneratedRegex(@"^(?<how>SCAN|SEARCH) (TABLE )?(?<table>\w+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Step();

    [GeneratedRegex("\"(\\w+)\" AS \"(\\w+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Alias();

    [GeneratedRegex(@"@\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    [GeneratedRegex("rel=\"prev-archive\"[^>]*href=\"[a-z]+://[^/]+([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex ArchiveAddress();
}
