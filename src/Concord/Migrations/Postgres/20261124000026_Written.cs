using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Written : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "rows_hash",
                table: "audit_act",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "audit_counted",
                columns: table => new
                {
                    schema = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_counted", x => x.schema);
                });

            migrationBuilder.CreateTable(
                name: "audit_written",
                columns: table => new
                {
                    act = table.Column<Guid>(type: "uuid", nullable: false),
                    rows = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_written", x => x.act);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_counted");

            migrationBuilder.DropTable(
                name: "audit_written");

            migrationBuilder.DropColumn(
                name: "rows_hash",
                table: "audit_act");
        }
    }
}
