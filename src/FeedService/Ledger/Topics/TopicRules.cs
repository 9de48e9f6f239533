// What an item is about: the folder its listing lies in, and the key words in its text.
namespace FeedService.Ledger;

/// <summary>A topic's rule, as configured.</summary>
internal sealed record TopicRule
{
    public required string Slug { get; init; }

    /// <summary>Folders below the inbox, each with all below it; empty string for the inbox itself.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>Words and phrases; one with a leading '-' keeps out what the others let in.</summary>
    public required IReadOnlyList<string> Keywords { get; init; }

    /// <summary>Slugs that this topic had before: a folder that is named so still is this topic.</summary>
    public IReadOnlyList<string> FormerSlugs { get; init; } = [];
}

internal sealed class TopicRules
{
    private readonly Dictionary<string, List<string>> slugsOfFolder = new(StringComparer.OrdinalIgnoreCase);
    private readonly PhraseTree phrases = new();
    private readonly Dictionary<string, string> renamed = [];
    private readonly string defaultTopic;

    private TopicRules(string defaultTopic) => this.defaultTopic = defaultTopic;

    /// <param name="defaultTopic">The topic of listings that lie in the inbox itself.</param>
    public static TopicRules Compile(IReadOnlyList<TopicRule> rules, string defaultTopic)
    {
        var compiled = new TopicRules(defaultTopic);
        foreach (var rule in rules) compiled.Add(rule);
        return compiled;
    }

    /// <summary>
    /// Slugs, sorted, without <c>all</c>. A configured folder takes the place of the convention that a folder is a topic.
    /// Excluded words keep a story from entering by its words only: what lies in the topic's folder was put there.
    /// </summary>
    public IReadOnlyList<string> TopicsOf(string folder, string title, string? caption, string? teaser)
    {
        var found = new List<string>();
        var excluded = new HashSet<string>();
        foreach (var text in new[] { title, caption, teaser })
            foreach (var (slug, excludes) in phrases.In(text))
                if (excludes) excluded.Add(slug);
                else found.Add(slug);
        return [.. found.Where(s => !excluded.Contains(s)).Concat(TopicsOfFolder(folder)).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The topic whose page a folder's listings show: the first, where several are configured for it.</summary>
    public string TopicOfFolder(string folder) => TopicsOfFolder(folder).First();

    /// <summary>By convention the whole path is the topic: <c>railways/steam</c> is <c>railways-steam</c>. Empty for the inbox itself.</summary>
    public static string SlugOfFolder(string folder) => FolderSlug.Of(folder);

    /// <summary>A title from a slug: <c>railway-news</c> is "Railway news".</summary>
    public static string TitleOfSlug(string slug)
    {
        var words = slug.Replace('-', ' ').Trim();
        return words.Length == 0 ? slug : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private void Add(TopicRule rule)
    {
        foreach (var folder in rule.Folders)
        {
            var path = Path(folder);
            if (!slugsOfFolder.TryGetValue(path, out var slugs)) slugsOfFolder[path] = slugs = [];
            slugs.Add(rule.Slug);
        }

        foreach (var former in rule.FormerSlugs)
            renamed[former] = rule.Slug;
        foreach (var keyword in rule.Keywords)
            phrases.Add(keyword.TrimStart().TrimStart('-'), (rule.Slug, keyword.TrimStart().StartsWith('-')));
    }

    /// <summary>The nearest configured folder on the way up. The inbox itself, when configured, does not speak for its sub-folders.</summary>
    private IEnumerable<string> TopicsOfFolder(string folder)
    {
        var path = Path(folder);
        for (var part = path; part.Length > 0; part = part[..Math.Max(0, part.LastIndexOf('/'))])
            if (slugsOfFolder.TryGetValue(part, out var slugs)) return slugs;
        if (path.Length > 0) return [Today(SlugOfFolder(path))];
        return slugsOfFolder.GetValueOrDefault("", [Today(defaultTopic)]);
    }

    private string Today(string slug) => renamed.GetValueOrDefault(slug, slug);

    private static string Path(string folder) => folder.Replace('\\', '/').Trim('/');
}
