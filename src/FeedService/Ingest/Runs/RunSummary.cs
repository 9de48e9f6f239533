// What a run did, for its one line in the log.
namespace FeedService.Ingest;

/// <summary>What became of the files of one run.</summary>
internal sealed record RunSummary
{
    public int Accepted { get; set; }
    public int NothingNew { get; set; }
    public int Held { get; set; }
    public int Rejected { get; set; }

    /// <summary>Files that could not be read, links that were not followed.</summary>
    public int Unreadable { get; set; }

    /// <summary>Files still being written, left for the next run.</summary>
    public int Unsettled { get; set; }
    public int NewItems { get; set; }
    public int EditedItems { get; set; }

    public void Add(Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Rejected:
                Rejected++;
                break;
            case Outcome.Held:
                Held++;
                break;
            case Outcome.Read read:
                Accepted += read.ChangedSomething ? 1 : 0;
                NothingNew += read.ChangedSomething ? 0 : 1;
                NewItems += read.NewItems;
                EditedItems += read.EditedItems;
                break;
        }
    }

    public int Listings => Accepted + NothingNew + Held + Rejected;

    public override string ToString() =>
        $"{Listings} listing(s) read ({Accepted} accepted, {NothingNew} with nothing new, {Held} held, {Rejected} rejected), "
        + $"{NewItems} new item(s), {EditedItems} edited, {Unreadable} file(s) unreadable, {Unsettled} still being written";
}
