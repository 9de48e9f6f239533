// explain: how each line of a file is read. Stores nothing.
using System.CommandLine;
using FeedService.Listings;

namespace FeedService.Commands;

internal static class ExplainCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Listing files." };
        var json = new Option<bool>("--json") { Description = "One JSON array on standard output." };
        var command = new Command("explain", "Show how each line of a file is read; nothing is stored.") { files, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(files)!, parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] files, bool json, CancellationToken cancellationToken)
    {
        var readings = new List<(string File, ParsedListing Reading)>();
        foreach (var file in files)
            readings.Add((file, await ReadAsync(file, cancellationToken)));
        await Console.Out.WriteLineAsync(json ? Explanation.ToJson(readings) : Explanation.ToText(readings, colour: !Console.IsOutputRedirected));
        return readings.Exists(reading => reading.Reading.Rejected is not null) ? 2 : 0;
    }

    private static async Task<ParsedListing> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return ListingParser.Parse(ListingText.Decode(await File.ReadAllBytesAsync(file, cancellationToken)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{file}: cannot be read: {e.Message}");
            return ParsedListing.RejectedBecause($"cannot be read: {e.Message}");
        }
    }
}
