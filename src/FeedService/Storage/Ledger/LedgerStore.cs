// Ingest's door to the rows: what is known, and one transaction for each listing.
using FeedService.Storage.Corrections;
using FeedService.Storage.Feeds;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage;

internal sealed class LedgerStore(IDbContextFactory<FeedDbContext> contexts, FeedLimits limits, Soundness database, OwnWrites writes)
{
    /// <summary>
    /// In kilobytes. A listing of 500 new items touches some 2,500 pages of the indexes; in SQLite's usual 2 MB they do
    /// not fit, and are written and synchronised several times within one transaction.
    /// </summary>
    internal const string RoomToWrite = "PRAGMA cache_size=-16384";

    /// <summary>Folder and name under which these bytes were dealt with, or null. Writes nothing and takes no lock.</summary>
    public async Task<string?> LabelOfAsync(string sha256, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await LabelOfAsync(context, sha256, cancellationToken);
    }

    /// <summary>
    /// Opens the transaction of one listing. On SQLite it is BEGIN IMMEDIATE: what is recalled in it stays true until it
    /// is committed, so two processes on one database take turns.
    /// </summary>
    /// <exception cref="DatabaseUnusableException">The database is damaged.</exception>
    public async Task<LedgerSession> BeginAsync(CancellationToken cancellationToken)
    {
        await database.EnsureAsync(cancellationToken);
        var context = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            context.Database.SetConnectionString(OfItsOwnPool(context.Database.GetConnectionString()!));
            await context.Database.OpenConnectionAsync(cancellationToken);
            await context.Database.ExecuteSqlRawAsync(RoomToWrite, cancellationToken);
            await context.Database.BeginTransactionAsync(cancellationToken);
            return new LedgerSession(context, limits, writes.Begin());
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Connections are pooled by these words, and Private is what SQLite does anyway. So the connection that writes is one
    /// and the same through a run, and still has the pages of the indexes in memory that the last listing was written to.
    /// </summary>
    private static string OfItsOwnPool(string connection) =>
        new SqliteConnectionStringBuilder(connection) { Cache = SqliteCacheMode.Private }.ConnectionString;

    /// <summary>
    /// Takes an item back: it leaves the feeds and their archives, and stays known, so that the page that still shows it does
    /// not bring it back as news. Null where there is no item with this id.
    /// </summary>
    public async Task<Retraction?> RetractAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var session = await BeginAsync(cancellationToken);
        var retraction = await session.RetractAsync(id, now, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return retraction;
    }

    /// <summary>Publishes an item again that was taken back. Null where there is no item with this id.</summary>
    public async Task<Restoration?> RestoreAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var session = await BeginAsync(cancellationToken);
        var restoration = await session.RestoreAsync(id, now, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return restoration;
    }

    /// <summary>Whether this change of this item was made here at that time.</summary>
    public async Task<bool> MadeChangeAsync(Guid id, string kind, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var second = at.ToUnixTimeSeconds();
        return await context.Changes.AnyAsync(
            row => row.ChangedAt == second && row.Kind == kind && context.Items.Any(item => item.Id == row.ItemId && item.Guid == id), cancellationToken);
    }

    internal static Task<string?> LabelOfAsync(FeedDbContext context, string sha256, CancellationToken cancellationToken) =>
        context.Listings.Where(listing => listing.Sha256 == sha256)
            .Select(listing => listing.Folder == "" ? listing.Name : listing.Folder + "/" + listing.Name)
            .FirstOrDefaultAsync(cancellationToken);
}
