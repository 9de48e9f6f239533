// What it takes to cut feeds and archives while a listing is taken in: the weight of texts, and archives that need not be copied.
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FeedService.Storage.Migrations;

[DbContext(typeof(FeedDbContext))]
[Migration("20261121000400_SettledFeeds")]
internal sealed class M0004_SettledFeeds : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>("TextBytes", "items", nullable: false, defaultValue: 0);
        migrationBuilder.AddColumn<int>("PreviousEdition", "archives", nullable: false, defaultValue: 0);
        // Of older stories: not less than they take, which is what counts. Older archives are frozen, and say themselves what came before.
        migrationBuilder.Sql("""UPDATE "items" SET "TextBytes" = 12 * (LENGTH("Title") + LENGTH(COALESCE("Teaser", "Title"))) + LENGTH("SlugBase") + 10""");
    }
}
