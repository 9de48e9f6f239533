// The sections in the order in which they run, and what each is given.
using FeedService.Benchmarks.Sections;
using FeedService.Benchmarks.Support;

namespace FeedService.Benchmarks;

/// <summary>How much is measured: the default in about six minutes, a million stories and 6,000 feeds in about fifteen.</summary>
internal sealed record Scale(string Name, int Listings, int Rounds)
{
    public static readonly Scale Small = new("small", Listings: 200, Rounds: 3);
    public static readonly Scale Full = new("full", Listings: 2000, Rounds: 5);
}

internal sealed record Bench(Scale Scale, WorkFolder Folder, Report Report);

internal static class Section
{
    public static IReadOnlyList<(string Name, Func<Bench, Task> Run)> All { get; } =
    [
        ("parsing", Parsing.RunAsync),
        ("ingest", Ingesting.RunAsync),
        ("serving", Serving.RunAsync),
    ];
}
