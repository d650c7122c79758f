using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Versions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Two corrections of one version were possible: the first stays one, the other is asked about on its page.
            migrationBuilder.Sql(
                "UPDATE sources_source SET corrects = NULL WHERE corrects IS NOT NULL AND EXISTS (SELECT 1 FROM sources_source AS other " +
                "WHERE other.corrects = sources_source.corrects AND (other.sequence < sources_source.sequence OR (other.sequence = sources_source.sequence AND other.id < sources_source.id)))");

            migrationBuilder.DropIndex(
                name: "ix_sources_source_corrects",
                table: "sources_source");

            migrationBuilder.AddColumn<Guid>(
                name: "first",
                table: "sources_source",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "version_number",
                table: "sources_source",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.CreateTable(
                name: "sources_anchoring",
                columns: table => new
                {
                    passage_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    how = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    paragraph_ordinal = table.Column<int>(type: "integer", nullable: true),
                    label_id = table.Column<int>(type: "integer", nullable: true),
                    exact = table.Column<string>(type: "text", nullable: false),
                    prefix = table.Column<string>(type: "text", nullable: false),
                    suffix = table.Column<string>(type: "text", nullable: false),
                    start_at = table.Column<int>(type: "integer", nullable: false),
                    end_at = table.Column<int>(type: "integer", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    capacity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources_anchoring", x => new { x.passage_id, x.source_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "sources_distinct",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    other_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    capacity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources_distinct", x => new { x.source_id, x.other_id });
                });

            migrationBuilder.CreateTable(
                name: "sources_fulfilment",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    fulfilled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    capacity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources_fulfilment", x => new { x.source_id, x.ordinal, x.number });
                });

            migrationBuilder.CreateTable(
                name: "sources_key",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources_key", x => new { x.source_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "sources_promise",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    paragraph_ordinal = table.Column<int>(type: "integer", nullable: false),
                    label_id = table.Column<int>(type: "integer", nullable: false),
                    exact = table.Column<string>(type: "text", nullable: false),
                    start_at = table.Column<int>(type: "integer", nullable: false),
                    end_at = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources_promise", x => new { x.source_id, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "sources_recall",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    known = table.Column<DateOnly>(type: "date", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    capacity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources_recall", x => new { x.source_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "sources_recall_undone",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    why = table.Column<string>(type: "text", nullable: true),
                    known = table.Column<DateOnly>(type: "date", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    capacity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources_recall_undone", x => new { x.source_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "sources_reference",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources_reference", x => new { x.source_id, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "sources_repeat",
                columns: table => new
                {
                    proposal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    earlier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources_repeat", x => new { x.proposal_id, x.earlier_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_sources_source_corrects",
                table: "sources_source",
                column: "corrects",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sources_source_first",
                table: "sources_source",
                column: "first");

            migrationBuilder.CreateIndex(
                name: "ix_sources_source_originator",
                table: "sources_source",
                column: "originator");

            migrationBuilder.CreateIndex(
                name: "ix_sources_anchoring_source_id",
                table: "sources_anchoring",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_sources_key_key",
                table: "sources_key",
                column: "key");

            migrationBuilder.CreateIndex(
                name: "ix_sources_reference_key",
                table: "sources_reference",
                column: "key");

            migrationBuilder.CreateIndex(
                name: "ix_sources_repeat_source_id",
                table: "sources_repeat",
                column: "source_id");

            migrationBuilder.Sql(
                "WITH RECURSIVE chain (id, root, n) AS (SELECT id, id, 1 FROM sources_source WHERE corrects IS NULL " +
                "UNION ALL SELECT s.id, c.root, c.n + 1 FROM sources_source AS s JOIN chain AS c ON s.corrects = c.id) " +
                "UPDATE sources_source SET \"first\" = (SELECT root FROM chain WHERE chain.id = sources_source.id), " +
                "version_number = (SELECT n FROM chain WHERE chain.id = sources_source.id) WHERE corrects IS NOT NULL");
            migrationBuilder.Sql(
                "INSERT INTO sources_key (source_id, key) SELECT id, reference_id FROM sources_source " +
                "WHERE reference_id IS NOT NULL AND form IN ('State', 'State1970s', 'Janap128', 'Labelled')");
            migrationBuilder.Sql(
                "INSERT INTO sources_reference (source_id, ordinal, key) SELECT s.id, r.n - 1, r.value ->> 'Id' FROM sources_source AS s, jsonb_array_elements(s.header::jsonb -> 'References') WITH ORDINALITY AS r (value, n) " +
                "WHERE s.form IN ('State', 'State1970s', 'Janap128', 'Labelled') AND r.value ->> 'Id' IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sources_anchoring");

            migrationBuilder.DropTable(
                name: "sources_distinct");

            migrationBuilder.DropTable(
                name: "sources_fulfilment");

            migrationBuilder.DropTable(
                name: "sources_key");

            migrationBuilder.DropTable(
                name: "sources_promise");

            migrationBuilder.DropTable(
                name: "sources_recall");

            migrationBuilder.DropTable(
                name: "sources_recall_undone");

            migrationBuilder.DropTable(
                name: "sources_reference");

            migrationBuilder.DropTable(
                name: "sources_repeat");

            migrationBuilder.DropIndex(
                name: "ix_sources_source_corrects",
                table: "sources_source");

            migrationBuilder.DropIndex(
                name: "ix_sources_source_first",
                table: "sources_source");

            migrationBuilder.DropIndex(
                name: "ix_sources_source_originator",
                table: "sources_source");

            migrationBuilder.DropColumn(
                name: "first",
                table: "sources_source");

            migrationBuilder.DropColumn(
                name: "version_number",
                table: "sources_source");

            migrationBuilder.CreateIndex(
                name: "ix_sources_source_corrects",
                table: "sources_source",
                column: "corrects");
        }
    }
}
