using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Concord.Platform.Db;

namespace Concord.Platform.Ledger;

/// <summary>How a row stands to what acts told of it.</summary>
internal enum RowState
{
    Told,
    Changed,

    /// <summary>It is there, and no act tells that it is.</summary>
    Unknown,

    /// <summary>It is not there, and no act tells that it was removed.</summary>
    Gone,
}

/// <param name="Line">Of a row that is not as it was told; holds until the next is asked for.</param>
internal readonly record struct SeenRow(CoveredTable Table, string Key, RowState State, ReadOnlyMemory<byte> Line);

/// <summary>
/// What all acts told, the last of each row, and every row beside it. In memory it is 16 bytes for a row's name, 16 for its digest and the number of the act.
/// </summary>
internal sealed class ToldState(Snapshot snapshot, CoveredTables tables)
{
    private const string Told =
        "SELECT a.id, w.rows FROM audit_act AS a JOIN audit_written AS w ON w.act = a.id WHERE a.rows_hash IS NOT NULL ORDER BY a.sequence";

    private readonly Dictionary<UInt128, (UInt128 Digest, int Act)> last = [];
    private readonly List<Guid> acts = [];

    /// <summary>Every row of every table, then those that are not there any more.</summary>
    public async IAsyncEnumerable<SeenRow> CompareAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var (act, rows) in ActsAsync(ct).ConfigureAwait(false))
        {
            acts.Add(act);
            foreach (var row in ToldRows.Read(rows))
            {
                if (row.Digest == 0)
                {
                    _ = last.Remove(Name(row.Table, row.Key));
                }
                else
                {
                    last[Name(row.Table, row.Key)] = (row.Digest, acts.Count - 1);
                }
            }
        }

        foreach (var table in tables.All)
        {
            await foreach (var row in RowsAsync(table, ct).ConfigureAwait(false))
            {
                yield return row;
            }
        }

        if (last.Count > 0)
        {
            await foreach (var gone in GoneAsync(ct).ConfigureAwait(false))
            {
                yield return gone;
            }
        }
    }

    private async IAsyncEnumerable<SeenRow> RowsAsync(CoveredTable table, [EnumeratorCancellation] CancellationToken ct)
    {
        var (lines, values) = (new RowLines(), new object?[table.Columns.Length]);
        await foreach (var row in snapshot.RowsAsync(table.Select, ct).ConfigureAwait(false))
        {
            RowLines.Read(row, table, values);
            var (key, line) = (RowLines.Key(table, values), lines.Of(table, values));
            var state = !last.Remove(Name(table.Name, key), out var told) ? RowState.Unknown
                : told.Digest == RowLines.Digest(acts[told.Act], line.Span) ? RowState.Told
                : RowState.Changed;
            yield return new SeenRow(table, key, state, line);
        }
    }

    /// <summary>Those that no table had: their names stand in what was told of them. A table that is not there any more is not asked after.</summary>
    private async IAsyncEnumerable<SeenRow> GoneAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var (_, rows) in ActsAsync(ct).ConfigureAwait(false))
        {
            foreach (var row in ToldRows.Read(rows))
            {
                if (last.Remove(Name(row.Table, row.Key)) && tables.All.FirstOrDefault(t => t.Name == row.Table) is { } table)
                {
                    yield return new SeenRow(table, row.Key, RowState.Gone, default);
                }
            }
        }
    }

    private async IAsyncEnumerable<(Guid Act, byte[] Rows)> ActsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in snapshot.RowsAsync(Told, ct).ConfigureAwait(false))
        {
            var told = RawRow.Of(row);
            if (told.Exact(0, typeof(Guid)) is Guid act && told.Exact(1, typeof(byte[])) is byte[] rows)
            {
                yield return (act, rows);
            }
        }
    }

    private static UInt128 Name(string table, string key)
    {
        Span<byte> sum = stackalloc byte[32];
        _ = SHA256.HashData(Encoding.UTF8.GetBytes(table + "\0" + key), sum);
        return BinaryPrimitives.ReadUInt128BigEndian(sum);
    }
}
