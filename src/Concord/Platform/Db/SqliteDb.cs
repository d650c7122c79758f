using Concord.Core.Kernel;
using Concord.Platform.Search;
using Concord.Platform.Work;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concord.Platform.Db;

/// <summary>The embedded default: one file, one writer lane.</summary>
internal sealed class SqliteDb(DbContextOptions<SqliteDb> options, TimeProvider clock, Wakes wakes, WriterLane lane) : ConcordDb(options, clock, wakes)
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

    /// <summary>Deferred, too: that is what SQLite makes of the lowest isolation. What is read is whole all the same.</summary>
    public override Task<IDbContextTransaction> ReadAsync(CancellationToken ct) => Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadUncommitted, ct);

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

    protected override async Task<IReadOnlyList<long>> NextSequencesAsync(int count)
    {
        var last = await Database.SqlQueryRaw<long>("SELECT COALESCE(MAX(sequence), 0) AS \"Value\" FROM audit_act").SingleAsync(CancellationToken.None).ConfigureAwait(false);
        return [.. Enumerable.Range(1, count).Select(n => last + n)];
    }

    /// <summary>There is one writer at a time.</summary>
    public override Task HoldAsync<TRow>(IEnumerable<Guid> ids) => Task.CompletedTask;

    protected override string Along(string index) => " INDEXED BY " + index;

    public override string NextDocument => "(SELECT COALESCE(MAX(document), 0) + 1 FROM search_document)";

    public override async Task WritePostingsAsync(long block, IEnumerable<(string Token, int Label, byte[] Heads, byte[] Positions)> rows)
    {
        var command = (SqliteCommand)Database.GetDbConnection().CreateCommand();
        await using var ofCommand = command.ConfigureAwait(false);
        command.Transaction = (SqliteTransaction?)Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = "INSERT INTO search_posting (block, token, label_id, heads, positions) VALUES ($block, $token, $label, $heads, $positions)";
        _ = command.Parameters.AddWithValue("$block", block);
        var token = command.Parameters.Add("$token", SqliteType.Text);
        var label = command.Parameters.Add("$label", SqliteType.Integer);
        var heads = command.Parameters.Add("$heads", SqliteType.Blob);
        var positions = command.Parameters.Add("$positions", SqliteType.Blob);
        foreach (var row in rows)
        {
            (token.Value, label.Value, heads.Value, positions.Value) = (row.Token, row.Label, row.Heads, row.Positions);
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
