// Puts a new reading of a listing in the place of the old one. What both agree on stays as it is.
using FeedService.Formats;
using FeedService.Storage.Feeds;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage.Corrections;

internal sealed class CorrectionWriter(FeedDbContext context, FeedLimits limits, long now)
{
    public async Task WriteAsync(ListingCorrection correction, CancellationToken cancellationToken)
    {
        var touched = correction.Touched;
        var topics = await TopicsOfAsync(touched, cancellationToken);
        await Archives.FreezeHoldingAsync(context, touched, cancellationToken);
        await RemoveReadingAsync(correction.Number, cancellationToken);
        await MoveFirstListingsAsync(correction, cancellationToken);
        await WithdrawAsync(correction.Withdrawn, cancellationToken);
        await RestateAsync(correction.Restated, cancellationToken);
        var left = await LeaveAsync(correction.Leaving, cancellationToken);
        var writer = new LedgerWriter(context, limits, now);
        await writer.BringBackAsync(correction.Restated.Where(restated => restated.Updated is not null).Select(restated => restated.Item).ToHashSet(), cancellationToken);
        await new ChangeWriter(context, now).RecordAsync(
            [.. correction.Restated.Select(restated => (restated.Item, ChangeKind.Edited)), .. left.Select(item => (item, ChangeKind.Topics))], cancellationToken);
        await writer.WriteReadingAsync(correction.Number, correction.Reading, cancellationToken);
        await UpdateListingAsync(correction, cancellationToken);
        await new Settling(context, limits, now).SettleAsync(topics, cancellationToken);
        await new TopicWriter(context, now).MarkChangedAsync(topics, cancellationToken);
    }

    private async Task<IReadOnlySet<long>> TopicsOfAsync(IReadOnlySet<long> items, CancellationToken cancellationToken) =>
        (await Chunks.ReadAsync(items, chunk => context.ItemTopics.Where(row => chunk.Contains(row.ItemId)).Select(row => row.TopicId).Distinct(), cancellationToken)).ToHashSet();

    private async Task RemoveReadingAsync(long listing, CancellationToken cancellationToken)
    {
        await context.Appearances.Where(row => row.ListingId == listing).ExecuteDeleteAsync(cancellationToken);
        await context.Furniture.Where(row => row.ListingId == listing).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>An item that loses its first listing has the next one as its first. One without any keeps the number: there is nothing else to say of it.</summary>
    private async Task MoveFirstListingsAsync(ListingCorrection correction, CancellationToken cancellationToken)
    {
        foreach (var chunk in correction.Gone.Chunk(500))
        {
            await context.Items.Where(row => chunk.Contains(row.Id) && row.FirstListingId == correction.Number && context.Appearances.Any(seen => seen.ItemId == row.Id))
                .ExecuteUpdateAsync(row => row.SetProperty(item => item.FirstListingId, item => context.Appearances.Where(seen => seen.ItemId == item.Id).Min(seen => seen.ListingId)), cancellationToken);
        }
    }

    private async Task WithdrawAsync(IReadOnlyList<long> items, CancellationToken cancellationToken)
    {
        foreach (var item in await Chunks.ReadAsync(items, chunk => context.Items.Where(row => chunk.Contains(row.Id)), cancellationToken))
            await new RetractionWriter(context, now).WriteAsync(item, cancellationToken);
        context.ChangeTracker.Clear();
    }

    private async Task RestateAsync(IReadOnlyList<Restatement> restated, CancellationToken cancellationToken)
    {
        var rows = await Chunks.ReadAsync(restated.Select(item => item.Item), chunk => context.Items.Where(row => chunk.Contains(row.Id)), cancellationToken);
        foreach (var (item, text) in rows.Join(restated, row => row.Id, text => text.Item, (row, text) => (row, text)))
        {
            (item.Title, item.Teaser, item.Caption) = (text.Title, text.Teaser, text.Caption);
            item.Updated = text.Updated?.ToUnixTimeSeconds() ?? item.Updated;
            item.TextBytes = FeedSize.OfTexts(item.Title, item.Teaser, new NumberedSlug(item.SlugBase, item.SlugNumber).ToString());
        }
        await context.SaveChangesAsync(cancellationToken);
        context.ChangeTracker.Clear();
    }

    /// <returns>The items that were in such a topic.</returns>
    private async Task<IReadOnlyList<long>> LeaveAsync(IReadOnlyList<(long Item, string Topic)> leaving, CancellationToken cancellationToken)
    {
        var left = new List<long>();
        foreach (var (item, slug) in leaving)
        {
            var removed = await context.ItemTopics.Where(row => row.ItemId == item && context.Topics.Any(topic => topic.Id == row.TopicId && topic.Slug == slug))
                .ExecuteDeleteAsync(cancellationToken);
            if (removed > 0)
                left.Add(item);
        }
        return [.. left.Distinct()];
    }

    private async Task UpdateListingAsync(ListingCorrection correction, CancellationToken cancellationToken)
    {
        var (reading, shape) = (correction.Reading, correction.Reading.Shape);
        var brought = reading.Entries.Any(entry => entry.Minted is not null || entry.Edit is not null);
        await context.Listings.Where(row => row.Id == correction.Number).ExecuteUpdateAsync(
            row => row
                .SetProperty(listing => listing.Status, listing => brought ? ListingStatus.Accepted : listing.Status)
                .SetProperty(listing => listing.Encoding, reading.Encoding)
                .SetProperty(listing => listing.LineCount, reading.LineCount)
                .SetProperty(listing => listing.BlankCount, reading.BlankCount)
                .SetProperty(listing => listing.EntryCount, shape.Entries)
                .SetProperty(listing => listing.CaptionShare, shape.Captions)
                .SetProperty(listing => listing.TeaserShare, shape.Teasers)
                .SetProperty(listing => listing.TitleLength, shape.TitleLength)
                .SetProperty(listing => listing.TeaserLength, shape.TeaserLength)
                .SetProperty(listing => listing.FurnitureShare, shape.Furniture)
                .SetProperty(listing => listing.DamagedShare, shape.Damaged),
            cancellationToken);
    }
}
