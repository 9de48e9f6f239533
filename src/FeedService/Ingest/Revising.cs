// What an entry does to the text of the item it was matched with.
using FeedService.Ledger;
using FeedService.Model;
using FeedService.Storage;

namespace FeedService.Ingest;

/// <summary>The number of the text an entry shows, and the edit it makes, if any.</summary>
internal readonly record struct Reading(int Revision, Edit? Edit);

internal static class Revising
{
    /// <summary>For every entry, by rank. Of two captures the later one says how an item reads now; an older one only adds to its history.</summary>
    public static IReadOnlyList<Reading> EditsOf(
        Listing listing, IReadOnlyList<Entry> entries, IReadOnlyList<Match> matches, IReadOnlyDictionary<long, KnownItem> items, TakenSeconds updatedBetween)
    {
        var given = new HashSet<long>();
        return [.. entries.Select((entry, rank) => matches[rank].Item is { } item ? ReadingOf(entry, rank, items[item]) : new Reading(1, null))];

        Reading ReadingOf(Entry entry, int rank, KnownItem item)
        {
            var number = NumberOf(entry, item);
            var isNewText = number > item.Revisions.Count;
            // Of two captures with one time the one that brings a new text is the later; an old text never comes back that way.
            var isLater = isNewText ? listing.CaptureTime >= item.LastSeen : listing.CaptureTime > item.LastSeen;
            var readsSoNow = isLater && !SameText(entry, item.Title, item.Teaser);
            DateTimeOffset? updated = readsSoNow ? UpdateTime(listing.CaptureTime.ToUnixTimeSeconds() - rank, item, given, updatedBetween) : null;
            return new Reading(number, isNewText || readsSoNow ? new Edit { IsNewText = isNewText, Updated = updated } : null);
        }
    }

    private static int NumberOf(Entry entry, KnownItem item)
    {
        foreach (var revision in item.Revisions)
        {
            if (SameText(entry, revision.Title, revision.Teaser))
                return revision.Number;
        }
        return item.Revisions.Count + 1;
    }

    public static bool SameText(Entry entry, string title, string? teaser) => SameText(entry.Title, entry.Teaser, title, teaser);

    public static bool SameText(string title, string? teaser, string otherTitle, string? otherTeaser) =>
        NormalForm.Of(title) == NormalForm.Of(otherTitle) && NormalForm.Of(teaser) == NormalForm.Of(otherTeaser);

    /// <summary>The capture's second, less the rank, so that two edits never share one: the W3C validator warns of equal times.</summary>
    private static DateTimeOffset UpdateTime(long wanted, KnownItem item, HashSet<long> given, TakenSeconds updatedBetween)
    {
        const int reach = 3600;
        var earliest = Math.Max(item.Updated.ToUnixTimeSeconds() + 1, wanted - reach);
        var taken = updatedBetween(earliest, wanted);
        for (var second = wanted; second >= earliest; second--)
        {
            if (!taken.Contains(second) && given.Add(second))
                return DateTimeOffset.FromUnixTimeSeconds(second);
        }
        return DateTimeOffset.FromUnixTimeSeconds(Math.Max(wanted, earliest));
    }
}
