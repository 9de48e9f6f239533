// retract and unretract: take a story back, and bring it back. Feeds and archives drop it, Atom says that it was deleted.
using System.CommandLine;
using FeedService.Storage;

namespace FeedService.Commands;

internal static class RetractCommand
{
    private const string UrnPrefix = "urn:uuid:";

    public static Command Create(string[] configuration) => Create(
        "retract", "Take a story back: it leaves the feeds and does not return when a page still shows it.", configuration, RetractAsync);

    public static Command CreateOpposite(string[] configuration) => Create(
        "unretract", "Bring back a story that was taken back: under its id, in the feeds of its topics.", configuration, UnretractAsync);

    private static Command Create(
        string name, string description, string[] configuration, Func<LedgerStore, Guid, DateTimeOffset, CancellationToken, Task<string?>> change)
    {
        var id = new Argument<string>("ID") { Description = "The item's id as its feeds and its page's address give it, with or without urn:uuid:." };
        var command = new Command(name, description) { id };
        command.SetAction((parsed, token) => Composition.RunOverDatabaseAsync(configuration, services => RunAsync(services, parsed.GetValue(id)!, change, token), token));
        return command;
    }

    private static async Task<int> RunAsync(
        IServiceProvider services, string id, Func<LedgerStore, Guid, DateTimeOffset, CancellationToken, Task<string?>> change, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(id.StartsWith(UrnPrefix, StringComparison.OrdinalIgnoreCase) ? id[UrnPrefix.Length..] : id, out var guid))
            return await FailAsync($"\"{id}\" is not an item's id; one looks like urn:uuid:0b7c9f44-1d2e-5a3b-8c4d-000000000004");
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (await change(services.GetRequiredService<LedgerStore>(), guid, now, cancellationToken) is not { } said)
            return await FailAsync($"there is no item with the id {guid:D}");
        await Console.Out.WriteLineAsync(said);
        return 0;
    }

    private static async Task<string?> RetractAsync(LedgerStore ledger, Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        await ledger.RetractAsync(id, now, cancellationToken) switch
        {
            null => null,
            { DoneBefore: true } before => $"Retracted before, on {before.When:yyyy-MM-dd HH:mm:ss} UTC: {before.Title}",
            var done => $"Retracted: {done.Title}",
        };

    private static async Task<string?> UnretractAsync(LedgerStore ledger, Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        await ledger.RestoreAsync(id, now, cancellationToken) switch
        {
            null => null,
            { WasRetracted: false } item => $"Not retracted, nothing was changed: {item.Title}",
            var done => $"Published again: {done.Title}",
        };

    private static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync($"FeedService: {message}");
        return 1;
    }
}
