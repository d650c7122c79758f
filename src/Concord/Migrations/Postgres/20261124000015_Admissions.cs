using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Admissions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "kept_out",
                table: "identity_label",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "member",
                table: "identity_label",
                type: "uuid",
                nullable: true);

            // who was kept out was not read then: governments and the secretariat are left (ADR 14)
            migrationBuilder.Sql("UPDATE identity_label SET kept_out = 'Administrator UnPartner CivilSociety Survivors Youth Observer Press Public' WHERE admission IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "kept_out",
                table: "identity_label");

            migrationBuilder.DropColumn(
                name: "member",
                table: "identity_label");
        }
    }
}
