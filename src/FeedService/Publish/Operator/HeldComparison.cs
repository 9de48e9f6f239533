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

/// <summary>What accepting a listing would do.</summary>
/// <param name="Topic">The title of its folder's topic.</param>
/// <param name="Joining">How many known stories would be in that topic for the first time.</param>
internal sealed record HeldEffect(IReadOnlyList<ComparedEntry> Entries, string Topic, int Joining);

internal sealed class HeldComparison(LedgerStore ledger, PageReader pages, TopicRules topics)
{
    public async Task<HeldEffect> CompareAsync(Listing listing, ParsedListing reading, CancellationToken cancellationToken)
    {
        var topic = topics.TopicOfFolder(listing.Folder);
        var recollection = await RecallAsync(listing, topic, reading.Entries, cancellationToken);
        var matches = ItemMatcher.Match(reading.Entries, recollection.Texts);
        var known = matches.Where(match => match.Item is not null).Select(match => match.Item!.Value).ToList();
        return new HeldEffect(
            [.. reading.Entries.Zip(matches, (entry, match) => new ComparedEntry(entry, match.Kind, match.Item is { } item ? recollection.Items[item] : null))],
            TopicRules.TitleOfSlug(topic),
            known.Count - await pages.CountInTopicAsync(topic, known, cancellationToken));
    }

    /// <summary>In a session that is disposed without a commit: it only asks.</summary>
    private async Task<Recollection> RecallAsync(Listing listing, string topic, IReadOnlyList<Entry> entries, CancellationToken cancellationToken)
    {
        await using var session = await ledger.BeginAsync(cancellationToken);
        return await session.RecallAsync(
            new RecallQuestion
            {
                Folder = listing.Folder,
                Topic = topic,
                Capture = listing.CaptureTime,
                TitleKeys = KeysOf(entries.Select(entry => entry.Title)),
                TeaserKeys = KeysOf(entries.Select(entry => entry.Teaser)),
            },
            cancellationToken);
    }

    private static long[] KeysOf(IEnumerable<string?> texts) =>
        [.. texts.Select(NormalForm.Of).Where(text => text.Length > 0).Select(NormalForm.KeyOf).Distinct()];
}
