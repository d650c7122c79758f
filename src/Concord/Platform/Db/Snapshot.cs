using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Concord.Platform.Db;

/// <summary>The database as it was at one moment, however long reading it takes; others go on writing.</summary>
internal sealed class Snapshot(DbConnection connection, DbTransaction transaction) : IAsyncDisposable
{
    public DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // names of tables and columns out of the program's own model; no value of anybody's stands in it
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    /// <summary>The reader at each row in turn.</summary>
    public async IAsyncEnumerable<DbDataReader> RowsAsync(string sql, [EnumeratorCancellation] CancellationToken ct)
    {
        var command = Command(sql);
        await using var ofCommand = command.ConfigureAwait(false);
        var rows = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var ofRows = rows.ConfigureAwait(false);
        while (await rows.ReadAsync(ct).ConfigureAwait(false))
        {
            yield return rows;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }
}
