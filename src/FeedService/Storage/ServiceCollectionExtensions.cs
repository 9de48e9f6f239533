// What Storage gives the floors above: the ledger's memory and pen for Ingest, feeds and counts for Publish.
using FeedService.Storage.Corrections;
using FeedService.Storage.Feeds;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace FeedService.Storage;

internal static class ServiceCollectionExtensions
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration("Storage").ValidateDataAnnotations().ValidateOnStart();
        services.AddDbContextFactory<FeedDbContext>((provider, context) => context
            // Lists of keys stand in the statement itself: as five hundred parameters, each found by its name, they took longer than the look-up.
            .UseSqlite(
                WithoutCreating(provider.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString),
                sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Constant))
            .AddInterceptors(new DurabilityInterceptor())
            // There is no model snapshot to compare with: migrations are written by hand, and SchemaTests compares them with the model.
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning)));
        services.AddSingleton<Soundness>();
        services.AddSingleton<OwnWrites>();
        services.AddSingleton<DatabaseStart>();
        services.AddSingleton<Backup>();
        services.AddSingleton<LedgerStore>();
        services.AddSingleton<KeptIds>();
        services.AddSingleton<TopicStore>();
        services.AddSingleton<FeedReader>();
        services.AddSingleton<ListingReader>();
        services.AddSingleton<PageReader>();
        services.AddSingleton<ChangeReader>();
        services.AddSingleton<CurrentFeeds>();
        services.AddSingleton<Archives>();
        services.AddSingleton<ChoiceReader>();
        services.AddSingleton<TopicPulseReader>();
        services.AddSingleton<RunLog>();
        return services;
    }

    /// <summary>Only a start makes a new database. A connection that finds none must not put an empty one in its place.</summary>
    private static string WithoutCreating(string connectionString)
    {
        var connection = new SqliteConnectionStringBuilder(connectionString);
        if (connection.Mode == SqliteOpenMode.ReadWriteCreate)
            connection.Mode = SqliteOpenMode.ReadWrite;
        return connection.ConnectionString;
    }
}
