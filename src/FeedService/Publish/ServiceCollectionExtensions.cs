// What Publish adds to the service: the site's identity, the board of feeds, the database's health.
using System.Reflection;
using FeedService.Model;
using FeedService.Publish.Feeds;
using FeedService.Publish.Guards;
using FeedService.Publish.Operator;
using FeedService.Publish.Snapshots;
using FeedService.Publish.Static;
using FeedService.Storage;
using FeedService.Storage.Feeds;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace FeedService.Publish;

internal static class ServiceCollectionExtensions
{
    /// <summary>The site and what a feed may hold: all that the cutting of feeds depends on, whoever takes listings in; and the site as files.</summary>
    public static IServiceCollection AddSite(this IServiceCollection services, Func<IServiceProvider, PublishSettings> settings)
    {
        services.AddOptions<SiteOptions>().BindConfiguration("Site").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<FeedsOptions>().BindConfiguration("Feeds").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(settings);
        services.AddSingleton(provider => SiteOf(provider.GetRequiredService<IOptions<SiteOptions>>().Value, provider.GetRequiredService<PublishSettings>()));
        services.AddSingleton(provider => FeedLimits.Of(provider.GetRequiredService<IOptions<FeedsOptions>>().Value.Window, provider.GetRequiredService<Site>()));
        services.AddSingleton<FeedSource>();
        services.AddSingleton<StaticSite>();
        services.AddSingleton<ItemDocuments>();
        services.AddSingleton<TopicDocuments>();
        services.AddSingleton<FeedDocuments>();
        return services;
    }

    public static IServiceCollection AddPublish(this IServiceCollection services)
    {
        services.AddSingleton<SnapshotMemory>();
        services.AddSingleton<FeedBoard>();
        services.AddSingleton<ChoiceBoard>();
        services.AddSingleton<ArchiveShelf>();
        services.AddSingleton<TopicPulses>();
        services.AddHostedService(provider => provider.GetRequiredService<FeedBoard>());
        services.AddGuards();
        services.AddOperator();
        // While anybody could hear the host's own log, it makes a scope and an Activity for each request. First, so that configuration can have it back.
        services.Configure<LoggerFilterOptions>(logging => logging.Rules.Insert(0, new LoggerFilterRule(null, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None, null)));
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
        return services;
    }

    private static void AddOperator(this IServiceCollection services)
    {
        services.AddOptions<OperatorOptions>().BindConfiguration("Operator").PostConfigure(options => options.ReadTokenFile()).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<OperatorAccess>();
        services.AddSingleton<HeldComparison>();
        // A form is as good as the process that made it: no keys are kept on disk for it.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie = new CookieBuilder { Name = "feedservice-operator", HttpOnly = true, SameSite = SameSiteMode.Strict, SecurePolicy = CookieSecurePolicy.SameAsRequest, Path = "/" };
            forms.FormFieldName = "form-token";
            forms.SuppressXFrameOptionsHeader = true; // the content policy says it, and more strictly
        });
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
        MovedTopics = settings.MovedTopics,
        ClosedTopics = settings.ClosedTopics,
        MinutesBetweenScans = Math.Max(1, (int)settings.ScanInterval.TotalMinutes),
        Version = typeof(Site).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
    };

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
