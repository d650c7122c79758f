using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Documents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "sources_paragraph",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "level",
                table: "sources_paragraph",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "sources_enclosed",
                columns: table => new
                {
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    enclosed_id = table.Column<Guid>(type: "uuid", nullable: true),
                    refusal = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources_enclosed", x => new { x.message_id, x.ordinal });
                });

            migrationBuilder.CreateIndex(
                name: "ix_sources_enclosed_enclosed_id",
                table: "sources_enclosed",
                column: "enclosed_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sources_enclosed");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "sources_paragraph");

            migrationBuilder.DropColumn(
                name: "level",
                table: "sources_paragraph");
        }
    }
}
