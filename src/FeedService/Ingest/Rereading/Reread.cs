// Reads all original listings again after a change of the parser or of the rules, in the order of intake, each in one transaction.
using FeedService.Ledger;
using FeedService.Listings;
using FeedService.Model;
using FeedService.Storage;
using FeedService.Storage.Corrections;

namespace FeedService.Ingest;

/// <summary>
/// Ids and dates of publication stay, and only what reads otherwise now is written: a reread that finds nothing to change
/// does not write a byte. Held listings are left to the operator.
/// </summary>
internal sealed class Reread(TopicCatalogue catalogue, TopicRules topics, ListingReader listings, LedgerStore ledger, Intake intake, Correcting correcting, TimeProvider clock)
{
    /// <summary>Says for each listing what became of it, as soon as it is known.</summary>
    public async IAsyncEnumerable<RereadOutcome> OverAllAsync(Trust trust, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await catalogue.BringUpToDateAsync(cancellationToken);
        // By topic: one listing after another may not do what the guard allows no single one.
        var changedBefore = new Dictionary<string, ChangedItems>();
        foreach (var number in await listings.ReadNumbersToRereadAsync(cancellationToken))
        {
            var outcome = await OverOneAsync(number, trust, changedBefore, cancellationToken);
            if (outcome is not null)
                yield return outcome;
        }
    }

    /// <returns>Null for one that is gone or was decided on meanwhile.</returns>
    private async Task<RereadOutcome?> OverOneAsync(long number, Trust trust, Dictionary<string, ChangedItems> changedBefore, CancellationToken cancellationToken)
    {
        if (await listings.ReadOneAsync(number, cancellationToken) is not { } listing || await listings.ReadOriginalAsync(number, cancellationToken) is not { } original)
            return null;
        var reading = ListingParser.Parse(ListingText.Decode(original));
        return (listing.Status, reading.Rejected) switch
        {
            (ListingStatus.Rejected, null) => await TakeInAsync(listing, trust, cancellationToken),
            (ListingStatus.Rejected, _) => new RereadOutcome.Same(listing),
            (_, null) => await CorrectAsync(listing, original.Length, reading, trust, changedBefore, cancellationToken),
            (_, { } reason) => new RereadOutcome.LeftAlone(listing, $"It would be rejected now: {reason}"),
        };
    }

    private async Task<RereadOutcome?> TakeInAsync(ListingSummary listing, Trust trust, CancellationToken cancellationToken) =>
        await intake.ReconsiderAsync(listing.Number, trust, clock.GetUtcNow(), cancellationToken) is { } outcome ? new RereadOutcome.TakenIn(listing, outcome) : null;

    private async Task<RereadOutcome?> CorrectAsync(
        ListingSummary listing, long size, ParsedListing reading, Trust trust, Dictionary<string, ChangedItems> changedBefore, CancellationToken cancellationToken)
    {
        await using var session = await ledger.BeginAsync(cancellationToken);
        if (await session.ReadingOfAsync(listing.Number, cancellationToken) is not { } stored)
            return null;
        if (Correcting.IsSame(reading, stored))
            return new RereadOutcome.Same(listing);
        var now = clock.GetUtcNow();
        var (correction, window) = await correcting.JudgeAsync(session, listing, Intake.Unjudged(listing.Listing, size, reading), reading, stored, now, cancellationToken);
        var topic = topics.TopicOfFolder(listing.Listing.Folder);
        var before = changedBefore.GetValueOrDefault(topic) ?? new ChangedItems(0, new HashSet<long>());
        var after = before.With(correction);
        if (trust == Trust.Guarded && FloodGuard.ReasonAgainst(TopicRules.TitleOfSlug(topic), window, after.Count - before.Count, before.Count) is { } reason)
            return new RereadOutcome.LeftAlone(listing, reason);
        await session.CorrectAsync(correction, now, cancellationToken);
        await session.CommitAsync(cancellationToken);
        changedBefore[topic] = after;
        return new RereadOutcome.Corrected(listing, correction.News, correction.Corrected, correction.Withdrawn.Count);
    }

    /// <summary>What a reread has changed so far: a story that several captures misread counts once.</summary>
    private sealed record ChangedItems(int News, IReadOnlySet<long> Known)
    {
        public int Count => News + Known.Count;

        public ChangedItems With(ListingCorrection correction) => new(News + correction.News, Known.Concat(correction.Changed).ToHashSet());
    }
}
