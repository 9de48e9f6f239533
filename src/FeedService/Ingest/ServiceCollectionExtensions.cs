// What Ingest adds to the service: the run, its schedule, its health.
using FeedService.Ledger;
using Microsoft.Extensions.Options;
using Quartz;

namespace FeedService.Ingest;

internal static class ServiceCollectionExtensions
{
    /// <summary>The run itself, for the command line and for the schedule.</summary>
    public static IServiceCollection AddIngest(this IServiceCollection services)
    {
        services.AddOptions<InboxOptions>().BindConfiguration("Inbox")
            .ValidateDataAnnotations()
            .Validate(options => Schedule.Parse(options.Schedule) is not null, "Inbox:Schedule must be a span of 1 second to 1 day, such as 00:05:00, or a cron expression, such as 0 0/5 * * * ?")
            .ValidateOnStart();
        services.AddOptions<List<TopicOptions>>().BindConfiguration("Topics").Validate(topics => TopicOptions.FaultOf(topics) is null, "Topics: every element needs a Slug of its own (a-z, 0-9 and single hyphens), FormerSlugs that no other has, and a Title without a comma; all is neither renamed nor Closed").ValidateOnStart();
        services.AddSingleton(provider => TopicRules.Compile(
            [.. provider.GetRequiredService<IOptions<List<TopicOptions>>>().Value.Select(topic => topic.ToRule())],
            provider.GetRequiredService<IOptions<InboxOptions>>().Value.DefaultTopic));
        services.AddSingleton<TopicCatalogue>();
        services.AddSingleton<Intake>();
        services.AddSingleton<RunReport>();
        services.AddSingleton<IngestRun>();
        services.AddSingleton<Export>();
        services.AddSingleton<Replay>();
        services.AddSingleton<Correcting>();
        services.AddSingleton<Reread>();
        services.AddSingleton<LastRun>();
        return services;
    }

    /// <summary>Runs it at the start and then as Inbox:Schedule says.</summary>
    public static IServiceCollection AddIngestSchedule(this IServiceCollection services)
    {
        var job = new JobKey("ingest");
        services.AddHealthChecks().AddCheck<LastRun>("ingest", tags: ["ready"]);
        services.AddQuartz(quartz => quartz
            .AddJob<IngestJob>(configure => configure.WithIdentity(job))
            .AddTrigger<IngestJob>((provider, trigger) => Schedule.Parse(provider.GetRequiredService<IOptions<InboxOptions>>().Value.Schedule)!
                .ApplyTo(trigger.ForJob(job).WithIdentity("schedule"), provider.GetRequiredService<TimeProvider>().GetUtcNow()))
            .RunAtStartup(job));
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        return services;
    }
}
