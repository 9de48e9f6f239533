// What a run tells OpenTelemetry; costs nothing while nobody listens. The names are documented in the README.
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FeedService.Ingest;

internal static class RunTelemetry
{
    public const string Name = "FeedService.Ingest";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Listings = Meter.CreateCounter<long>("feedservice.listings", "{listing}", "Listings read, by outcome");
    private static readonly Counter<long> Items = Meter.CreateCounter<long>("feedservice.items", "{item}", "Items new and edited");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("feedservice.run.duration", "s", "How long a run over the inbox took");

    /// <summary>The span of a run, or null where nobody listens.</summary>
    public static Activity? StartRun() => Source.StartActivity("run");

    /// <summary>The span of one listing in it.</summary>
    public static Activity? StartListing(string label) => Source.StartActivity("listing")?.SetTag("feedservice.listing", label);

    public static void Finished(Activity? run, RunSummary summary, TimeSpan took)
    {
        Add(Listings, summary.Accepted, "outcome", "accepted");
        Add(Listings, summary.NothingNew, "outcome", "nothing new");
        Add(Listings, summary.Held, "outcome", "held");
        Add(Listings, summary.Rejected, "outcome", "rejected");
        Add(Listings, summary.Unreadable, "outcome", "unreadable");
        Add(Items, summary.NewItems, "change", "new");
        Add(Items, summary.EditedItems, "change", "edited");
        Duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("result", "finished"));
        run?.SetTag("feedservice.summary", summary.ToString());
    }

    public static void Failed(Activity? run, string reason, TimeSpan took)
    {
        Duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("result", "failed"));
        run?.SetStatus(ActivityStatusCode.Error, reason);
    }

    private static void Add(Counter<long> counter, int count, string tag, string value)
    {
        if (count > 0)
            counter.Add(count, new KeyValuePair<string, object?>(tag, value));
    }
}
