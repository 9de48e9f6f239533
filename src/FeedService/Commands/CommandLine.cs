// The command line: serve is the default; configuration keys may stand anywhere as --Key=value.
using System.CommandLine;

namespace FeedService.Commands;

internal static class CommandLine
{
    private const string Description = """
        Reads listing files (the visible text of section pages) and publishes feeds of them.

        Without a command it serves: it reads the inbox on schedule and publishes the feeds.
        Every configuration key can be given as --Key=value, for example --Inbox:Folder=/srv/listings,
        or as an environment variable, for example Inbox__Folder=/srv/listings.
        """;

    /// <returns>0; 1 for a fault, told in one line on standard error; 2 where a file was rejected.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var (configuration, rest) = ConfigurationArguments.Split(args);
        var root = new RootCommand(Description)
        {
            ServeCommand.Create(configuration),
            IngestCommand.Create(configuration),
            ExplainCommand.Create(),
            ExportCommand.Create(configuration),
            PublishCommand.Create(configuration),
            BackupCommand.Create(configuration),
            RereadCommand.Create(configuration),
            RetractCommand.Create(configuration),
            RetractCommand.CreateOpposite(configuration),
            DoctorCommand.Create(configuration),
        };
        foreach (var command in ListingsCommands.Create(configuration))
            root.Add(command);
        root.SetAction((_, cancellationToken) => ServeCommand.RunAsync(configuration, cancellationToken));
        return await root.Parse(rest).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }
}
