// Adds to the order of changes. The numbers are drawn inside the writing transaction, so none shows before a smaller one.
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage;

/// <summary>What happened to an item.</summary>
internal static class ChangeKind
{
    public const string New = "new";
    public const string Edited = "edited";

    /// <summary>It is in another topic too; its text is as before.</summary>
    public const string Topics = "topics";

    /// <summary>It is no longer published.</summary>
    public const string Retracted = "retracted";

    /// <summary>It is published again after a retraction.</summary>
    public const string Restored = "restored";
}

internal sealed class ChangeWriter(FeedDbContext context, long now)
{
    /// <summary>
    /// Records these changes in this order. To be called in the transaction that makes them. What happens to an item that
    /// was taken back is nobody's news any more.
    /// </summary>
    public async Task RecordAsync(IReadOnlyList<(long Item, string Kind)> changes, CancellationToken cancellationToken)
    {
        var gone = (await Chunks.ReadAsync(
            changes.Where(change => change.Kind != ChangeKind.Retracted).Select(change => change.Item),
            chunk => context.Items.Where(row => chunk.Contains(row.Id) && row.RetractedAt != null).Select(row => row.Id),
            cancellationToken)).ToHashSet();
        var next = 1 + (await context.Changes.MaxAsync(row => (long?)row.Sequence, cancellationToken) ?? 0);
        using var inserter = new RowInserter<ChangeRow>(context);
        await inserter.InsertAsync(
            changes.Where(change => !gone.Contains(change.Item)).Select(change => new ChangeRow { Sequence = next++, ItemId = change.Item, Kind = change.Kind, ChangedAt = now }), cancellationToken);
    }
}
