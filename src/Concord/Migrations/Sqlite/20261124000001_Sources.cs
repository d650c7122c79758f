using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Sources : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_act",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor = table.Column<Guid>(type: "TEXT", nullable: false),
                    capacity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    body = table.Column<Guid>(type: "TEXT", nullable: true),
                    verb = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    about = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: true),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    payload_salt = table.Column<byte[]>(type: "BLOB", nullable: false),
                    payload_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    seal = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_act", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity_label",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    handling = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    marking = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    embargo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    admission = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    bodies = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_label", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sources_content",
                columns: table => new
                {
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    length = table.Column<long>(type: "INTEGER", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources_content", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "sources_paragraph",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    label_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: true),
                    marking = table.Column<string>(type: "TEXT", nullable: true),
                    heading = table.Column<string>(type: "TEXT", nullable: true),
                    label = table.Column<string>(type: "TEXT", nullable: true),
                    opening_marker = table.Column<string>(type: "TEXT", nullable: true),
                    trailing_marker = table.Column<string>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    map = table.Column<string>(type: "TEXT", nullable: false),
                    first_line = table.Column<int>(type: "INTEGER", nullable: true),
                    last_line = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources_paragraph", x => new { x.source_id, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "sources_passage",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    paragraph_ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    label_id = table.Column<int>(type: "INTEGER", nullable: false),
                    exact = table.Column<string>(type: "TEXT", nullable: false),
                    prefix = table.Column<string>(type: "TEXT", nullable: false),
                    suffix = table.Column<string>(type: "TEXT", nullable: false),
                    start_at = table.Column<int>(type: "INTEGER", nullable: false),
                    end_at = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources_passage", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sources_proposal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    passage_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    label_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    polarity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    country = table.Column<string>(type: "TEXT", nullable: true),
                    iso2 = table.Column<string>(type: "TEXT", nullable: true),
                    date_text = table.Column<string>(type: "TEXT", nullable: true),
                    date = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    date_certainty = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    speaker = table.Column<string>(type: "TEXT", nullable: true),
                    speaker_country = table.Column<string>(type: "TEXT", nullable: true),
                    attribution = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    partners = table.Column<string>(type: "TEXT", nullable: false),
                    figures = table.Column<string>(type: "TEXT", nullable: false),
                    rule = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    confidence = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    protect_source = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources_proposal", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sources_source",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    content_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    length = table.Column<long>(type: "INTEGER", nullable: false),
                    filed_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    filed_key = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    part = table.Column<int>(type: "INTEGER", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    corrects = table.Column<Guid>(type: "TEXT", nullable: true),
                    label_id = table.Column<int>(type: "INTEGER", nullable: false),
                    form = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    reference_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    originator = table.Column<string>(type: "TEXT", nullable: true),
                    written = table.Column<long>(type: "INTEGER", nullable: true),
                    known = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    imported = table.Column<long>(type: "INTEGER", nullable: false),
                    paragraphs = table.Column<int>(type: "INTEGER", nullable: false),
                    proposals = table.Column<int>(type: "INTEGER", nullable: false),
                    errors = table.Column<int>(type: "INTEGER", nullable: false),
                    header = table.Column<string>(type: "TEXT", nullable: false),
                    complaints = table.Column<string>(type: "TEXT", nullable: false),
                    mentions = table.Column<string>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources_source", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_act_about",
                table: "audit_act",
                column: "about");

            migrationBuilder.CreateIndex(
                name: "ix_audit_act_sequence",
                table: "audit_act",
                column: "sequence",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_label_key",
                table: "identity_label",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sources_passage_source_id",
                table: "sources_passage",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_sources_proposal_source_id_ordinal",
                table: "sources_proposal",
                columns: new[] { "source_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sources_source_content_hash_filed_key_part",
                table: "sources_source",
                columns: new[] { "content_hash", "filed_key", "part" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sources_source_corrects",
                table: "sources_source",
                column: "corrects");

            migrationBuilder.CreateIndex(
                name: "ix_sources_source_label_id_sequence",
                table: "sources_source",
                columns: new[] { "label_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_sources_source_reference_id",
                table: "sources_source",
                column: "reference_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_act");

            migrationBuilder.DropTable(
                name: "identity_label");

            migrationBuilder.DropTable(
                name: "sources_content");

            migrationBuilder.DropTable(
                name: "sources_paragraph");

            migrationBuilder.DropTable(
                name: "sources_passage");

            migrationBuilder.DropTable(
                name: "sources_proposal");

            migrationBuilder.DropTable(
                name: "sources_source");
        }
    }
}
