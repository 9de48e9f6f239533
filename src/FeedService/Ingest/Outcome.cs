// What became of one file.
namespace FeedService.Ingest;

internal abstract record Outcome
{
    /// <summary>A file with the same bytes was dealt with earlier; <paramref name="Label"/> says which.</summary>
    public sealed record SeenBefore(string Label) : Outcome;

    public sealed record Rejected(string Reason) : Outcome;

    public sealed record Held(string Reason) : Outcome;

    public sealed record Read(int Entries, int NewItems, int EditedItems, int Furniture, bool ChangedSomething) : Outcome;
}
