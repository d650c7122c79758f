using System.Threading.Channels;
using Concord.Platform.Telemetry;
using Microsoft.Data.Sqlite;

namespace Concord.Platform.Db;

/// <summary>
/// The one lane by which this process writes to SQLite. Writes that wait together are committed together: each in its own savepoint, all with one
/// flush to the disk. Nobody is told before the flush.
/// </summary>
internal sealed class WriterLane : IAsyncDisposable
{
    private const int Together = 64;

    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(1024) { SingleReader = true });
    private readonly string connectionString;
    private readonly Lazy<Task> loop;

    public WriterLane(string connectionString)
    {
        this.connectionString = connectionString;
        loop = new Lazy<Task>(() => Task.Run(RunAsync));
    }

    /// <summary>Runs a write on the lane's connection and transaction. It may be run again, alone, when a neighbour's fault undid the batch.</summary>
    public async Task WriteAsync(Func<SqliteConnection, SqliteTransaction, Task> write)
    {
        _ = loop.Value;
        var waiting = new Waiting(write, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Figures.Waits(+1);
        try
        {
            await queue.Writer.WriteAsync(waiting, CancellationToken.None).ConfigureAwait(false);
            await waiting.Done.Task.ConfigureAwait(false);
        }
        finally
        {
            Figures.Waits(-1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _ = queue.Writer.TryComplete();
        if (loop.IsValueCreated)
        {
            await loop.Value.ConfigureAwait(false);
        }
    }

    private async Task RunAsync()
    {
        SqliteConnection? connection = null;
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            var batch = new List<Waiting>();
            while (batch.Count < Together && queue.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            try
            {
                connection ??= await OpenAsync().ConfigureAwait(false);
                await WriteAllAsync(connection, batch).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is SqliteException or InvalidOperationException or IOException)
            {
                batch.ForEach(w => w.Done.TrySetException(fault));
                await CloseAsync(connection).ConfigureAwait(false);
                connection = null;
            }
        }

        await CloseAsync(connection).ConfigureAwait(false);
    }

    private static async Task WriteAllAsync(SqliteConnection connection, List<Waiting> batch)
    {
        if (batch.Count > 1 && await TogetherAsync(connection, batch).ConfigureAwait(false))
        {
            return;
        }

        foreach (var waiting in batch.Where(w => !w.Done.Task.IsCompleted))
        {
            await AloneAsync(connection, waiting).ConfigureAwait(false);
        }
    }

    /// <summary>False when a fault undid the whole transaction (a full disk does): then each is tried alone and gets its own answer.</summary>
    private static async Task<bool> TogetherAsync(SqliteConnection connection, List<Waiting> batch)
    {
        var transaction = connection.BeginTransaction(deferred: false);
        await using var ofTransaction = transaction.ConfigureAwait(false);
        var refused = new List<(Waiting Waiting, Exception Fault)>();
        foreach (var waiting in batch)
        {
            try
            {
                await waiting.Write(connection, transaction).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) != 0)
                {
                    return false;
                }

                refused.Add((waiting, fault));
            }
        }

        try
        {
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (SqliteException)
        {
            return false;
        }

        refused.ForEach(r => r.Waiting.Done.TrySetException(r.Fault));
        batch.ForEach(w => w.Done.TrySetResult());
        return true;
    }

    private static async Task AloneAsync(SqliteConnection connection, Waiting waiting)
    {
        try
        {
            var transaction = connection.BeginTransaction(deferred: false);
            await using var ofTransaction = transaction.ConfigureAwait(false);
            await waiting.Write(connection, transaction).ConfigureAwait(false);
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            _ = waiting.Done.TrySetResult();
        }
        catch (Exception fault)
        {
            _ = waiting.Done.TrySetException(fault);
        }
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(CancellationToken.None).ConfigureAwait(false);
        SqlitePragmas.Set(connection);
        return connection;
    }

    private static async Task CloseAsync(SqliteConnection? connection)
    {
        if (connection is not null)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private sealed record Waiting(Func<SqliteConnection, SqliteTransaction, Task> Write, TaskCompletionSource Done);
}
