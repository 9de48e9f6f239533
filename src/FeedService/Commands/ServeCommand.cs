// serve: the hosted worker and the endpoint, until it is told to stop.
using System.CommandLine;
using FeedService.Publish;
using FeedService.Storage;
using Microsoft.Extensions.Options;

namespace FeedService.Commands;

internal static class ServeCommand
{
    public static Command Create(string[] configuration)
    {
        var command = new Command("serve", "Read the inbox on schedule and publish the feeds (the default).");
        command.SetAction((_, cancellationToken) => RunAsync(configuration, cancellationToken));
        return command;
    }

    public static Task<int> RunAsync(string[] configuration, CancellationToken cancellationToken) => Faults.ToExitCodeAsync(async () =>
    {
        SocketThreads.Allow();
        var service = Composition.CreateBuilder(configuration).AddService().Build().MapPublish();
        Composition.EnsureValid(service.Services);
        await service.Services.GetRequiredService<DatabaseStart>().PrepareAsync(cancellationToken);
        await service.StartAsync(cancellationToken);
        await Console.Out.WriteLineAsync(WhereToLook(service));
        await service.WaitForShutdownAsync(cancellationToken);
        return 0;
    });

    private static string WhereToLook(WebApplication service)
    {
        var site = service.Services.GetRequiredService<Model.Site>();
        var inbox = service.Services.GetRequiredService<IOptions<Ingest.InboxOptions>>().Value;
        return $"""
            FeedService {site.Version} listens on {string.Join(", ", service.Urls.Select(url => url + "/"))}
              reads   {Path.GetFullPath(inbox.Folder)} (schedule {inbox.Schedule})
              pages   {site.Home}
              feeds   {site.FeedAddress("all", "rss")}  {site.FeedAddress("all", "atom")}
              health  {site.PublicUrl}/health/ready
            Ctrl+C stops it.
            """;
    }
}
