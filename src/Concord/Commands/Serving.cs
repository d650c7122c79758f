using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Work;
using Npgsql;

namespace Concord.Commands;

/// <summary>The mark of whoever is at work on a database.</summary>
internal sealed class Held(IAsyncDisposable mark) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => mark.DisposeAsync();
}

/// <summary>
/// Who is at work on a database. One process serves an SQLite file; PostgreSQL may be served by several, and whoever fills it or moves it away is there alone. The mark is given back when
/// the process dies, however it dies.
/// </summary>
internal static class Serving
{
    /// <summary>The lock of PostgreSQL that servers share.</summary>
    private const long Served = 0x436F6E636F7265;

    /// <summary>For a server. Refused with <c>serve.already</c> when another serves this folder, <c>store.in-use</c> when PostgreSQL is being filled or moved, and <c>store.unreachable</c>.</summary>
    public static Task<Result<Held>> HoldAsync(StoreSettings store, CancellationToken ct) => store.Postgres is { } connection
        ? HoldAsync(connection, $"SELECT pg_try_advisory_lock_shared({Served})", ct)
        : Task.FromResult(HoldFolder(store, new Refusal("serve.already", store.Folder)));

    /// <summary>For whoever fills a database or moves it away. Refused with <c>migrate.server-runs</c>, <c>store.in-use</c> and <c>store.unreachable</c>.</summary>
    public static Task<Result<Held>> HoldAloneAsync(StoreSettings store, CancellationToken ct) => store.Postgres is { } connection
        ? HoldAsync(
            connection,
            $"SELECT pg_try_advisory_lock({Served}) AND NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = '{Listening.Name}')",
            ct)
        : Task.FromResult(HoldFolder(store, new Refusal("migrate.server-runs", store.Folder)));

    private static Result<Held> HoldFolder(StoreSettings store, Refusal held)
    {
        try
        {
            Folders.Make(store.Folder);
            return new Held(new FileStream(Path.Combine(store.Folder, "serving.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return held;
        }
    }

    /// <summary>A connection of its own holds it: the lock, and the question who listens, since a server of an earlier version takes no lock.</summary>
    private static async Task<Result<Held>> HoldAsync(string postgres, string ask, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(postgres) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(ct).ConfigureAwait(false);
            var command = connection.CreateCommand();
            await using var ofCommand = command.ConfigureAwait(false);
#pragma warning disable CA2100 // words of this file
            command.CommandText = ask;
#pragma warning restore CA2100
            if (await command.ExecuteScalarAsync(ct).ConfigureAwait(false) is true)
            {
                return new Held(connection);
            }
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            // There is no such database yet, and so nobody who serves it.
            return new Held(connection);
        }
        catch (NpgsqlException fault) when (fault.IsTransient)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            return new Refusal("store.unreachable");
        }

        await connection.DisposeAsync().ConfigureAwait(false);
        return new Refusal("store.in-use");
    }
}
