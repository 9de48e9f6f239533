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
            Description = "Files, folders whose sub-folders are topics, or one folder that export wrote. Without one, the configured inbox.",
        };
        var command = new Command("ingest", "Read new listings once, as the schedule would, and exit.") { paths };
        command.SetAction((parsed, cancellationToken) => Composition.RunOverDatabaseAsync(
            configuration, services => RunAsync(services, parsed.GetValue(paths) ?? [], cancellationToken), cancellationToken, AfterDamage.BeginAnew));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, string[] paths, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<Soundness>().EnsureAsync(cancellationToken);
        var inbox = services.GetRequiredService<IOptions<InboxOptions>>().Value.Folder;
        var run = services.GetRequiredService<IngestRun>();
        var summary = paths switch
        {
            [] => await run.OverInboxAsync(cancellationToken),
            [var folder] when Replay.IsExport(folder) => await services.GetRequiredService<Replay>().OverAsync(folder, cancellationToken),
            _ => await run.OverAsync(() => Inbox.ScanPaths(paths, inbox), cancellationToken),
        };
        await Console.Out.WriteLineAsync(summary.ToString());
        return summary.Rejected + summary.Unreadable > 0 ? 2 : 0;
    }
}
