using System.Runtime.CompilerServices;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Verify;

/// <summary>
/// The database below its rows: the pages and indexes of the SQLite file, by SQLite's own check, since a damaged index hides rows that are there; and that nothing runs or stands in it which Concord never makes, triggers and views.
/// </summary>
internal sealed class VerifiedDatabase(ConcordDb db) : IVerified
{
    private const string OfSqlite = "SELECT type || ' ' || name FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY name";

    private const string OfPostgres = """
        SELECT 'trigger ' || t.tgname FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
        UNION ALL SELECT 'rule ' || rulename FROM pg_rules WHERE schemaname = current_schema()
        UNION ALL SELECT 'view ' || viewname FROM pg_views WHERE schemaname = current_schema()
        """;

    public string Name => "database";

    public Task<long> CountAsync(CancellationToken ct) => Task.FromResult(1L);

    public async IAsyncEnumerable<Refusal?> CheckAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var isSqlite = db.Database.IsSqlite();
        var snapshot = await db.SnapshotAsync(ct).ConfigureAwait(false);
        await using var ofSnapshot = snapshot.ConfigureAwait(false);
        await foreach (var row in snapshot.RowsAsync(isSqlite ? OfSqlite : OfPostgres, ct).ConfigureAwait(false))
        {
            yield return new Refusal("verify.database-foreign", row.GetString(0));
        }

        if (isSqlite)
        {
            await foreach (var row in snapshot.RowsAsync("PRAGMA integrity_check(100)", ct).ConfigureAwait(false))
            {
                if (row.GetString(0) is not "ok" and var fault)
                {
                    yield return new Refusal("verify.database-damaged", fault);
                }
            }
        }

        yield return null;
    }
}
