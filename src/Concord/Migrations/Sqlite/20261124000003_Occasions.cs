using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Occasions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "capacity",
                table: "sources_proposal",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "occasion",
                table: "sources_proposal",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "said",
                table: "sources_proposal",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "attribution",
                table: "measures_statement",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "capacity",
                table: "measures_statement",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "occasion",
                table: "measures_statement",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "capacity",
                table: "sources_proposal");

            migrationBuilder.DropColumn(
                name: "occasion",
                table: "sources_proposal");

            migrationBuilder.DropColumn(
                name: "said",
                table: "sources_proposal");

            migrationBuilder.DropColumn(
                name: "attribution",
                table: "measures_statement");

            migrationBuilder.DropColumn(
                name: "capacity",
                table: "measures_statement");

            migrationBuilder.DropColumn(
                name: "occasion",
                table: "measures_statement");
        }
    }
}
