// doctor: looks at everything the service needs, from the configuration to a feed as subscribers get it, and says what to do.
using System.CommandLine;
using FeedService.Ingest;
using FeedService.Model;
using FeedService.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace FeedService.Commands;

/// <summary>What one look found.</summary>
/// <param name="Advice">What to do, or null where all is well.</param>
internal sealed record Finding(string What, string Seen, string? Advice = null)
{
    public override string ToString() => Advice is null ? $"ok    {What}: {Seen}" : $"FAIL  {What}: {Seen}. {Advice}";
}

internal static class DoctorCommand
{
    public static Command Create(string[] configuration)
    {
        var command = new Command("doctor", "Check the configuration, folders, database, clock, address and feeds, and say for each what to do.");
        command.SetAction((_, token) => Faults.ToExitCodeAsync(() => RunAsync(configuration, token)));
        return command;
    }

    /// <returns>0 where all is well, else 1. Wrong configuration is told by <see cref="Faults"/>: nothing else can be looked at then.</returns>
    private static async Task<int> RunAsync(string[] configuration, CancellationToken cancellationToken)
    {
        await using var service = Composition.CreateBuilder(configuration).AddService().Build();
        Composition.EnsureValid(service.Services);
        var sick = 0;
        await foreach (var finding in LookAsync(service.Services, cancellationToken))
        {
            await Console.Out.WriteLineAsync(Printable.Of(finding.ToString()));
            sick += finding.Advice is null ? 0 : 1;
        }
        return sick == 0 ? 0 : 1;
    }

    private static async IAsyncEnumerable<Finding> LookAsync(IServiceProvider services, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var site = services.GetRequiredService<Site>();
        yield return new Finding("configuration", "every key is known and valid");
        yield return Inbox(services.GetRequiredService<IOptions<InboxOptions>>().Value);
        var database = await DatabaseAsync(services, cancellationToken);
        yield return database;
        yield return await PagesAsync(services, cancellationToken);
        yield return await ClockCheck.OfClockAsync(services, readable: database.Advice is null, cancellationToken);
        yield return ClockCheck.OfFiles(services);
        yield return await PublishedAddress.ReachAsync(site, cancellationToken);
        yield return await PublishedAddress.ReadFeedAsync(site, cancellationToken);
    }

    private static Finding Inbox(InboxOptions inbox)
    {
        var folder = Path.GetFullPath(inbox.Folder);
        if (!Directory.Exists(folder))
            return new Finding("inbox", $"{folder} is not there", "Create or mount it, or set Inbox:Folder; nothing is withdrawn while it is gone");
        try
        {
            var scan = Ingest.Inbox.Scan(folder);
            return scan.Problems.Count == 0
                ? new Finding("inbox", $"{folder}, {scan.Files.Count} file(s)")
                : new Finding("inbox", $"{scan.Problems.Count} thing(s) cannot be read, {scan.Problems[0].Label}: {scan.Problems[0].Reason}", "Give the service's user the right to read them, or take them out");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Finding("inbox", e.Message, "Give the service's user the right to list it");
        }
    }

    private static async Task<Finding> DatabaseAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var health = await ActivatorUtilities.CreateInstance<DatabaseHealth>(services).CheckHealthAsync(new HealthCheckContext(), cancellationToken);
        return health.Status == HealthStatus.Healthy
            ? new Finding("database", $"{health.Description}, {health.Data["megabytesFree"]} MB free on its disk")
            : new Finding("database", Sentence(health.Description!, first: true), Sentence(health.Description!, first: false));
    }

    /// <summary>What the health says names the fault, and after a semicolon what to do.</summary>
    private static string Sentence(string description, bool first)
    {
        var parts = description.Split("; ", 2);
        return first ? parts[0] : parts.Length == 1 ? "See the states in deploy/RUNBOOK.md" : $"{char.ToUpperInvariant(parts[1][0])}{parts[1][1..]}";
    }

    private static async Task<Finding> PagesAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            return await services.GetRequiredService<DatabaseStart>().IsWholeAsync(cancellationToken)
                ? new Finding("pages of the database", "all whole")
                : new Finding("pages of the database", "damaged", "Restart the service: the start moves the file aside and says how to rebuild");
        }
        catch (Exception e) when (DatabaseFault.AdviceOn(e) is { } advice)
        {
            return new Finding("pages of the database", "not looked at", advice);
        }
    }
}
