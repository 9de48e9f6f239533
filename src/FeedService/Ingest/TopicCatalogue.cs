// Keeps the topics' rows in step with configuration: titles, descriptions, and who belongs where when a rule changed.
using System.Text.Json;
using FeedService.Ledger;
using FeedService.Model;
using FeedService.Storage;
using Microsoft.Extensions.Options;

namespace FeedService.Ingest;

internal sealed partial class TopicCatalogue(
    TopicStore store, TopicRules rules, IOptions<List<TopicOptions>> options, TimeProvider clock, ILogger<TopicCatalogue> log)
{
    private bool upToDate;

    /// <summary>Once a process: configuration does not change while it runs. Ids, dates and topics that did not change stay untouched.</summary>
    public async Task BringUpToDateAsync(CancellationToken cancellationToken)
    {
        if (upToDate)
            return;
        var changed = string.Join(", ", await store.ApplyAsync([.. Configured()], TopicsOf, clock.GetUtcNow(), cancellationToken));
        if (changed.Length > 0)
            Log.Changed(log, changed);
        if (await store.NoteSettingsAsync(clock.GetUtcNow(), cancellationToken))
            Log.Reconfigured(log);
        upToDate = true;
    }

    /// <summary>The topics of the configuration; the one of everything is there before the first story.</summary>
    private IEnumerable<ConfiguredTopic> Configured()
    {
        foreach (var topic in options.Value)
            yield return new ConfiguredTopic(topic.Slug, topic.Title ?? TopicRules.TitleOfSlug(topic.Slug), topic.Description, RuleOf(topic)) { FormerSlugs = topic.FormerSlugs };
        if (options.Value.TrueForAll(topic => topic.Slug != Topic.All))
            yield return new ConfiguredTopic(Topic.All, "All topics", Description: null, Rule: "");
    }

    /// <summary>A story belongs where any listing that shows it and any text it ever had puts it: then the order of arrival does not matter.</summary>
    private IEnumerable<string> TopicsOf(KnownStory story) =>
        story.Folders.SelectMany(folder => story.Texts.SelectMany(text => rules.TopicsOf(folder, text.Title, story.Caption, text.Teaser))).Append(Topic.All).Distinct();

    private static string RuleOf(TopicOptions topic) =>
        topic.Folders.Count + topic.Keywords.Count == 0 ? "" : JsonSerializer.Serialize(new { topic.Folders, topic.Keywords });

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Topics brought in step with the configuration: {Topics}")]
        public static partial void Changed(ILogger logger, string topics);

        [LoggerMessage(Level = LogLevel.Information, Message = "The configuration that feeds depend on is another one: all of them count as changed")]
        public static partial void Reconfigured(ILogger logger);
    }
}
