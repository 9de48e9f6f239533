// The runs that changed something or failed, for the operator's page.
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FeedService.Storage.Migrations;

[DbContext(typeof(FeedDbContext))]
[Migration("20261121000500_Runs")]
internal sealed class M0005_Runs : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "runs",
        table => new
        {
            Id = table.Column<long>(nullable: false),
            StartedAt = table.Column<long>(nullable: false),
            FinishedAt = table.Column<long>(nullable: false),
            Outcome = table.Column<string>(nullable: false),
            Failed = table.Column<bool>(nullable: false),
        },
        constraints: table => table.PrimaryKey("PK_runs", row => row.Id));
}
