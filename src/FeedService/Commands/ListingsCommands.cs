// runs, listings, doubts, accept, reject: what was taken in and when, what is not certain, and the operator's word on what was held.
using System.CommandLine;
using System.Globalization;
using FeedService.Ingest;
using FeedService.Model;
using FeedService.Storage;

namespace FeedService.Commands;

internal static class ListingsCommands
{
    public static IEnumerable<Command> Create(string[] configuration)
    {
        var status = new Option<string?>("--status") { Description = "Only: accepted, \"nothing new\", held or rejected." };
        var most = new Option<int>("--most") { Description = "How many, the newest first.", DefaultValueFactory = _ => 50 };
        var listings = new Command("listings", "List the listings taken in, with their status and the reason.") { status, most };
        listings.SetAction((parsed, token) => Run(configuration, services => ListAsync(services, parsed.GetValue(status), parsed.GetValue(most), token), token));
        var number = new Argument<long>("ID") { Description = "The listing's number, as listings shows it." };
        var accept = new Command("accept", "Publish a held listing.") { number };
        accept.SetAction((parsed, token) => Run(configuration, services => AcceptAsync(services, parsed.GetValue(number), token), token));
        var reject = new Command("reject", "Give a held listing up; nothing of it is published.") { number };
        reject.SetAction((parsed, token) => Run(configuration, services => RejectAsync(services, parsed.GetValue(number), token), token));
        var doubts = new Command("doubts", "List the items that were judged with a doubt, and the reason.") { most };
        doubts.SetAction((parsed, token) => Run(configuration, services => DoubtsAsync(services, parsed.GetValue(most), token), token));
        var runs = new Command("runs", "List the runs that changed something or failed, the newest first.") { most };
        runs.SetAction((parsed, token) => Run(configuration, services => RunsAsync(services, parsed.GetValue(most), token), token));
        return [runs, listings, doubts, accept, reject];
    }

    private static async Task<int> ListAsync(IServiceProvider services, string? status, int most, CancellationToken cancellationToken)
    {
        foreach (var listing in await services.GetRequiredService<ListingReader>().ReadAsync(status, most, cancellationToken))
        {
            var label = listing.Listing.Folder.Length == 0 ? listing.Listing.Name : $"{listing.Listing.Folder}/{listing.Listing.Name}";
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{listing.Number,6}  {listing.Status,-11}  {listing.Listing.CaptureTime:yyyy-MM-dd HH:mm}  {listing.Entries,5} entries  {Printable.Of(label)}{(listing.Reason is null ? "" : $"  ({listing.Reason})")}"));
        }
        return 0;
    }

    private static async Task<int> RunsAsync(IServiceProvider services, int most, CancellationToken cancellationToken)
    {
        foreach (var run in await services.GetRequiredService<RunLog>().ReadAsync(most, cancellationToken))
        {
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{run.Started:yyyy-MM-dd HH:mm:ss}  {run.Finished:yyyy-MM-dd HH:mm:ss}  {(run.Failed ? "failed" : "done  ")}  {Printable.Of(run.Outcome)}"));
        }
        return 0;
    }

    private static async Task<int> DoubtsAsync(IServiceProvider services, int most, CancellationToken cancellationToken)
    {
        foreach (var doubt in await services.GetRequiredService<ListingReader>().ReadDoubtsAsync(most, cancellationToken))
            await Console.Out.WriteLineAsync($"{doubt.Item:D}  {doubt.Title}  ({doubt.Reason})");
        return 0;
    }

    private static async Task<int> AcceptAsync(IServiceProvider services, long number, CancellationToken cancellationToken)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        return await services.GetRequiredService<Intake>().AcceptAsync(number, now, cancellationToken) switch
        {
            Outcome.Read read => await SayAsync($"listing {number} is published: {read.NewItems} new item(s), {read.EditedItems} edited"),
            Outcome.Rejected rejected => await SayAsync($"listing {number} cannot be read any more: {rejected.Reason}"),
            _ => await NotHeldAsync(number),
        };
    }

    private static async Task<int> RejectAsync(IServiceProvider services, long number, CancellationToken cancellationToken) =>
        await services.GetRequiredService<ListingReader>().RejectHeldAsync(number, ListingStatus.RejectedByOperator, cancellationToken)
            ? await SayAsync($"listing {number} is rejected")
            : await NotHeldAsync(number);

    private static async Task<int> SayAsync(string line)
    {
        await Console.Out.WriteLineAsync(line);
        return 0;
    }

    private static async Task<int> NotHeldAsync(long number)
    {
        await Console.Error.WriteLineAsync($"FeedService: no listing {number} is held; \"listings --status held\" shows those that are");
        return 1;
    }

    private static Task<int> Run(string[] configuration, Func<IServiceProvider, Task<int>> action, CancellationToken cancellationToken) =>
        Composition.RunOverDatabaseAsync(configuration, action, cancellationToken);
}
