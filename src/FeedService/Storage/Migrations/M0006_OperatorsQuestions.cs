// What the operator asks of a large store, each found by an index: what is held, what was judged with a doubt.
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FeedService.Storage.Migrations;

[DbContext(typeof(FeedDbContext))]
[Migration("20261127000000_OperatorsQuestions")]
internal sealed class M0006_OperatorsQuestions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateIndex("IX_listings_Status", "listings", "Status");
        migrationBuilder.CreateIndex("IX_items_doubts", "items", "Id", filter: "\"Doubt\" IS NOT NULL");
    }
}
