// What of the configuration the feeds were last made by, so that a change of it is known as one.
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FeedService.Storage.Migrations;

[DbContext(typeof(FeedDbContext))]
[Migration("20261127000100_Settings")]
internal sealed class M0007_Settings : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "settings",
        table => new
        {
            Name = table.Column<string>(nullable: false),
            Value = table.Column<string>(nullable: false),
        },
        constraints: table => table.PrimaryKey("PK_settings", row => row.Name));
}
