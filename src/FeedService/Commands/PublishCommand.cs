// publish: the whole site as files, for any web server or CDN.
using System.CommandLine;
using FeedService.Ingest;
using FeedService.Publish.Static;

namespace FeedService.Commands;

internal static class PublishCommand
{
    public static Command Create(string[] configuration)
    {
        var folder = new Option<string>("--to") { Required = true, HelpName = "DIR", Description = "The site's folder: new, empty, or written by publish before." };
        var command = new Command("publish", "Write the whole site as files for a web server; what has not changed since the last time stays untouched.") { folder };
        command.SetAction((parsed, token) => Composition.RunOverDatabaseAsync(configuration, services => PublishAsync(services, parsed.GetValue(folder)!, token), token));
        return command;
    }

    private static async Task<int> PublishAsync(IServiceProvider services, string folder, CancellationToken cancellationToken)
    {
        var site = services.GetRequiredService<Model.Site>();
        if (string.IsNullOrWhiteSpace(services.GetRequiredService<IConfiguration>()["PublicUrl"]))
            await Console.Error.WriteLineAsync($"FeedService: PublicUrl is not set: the files say that they are found at {site.Home}");
        try
        {
            await services.GetRequiredService<TopicCatalogue>().BringUpToDateAsync(cancellationToken);
            var summary = await services.GetRequiredService<StaticSite>().WriteAsync(folder, cancellationToken);
            await Console.Out.WriteLineAsync($"{summary.Written} document(s) written, {summary.Unchanged} unchanged, {summary.Removed} removed in {folder}");
            return 0;
        }
        catch (Exception e) when (e is UnusableFolderException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"FeedService: {e.Message}");
            return 1;
        }
    }
}
