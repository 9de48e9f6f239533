// retract: takes a story back. Feeds and archives drop it, Atom says that it was deleted.
using System.CommandLine;
using FeedService.Storage;

namespace FeedService.Commands;

internal static class RetractCommand
{
    private const string UrnPrefix = "urn:uuid:";

    public static Command Create(string[] configuration)
    {
        var id = new Argument<string>("ID") { Description = "The item's id as its feeds and its page's address give it, with or without urn:uuid:." };
        var command = new Command("retract", "Take a story back: it leaves the feeds and does not return when a page still shows it.") { id };
        command.SetAction((parsed, token) => Composition.RunOverDatabaseAsync(configuration, services => RetractAsync(services, parsed.GetValue(id)!, token), token));
        return command;
    }

    private static async Task<int> RetractAsync(IServiceProvider services, string id, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(id.StartsWith(UrnPrefix, StringComparison.OrdinalIgnoreCase) ? id[UrnPrefix.Length..] : id, out var guid))
            return await FailAsync($"\"{id}\" is not an item's id; one looks like urn:uuid:0b7c9f44-1d2e-5a3b-8c4d-000000000004");
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var retraction = await services.GetRequiredService<LedgerStore>().RetractAsync(guid, now, cancellationToken);
        if (retraction is null)
            return await FailAsync($"there is no item with the id {guid:D}");
        await Console.Out.WriteLineAsync(retraction.DoneBefore
            ? $"Retracted before, on {retraction.When:yyyy-MM-dd HH:mm:ss} UTC: {retraction.Title}"
            : $"Retracted: {retraction.Title}");
        return 0;
    }

    private static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync($"FeedService: {message}");
        return 1;
    }
}
