using Concord.Core.Kernel;
using Concord.Platform.Search;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concord.Platform.Db;

/// <summary>The embedded default: one file, one writer lane.</summary>
internal sealed class SqliteDb(DbContextOptions<SqliteDb> options, TimeProvider clock, WriterLane lane) : ConcordDb(options, clock)
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, Damaged = 11, Full = 13, CannotOpen = 14, Constraint = 19, NoDatabase = 26;

    public override string Engine => "sqlite";

    public override async Task<Snapshot> SnapshotAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(Database.GetConnectionString());
        await connection.OpenAsync(ct).ConfigureAwait(false);
        SqlitePragmas.Set(connection);

        // Deferred: whoever only reads keeps nobody from writing.
        return new Snapshot(connection, connection.BeginTransaction(deferred: true));
    }

    protected override Task WriteAsync(Func<Task> write) => lane.WriteAsync(async (connection, transaction) =>
    {
        var own = Database.GetConnectionString();
        Database.SetDbConnection(connection, contextOwnsConnection: false);
        _ = await Database.UseTransactionAsync(transaction, CancellationToken.None).ConfigureAwait(false);
        try
        {
            await write().ConfigureAwait(false);
        }
        finally
        {
            _ = await Database.UseTransactionAsync(null, CancellationToken.None).ConfigureAwait(false);
            Database.SetDbConnection(null);
            Database.SetConnectionString(own);
        }
    });

    protected override async Task<long> NextSequenceAsync() =>
        await Database.SqlQueryRaw<long>("SELECT COALESCE(MAX(sequence), 0) + 1 AS \"Value\" FROM audit_act")
            .SingleAsync(CancellationToken.None).ConfigureAwait(false);

    protected override async Task WritePostingsAsync(SearchDocument document, long number)
    {
        var command = (SqliteCommand)Database.GetDbConnection().CreateCommand();
        await using var ofCommand = command.ConfigureAwait(false);
        command.Transaction = (SqliteTransaction?)Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = "INSERT INTO search_posting (token, label_id, document, places) VALUES ($token, $label, $document, $places)";
        var token = command.Parameters.Add("$token", SqliteType.Text);
        var label = command.Parameters.Add("$label", SqliteType.Integer);
        var places = command.Parameters.Add("$places", SqliteType.Blob);
        _ = command.Parameters.AddWithValue("$document", number);
        foreach (var posting in document.Postings)
        {
            (token.Value, label.Value, places.Value) = (posting.Token, posting.LabelId.Value, posting.Places);
            _ = await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    protected override Refusal? Understand(Exception fault) => Cause<SqliteException>(fault)?.SqliteErrorCode switch
    {
        Constraint => new Refusal("store.already-there"),
        Full => new Refusal("store.full"),
        Busy or Locked => new Refusal("store.busy"),
        ReadOnly => new Refusal("store.read-only"),
        Damaged or NoDatabase => new Refusal("store.damaged"),
        CannotOpen => new Refusal("store.unreachable"),
        _ => null,
    };
}
