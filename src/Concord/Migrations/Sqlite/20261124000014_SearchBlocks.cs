using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Sqlite
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
                    document = table.Column<long>(type: "INTEGER", nullable: false),
                    owner = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    object_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    label_id = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    entries = table.Column<byte[]>(type: "BLOB", nullable: false)
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
                    label_id = table.Column<int>(type: "INTEGER", nullable: false),
                    document = table.Column<long>(type: "INTEGER", nullable: false),
                    size = table.Column<int>(type: "INTEGER", nullable: false),
                    tokens = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_fresh", x => new { x.label_id, x.document });
                });

            migrationBuilder.CreateTable(
                name: "search_block",
                columns: table => new
                {
                    block = table.Column<long>(type: "INTEGER", nullable: false),
                    documents = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_block", x => x.block);
                });

            // Kept in the order of its key alone: a second copy of the key as a row of its own would double the index.
            migrationBuilder.Sql(
                "CREATE TABLE search_posting (block INTEGER NOT NULL, token TEXT NOT NULL, label_id INTEGER NOT NULL, heads BLOB NOT NULL, positions BLOB NOT NULL, " +
                "CONSTRAINT pk_search_posting PRIMARY KEY (block, token, label_id)) WITHOUT ROWID");
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

            migrationBuilder.CreateTable(
                name: "search_document",
                columns: table => new
                {
                    document = table.Column<long>(type: "INTEGER", nullable: false),
                    owner = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    object_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    entries = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_document", x => x.document);
                });

            migrationBuilder.Sql(
                "CREATE TABLE search_posting (token TEXT NOT NULL, label_id INTEGER NOT NULL, document INTEGER NOT NULL, places BLOB NOT NULL, " +
                "CONSTRAINT pk_search_posting PRIMARY KEY (token, label_id, document)) WITHOUT ROWID");
        }
    }
}
