using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Withdrawals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "number",
                table: "measures_withdrawal",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<long>(
                name: "at",
                table: "measures_withdrawal",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<Guid>(
                name: "by",
                table: "measures_withdrawal",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "capacity",
                table: "measures_withdrawal",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "cause",
                table: "measures_withdrawal",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Review");

            migrationBuilder.AddColumn<string>(
                name: "why",
                table: "measures_withdrawal",
                type: "text",
                nullable: true);

            // Until now a statement was taken back only by undoing its decision; who and why stand in the act.
            migrationBuilder.Sql(
                """
                UPDATE measures_withdrawal SET
                  "at" = COALESCE((SELECT a."at" FROM audit_act a WHERE a.sequence = measures_withdrawal.sequence), "at"),
                  "by" = COALESCE((SELECT a.actor FROM audit_act a WHERE a.sequence = measures_withdrawal.sequence), "by"),
                  capacity = COALESCE((SELECT a.capacity FROM audit_act a WHERE a.sequence = measures_withdrawal.sequence), 'LocalOperator'),
                  why = (SELECT a.why FROM audit_act a WHERE a.sequence = measures_withdrawal.sequence);
                """);

            migrationBuilder.DropPrimaryKey(
                name: "pk_measures_withdrawal",
                table: "measures_withdrawal");

            migrationBuilder.AddPrimaryKey(
                name: "pk_measures_withdrawal",
                table: "measures_withdrawal",
                columns: new[] { "statement_id", "number" });

            migrationBuilder.CreateTable(
                name: "measures_restoration",
                columns: table => new
                {
                    statement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    why = table.Column<string>(type: "text", nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    capacity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    known = table.Column<DateOnly>(type: "date", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_measures_restoration", x => new { x.statement_id, x.number });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "measures_restoration");

            migrationBuilder.DropPrimaryKey(
                name: "pk_measures_withdrawal",
                table: "measures_withdrawal");

            migrationBuilder.DropColumn(
                name: "number",
                table: "measures_withdrawal");

            migrationBuilder.DropColumn(
                name: "at",
                table: "measures_withdrawal");

            migrationBuilder.DropColumn(
                name: "by",
                table: "measures_withdrawal");

            migrationBuilder.DropColumn(
                name: "capacity",
                table: "measures_withdrawal");

            migrationBuilder.DropColumn(
                name: "cause",
                table: "measures_withdrawal");

            migrationBuilder.DropColumn(
                name: "why",
                table: "measures_withdrawal");

            migrationBuilder.AddPrimaryKey(
                name: "pk_measures_withdrawal",
                table: "measures_withdrawal",
                column: "statement_id");
        }
    }
}
