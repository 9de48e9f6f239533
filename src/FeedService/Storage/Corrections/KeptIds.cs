// Ids that do not follow from the text any more: an item that was misread at first keeps the id of the misreading.
using FeedService.Ledger;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage.Corrections;

internal sealed class KeptIds(IDbContextFactory<FeedDbContext> contexts)
{
    /// <summary>Of the items that a listing brought, those whose id is another than their text there makes: by that one.</summary>
    public async Task<IReadOnlyDictionary<Guid, Guid>> ReadAsync(long listing, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var brought =
            from seen in context.Appearances
            where seen.ListingId == listing
            join item in context.Items on new { seen.ItemId, seen.ListingId } equals new { ItemId = item.Id, ListingId = item.FirstListingId }
            join text in context.Revisions on new { seen.ItemId, Number = seen.Revision } equals new { text.ItemId, text.Number }
            select new { item.Guid, item.Ordinal, text.Title, text.Teaser };
        return (await brought.ToListAsync(cancellationToken))
            .Select(row => (Made: ItemIdentity.IdOf(row.Title, row.Teaser, row.Ordinal), Kept: row.Guid))
            .Where(ids => ids.Made != ids.Kept).DistinctBy(ids => ids.Made).ToDictionary(ids => ids.Made, ids => ids.Kept);
    }

    /// <summary>Gives items that a listing has just brought the ids they had in the store that it was exported from.</summary>
    public async Task ApplyAsync(string sha256, IReadOnlyDictionary<Guid, Guid> ids, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var (made, kept) in ids)
        {
            await context.Items
                .Where(row => row.Guid == made && context.Listings.Any(listing => listing.Id == row.FirstListingId && listing.Sha256 == sha256) && !context.Items.Any(other => other.Guid == kept))
                .ExecuteUpdateAsync(row => row.SetProperty(item => item.Guid, kept), cancellationToken);
        }
    }
}
