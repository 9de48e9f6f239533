// Listings as the operator sees them: what was read, what became of it, and the bytes themselves.
using FeedService.Model;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage;

/// <summary>A listing and its fate.</summary>
internal sealed record ListingSummary(long Number, Listing Listing, DateTimeOffset ReadAt, string Status, string? Reason, int Entries);

/// <summary>An item that was judged with a doubt: an ambiguous match, no free second.</summary>
internal sealed record Doubt(Guid Item, string Title, string Reason);

/// <summary>A held or rejected listing, taken out to be judged anew.</summary>
internal sealed record UnjudgedListing(Listing Listing, byte[] Original);

internal sealed class ListingReader(IDbContextFactory<FeedDbContext> contexts)
{
    /// <summary>The last listings taken in, newest first; of one status where one is named.</summary>
    public async Task<IReadOnlyList<ListingSummary>> ReadAsync(string? status, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Listings.AsNoTracking().Where(row => status == null || row.Status == status)
            .OrderByDescending(row => row.Id).Take(most)
            .Select(row => new { row.Id, row.Sha256, row.Folder, row.Name, row.Capture, row.ReadAt, row.Status, row.Reason, row.EntryCount })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new ListingSummary(
            row.Id,
            new Listing { Sha256 = row.Sha256, Folder = row.Folder, Name = row.Name, CaptureTime = DateTimeOffset.FromUnixTimeSeconds(row.Capture) },
            DateTimeOffset.FromUnixTimeSeconds(row.ReadAt),
            row.Status,
            row.Reason,
            row.EntryCount))];
    }

    /// <summary>The latest moment the database knows of: when a listing was read, or a story published. Null while there is none.</summary>
    public async Task<DateTimeOffset?> ReadLatestMomentAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var read = await context.Listings.MaxAsync(row => (long?)row.ReadAt, cancellationToken);
        var published = await context.Items.MaxAsync(row => (long?)row.Published, cancellationToken);
        return Math.Max(read ?? 0, published ?? 0) is var latest and > 0 ? DateTimeOffset.FromUnixTimeSeconds(latest) : null;
    }

    /// <summary>One listing, or null where there is none of this number.</summary>
    public async Task<ListingSummary?> ReadOneAsync(long number, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Listings.AsNoTracking().SingleOrDefaultAsync(row => row.Id == number, cancellationToken) is { } row ? SummaryOf(row) : null;
    }

    /// <summary>The items judged with a doubt, the last ones first.</summary>
    public async Task<IReadOnlyList<Doubt>> ReadDoubtsAsync(int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Items.AsNoTracking().Where(row => row.Doubt != null).OrderByDescending(row => row.Id).Take(most)
            .Select(row => new Doubt(row.Guid, row.Title, row.Doubt!)).ToListAsync(cancellationToken);
    }

    /// <summary>Every time an item was taken back or brought back, in that order.</summary>
    public async Task<IReadOnlyList<(Guid Item, DateTimeOffset At, bool Restored)>> ReadRetractionsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Changes.Where(row => row.Kind == ChangeKind.Retracted || row.Kind == ChangeKind.Restored)
            .Join(context.Items, row => row.ItemId, item => item.Id, (row, item) => new { row.Sequence, item.Guid, row.ChangedAt, row.Kind })
            .OrderBy(row => row.Sequence).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Guid, DateTimeOffset.FromUnixTimeSeconds(row.ChangedAt), row.Kind == ChangeKind.Restored))];
    }

    /// <summary>The items that are taken back now, oldest first.</summary>
    public async Task<IReadOnlyList<Guid>> ReadRetractedAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Items.Where(row => row.RetractedAt != null).OrderBy(row => row.RetractedAt).ThenBy(row => row.Id).Select(row => row.Guid).ToListAsync(cancellationToken);
    }

    /// <summary>Every listing in the order in which it was taken in, with its bytes; null bytes for one that was too large to be kept.</summary>
    public async IAsyncEnumerable<(ListingSummary Summary, byte[]? Original)> ReadAllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // One by one: a query that is open as long as an export takes would hold off every commit.
        for (var last = 0L; await context.Listings.AsNoTracking().Where(row => row.Id > last).OrderBy(row => row.Id).FirstOrDefaultAsync(cancellationToken) is { } row; last = row.Id)
            yield return (SummaryOf(row), row.Original is null ? null : Originals.Unpack(row.Original, row.Size));
    }

    /// <summary>The bytes of one listing, or null where there is none of this number or it was too large to be kept.</summary>
    public async Task<byte[]?> ReadOriginalAsync(long number, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Listings.AsNoTracking().SingleOrDefaultAsync(row => row.Id == number, cancellationToken);
        return row?.Original is null ? null : Originals.Unpack(row.Original, row.Size);
    }

    /// <summary>The numbers of the listings that can be read again, in the order of intake: not those on which the operator decides, or has decided.</summary>
    public async Task<IReadOnlyList<long>> ReadNumbersToRereadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Listings
            .Where(row => row.Original != null && row.Status != ListingStatus.Held && (row.Reason == null || row.Reason != ListingStatus.RejectedByOperator))
            .OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Gives a held listing up for good.</summary>
    /// <returns>Whether a listing of this number was held.</returns>
    public async Task<bool> RejectHeldAsync(long number, string reason, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return 1 == await context.Listings.Where(row => row.Id == number && row.Status == ListingStatus.Held).ExecuteUpdateAsync(
            row => row.SetProperty(listing => listing.Status, ListingStatus.Rejected).SetProperty(listing => listing.Reason, reason), cancellationToken);
    }

    internal static Listing ListingOf(ListingRow row) => new()
    {
        Sha256 = row.Sha256,
        Folder = row.Folder,
        Name = row.Name,
        CaptureTime = DateTimeOffset.FromUnixTimeSeconds(row.Capture),
    };

    private static ListingSummary SummaryOf(ListingRow row) =>
        new(row.Id, ListingOf(row), DateTimeOffset.FromUnixTimeSeconds(row.ReadAt), row.Status, row.Reason, row.EntryCount);
}
