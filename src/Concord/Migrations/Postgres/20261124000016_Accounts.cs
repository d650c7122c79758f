using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concord.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Accounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "identity_account",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    sign_in_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    normalized_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    mail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: false),
                    authenticator_key = table.Column<string>(type: "text", nullable: true),
                    last_code_step = table.Column<long>(type: "bigint", nullable: false),
                    two_factor = table.Column<bool>(type: "boolean", nullable: false),
                    recovery_codes = table.Column<string>(type: "text", nullable: false),
                    locked_until = table.Column<long>(type: "bigint", nullable: true),
                    failed = table.Column<int>(type: "integer", nullable: false),
                    closed = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_account", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity_body",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    member = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_body", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity_holding",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    capacity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    body = table.Column<Guid>(type: "uuid", nullable: true),
                    member = table.Column<Guid>(type: "uuid", nullable: true),
                    chosen_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: true),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    ended = table.Column<long>(type: "bigint", nullable: true),
                    of = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_holding", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity_installation",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    recovery_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_installation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity_invitation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    capacity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    body = table.Column<Guid>(type: "uuid", nullable: true),
                    member = table.Column<Guid>(type: "uuid", nullable: true),
                    @for = table.Column<string>(name: "for", type: "character varying(200)", maxLength: 200, nullable: false),
                    mail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    made = table.Column<long>(type: "bigint", nullable: false),
                    confirmed = table.Column<Guid>(type: "uuid", nullable: true),
                    expires = table.Column<long>(type: "bigint", nullable: false),
                    closed = table.Column<long>(type: "bigint", nullable: true),
                    accepted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_invitation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity_passkey",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "bytea", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    made = table.Column<long>(type: "bigint", nullable: false),
                    sign_count = table.Column<long>(type: "bigint", nullable: false),
                    transports = table.Column<string>(type: "text", nullable: false),
                    verified = table.Column<bool>(type: "boolean", nullable: false),
                    backup_eligible = table.Column<bool>(type: "boolean", nullable: false),
                    backed_up = table.Column<bool>(type: "boolean", nullable: false),
                    attestation = table.Column<byte[]>(type: "bytea", nullable: false),
                    client_data = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_passkey", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity_session",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    holding = table.Column<Guid>(type: "uuid", nullable: true),
                    began = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false),
                    ended = table.Column<long>(type: "bigint", nullable: true),
                    agent = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_session", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_identity_account_normalized_name",
                table: "identity_account",
                column: "normalized_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_holding_account",
                table: "identity_holding",
                column: "account");

            migrationBuilder.CreateIndex(
                name: "ix_identity_holding_of",
                table: "identity_holding",
                column: "of");

            migrationBuilder.CreateIndex(
                name: "ix_identity_invitation_key_hash",
                table: "identity_invitation",
                column: "key_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_passkey_account",
                table: "identity_passkey",
                column: "account");

            migrationBuilder.CreateIndex(
                name: "ix_identity_session_account_ended",
                table: "identity_session",
                columns: new[] { "account", "ended" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "identity_account");

            migrationBuilder.DropTable(
                name: "identity_body");

            migrationBuilder.DropTable(
                name: "identity_holding");

            migrationBuilder.DropTable(
                name: "identity_installation");

            migrationBuilder.DropTable(
                name: "identity_invitation");

            migrationBuilder.DropTable(
                name: "identity_passkey");

            migrationBuilder.DropTable(
                name: "identity_session");
        }
    }
}
