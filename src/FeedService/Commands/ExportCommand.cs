// export: every listing as it came, and the order and decisions that the feeds follow from.
using System.CommandLine;
using FeedService.Ingest;

namespace FeedService.Commands;

internal static class ExportCommand
{
    public static Command Create(string[] configuration)
    {
        var to = new Option<string?>("--to") { HelpName = "DIR", Description = "An empty or new folder." };
        var folder = new Argument<string?>("DIR") { Arity = ArgumentArity.ZeroOrOne, Description = "The same without --to." };
        var command = new Command("export", "Write every listing taken in to a folder, with what \"ingest DIR\" needs to make the same feeds of them again.") { to, folder };
        command.SetAction((parsed, token) => (parsed.GetValue(to), parsed.GetValue(folder)) switch
        {
            ({ } named, null) => RunAsync(configuration, named, token),
            (null, { } named) => RunAsync(configuration, named, token),
            _ => FailAsync("export writes to one folder: export --to DIR"),
        });
        return command;
    }

    private static Task<int> RunAsync(string[] configuration, string folder, CancellationToken cancellationToken) =>
        Composition.RunOverDatabaseAsync(configuration, services => ExportAsync(services, folder, cancellationToken), cancellationToken);

    private static async Task<int> ExportAsync(IServiceProvider services, string folder, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            return await FailAsync($"{folder} is not empty; name a new folder");
        var count = await services.GetRequiredService<Export>().WriteAsync(folder, cancellationToken);
        await Console.Out.WriteLineAsync($"{count} listing(s) written to {folder}");
        return 0;
    }

    private static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync($"FeedService: {message}");
        return 1;
    }
}
