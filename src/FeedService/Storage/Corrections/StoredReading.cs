// How a listing was read when it was taken in, as far as the rows tell: what a new reading is compared with.
using FeedService.Model;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage.Corrections;

internal sealed record StoredReading
{
    /// <summary>From the top of the page down.</summary>
    public required IReadOnlyList<StoredEntry> Entries { get; init; }

    public required IReadOnlyList<FurnitureLine> Furniture { get; init; }
}

/// <summary>An entry as it was read, and the item it was judged to be.</summary>
internal sealed record StoredEntry
{
    public required long Item { get; init; }

    /// <summary>Grows down the page; there are gaps where a later reading took an entry away.</summary>
    public required int Rank { get; init; }
    public required LineRange Lines { get; init; }
    public required DateTimeOffset? Date { get; init; }
    public required string Title { get; init; }
    public required string? Teaser { get; init; }

    /// <summary>The number of this text among the item's.</summary>
    public required int Revision { get; init; }

    /// <summary>Whether this is the listing that first showed the item: what it is published with rests on its place here.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>The caption the item has now.</summary>
    public required string? Caption { get; init; }

    /// <summary>How many texts the item has had.</summary>
    public required int Revisions { get; init; }
    public required bool Retracted { get; init; }

    /// <summary>Whether the item's caption was read here: later listings change it only together with a text.</summary>
    public bool GivesCaption => IsFirst && Revisions == 1;
}

/// <summary>An item as some other listing shows it, the latest of those of a folder that show the same.</summary>
internal sealed record Showing(long Item, string Folder, DateTimeOffset Capture, long Listing, string Title, string? Teaser);

internal static class ReadingRecall
{
    /// <summary>Null where there is no listing of this number that was taken in.</summary>
    public static async Task<StoredReading?> ReadAsync(FeedDbContext context, long listing, CancellationToken cancellationToken)
    {
        if (!await context.Listings.AnyAsync(row => row.Id == listing && (row.Status == ListingStatus.Accepted || row.Status == ListingStatus.NothingNew), cancellationToken))
            return null;
        var entries =
            from seen in context.Appearances
            where seen.ListingId == listing
            orderby seen.Rank
            join item in context.Items on seen.ItemId equals item.Id
            join text in context.Revisions on new { seen.ItemId, Number = seen.Revision } equals new { text.ItemId, text.Number }
            select new { Seen = seen, text.Title, text.Teaser, item.FirstListingId, item.Caption, item.Revision, item.RetractedAt };
        var furniture = context.Furniture.Where(row => row.ListingId == listing).OrderBy(row => row.Line).Select(row => new FurnitureLine(row.Line, row.Text));
        return new StoredReading
        {
            Entries = [.. (await entries.AsNoTracking().ToListAsync(cancellationToken)).Select(row => new StoredEntry
            {
                Item = row.Seen.ItemId,
                Rank = row.Seen.Rank,
                Lines = new LineRange(row.Seen.FirstLine, row.Seen.LastLine),
                Date = row.Seen.Date is { } date ? DateTimeOffset.FromUnixTimeSeconds(date) : null,
                Title = row.Title,
                Teaser = row.Teaser,
                Revision = row.Seen.Revision,
                IsFirst = row.FirstListingId == listing,
                Caption = row.Caption,
                Revisions = row.Revision,
                Retracted = row.RetractedAt is not null,
            })],
            Furniture = await furniture.ToListAsync(cancellationToken),
        };
    }

    /// <summary>As what other listings than this show these items.</summary>
    public static async Task<ILookup<long, Showing>> ElsewhereAsync(FeedDbContext context, long listing, IReadOnlyList<long> items, CancellationToken cancellationToken)
    {
        var showings = await Chunks.ReadAsync(
            items,
            chunk => context.Appearances.Where(row => chunk.Contains(row.ItemId) && row.ListingId != listing)
                .Join(context.Listings, row => row.ListingId, other => other.Id, (row, other) => new { row.ItemId, row.Revision, other.Folder, row.Capture, row.ListingId })
                .GroupBy(row => new { row.ItemId, row.Revision, row.Folder })
                .Select(rows => new { rows.Key, Capture = rows.Max(row => row.Capture), Listing = rows.Max(row => row.ListingId) }),
            cancellationToken);
        var texts = (await Chunks.ReadAsync(items, chunk => context.Revisions.AsNoTracking().Where(row => chunk.Contains(row.ItemId)), cancellationToken))
            .ToDictionary(row => (row.ItemId, row.Number));
        return showings.ToLookup(row => row.Key.ItemId, row => new Showing(
            row.Key.ItemId,
            row.Key.Folder,
            DateTimeOffset.FromUnixTimeSeconds(row.Capture),
            row.Listing,
            texts[(row.Key.ItemId, row.Key.Revision)].Title,
            texts[(row.Key.ItemId, row.Key.Revision)].Teaser));
    }
}
