// What a held listing would bring, compared with what is known: seen before a decision, nothing is written.
using FeedService.Ledger;
using FeedService.Listings;
using FeedService.Model;
using FeedService.Storage;

namespace FeedService.Publish.Operator;

/// <summary>An entry, and the known story it is; none for a new one.</summary>
internal sealed record ComparedEntry(Entry Entry, MatchKind Kind, KnownItem? Known)
{
    public bool ReadsAsKnown => Known is not null && Kind == MatchKind.Exact;
}

internal sealed class HeldComparison(LedgerStore ledger, TopicRules topics)
{
    public async Task<IReadOnlyList<ComparedEntry>> CompareAsync(Listing listing, ParsedListing reading, CancellationToken cancellationToken)
    {
        // Disposed without a commit: a session only to ask.
        await using var session = await ledger.BeginAsync(cancellationToken);
        var recollection = await session.RecallAsync(
            new RecallQuestion
            {
                Folder = listing.Folder,
                Topic = topics.TopicOfFolder(listing.Folder),
                Capture = listing.CaptureTime,
                TitleKeys = KeysOf(reading.Entries.Select(entry => entry.Title)),
                TeaserKeys = KeysOf(reading.Entries.Select(entry => entry.Teaser)),
            },
            cancellationToken);
        var matches = ItemMatcher.Match(reading.Entries, recollection.Texts);
        return [.. reading.Entries.Zip(matches, (entry, match) => new ComparedEntry(entry, match.Kind, match.Item is { } item ? recollection.Items[item] : null))];
    }

    private static long[] KeysOf(IEnumerable<string?> texts) =>
        [.. texts.Select(NormalForm.Of).Where(text => text.Length > 0).Select(NormalForm.KeyOf).Distinct()];
}
