// Puts the floors together for a command, from one configuration.
using FeedService.Ingest;
using FeedService.Publish;
using FeedService.Storage;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace FeedService.Commands;

internal static class Composition
{
    private const string DefaultUrls = "http://127.0.0.1:5080";

    /// <summary>Nothing reads configuration twice, and a watch over the working directory is told of every write to a database in it.</summary>
    private const string WithoutWatch = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>What the frameworks have to say, below everything that is configured: the program is alone where it is one file.</summary>
    private static readonly Dictionary<string, string?> Quiet = new() { ["Logging:LogLevel:Microsoft"] = "Warning", ["Logging:LogLevel:Quartz"] = "Warning", ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error" };

    /// <summary>What is in flight gets this long to end; a supervisor that waits ten seconds need not kill us.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(8);

    /// <summary>Storage and the run over the inbox: what ingest needs, and serve too.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] configuration)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. configuration, WithoutWatch], ContentRootPath = Directory.GetCurrentDirectory() });
        builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = Quiet });
        if (!File.Exists("appsettings.json"))
            builder.Configuration.Sources.Insert(1, new Microsoft.Extensions.Configuration.Json.JsonConfigurationSource { Path = Path.Combine(AppContext.BaseDirectory, "appsettings.json"), Optional = true }.WithFileProvider());
        ConfigurationKeys.EnsureKnown(builder.Configuration);
        builder.Logging.AddLogLines();
        // A failed start is told by Faults, in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // Who asks for the health is told it; a monitor that asks each second shall not fill the log with it too.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddSingleton(TimeProvider.System);
        var publicUrl = PublicUrl.Of(builder.Configuration["PublicUrl"], UrlsOf(builder.Configuration));
        builder.Services.AddSite(provider => SettingsOf(provider, publicUrl));
        builder.Services.AddStorage();
        builder.Services.AddIngest();
        return builder;
    }

    /// <summary>The whole service: the schedule, and the feeds over HTTP.</summary>
    public static WebApplicationBuilder AddService(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseUrls(UrlsOf(builder.Configuration)).UseSocketThreads().ConfigureKestrel(ServerLimits.Apply);
        builder.Services.Configure<SocketTransportOptions>(ServerLimits.Apply);
        builder.Services.Configure<HostFilteringOptions>(filter => ServerLimits.AllowHosts(filter, builder.Configuration["AllowedHosts"], builder.Configuration["PublicUrl"]));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeToStop);
        builder.Services.AddOptions<TelemetryOptions>().BindConfiguration("Telemetry").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHostedService<Telemetry>();
        builder.Services.AddIngestSchedule();
        builder.Services.AddPublish();
        return builder;
    }

    /// <summary>Runs a command that ends, on the configured database.</summary>
    public static Task<int> RunOverDatabaseAsync(
        string[] configuration, Func<IServiceProvider, Task<int>> command, CancellationToken cancellationToken, AfterDamage afterDamage = AfterDamage.Leave) => Faults.ToExitCodeAsync(async () =>
    {
        await using var service = CreateBuilder(configuration).Build();
        EnsureValid(service.Services);
        await service.Services.GetRequiredService<DatabaseStart>().PrepareAsync(cancellationToken, afterDamage);
        return await command(service.Services);
    });

    /// <summary>Reads the whole configuration now, so that a fault is told before anything is touched.</summary>
    public static void EnsureValid(IServiceProvider services) => services.GetRequiredService<IStartupValidator>().Validate();

    private static string UrlsOf(IConfiguration configuration) => configuration["Urls"] ?? DefaultUrls;

    private static PublishSettings SettingsOf(IServiceProvider provider, string publicUrl) => new()
    {
        PublicUrl = publicUrl,
        MovedTopics = TopicsOf(provider).SelectMany(topic => topic.FormerSlugs.Select(former => (former, topic.Slug))).ToDictionary(move => move.former, move => move.Slug),
        ClosedTopics = TopicsOf(provider).Where(topic => topic.Closed).Select(topic => topic.Slug).ToHashSet(),
        ScanInterval = Schedule.Parse(provider.GetRequiredService<IOptions<InboxOptions>>().Value.Schedule)!.Interval,
        AcceptHeldAsync = async (number, token) =>
            await provider.GetRequiredService<Intake>().AcceptAsync(number, provider.GetRequiredService<TimeProvider>().GetUtcNow(), token) is Outcome.Read,
    };

    private static List<TopicOptions> TopicsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<List<TopicOptions>>>().Value;

    private static Microsoft.Extensions.Configuration.Json.JsonConfigurationSource WithFileProvider(this Microsoft.Extensions.Configuration.Json.JsonConfigurationSource source)
    {
        source.ResolveFileProvider();
        return source;
    }
}
