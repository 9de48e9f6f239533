// The items in the order in which they changed here, from a place that a partner remembers.
using System.Globalization;
using FeedService.Model;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage;

/// <summary>
/// A place in the order of changes. Besides the number it holds that change's time, so that a place in another store (one
/// built anew, or an old copy put back) is told from a place in this one.
/// </summary>
internal readonly record struct ChangeCursor(long Sequence, long ChangedAt)
{
    public static ChangeCursor Start { get; }

    public static bool TryParse(string text, out ChangeCursor cursor)
    {
        cursor = Start;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0
            || !long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || !long.TryParse(text.AsSpan(dash + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var changedAt))
            return false;
        cursor = new ChangeCursor(sequence, changedAt);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}-{ChangedAt:x}");
}

/// <summary>An item as it is now, and its last change.</summary>
internal sealed record ItemChange(ChangeCursor Place, string Kind, Item Item)
{
    public DateTimeOffset ChangedAt => DateTimeOffset.FromUnixTimeSeconds(Place.ChangedAt);
}

/// <summary>Some changes, oldest first, and whether there are more after them.</summary>
internal sealed record ChangePage(IReadOnlyList<ItemChange> Changes, bool HasMore);

internal sealed class ChangeReader(IDbContextFactory<FeedDbContext> contexts)
{
    /// <summary>The items whose last change comes after the cursor. Null where the cursor is no place in this store.</summary>
    public async Task<ChangePage?> ReadAfterAsync(ChangeCursor cursor, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (cursor != ChangeCursor.Start && !await IsHereAsync(context, cursor, cancellationToken))
            return null;
        // Change and item in one statement: an edit between two would be told of twice.
        var rows = await context.Changes.AsNoTracking()
            .Where(row => row.Sequence > cursor.Sequence && !context.Changes.Any(later => later.ItemId == row.ItemId && later.Sequence > row.Sequence))
            .OrderBy(row => row.Sequence).Take(most + 1)
            .Join(context.Items.AsNoTracking(), row => row.ItemId, item => item.Id, (row, item) => new { Change = row, Item = item })
            .OrderBy(row => row.Change.Sequence)
            .ToListAsync(cancellationToken);
        var shown = rows.Take(most).ToList();
        var items = await FeedReader.WithTopicsAsync(context, [.. shown.Select(row => row.Item)], cancellationToken);
        return new ChangePage(
            [.. shown.Zip(items, (row, item) => new ItemChange(new ChangeCursor(row.Change.Sequence, row.Change.ChangedAt), row.Change.Kind, item))],
            HasMore: rows.Count > most);
    }

    private static Task<bool> IsHereAsync(FeedDbContext context, ChangeCursor cursor, CancellationToken cancellationToken) =>
        context.Changes.AnyAsync(row => row.Sequence == cursor.Sequence && row.ChangedAt == cursor.ChangedAt, cancellationToken);
}
