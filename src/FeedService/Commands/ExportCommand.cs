// export: every listing as it came, and the order and decisions that the feeds follow from.
using System.CommandLine;
using FeedService.Ingest;

namespace FeedService.Commands;

internal static class ExportCommand
{
    public static Command Create(string[] configuration)
    {
        var folder = new Argument<string>("DIR") { Description = "An empty or new folder." };
        var command = new Command("export", "Write every listing taken in to a folder, with what \"ingest DIR\" needs to make the same feeds of them again.") { folder };
        command.SetAction((parsed, token) => Composition.RunOverDatabaseAsync(configuration, services => ExportAsync(services, parsed.GetValue(folder)!, token), token));
        return command;
    }

    private static async Task<int> ExportAsync(IServiceProvider services, string folder, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            await Console.Error.WriteLineAsync($"FeedService: {folder} is not empty; name a new folder");
            return 1;
        }
        var count = await services.GetRequiredService<Export>().WriteAsync(folder, cancellationToken);
        await Console.Out.WriteLineAsync($"{count} listing(s) written to {folder}");
        return 0;
    }
}
