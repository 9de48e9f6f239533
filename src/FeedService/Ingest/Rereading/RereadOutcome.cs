// What became of a listing that was read again, and of all of them.
using FeedService.Model;
using FeedService.Storage;

namespace FeedService.Ingest;

/// <param name="Listing">As it was before.</param>
internal abstract record RereadOutcome(ListingSummary Listing)
{
    /// <summary>It reads as it did.</summary>
    public sealed record Same(ListingSummary Listing) : RereadOutcome(Listing);

    /// <summary>It reads otherwise; the counts are of published items.</summary>
    public sealed record Corrected(ListingSummary Listing, int NewItems, int CorrectedItems, int WithdrawnItems) : RereadOutcome(Listing)
    {
        public override string ToString() => NewItems + CorrectedItems + WithdrawnItems == 0
            ? $"{Label}: read otherwise, no story changed"
            : $"{Label}: {NewItems} new item(s), {CorrectedItems} corrected, {WithdrawnItems} withdrawn";
    }

    /// <summary>It was rejected, and can be read now.</summary>
    public sealed record TakenIn(ListingSummary Listing, Outcome Outcome) : RereadOutcome(Listing)
    {
        public override string ToString() => Outcome switch
        {
            Outcome.Read read => $"{Label}: can be read now: {read.NewItems} new item(s), {read.EditedItems} edited",
            Outcome.Held held => $"{Label}: can be read now, and is held: {held.Reason}",
            _ => $"{Label}: rejected",
        };
    }

    /// <summary>Nothing of it was changed, for this reason.</summary>
    public sealed record LeftAlone(ListingSummary Listing, string Reason) : RereadOutcome(Listing)
    {
        public override string ToString() => $"{Label}: left as it is: {Reason}";
    }

    private protected string Label => $"{Listing.Number,6}  {Printable.Of(Listing.Listing.Folder.Length == 0 ? Listing.Listing.Name : $"{Listing.Listing.Folder}/{Listing.Listing.Name}")}";
}

/// <summary>What a reread did, for its last line.</summary>
internal sealed record RereadSummary
{
    public int Listings { get; private set; }
    public int Changed { get; private set; }
    public int LeftAlone { get; private set; }
    public int NewItems { get; private set; }
    public int CorrectedItems { get; private set; }
    public int WithdrawnItems { get; private set; }

    public void Add(RereadOutcome outcome)
    {
        Listings++;
        switch (outcome)
        {
            case RereadOutcome.Corrected corrected:
                Changed++;
                NewItems += corrected.NewItems;
                CorrectedItems += corrected.CorrectedItems;
                WithdrawnItems += corrected.WithdrawnItems;
                break;
            case RereadOutcome.TakenIn { Outcome: Outcome.Read read }:
                Changed++;
                NewItems += read.NewItems;
                CorrectedItems += read.EditedItems;
                break;
            case RereadOutcome.TakenIn or RereadOutcome.LeftAlone:
                LeftAlone++;
                break;
        }
    }

    public override string ToString() =>
        $"{Listings} listing(s) read again, {Changed} changed ({NewItems} new item(s), {CorrectedItems} corrected, {WithdrawnItems} withdrawn), {LeftAlone} left to be decided on";
}
