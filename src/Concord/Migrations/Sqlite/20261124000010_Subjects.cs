using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Subjects : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "form",
                table: "sources_proposal",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Fact");

            migrationBuilder.AddColumn<string>(
                name: "subject",
                table: "sources_proposal",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "protect",
                table: "measures_statement",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "directory_confirmation",
                columns: table => new
                {
                    statement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    confirmed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    by = table.Column<Guid>(type: "TEXT", nullable: false),
                    capacity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_directory_confirmation", x => new { x.statement_id, x.number });
                });

            // Statements made of protected proposals before there was a mark for it.
            migrationBuilder.Sql("UPDATE measures_statement SET protect = 1 WHERE proposal_id IN (SELECT id FROM sources_proposal WHERE protect_source)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "directory_confirmation");

            migrationBuilder.DropColumn(
                name: "form",
                table: "sources_proposal");

            migrationBuilder.DropColumn(
                name: "subject",
                table: "sources_proposal");

            migrationBuilder.DropColumn(
                name: "protect",
                table: "measures_statement");
        }
    }
}
