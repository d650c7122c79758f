using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Measures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "measures_area",
                columns: table => new
                {
                    measure_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    area = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_measures_area", x => new { x.measure_id, x.area });
                });

            migrationBuilder.CreateTable(
                name: "measures_decision",
                columns: table => new
                {
                    proposal_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    verdict = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    measure_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    why = table.Column<string>(type: "TEXT", nullable: true),
                    by = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_measures_decision", x => x.proposal_id);
                });

            migrationBuilder.CreateTable(
                name: "measures_measure",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    title_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_measures_measure", x => x.id);
                });

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

            migrationBuilder.CreateTable(
                name: "measures_statement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    measure_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    proposal_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    passage_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    label_id = table.Column<int>(type: "INTEGER", nullable: false),
                    speaker = table.Column<string>(type: "TEXT", nullable: true),
                    speaker_member = table.Column<Guid>(type: "TEXT", nullable: true),
                    said = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    form = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    stage = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    date = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    earliest = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    latest = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: true),
                    detail = table.Column<string>(type: "TEXT", nullable: true),
                    value = table.Column<decimal>(type: "TEXT", nullable: true),
                    polarity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    certainty = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    known = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_measures_statement", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "measures_withdrawal",
                columns: table => new
                {
                    statement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    superseded_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    known = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_measures_withdrawal", x => x.statement_id);
                });

            migrationBuilder.CreateTable(
                name: "plan_pack",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    loaded = table.Column<long>(type: "INTEGER", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plan_pack", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_measures_area_area",
                table: "measures_area",
                column: "area");

            migrationBuilder.CreateIndex(
                name: "ix_measures_decision_source_id",
                table: "measures_decision",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_measures_measure_kind_title_key",
                table: "measures_measure",
                columns: new[] { "kind", "title_key" });

            migrationBuilder.CreateIndex(
                name: "ix_measures_member_member_id",
                table: "measures_member",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_measures_statement_label_id_known",
                table: "measures_statement",
                columns: new[] { "label_id", "known" });

            migrationBuilder.CreateIndex(
                name: "ix_measures_statement_measure_id_label_id",
                table: "measures_statement",
                columns: new[] { "measure_id", "label_id" });

            migrationBuilder.CreateIndex(
                name: "ix_measures_statement_passage_id",
                table: "measures_statement",
                column: "passage_id");

            migrationBuilder.CreateIndex(
                name: "ix_measures_statement_proposal_id",
                table: "measures_statement",
                column: "proposal_id");

            migrationBuilder.CreateIndex(
                name: "ix_plan_pack_sequence",
                table: "plan_pack",
                column: "sequence");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "measures_area");

            migrationBuilder.DropTable(
                name: "measures_decision");

            migrationBuilder.DropTable(
                name: "measures_measure");

            migrationBuilder.DropTable(
                name: "measures_member");

            migrationBuilder.DropTable(
                name: "measures_statement");

            migrationBuilder.DropTable(
                name: "measures_withdrawal");

            migrationBuilder.DropTable(
                name: "plan_pack");
        }
    }
}
