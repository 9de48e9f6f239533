// A fault of configuration or surroundings is one line on standard error and exit code 1, not a stack trace.
using FeedService.Model;
using FeedService.Storage;
using Microsoft.Extensions.Options;

namespace FeedService.Commands;

internal static class Faults
{
    public static async Task<int> ToExitCodeAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (MessageOf(e) is { } message)
        {
            await Console.Error.WriteLineAsync($"FeedService: {Printable.Of(message)}");
            return 1;
        }
    }

    /// <returns>Null for a bug: that one is shown whole.</returns>
    private static string? MessageOf(Exception e) => e switch
    {
        OptionsValidationException invalid => string.Join("; ", invalid.Failures),
        InvalidConfigurationException or DatabaseUnusableException => e.Message,
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => e.Message,
        InvalidDataException when e.InnerException is not null => $"{e.Message} {e.GetBaseException().Message}",
        InvalidDataException => e.Message,
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => $"{e.Message} (Urls)",
        OperationCanceledException => "stopped",
        _ => DatabaseFault.AdviceOn(e),
    };
}
