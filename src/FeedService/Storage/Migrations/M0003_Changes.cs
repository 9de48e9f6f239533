// Items' changes in the order in which the store made them, for partners that follow them (/api/items).
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FeedService.Storage.Migrations;

[DbContext(typeof(FeedDbContext))]
[Migration("20261120000300_Changes")]
internal sealed class M0003_Changes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "changes",
            table => new
            {
                Sequence = table.Column<long>(nullable: false),
                ItemId = table.Column<long>(nullable: false),
                Kind = table.Column<string>(nullable: false),
                ChangedAt = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_changes", row => row.Sequence);
                table.ForeignKey("FK_changes_items_ItemId", row => row.ItemId, "items", "Id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_changes_ItemId_Sequence", "changes", ["ItemId", "Sequence"]);
        // What an older version stored begins the order, as it was taken in. Its edits are not known by their time, and need
        // not be: nobody has a cursor yet.
        migrationBuilder.Sql("""
            INSERT INTO "changes" ("Sequence", "ItemId", "Kind", "ChangedAt")
            SELECT ROW_NUMBER() OVER (ORDER BY "items"."FirstListingId", "items"."Published"), "items"."Id", 'new', "listings"."ReadAt"
            FROM "items" INNER JOIN "listings" ON "listings"."Id" = "items"."FirstListingId"
            """);
    }
}
