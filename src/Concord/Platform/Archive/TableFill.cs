using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concord.Platform.Archive;

/// <summary>Puts the lines of one table into the database.</summary>
internal sealed class TableFill(ArchiveTable table, CheckedArchive archive, Func<string, DbCommand> command, HashSet<string> used)
{
    private readonly ImmutableArray<ArchiveColumn> given = table.Bytes is null ? table.Columns : [.. table.Columns, table.Bytes];
    private readonly TableLines lines = new(table, archive);

    /// <summary>Refused where a line is none, and where there are not as many as the manifest says.</summary>
    public async Task RunAsync(long rows, Action<string, long> told, CancellationToken ct)
    {
        var insert = command(ArchiveSql.Insert(table, given));
        await using var ofInsert = insert.ConfigureAwait(false);
        foreach (var (at, column) in given.Index())
        {
            var mapping = column.Property.GetRelationalTypeMapping();
            _ = insert.Parameters.Add(mapping.CreateParameter(insert, "@p" + at.ToString(CultureInfo.InvariantCulture), null, nullable: true));
        }

        await foreach (var (number, values) in lines.ReadAsync(rows, told, ct).ConfigureAwait(false))
        {
            await PutAsync(insert, values, number, ct).ConfigureAwait(false);
        }
    }

    private async Task PutAsync(DbCommand insert, object?[] values, long number, CancellationToken ct)
    {
        for (var at = 0; at < values.Length; at++)
        {
            insert.Parameters[at].Value = values[at] ?? DBNull.Value;
        }

        if (table.Bytes is not null)
        {
            insert.Parameters[values.Length].Value = await OriginalAsync((string)values[lines.Places[ArchiveTable.HashColumn]]!, number, ct).ConfigureAwait(false);
        }

        try
        {
            _ = await insert.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        }
        catch (DbException fault) when (fault.SqlState == "23505" || fault is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 19 })
        {
            throw lines.Refuse("archive.twice", number);
        }
        catch (DbException fault) when (fault.SqlState?.StartsWith("22", StringComparison.Ordinal) == true)
        {
            throw lines.Refuse("archive.not-storable", number);
        }
    }

    private async Task<byte[]> OriginalAsync(string hash, long number, CancellationToken ct)
    {
        var name = ArchiveChecks.Original(hash);
        if (!archive.Entries.TryGetValue(name, out var entry))
        {
            throw lines.Refuse("archive.original-missing", number, name);
        }

        _ = used.Add(name);
        var bytes = new byte[entry.Length];
        var stream = entry.Open();
        await using var ofStream = stream.ConfigureAwait(false);
        await stream.ReadExactlyAsync(bytes, ct).ConfigureAwait(false);
        return bytes;
    }
}
