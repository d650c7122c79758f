using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SearchBlocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The index is made anew out of what it is of, when the server starts next.
            migrationBuilder.DropTable(
                name: "search_posting");

            migrationBuilder.DropTable(
                name: "search_document");

            migrationBuilder.CreateTable(
                name: "search_document",
                columns: table => new
                {
                    document = table.Column<long>(type: "bigint", nullable: false),
                    owner = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    object_id = table.Column<Guid>(type: "uuid", nullable: false),
                    label_id = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    entries = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_document", x => x.document);
                });

            migrationBuilder.CreateIndex(
                name: "ix_search_document_object_id_label_id",
                table: "search_document",
                columns: new[] { "object_id", "label_id" },
                unique: true);

            migrationBuilder.CreateTable(
                name: "search_fresh",
                columns: table => new
                {
                    label_id = table.Column<int>(type: "integer", nullable: false),
                    document = table.Column<long>(type: "bigint", nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    tokens = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_fresh", x => new { x.label_id, x.document });
                });

            migrationBuilder.CreateTable(
                name: "search_block",
                columns: table => new
                {
                    block = table.Column<long>(type: "bigint", nullable: false),
                    documents = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_block", x => x.block);
                });

            migrationBuilder.CreateTable(
                name: "search_posting",
                columns: table => new
                {
                    block = table.Column<long>(type: "bigint", nullable: false),
                    token = table.Column<string>(type: "character varying(80)", maxLength: 80, collation: "C", nullable: false),
                    label_id = table.Column<int>(type: "integer", nullable: false),
                    heads = table.Column<byte[]>(type: "bytea", nullable: false),
                    positions = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_posting", x => new { x.block, x.token, x.label_id });
                });

            migrationBuilder.CreateSequence(
                name: "search_document_number");

            // They are packed already: packing them again would only cost the reader.
            migrationBuilder.Sql("ALTER TABLE search_posting ALTER COLUMN heads SET STORAGE EXTERNAL, ALTER COLUMN positions SET STORAGE EXTERNAL");
            migrationBuilder.Sql("ALTER TABLE search_fresh ALTER COLUMN tokens SET STORAGE EXTERNAL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "search_posting");

            migrationBuilder.DropTable(
                name: "search_block");

            migrationBuilder.DropTable(
                name: "search_fresh");

            migrationBuilder.DropTable(
                name: "search_document");

            migrationBuilder.DropSequence(
                name: "search_document_number");

            migrationBuilder.CreateTable(
                name: "search_document",
                columns: table => new
                {
                    document = table.Column<long>(type: "bigint", nullable: false),
                    owner = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    object_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    entries = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_document", x => x.document);
                });

            migrationBuilder.CreateTable(
                name: "search_posting",
                columns: table => new
                {
                    token = table.Column<string>(type: "character varying(80)", maxLength: 80, collation: "C", nullable: false),
                    label_id = table.Column<int>(type: "integer", nullable: false),
                    document = table.Column<long>(type: "bigint", nullable: false),
                    places = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_posting", x => new { x.token, x.label_id, x.document });
                });
        }
    }
}
