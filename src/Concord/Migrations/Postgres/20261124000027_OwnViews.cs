using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OwnViews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_lists_view_list_name",
                table: "lists_view");

            migrationBuilder.CreateIndex(
                name: "ix_lists_view_by_list_name",
                table: "lists_view",
                columns: new[] { "by", "list", "name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_lists_view_by_list_name",
                table: "lists_view");

            migrationBuilder.CreateIndex(
                name: "ix_lists_view_list_name",
                table: "lists_view",
                columns: new[] { "list", "name" },
                unique: true);
        }
    }
}
