using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Postgres
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
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "shielded",
                table: "measures_statement",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "measures_shielded",
                columns: table => new
                {
                    statement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    protect = table.Column<bool>(type: "boolean", nullable: false),
                    speaker = table.Column<string>(type: "text", nullable: true),
                    speaker_member = table.Column<Guid>(type: "uuid", nullable: true),
                    capacity = table.Column<string>(type: "text", nullable: true),
                    occasion = table.Column<string>(type: "text", nullable: true),
                    said = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    attribution = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
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
