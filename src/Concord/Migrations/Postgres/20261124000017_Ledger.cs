using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Ledger : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "position",
                table: "audit_act",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "why_hash",
                table: "audit_act",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "audit_head",
                columns: table => new
                {
                    position = table.Column<long>(type: "bigint", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    signature = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_head", x => x.position);
                });

            migrationBuilder.CreateTable(
                name: "audit_key",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    @public = table.Column<byte[]>(name: "public", type: "bytea", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_key", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_lease",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    holder = table.Column<Guid>(type: "uuid", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_lease", x => x.name);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_act_position",
                table: "audit_act",
                column: "position",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_head");

            migrationBuilder.DropTable(
                name: "audit_key");

            migrationBuilder.DropTable(
                name: "audit_lease");

            migrationBuilder.DropIndex(
                name: "ix_audit_act_position",
                table: "audit_act");

            migrationBuilder.DropColumn(
                name: "position",
                table: "audit_act");

            migrationBuilder.DropColumn(
                name: "why_hash",
                table: "audit_act");
        }
    }
}
