// Every golden Atom and JSON file against the grammar of its specification, with documents that the grammars must refuse.
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FeedService.Formats;
using FeedService.Tests.Support;

namespace FeedService.Tests.Formats;

public sealed class GrammarTests
{
    private static readonly string Grammars = Path.Combine(Repository.Root, "tests", "FeedService.Tests", "Grammars");

    public static TheoryData<string> Samples() => new(SampleFeeds.All.Keys);

    [Theory, MemberData(nameof(Samples))]
    public async Task Atom_follows_the_grammar_of_RFC_4287(string sample) => await ValidateAsync(Atom(sample));

    [Theory]
    [InlineData("<updated>2024-03-03T08:05:09Z</updated>", "")]
    [InlineData("<updated>2024-03-03T08:05:09Z</updated>", "<updated>Sun, 03 Mar 2024 08:05:09 GMT</updated>")]
    [InlineData("<title type=\"text\">Compost, turned</title>", "")]
    [InlineData("<title type=\"text\">Compost, turned</title>", "<title type=\"text/plain\">Compost, turned</title>")]
    [InlineData("<author>", "<author><email>nobody</email>")]
    [InlineData("<icon>", "<favicon/><icon>")]
    public async Task What_Atom_does_not_allow_is_found(string part, string instead)
    {
        var broken = Atom("ordinary").Replace(part, instead, StringComparison.Ordinal);
        Assert.NotEqual(Atom("ordinary"), broken);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => ValidateAsync(broken));
    }

    [Theory, MemberData(nameof(Samples))]
    public void Json_follows_the_schema_of_JSON_Feed(string sample)
    {
        using var document = JsonDocument.Parse(Json(sample));
        Assert.Empty(Schema().FaultsOf(document.RootElement));
    }

    public static TheoryData<string, Action<JsonNode>> Breakages() => new()
    {
        { "no id", feed => feed["items"]![0]!.AsObject().Remove("id") },
        { "no content", feed => feed["items"]![0]!.AsObject().Remove("content_text") },
        { "a number for an id", feed => feed["items"]![0]!["id"] = 7 },
        { "a date without a zone", feed => feed["items"]![0]!["date_published"] = "2024-03-02T08:05:09" },
        { "a member of no specification", feed => feed["items"]![0]!["rank"] = 1 },
        { "an address without a host", feed => feed["feed_url"] = "/feeds/all.json" },
        { "another version", feed => feed["version"] = "https://jsonfeed.org/version/1" },
        { "items that are none", feed => feed["items"] = new JsonObject() },
    };

    [Theory, MemberData(nameof(Breakages), DisableDiscoveryEnumeration = true)]
    public void What_JSON_Feed_does_not_allow_is_found(string what, Action<JsonNode> breakIt)
    {
        var feed = JsonNode.Parse(Json("ordinary"))!;
        breakIt(feed);
        using var document = JsonDocument.Parse(feed.ToJsonString());
        Assert.True(Schema().FaultsOf(document.RootElement).Count > 0, what);
    }

    private static Task<string> ValidateAsync(string atom)
    {
        Tool.Require("xmllint", "libxml2-utils");
        return Tool.RunAsync(Grammars, atom, "xmllint", "--noout", "--relaxng", "atom.rng", "-");
    }

    private static JsonSchema Schema() => new(JsonDocument.Parse(File.ReadAllText(Path.Combine(Grammars, "json-feed-1.1.schema.json"))).RootElement);

    private static string Atom(string sample) => Encoding.UTF8.GetString(AtomFormat.Write(SampleFeeds.All[sample].Feed, SampleFeeds.All[sample].Site));

    private static byte[] Json(string sample) => JsonFormat.Write(SampleFeeds.All[sample].Feed, SampleFeeds.All[sample].Site);
}
