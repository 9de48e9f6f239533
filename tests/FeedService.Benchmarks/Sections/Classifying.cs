// What it costs to say which of ten thousand topics a story is in, beside all that ingest does with the story.
using FeedService.Benchmarks.Support;
using FeedService.Ledger;

namespace FeedService.Benchmarks.Sections;

internal static class Classifying
{
    private const int Topics = 10_000;

    /// <param name="perStory">CPU seconds of ingest.</param>
    public static void Run(Bench bench, int stories, double perStory)
    {
        var rules = TopicRules.Compile([.. Sample.Phrases(Topics).Select((phrase, n) => new TopicRule { Slug = $"topic-{n}", Folders = [], Keywords = [phrase] })], "all");
        var texts = Enumerable.Range(0, stories / 10).Select(Sample.Story).ToList();
        var found = 0;
        var seconds = Measure.Interleaved(bench.Scale.Rounds, () => found = texts.Sum(text => rules.TopicsOf("garden", text.Title, null, text.Teaser).Count - 1))[0] / texts.Count;
        if (found == 0)
            throw new InvalidOperationException("No story is in any topic: that is not what was to be measured.");
        bench.Report.Add($"classification by {Topics:N0} topics with a key word each", $"{seconds * 1e6:0.0} us a story, {found / (double)texts.Count:0.00} topics found", $"{perStory * 1e6:0} us CPU for all of ingest", seconds / perStory, "<= 0.10");
    }
}
