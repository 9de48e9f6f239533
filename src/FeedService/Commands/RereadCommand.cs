// reread: all original listings again, after a new version reads them better or a rule has changed.
using System.CommandLine;
using FeedService.Ingest;

namespace FeedService.Commands;

internal static class RereadCommand
{
    public static Command Create(string[] configuration)
    {
        var trust = new Option<bool>("--trust") { Description = "Change as many stories of a topic as it takes; without it a listing that would change too many is left as it is." };
        var command = new Command(
            "reread", "Read all original listings again, after a change of the parser or of the topics' rules. Ids and dates stay, only what really changed is updated.") { trust };
        command.SetAction((parsed, token) => Composition.RunOverDatabaseAsync(
            configuration, services => RereadAsync(services, parsed.GetValue(trust) ? Trust.Trusted : Trust.Guarded, token), token));
        return command;
    }

    /// <returns>2 where something is left to be decided on.</returns>
    private static async Task<int> RereadAsync(IServiceProvider services, Trust trust, CancellationToken cancellationToken)
    {
        var summary = new RereadSummary();
        await foreach (var outcome in services.GetRequiredService<Reread>().OverAllAsync(trust, cancellationToken))
        {
            summary.Add(outcome);
            if (outcome is not RereadOutcome.Same)
                await Console.Out.WriteLineAsync(outcome.ToString());
        }
        await Console.Out.WriteLineAsync(summary.ToString());
        return summary.LeftAlone > 0 ? 2 : 0;
    }
}
