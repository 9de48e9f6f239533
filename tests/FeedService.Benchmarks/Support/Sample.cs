// Made-up section pages of any size: story n is always the same, and no two are alike.
using System.Text;

namespace FeedService.Benchmarks.Support;

internal static class Sample
{
    private static readonly string[] Adjectives = Split("amber brisk calm daring eager faded gentle hidden idle jolly keen late mellow narrow old patient quiet restless silver tall unhurried vivid wooden young bright crooked distant early frosty golden hollow lively");
    private static readonly string[] Nouns = Split("baker bridge canal choir clock courtyard ferry fountain garden harbour hedge island kettle ladder lantern library market meadow mill orchard painter piano potter quarry railway reservoir roof sailor shed signal sparrow stable station tower tram umbrella valley vineyard violin wagon walnut weaver well willow window windmill workshop yard arch barge beacon bell bench boat");
    private static readonly string[] Verbs = Split("adopts borrows celebrates counts delights discovers earns finds follows greets guides inspires invites keeps leaves measures mends misses opens paints plans praises rebuilds remembers repairs sells shares shelters surprises teaches tends welcomes");
    private static readonly string[] Places = Split("alder birch cedar dale elm fern glen heath ivy juniper knoll larch moor nook oak pine quay reed spruce thorn upland vale weir yew");

    /// <summary>Stories from the number given downwards, as a page shows them: caption now and then, headline, blank line, teaser, blank line.</summary>
    public static byte[] Page(IEnumerable<int> stories)
    {
        var page = new StringBuilder("Home\nAbout us\n\n");
        foreach (var story in stories)
            AppendStory(page, story);
        return Encoding.UTF8.GetBytes(page.Append("Older posts\n").ToString());
    }

    public static (string Title, string Teaser) Story(int number)
    {
        var random = new Picker(number);
        var title = $"{Capital(random.Of(Adjectives))} {random.Of(Nouns)} {random.Of(Verbs)} the {random.Of(Adjectives)} {random.Of(Nouns)} of {Capital(random.Of(Adjectives))} {Capital(random.Of(Places))} {Capital(random.Of(Nouns))}";
        var teaser = $"{Sentence(ref random, "by")} {Sentence(ref random, "behind")} {Sentence(ref random, "near")}";
        return (title, teaser);
    }

    /// <summary>Different phrases of three words that stand in the stories now and then.</summary>
    public static IEnumerable<string> Phrases(int count) =>
        (from noun in Nouns from adjective in Adjectives from verb in Verbs select $"{adjective} {noun} {verb}").Take(count);

    private static void AppendStory(StringBuilder page, int number)
    {
        var (title, teaser) = Story(number);
        if (number % 3 == 0)
            page.Append(new Picker(number + 1).Of(Nouns)).Append(" at dusk\n");
        page.Append(title).Append("\n\n").Append(teaser).Append("\n\n");
    }

    private static string Sentence(ref Picker random, string preposition) =>
        $"The {random.Of(Adjectives)} {random.Of(Nouns)} {random.Of(Verbs)} a {random.Of(Nouns)} {preposition} the {random.Of(Adjectives)} {random.Of(Nouns)}, and the {random.Of(Nouns)} {random.Of(Verbs)} it.";

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static string[] Split(string words) => words.Split(' ');

    /// <summary>SplitMix64: the same words for the same number on any machine.</summary>
    private struct Picker(int seed)
    {
        // Another factor than the step: with the same one, story 2 would be story 1 less its first word.
        private ulong state = (ulong)seed * 0xD1B54A32D192ED03UL;

        public string Of(string[] words)
        {
            state += 0x9E3779B97F4A7C15UL;
            var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return words[(int)((z ^ (z >> 31)) % (ulong)words.Length)];
        }
    }
}
