// Asks for many keys in few queries: SQLite before 3.38 cannot be handed an array, and takes a statement of a megabyte at the most.
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage;

internal static class Chunks
{
    private const int KeysPerQuery = 500;

    /// <summary>The rows of all keys; each key is asked for once.</summary>
    public static async Task<List<TRow>> ReadAsync<TKey, TRow>(IEnumerable<TKey> keys, Func<TKey[], IQueryable<TRow>> query, CancellationToken cancellationToken)
    {
        var rows = new List<TRow>();
        foreach (var chunk in keys.Distinct().Chunk(KeysPerQuery))
            rows.AddRange(await query(chunk).ToListAsync(cancellationToken));
        return rows;
    }
}
