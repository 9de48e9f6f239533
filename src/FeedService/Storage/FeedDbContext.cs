// The one model: tables, keys and the indexes that the walks of Ingest and Publish need.
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage;

internal sealed class FeedDbContext(DbContextOptions<FeedDbContext> options) : DbContext(options)
{
    public DbSet<ListingRow> Listings => Set<ListingRow>();
    public DbSet<ItemRow> Items => Set<ItemRow>();
    public DbSet<RevisionRow> Revisions => Set<RevisionRow>();
    public DbSet<AppearanceRow> Appearances => Set<AppearanceRow>();
    public DbSet<TopicRow> Topics => Set<TopicRow>();
    public DbSet<ItemTopicRow> ItemTopics => Set<ItemTopicRow>();
    public DbSet<ArchiveRow> Archives => Set<ArchiveRow>();
    public DbSet<FurnitureRow> Furniture => Set<FurnitureRow>();
    public DbSet<ChangeRow> Changes => Set<ChangeRow>();
    public DbSet<RunRow> Runs => Set<RunRow>();
    public DbSet<SettingRow> Settings => Set<SettingRow>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<ListingRow>(listing =>
        {
            listing.ToTable("listings").HasKey(row => row.Id);
            listing.Property(row => row.Id).ValueGeneratedNever();
            listing.HasIndex(row => row.Sha256).IsUnique();
            listing.HasIndex(row => new { row.Folder, row.Capture });
            listing.HasIndex(row => row.Status);
        });
        model.Entity<ItemRow>(item =>
        {
            item.ToTable("items").HasKey(row => row.Id);
            item.Property(row => row.Id).ValueGeneratedNever();
            item.HasIndex(row => row.Guid).IsUnique();
            item.HasIndex(row => row.Published).IsUnique();
            item.HasIndex(row => new { row.SlugBase, row.SlugNumber }).IsUnique();
            item.HasIndex(row => row.Updated);
            item.HasIndex(row => row.RetractedAt);
            // The few items judged with a doubt, newest last: no other one is in it.
            item.HasIndex(row => row.Id).HasDatabaseName("IX_items_doubts").HasFilter("\"Doubt\" IS NOT NULL");
            item.Property(row => row.TextBytes).HasDefaultValue(0);
            item.HasOne<ListingRow>().WithMany().HasForeignKey(row => row.FirstListingId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<RevisionRow>(revision =>
        {
            revision.ToTable("revisions").HasKey(row => new { row.ItemId, row.Number });
            revision.HasIndex(row => row.TitleKey);
            revision.HasIndex(row => row.TeaserKey);
            revision.HasOne<ItemRow>().WithMany().HasForeignKey(row => row.ItemId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<AppearanceRow>(appearance =>
        {
            appearance.ToTable("appearances").HasKey(row => new { row.ListingId, row.Rank });
            appearance.HasIndex(row => new { row.ItemId, row.Capture });
            appearance.HasOne<ListingRow>().WithMany().HasForeignKey(row => row.ListingId).OnDelete(DeleteBehavior.Cascade);
            appearance.HasOne<ItemRow>().WithMany().HasForeignKey(row => row.ItemId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<TopicRow>(topic =>
        {
            topic.ToTable("topics").HasKey(row => row.Id);
            topic.Property(row => row.Id).ValueGeneratedNever();
            topic.HasIndex(row => row.Slug).IsUnique();
            topic.HasIndex(row => row.Revision);
        });
        model.Entity<ItemTopicRow>(itemTopic =>
        {
            itemTopic.ToTable("item_topics").HasKey(row => new { row.TopicId, row.Published });
            itemTopic.HasIndex(row => new { row.ItemId, row.TopicId }).IsUnique();
            itemTopic.HasIndex(row => new { row.TopicId, row.Archive });
            itemTopic.HasOne<TopicRow>().WithMany().HasForeignKey(row => row.TopicId).OnDelete(DeleteBehavior.Cascade);
            itemTopic.HasOne<ItemRow>().WithMany().HasForeignKey(row => row.ItemId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ArchiveRow>(archive =>
        {
            archive.ToTable("archives").HasKey(row => new { row.TopicId, row.Number });
            archive.Property(row => row.PreviousEdition).HasDefaultValue(0);
            archive.HasOne<TopicRow>().WithMany().HasForeignKey(row => row.TopicId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<FurnitureRow>(furniture =>
        {
            furniture.ToTable("furniture").HasKey(row => new { row.ListingId, row.Line });
            furniture.HasOne<ListingRow>().WithMany().HasForeignKey(row => row.ListingId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ChangeRow>(change =>
        {
            change.ToTable("changes").HasKey(row => row.Sequence);
            change.Property(row => row.Sequence).ValueGeneratedNever();
            change.HasIndex(row => new { row.ItemId, row.Sequence });
            change.HasOne<ItemRow>().WithMany().HasForeignKey(row => row.ItemId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<RunRow>(run =>
        {
            run.ToTable("runs").HasKey(row => row.Id);
            run.Property(row => row.Id).ValueGeneratedNever();
        });
        model.Entity<SettingRow>(setting => setting.ToTable("settings").HasKey(row => row.Name));
    }
}
