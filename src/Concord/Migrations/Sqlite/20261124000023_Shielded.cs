using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Shielded : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "told_id",
                table: "sources_passage",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "shielded",
                table: "measures_statement",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "measures_shielded",
                columns: table => new
                {
                    statement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    protect = table.Column<bool>(type: "INTEGER", nullable: false),
                    speaker = table.Column<string>(type: "TEXT", nullable: true),
                    speaker_member = table.Column<Guid>(type: "TEXT", nullable: true),
                    capacity = table.Column<string>(type: "TEXT", nullable: true),
                    occasion = table.Column<string>(type: "TEXT", nullable: true),
                    said = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    attribution = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_measures_shielded", x => x.statement_id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "measures_shielded");

            migrationBuilder.DropColumn(
                name: "told_id",
                table: "sources_passage");

            migrationBuilder.DropColumn(
                name: "shielded",
                table: "measures_statement");
        }
    }
}
