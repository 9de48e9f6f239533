// What Publish adds to the service: the site's identity, the board of feeds, the database's health.
using System.Reflection;
using FeedService.Model;
using FeedService.Publish.Feeds;
using FeedService.Storage;
using Microsoft.Extensions.Options;

namespace FeedService.Publish;

internal static class ServiceCollectionExtensions
{
    public static IServiceCollection AddPublish(this IServiceCollection services, Func<IServiceProvider, PublishSettings> settings)
    {
        services.AddOptions<SiteOptions>().BindConfiguration("Site").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<FeedsOptions>().BindConfiguration("Feeds").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => SiteOf(provider.GetRequiredService<IOptions<SiteOptions>>().Value, settings(provider)));
        services.AddSingleton<FeedSource>();
        services.AddSingleton<FeedBoard>();
        services.AddSingleton<ChoiceBoard>();
        services.AddSingleton<ArchiveShelf>();
        services.AddHostedService(provider => provider.GetRequiredService<FeedBoard>());
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
        return services;
    }

    private static Site SiteOf(SiteOptions options, PublishSettings settings) => new()
    {
        Title = options.Title,
        Description = options.Description,
        Language = NullIfEmpty(options.Language),
        Author = NullIfEmpty(options.Author),
        Copyright = NullIfEmpty(options.Copyright),
        PublicUrl = settings.PublicUrl,
        ItemLinkPattern = NullIfEmpty(options.ItemLink),
        MinutesBetweenScans = Math.Max(1, (int)settings.ScanInterval.TotalMinutes),
        Version = typeof(Site).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
    };

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
