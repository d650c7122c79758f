using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Membership : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "brings",
                table: "measures_statement",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "measures_membership",
                columns: table => new
                {
                    measure_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    member_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    label_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_measures_membership", x => new { x.measure_id, x.member_id, x.label_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_measures_membership_member_id_label_id",
                table: "measures_membership",
                columns: new[] { "member_id", "label_id" });

            // What was recorded before goes on being told as widely as it was.
            migrationBuilder.Sql(
                "INSERT INTO measures_membership (measure_id, member_id, label_id) " +
                "SELECT DISTINCT m.measure_id, m.member_id, s.label_id FROM measures_member m JOIN measures_statement s ON s.measure_id = m.measure_id");

            migrationBuilder.DropTable(
                name: "measures_member");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "brings",
                table: "measures_statement");

            migrationBuilder.CreateTable(
                name: "measures_member",
                columns: table => new
                {
                    measure_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    member_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_measures_member", x => new { x.measure_id, x.member_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_measures_member_member_id",
                table: "measures_member",
                column: "member_id");

            migrationBuilder.Sql("INSERT INTO measures_member (measure_id, member_id) SELECT DISTINCT measure_id, member_id FROM measures_membership");

            migrationBuilder.DropTable(
                name: "measures_membership");
        }
    }
}
