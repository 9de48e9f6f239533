// A misspelt key is an error, not silence.
using FeedService.Ingest;
using FeedService.Publish;
using FeedService.Publish.Guards;
using FeedService.Publish.Operator;
using FeedService.Storage;

namespace FeedService.Commands;

internal static class ConfigurationKeys
{
    private static readonly (string Section, Type Options)[] Sections =
    [
        ("Site", typeof(SiteOptions)), ("Inbox", typeof(InboxOptions)), ("Feeds", typeof(FeedsOptions)), ("Storage", typeof(StorageOptions)), ("Operator", typeof(OperatorOptions)), ("Guard", typeof(GuardOptions)), ("Telemetry", typeof(TelemetryOptions)),
    ];

    /// <exception cref="InvalidConfigurationException">A section holds a key that nothing reads.</exception>
    public static void EnsureKnown(IConfiguration configuration)
    {
        foreach (var (section, options) in Sections)
            EnsureKnown(configuration.GetSection(section), options);
        foreach (var topic in configuration.GetSection("Topics").GetChildren())
            EnsureKnown(topic, typeof(TopicOptions));
    }

    private static void EnsureKnown(IConfigurationSection section, Type options)
    {
        var known = options.GetProperties().Select(property => property.Name).Where(name => name != "EqualityContract").ToList();
        var unknown = section.GetChildren().FirstOrDefault(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
            throw new InvalidConfigurationException($"{unknown.Path} is not a key; there are {string.Join(", ", known.Select(name => $"{section.Path}:{name}"))}");
    }
}
