using Concord.Core.Kernel;
using Concord.Platform.Search;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concord.Platform.Db;

/// <summary>PostgreSQL, for more than one machine.</summary>
internal sealed class PostgresDb(DbContextOptions<PostgresDb> options, TimeProvider clock) : ConcordDb(options, clock)
{
    public override string Engine => "postgresql";

    public override string ByBytes => " COLLATE \"C\"";

    public override async Task<Snapshot> SnapshotAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(Database.GetConnectionString());
        await connection.OpenAsync(ct).ConfigureAwait(false);
        return new Snapshot(connection, await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct).ConfigureAwait(false));
    }

    protected override Task GoOnCountingAsync() =>
        Database.ExecuteSqlRawAsync("SELECT setval('audit_act_sequence', GREATEST((SELECT COALESCE(MAX(sequence), 0) FROM audit_act), 1))", CancellationToken.None);

    protected override async Task WriteAsync(Func<Task> write)
    {
        var transaction = await Database.BeginTransactionAsync(CancellationToken.None).ConfigureAwait(false);
        await using var ofTransaction = transaction.ConfigureAwait(false);
        await write().ConfigureAwait(false);
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    protected override async Task<long> NextSequenceAsync() =>
        await Database.SqlQueryRaw<long>("SELECT nextval('audit_act_sequence') AS \"Value\"")
            .SingleAsync(CancellationToken.None).ConfigureAwait(false);

    protected override async Task WritePostingsAsync(SearchDocument document, long number)
    {
        var tokens = document.Postings.Select(p => p.Token).ToArray();
        var labels = document.Postings.Select(p => p.LabelId.Value).ToArray();
        var places = document.Postings.Select(p => p.Places).ToArray();
        _ = await Database.ExecuteSqlAsync(
            $"INSERT INTO search_posting (token, label_id, document, places) SELECT t, l, {number}, p FROM unnest({tokens}, {labels}, {places}) AS new (t, l, p)",
            CancellationToken.None).ConfigureAwait(false);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        _ = modelBuilder.Entity<PostingRow>().Property(p => p.Token).UseCollation("C");
        _ = modelBuilder.HasSequence<long>("audit_act_sequence");
    }

    /// <summary>The provider wraps what may pass of itself (a full disk, a deadlock, a lost line) once more than the rest: the whole chain is looked through.</summary>
    protected override Refusal? Understand(Exception fault) => Cause<PostgresException>(fault)?.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation => new Refusal("store.already-there"),
        PostgresErrorCodes.DiskFull => new Refusal("store.full"),
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected => new Refusal("store.busy"),
        PostgresErrorCodes.ReadOnlySqlTransaction => new Refusal("store.read-only"),
        null when Cause<NpgsqlException>(fault) is { IsTransient: true } => new Refusal("store.unreachable"),
        _ => null,
    };
}
