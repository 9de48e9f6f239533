// What follows from a listing that reads otherwise than when it was taken in.
using FeedService.Ledger;
using FeedService.Listings;
using FeedService.Model;
using FeedService.Storage;
using FeedService.Storage.Corrections;

namespace FeedService.Ingest;

internal sealed class Correcting(Intake intake, TopicRules topics)
{
    /// <summary>Whether a reading says what the stored one says. Spelling that no id depends on (quotes, case, spacing) does not count.</summary>
    public static bool IsSame(ParsedListing reading, StoredReading stored) =>
        reading.Entries.Count == stored.Entries.Count
        && reading.Entries.Zip(stored.Entries).All(pair => IsSame(pair.First, pair.Second))
        && reading.Furniture.SequenceEqual(stored.Furniture);

    /// <summary>Judges the new reading of a listing that was taken in.</summary>
    /// <returns>What is to be changed, and how many items the listing's topic has.</returns>
    public async Task<(ListingCorrection Correction, int Window)> JudgeAsync(
        LedgerSession session, ListingSummary listing, ListingRecord unjudged, ParsedListing reading, StoredReading stored, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var items = stored.Entries.Select(entry => entry.Item).ToList();
        var elsewhere = await session.ElsewhereAsync(listing.Number, items, cancellationToken);
        var recalled = await session.RecallAsync(intake.QuestionOf(listing.Listing, reading.Entries) with { Items = items }, cancellationToken);
        // What the listing itself shows is no evidence for how it is to be read.
        var recollection = recalled with { EarlierCaptures = [.. recalled.EarlierCaptures.Where(capture => capture.Listing != listing.Number)] };
        var matches = RereadMatcher.Match(reading.Entries, [.. stored.Entries.Select(entry => EarlierOf(entry, elsewhere))], recollection.Texts);
        var times = Timeline.Place(Intake.PlacingOf(listing.Listing, reading.Entries, matches, recollection, now), session.PublishedBetween);
        var texts = Revising.EditsOf(listing.Listing, reading.Entries, matches, recollection.Items, session.UpdatedBetween);
        var entries = EntriesOf(listing.Listing.Folder, reading.Entries, stored, matches, times, texts);
        var judged = new JudgedReading(listing, stored, entries, elsewhere);
        var correction = new ListingCorrection
        {
            Number = listing.Number,
            Reading = unjudged with { Status = listing.Status, Entries = entries, Furniture = reading.Furniture },
            Gone = judged.Gone.Select(entry => entry.Item).ToHashSet(),
            Withdrawn = [.. judged.Withdrawn.Select(entry => entry.Item)],
            Restated = [.. judged.Restated(recollection.Items, new UpdateSeconds(session.UpdatedBetween), now.ToUnixTimeSeconds())],
            Leaving = [.. judged.Leaving(topics)],
            Moved = [.. judged.Moved.Select(entry => entry.Item)],
        };
        return (correction, recollection.ItemsInTopic);
    }

    private List<EntryRecord> EntriesOf(
        string folder, IReadOnlyList<Entry> entries, StoredReading stored, IReadOnlyList<Match> matches, IReadOnlyList<Placed?> times, IReadOnlyList<Reading> texts)
    {
        var places = stored.Entries.ToDictionary(entry => entry.Item, entry => entry.Rank);
        var last = -1;
        return [.. entries.Select((entry, rank) => new EntryRecord
        {
            Rank = rank,
            Place = last = Math.Max(last + 1, matches[rank].Item is { } known ? places.GetValueOrDefault(known) : 0),
            Entry = entry,
            Item = matches[rank].Item,
            Revision = texts[rank].Revision,
            Minted = matches[rank].Item is null ? Intake.Mint(entry, matches[rank], times[rank]!) : null,
            Edit = matches[rank].Item is { } item && places.ContainsKey(item) ? OnlyText(texts[rank].Edit) : texts[rank].Edit,
            Topics = [Topic.All, .. topics.TopicsOf(folder, entry.Title, entry.Caption, entry.Teaser)],
        })];
    }

    /// <summary>What an item of the old reading reads as is not the latest capture's word alone: see <see cref="JudgedReading"/>.</summary>
    private static Edit? OnlyText(Edit? edit) => edit is { IsNewText: true } ? edit with { Updated = null } : null;

    private static EarlierEntry EarlierOf(StoredEntry entry, ILookup<long, Showing> elsewhere) => new()
    {
        Item = entry.Item,
        Lines = entry.Lines,
        Title = entry.Title,
        Teaser = entry.Teaser,
        Elsewhere = [.. elsewhere[entry.Item].Select(showing => (showing.Title, showing.Teaser))],
    };

    private static bool IsSame(Entry entry, StoredEntry stored) =>
        entry.Lines == stored.Lines
        && entry.Date == stored.Date
        && Revising.SameText(entry, stored.Title, stored.Teaser)
        && (!stored.GivesCaption || entry.Caption == stored.Caption);
}
