// ingest: the same pipeline once, over the inbox or over the paths given, then exit.
using System.CommandLine;
using FeedService.Ingest;
using FeedService.Storage;
using Microsoft.Extensions.Options;

namespace FeedService.Commands;

internal static class IngestCommand
{
    public static Command Create(string[] configuration)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "Files, or folders whose sub-folders are topics. Without one, the configured inbox.",
        };
        var command = new Command("ingest", "Read new listings once, as the schedule would, and exit.") { paths };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(paths) ?? [], configuration, cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(string[] paths, string[] configuration, CancellationToken cancellationToken) => Faults.ToExitCodeAsync(async () =>
    {
        await using var service = Composition.CreateBuilder(configuration).Build();
        Composition.EnsureValid(service.Services);
        var options = service.Services.GetRequiredService<IOptions<InboxOptions>>().Value;
        await service.Services.GetRequiredService<DatabaseStart>().PrepareAsync(cancellationToken);
        var run = service.Services.GetRequiredService<IngestRun>();
        var summary = paths.Length == 0
            ? await run.OverInboxAsync(cancellationToken)
            : await run.OverAsync(() => Inbox.ScanPaths(paths, options.Folder), cancellationToken);
        await Console.Out.WriteLineAsync(summary.ToString());
        return summary.Rejected + summary.Unreadable > 0 ? 2 : 0;
    });
}
