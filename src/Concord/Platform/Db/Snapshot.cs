using System.Data.Common;

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

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }
}
