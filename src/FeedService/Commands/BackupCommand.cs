// backup: a copy of the database, taken while the service runs. It migrates nothing: before an upgrade is when it is wanted.
using System.CommandLine;
using FeedService.Storage;

namespace FeedService.Commands;

internal static class BackupCommand
{
    public static Command Create(string[] configuration)
    {
        var file = new Argument<string>("FILE") { Description = "A new file; put back in the database's place it is the whole state of the service." };
        var command = new Command("backup", "Copy the database while the service runs.") { file };
        command.SetAction((parsed, token) => Faults.ToExitCodeAsync(() => RunAsync(configuration, parsed.GetValue(file)!, token)));
        return command;
    }

    private static async Task<int> RunAsync(string[] configuration, string file, CancellationToken cancellationToken)
    {
        await using var service = Composition.CreateBuilder(configuration).Build();
        Composition.EnsureValid(service.Services);
        await service.Services.GetRequiredService<Backup>().WriteAsync(file, cancellationToken);
        await Console.Out.WriteLineAsync($"{Path.GetFullPath(file)}: {new FileInfo(file).Length / 1024} KB, checked");
        return 0;
    }
}
