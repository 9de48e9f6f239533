// The first schema, by hand: EF's design package is not to be had (NOTES.md, "Why are migrations written by hand?").
// SchemaTests compares what this makes with what the model asks for.
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FeedService.Storage.Migrations;

[DbContext(typeof(FeedDbContext))]
[Migration("20261120000000_FirstTables")]
internal sealed class M0001_FirstTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateListings(migrationBuilder);
        CreateItems(migrationBuilder);
        CreateRevisions(migrationBuilder);
        CreateAppearances(migrationBuilder);
        CreateTopics(migrationBuilder);
        CreateItemTopics(migrationBuilder);
        CreateFurniture(migrationBuilder);
    }

    private static void CreateListings(MigrationBuilder migration)
    {
        migration.CreateTable(
            "listings",
            table => new
            {
                Id = table.Column<long>(nullable: false),
                Sha256 = table.Column<string>(nullable: false),
                Folder = table.Column<string>(nullable: false),
                Name = table.Column<string>(nullable: false),
                Capture = table.Column<long>(nullable: false),
                ReadAt = table.Column<long>(nullable: false),
                Status = table.Column<string>(nullable: false),
                Reason = table.Column<string>(nullable: true),
                Encoding = table.Column<string>(nullable: true),
                LineCount = table.Column<int>(nullable: false),
                BlankCount = table.Column<int>(nullable: false),
                EntryCount = table.Column<int>(nullable: false),
                Size = table.Column<long>(nullable: false),
                CaptionShare = table.Column<double>(nullable: false),
                TeaserShare = table.Column<double>(nullable: false),
                TitleLength = table.Column<double>(nullable: false),
                TeaserLength = table.Column<double>(nullable: false),
                FurnitureShare = table.Column<double>(nullable: false),
                DamagedShare = table.Column<double>(nullable: false),
                Original = table.Column<byte[]>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_listings", row => row.Id));
        migration.CreateIndex("IX_listings_Sha256", "listings", "Sha256", unique: true);
        migration.CreateIndex("IX_listings_Folder_Capture", "listings", ["Folder", "Capture"]);
    }

    private static void CreateItems(MigrationBuilder migration)
    {
        migration.CreateTable(
            "items",
            table => new
            {
                Id = table.Column<long>(nullable: false),
                Guid = table.Column<Guid>(nullable: false),
                Ordinal = table.Column<int>(nullable: false),
                SlugBase = table.Column<string>(nullable: false),
                SlugNumber = table.Column<int>(nullable: false),
                Title = table.Column<string>(nullable: false),
                Teaser = table.Column<string>(nullable: true),
                Caption = table.Column<string>(nullable: true),
                Published = table.Column<long>(nullable: false),
                Updated = table.Column<long>(nullable: false),
                Revision = table.Column<int>(nullable: false),
                FirstListingId = table.Column<long>(nullable: false),
                Doubt = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_items", row => row.Id);
                table.ForeignKey("FK_items_listings_FirstListingId", row => row.FirstListingId, "listings", "Id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("IX_items_Guid", "items", "Guid", unique: true);
        migration.CreateIndex("IX_items_Published", "items", "Published", unique: true);
        migration.CreateIndex("IX_items_SlugBase_SlugNumber", "items", ["SlugBase", "SlugNumber"], unique: true);
        migration.CreateIndex("IX_items_Updated", "items", "Updated");
        migration.CreateIndex("IX_items_FirstListingId", "items", "FirstListingId");
    }

    private static void CreateRevisions(MigrationBuilder migration)
    {
        migration.CreateTable(
            "revisions",
            table => new
            {
                ItemId = table.Column<long>(nullable: false),
                Number = table.Column<int>(nullable: false),
                TitleKey = table.Column<long>(nullable: false),
                TeaserKey = table.Column<long>(nullable: false),
                Title = table.Column<string>(nullable: false),
                Teaser = table.Column<string>(nullable: true),
                Capture = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_revisions", row => new { row.ItemId, row.Number });
                table.ForeignKey("FK_revisions_items_ItemId", row => row.ItemId, "items", "Id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("IX_revisions_TitleKey", "revisions", "TitleKey");
        migration.CreateIndex("IX_revisions_TeaserKey", "revisions", "TeaserKey");
    }

    private static void CreateAppearances(MigrationBuilder migration)
    {
        migration.CreateTable(
            "appearances",
            table => new
            {
                ListingId = table.Column<long>(nullable: false),
                Rank = table.Column<int>(nullable: false),
                ItemId = table.Column<long>(nullable: false),
                Revision = table.Column<int>(nullable: false),
                Capture = table.Column<long>(nullable: false),
                FirstLine = table.Column<int>(nullable: false),
                LastLine = table.Column<int>(nullable: false),
                Date = table.Column<long>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_appearances", row => new { row.ListingId, row.Rank });
                table.ForeignKey("FK_appearances_items_ItemId", row => row.ItemId, "items", "Id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("FK_appearances_listings_ListingId", row => row.ListingId, "listings", "Id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("IX_appearances_ItemId_Capture", "appearances", ["ItemId", "Capture"]);
    }

    private static void CreateTopics(MigrationBuilder migration)
    {
        migration.CreateTable(
            "topics",
            table => new
            {
                Id = table.Column<long>(nullable: false),
                Guid = table.Column<Guid>(nullable: false),
                Slug = table.Column<string>(nullable: false),
                Title = table.Column<string>(nullable: false),
                Description = table.Column<string>(nullable: false),
                Revision = table.Column<long>(nullable: false),
                ChangedAt = table.Column<long>(nullable: false),
                Rule = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_topics", row => row.Id));
        migration.CreateIndex("IX_topics_Slug", "topics", "Slug", unique: true);
        migration.CreateIndex("IX_topics_Revision", "topics", "Revision");
    }

    private static void CreateItemTopics(MigrationBuilder migration)
    {
        migration.CreateTable(
            "item_topics",
            table => new
            {
                TopicId = table.Column<long>(nullable: false),
                Published = table.Column<long>(nullable: false),
                ItemId = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_item_topics", row => new { row.TopicId, row.Published });
                table.ForeignKey("FK_item_topics_items_ItemId", row => row.ItemId, "items", "Id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("FK_item_topics_topics_TopicId", row => row.TopicId, "topics", "Id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("IX_item_topics_ItemId_TopicId", "item_topics", ["ItemId", "TopicId"], unique: true);
    }

    private static void CreateFurniture(MigrationBuilder migration)
    {
        migration.CreateTable(
            "furniture",
            table => new
            {
                ListingId = table.Column<long>(nullable: false),
                Line = table.Column<int>(nullable: false),
                Text = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_furniture", row => new { row.ListingId, row.Line });
                table.ForeignKey("FK_furniture_listings_ListingId", row => row.ListingId, "listings", "Id", onDelete: ReferentialAction.Cascade);
            });
    }
}
