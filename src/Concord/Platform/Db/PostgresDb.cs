using Concord.Core.Kernel;
using Concord.Platform.Search;
using Concord.Platform.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Concord.Platform.Db;

/// <summary>PostgreSQL, for more than one machine.</summary>
internal sealed class PostgresDb(DbContextOptions<PostgresDb> options, TimeProvider clock, Wakes wakes) : ConcordDb(options, clock, wakes)
{
    /// <summary>The lock of whoever puts the index in order.</summary>
    private const long SettlesIndex = 0x436F6E636F7264;

    public override string Engine => "postgresql";

    public override string ByBytes => " COLLATE \"C\"";

    public override async Task<Snapshot> SnapshotAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(Database.GetConnectionString());
        await connection.OpenAsync(ct).ConfigureAwait(false);
        return new Snapshot(connection, await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct).ConfigureAwait(false));
    }

    public override Task<IDbContextTransaction> ReadAsync(CancellationToken ct) => Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);

    public override Task GoOnCountingAsync() =>
        Database.ExecuteSqlRawAsync("SELECT setval('audit_act_sequence', GREATEST((SELECT COALESCE(MAX(sequence), 0) FROM audit_act), 1))", CancellationToken.None);

    protected override async Task WriteAsync(Func<Task> write)
    {
        var transaction = await Database.BeginTransactionAsync(CancellationToken.None).ConfigureAwait(false);
        await using var ofTransaction = transaction.ConfigureAwait(false);
        await write().ConfigureAwait(false);
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    protected override async Task<IReadOnlyList<long>> NextSequencesAsync(int count) =>
        await Database.SqlQuery<long>($"SELECT nextval('audit_act_sequence') AS \"Value\" FROM generate_series(1, {count})").ToListAsync(CancellationToken.None).ConfigureAwait(false);

    public override async Task HoldAsync<TRow>(IEnumerable<Guid> ids)
    {
        // In one order, so that two never wait for each other.
        var sql = $"SELECT 1 FROM {Model.FindEntityType(typeof(TRow))!.GetTableName()} WHERE id = ANY({{0}}) ORDER BY id FOR UPDATE";
        _ = await Database.ExecuteSqlRawAsync(sql, [ids.ToArray()], CancellationToken.None).ConfigureAwait(false);
    }

    protected override string Along(string index) => "";

    public override string NextDocument => "nextval('search_document_number')";

    public override async Task<bool> HoldsIndexAsync() =>
        await Database.SqlQueryRaw<bool>($"SELECT pg_try_advisory_xact_lock({SettlesIndex}) AS \"Value\"").SingleAsync(CancellationToken.None).ConfigureAwait(false);

    public override async Task WritePostingsAsync(long block, IEnumerable<(string Token, int Label, byte[] Heads, byte[] Positions)> rows)
    {
        var writer = await ((NpgsqlConnection)Database.GetDbConnection())
            .BeginBinaryImportAsync("COPY search_posting (block, token, label_id, heads, positions) FROM STDIN (FORMAT BINARY)", CancellationToken.None).ConfigureAwait(false);
        await using var ofWriter = writer.ConfigureAwait(false);
        foreach (var (token, label, heads, positions) in rows)
        {
            await writer.WriteRowAsync(CancellationToken.None, block, token, label, heads, positions).ConfigureAwait(false);
        }

        _ = await writer.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        _ = modelBuilder.Entity<PostingRow>().Property(p => p.Token).UseCollation("C");
        _ = modelBuilder.HasSequence<long>("audit_act_sequence");
        _ = modelBuilder.HasSequence<long>("search_document_number");
    }

    /// <summary>The provider wraps what may pass of itself (a full disk, a deadlock, a lost line) once more than the rest: the whole chain is looked through.</summary>
    protected override Refusal? Understand(Exception fault) => Cause<PostgresException>(fault)?.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation => new Refusal("store.already-there"),
        PostgresErrorCodes.DiskFull => new Refusal("store.full"),
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected => new Refusal("store.busy"),
        PostgresErrorCodes.CharacterNotInRepertoire => new Refusal("store.character"),
        PostgresErrorCodes.ReadOnlySqlTransaction => new Refusal("store.read-only"),
        null when Cause<NpgsqlException>(fault) is { IsTransient: true } => new Refusal("store.unreachable"),
        _ => null,
    };
}
