using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Verify;

namespace Concord.Platform.Ledger;

/// <summary>Every row is as the last act that wrote it left it: none was changed, added or taken away that no act tells of. What acts tell of rows is what was chained.</summary>
internal sealed class VerifiedRows(ConcordDb db) : IVerified
{
    private const string Told =
        "SELECT a.sequence, a.id, a.verb, a.payload, a.rows_hash, w.rows FROM audit_act AS a LEFT JOIN audit_written AS w ON w.act = a.id WHERE a.rows_hash IS NOT NULL ORDER BY a.sequence";

    private const string Stray = "SELECT w.act FROM audit_written AS w LEFT JOIN audit_act AS a ON a.id = w.act AND a.rows_hash IS NOT NULL WHERE a.id IS NULL";

    private readonly CoveredTables tables = CoveredTables.Of(db.Model);

    public string Name => "rows";

    public async Task<long> CountAsync(CancellationToken ct)
    {
        var snapshot = await db.SnapshotAsync(ct).ConfigureAwait(false);
        await using var ofSnapshot = snapshot.ConfigureAwait(false);
        var all = 0L;
        foreach (var table in tables.All)
        {
            var command = snapshot.Command($"SELECT COUNT(*) FROM \"{table.Name}\"");
            await using var ofCommand = command.ConfigureAwait(false);
            all += Convert.ToInt64(await command.ExecuteScalarAsync(ct).ConfigureAwait(false), CultureInfo.InvariantCulture);
        }

        return all;
    }

    public async IAsyncEnumerable<Refusal?> CheckAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var snapshot = await db.SnapshotAsync(ct).ConfigureAwait(false);
        await using var ofSnapshot = snapshot.ConfigureAwait(false);
        await foreach (var fault in ToldAsync(snapshot, ct).ConfigureAwait(false))
        {
            yield return fault;
        }

        await foreach (var row in new ToldState(snapshot, tables).CompareAsync(ct).ConfigureAwait(false))
        {
            yield return row.State switch
            {
                RowState.Told => null,
                RowState.Changed => new Refusal("verify.row-changed", row.Table.Name, row.Key),
                RowState.Unknown => new Refusal("verify.row-unknown", row.Table.Name, row.Key),
                RowState.Gone => new Refusal("verify.row-gone", row.Table.Name, row.Key),
            };
        }
    }

    /// <summary>What acts tell is what they told when they were written. A schema is counted once, before anything else is told under it, or somebody had rows counted that no act had written.</summary>
    private static async IAsyncEnumerable<Refusal> ToldAsync(Snapshot snapshot, [EnumeratorCancellation] CancellationToken ct)
    {
        var (counted, under) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        await foreach (var row in snapshot.RowsAsync(Told, ct).ConfigureAwait(false))
        {
            var act = RawRow.Of(row);
            var (number, id, verb) = (act.Text(0, typeof(long)), act.Text(1, typeof(Guid)), act.Text(2));
            var (hash, rows) = (act.Exact(4, typeof(byte[])) as byte[], act.Exact(5, typeof(byte[])) as byte[]);
            if (rows is null || hash is null || !SHA256.HashData(rows).AsSpan().SequenceEqual(hash))
            {
                yield return new Refusal("verify.act-rows", number, verb, id);
            }

            var schema = rows is null ? "" : ToldRows.SchemaOf(rows);
            if (!Counting.Wrote(verb))
            {
                _ = under.Add(schema);
            }
            else if (under.Contains(schema) || !counted.Add(act.Text(3)))
            {
                yield return new Refusal("verify.counted-again", number, id);
            }
        }

        await foreach (var stray in snapshot.RowsAsync(Stray, ct).ConfigureAwait(false))
        {
            yield return new Refusal("verify.rows-without-act", RawRow.Of(stray).Text(0, typeof(Guid)));
        }
    }
}
