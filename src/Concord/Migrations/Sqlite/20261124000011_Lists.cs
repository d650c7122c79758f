using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Lists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "lists_view",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    list = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    query = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    by = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lists_view", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_sources_source_known_sequence_id",
                table: "sources_source",
                columns: new[] { "known", "sequence", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_sources_source_sequence_id",
                table: "sources_source",
                columns: new[] { "sequence", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_measures_statement_known_sequence_id",
                table: "measures_statement",
                columns: new[] { "known", "sequence", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_measures_statement_sequence_id",
                table: "measures_statement",
                columns: new[] { "sequence", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_measures_measure_sequence_id",
                table: "measures_measure",
                columns: new[] { "sequence", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_measures_decision_sequence_proposal_id",
                table: "measures_decision",
                columns: new[] { "sequence", "proposal_id" });

            migrationBuilder.CreateIndex(
                name: "ix_lists_view_list_name",
                table: "lists_view",
                columns: new[] { "list", "name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "lists_view");

            migrationBuilder.DropIndex(
                name: "ix_sources_source_known_sequence_id",
                table: "sources_source");

            migrationBuilder.DropIndex(
                name: "ix_sources_source_sequence_id",
                table: "sources_source");

            migrationBuilder.DropIndex(
                name: "ix_measures_statement_known_sequence_id",
                table: "measures_statement");

            migrationBuilder.DropIndex(
                name: "ix_measures_statement_sequence_id",
                table: "measures_statement");

            migrationBuilder.DropIndex(
                name: "ix_measures_measure_sequence_id",
                table: "measures_measure");

            migrationBuilder.DropIndex(
                name: "ix_measures_decision_sequence_proposal_id",
                table: "measures_decision");
        }
    }
}
