// A topic's closed archive documents, which document each membership is in, and when an item was taken back.
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FeedService.Storage.Migrations;

[DbContext(typeof(FeedDbContext))]
[Migration("20261121000000_ArchivesAndRetractions")]
internal sealed class M0002_ArchivesAndRetractions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>("RetractedAt", "items", nullable: true);
        migrationBuilder.CreateIndex("IX_items_RetractedAt", "items", "RetractedAt");
        migrationBuilder.AddColumn<int>("Archive", "item_topics", nullable: true);
        migrationBuilder.CreateIndex("IX_item_topics_TopicId_Archive", "item_topics", ["TopicId", "Archive"]);
        migrationBuilder.CreateTable(
            "archives",
            table => new
            {
                TopicId = table.Column<long>(nullable: false),
                Number = table.Column<int>(nullable: false),
                Edition = table.Column<int>(nullable: false),
                ClosedAt = table.Column<long>(nullable: false),
                Feed = table.Column<byte[]>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_archives", row => new { row.TopicId, row.Number });
                table.ForeignKey("FK_archives_topics_TopicId", row => row.TopicId, "topics", "Id", onDelete: ReferentialAction.Cascade);
            });
    }
}
