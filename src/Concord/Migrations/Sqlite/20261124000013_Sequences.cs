using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Sequences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_measures_withdrawal_sequence",
                table: "measures_withdrawal",
                column: "sequence");

            migrationBuilder.CreateIndex(
                name: "ix_measures_restoration_sequence",
                table: "measures_restoration",
                column: "sequence");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_measures_withdrawal_sequence",
                table: "measures_withdrawal");

            migrationBuilder.DropIndex(
                name: "ix_measures_restoration_sequence",
                table: "measures_restoration");
        }
    }
}
