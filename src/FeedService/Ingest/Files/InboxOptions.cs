// Configuration sections Inbox and Topics.
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using FeedService.Ledger;
using FeedService.Model;

namespace FeedService.Ingest;

/// <summary>Where listing files arrive and how often they are looked for.</summary>
internal sealed record InboxOptions
{
    /// <summary>Folder that is scanned; a sub-folder is a topic. Relative to the working directory.</summary>
    [Required(ErrorMessage = "Inbox:Folder must not be empty")]
    public string Folder { get; init; } = "inbox";

    /// <summary>How often: a span such as 00:05:00, or a Quartz cron expression such as "0 0/5 * * * ?".</summary>
    [Required(ErrorMessage = "Inbox:Schedule must not be empty")]
    public string Schedule { get; init; } = "00:05:00";

    /// <summary>A file is read once it has not been written to for this long.</summary>
    [Range(0, 3600, ErrorMessage = "Inbox:SettleSeconds must be 0 to 3600")]
    public int SettleSeconds { get; init; } = 5;

    /// <summary>Larger files are rejected.</summary>
    [Range(1, 1024, ErrorMessage = "Inbox:MaxFileMegabytes must be 1 to 1024")]
    public int MaxFileMegabytes { get; init; } = 64;

    /// <summary>Topic of the files that lie in the inbox itself.</summary>
    [RegularExpression(Slugs.Pattern, ErrorMessage = "Inbox:DefaultTopic must be a slug: a-z, 0-9 and single hyphens")]
    public string DefaultTopic { get; init; } = "news";
}

internal static class Slugs
{
    public const string Pattern = "^[a-z0-9]+(-[a-z0-9]+)*$";
}

/// <summary>One element of the configuration array Topics.</summary>
internal sealed partial record TopicOptions
{
    public string Slug { get; init; } = "";
    public string? Title { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<string> Folders { get; init; } = [];
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>The slugs it had before, the oldest first: their addresses lead to those of today.</summary>
    public IReadOnlyList<string> FormerSlugs { get; init; } = [];

    /// <summary>It has come to its end: its addresses say so, and no page leads there.</summary>
    public bool Closed { get; init; }

    /// <returns>The first element that cannot be used, or null.</returns>
    public static TopicOptions? FaultOf(IReadOnlyList<TopicOptions> topics) => topics.FirstOrDefault(topic =>
        topic.Slugs.Any(slug => !SlugPattern().IsMatch(slug) || topics.Sum(other => other.Slugs.Count(used => used == slug)) > 1)
        || topic.Title?.Contains(',', StringComparison.Ordinal) == true
        || (topic.Slugs.Contains(Topic.All) && (topic.FormerSlugs.Count > 0 || topic.Closed)));

    private IEnumerable<string> Slugs => [Slug, .. FormerSlugs];

    [GeneratedRegex(Ingest.Slugs.Pattern)]
    private static partial Regex SlugPattern();

    public TopicRule ToRule() => new() { Slug = Slug, Folders = Folders, Keywords = Keywords, FormerSlugs = FormerSlugs };
}
