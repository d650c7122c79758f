using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Concord.Platform.Db;
using Concord.Platform.Work;
using Microsoft.EntityFrameworkCore;
using Npgsql;

[assembly: AssemblyFixture(typeof(Concord.Tests.PostgresServer))]

namespace Concord.Tests;

/// <summary>
/// A PostgreSQL of the tests' own, from Debian's binaries, in a temporary folder, on a free port of this machine. Started when first asked for; it ends with
/// the test process, however that ends: the shell that holds it waits on a pipe.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lock Gate = new();
    private static Task<PostgresServer>? started;
    private static int databases;

    /// <summary>One byte-block more than so many pages of 8 KiB: what does not fit is written in part, as on a full disk.</summary>
    private const int SmallBlocks = (256 * 16) + 1;

    private Process? shell;
    private string user = "";
    private string folder = "";
    private int port;

    /// <summary>A new, empty database; its connection string.</summary>
    public static async Task<string> NewDatabaseAsync(bool migrated)
    {
        var server = await StartedAsync();
        var name = string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref databases)}");
        await server.RunAsync($"CREATE DATABASE {name}" + (migrated ? " TEMPLATE ready" : ""));
        return server.Connection(name);
    }

    /// <summary>
    /// A server of its own on whose disk no file can grow beyond 2 MiB. PostgreSQL takes the limit of the system for a full disk, on purpose: it lets
    /// SIGXFSZ pass and says 53100 when a page could be written in part only.
    /// </summary>
    public static Task<PostgresServer> OnSmallDiskAsync() => StartAsync(small: true);

    /// <summary>A connection to its ready, empty database.</summary>
    public string Ready => Connection("ready");

    /// <summary>Somebody made room on the disk.</summary>
    public async Task MakeRoomAsync()
    {
        NpgsqlConnection.ClearAllPools();
        var id = (await File.ReadAllLinesAsync(Path.Combine(folder, "data", "postmaster.pid")))[0];
        await ShellAsync($"cd / && {user}prlimit --pid {id} --fsize=unlimited:");
    }

    public async ValueTask DisposeAsync()
    {
        if (started is not null && shell is null && folder.Length == 0)
        {
            // xunit made its own instance; the one that runs is the shared one.
            await (await started).StopAsync();
            return;
        }

        await StopAsync();
    }

    private static Task<PostgresServer> StartedAsync()
    {
        lock (Gate)
        {
            return started ??= Task.Run(() => StartAsync(small: false));
        }
    }

    private static async Task<PostgresServer> StartAsync(bool small)
    {
        var binaries = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql")
                .Select(d => Path.Combine(d, "bin"))
                .Where(d => File.Exists(Path.Combine(d, "initdb")))
                .OrderBy(d => d.Length).ThenBy(d => d, StringComparer.Ordinal)
                .LastOrDefault()
            : null;
        if (binaries is null)
        {
            throw new InvalidOperationException("The storage tests need PostgreSQL's programs. On Debian: apt install postgresql");
        }

        var server = new PostgresServer { folder = Directory.CreateTempSubdirectory("concord-pg-").FullName, port = FreePort() };
        var root = Environment.UserName == "root";
        if (root)
        {
            await ShellAsync($"chown postgres '{server.folder}'");
        }

        server.user = root ? "setpriv --reuid=postgres --regid=postgres --clear-groups --reset-env " : "";
        await ShellAsync($"cd '{server.folder}' && {server.user}'{binaries}/initdb' -D '{server.folder}/data' -U concord -A trust -E UTF8 --locale=C.UTF-8 --no-sync --wal-segsize=1");
        var run = (small ? $"ulimit -S -f {SmallBlocks}; " : "") + $"cd '{server.folder}' && {server.user}'{binaries}/postgres' -D '{server.folder}/data' -p {server.port} -k '{server.folder}' -c listen_addresses=127.0.0.1 "
            + $"-c fsync=off -c full_page_writes=off -c max_connections=300 -c shared_buffers=32MB >'{server.folder}/log' 2>&1 & p=$!; read -r _; kill -QUIT $p; wait $p";
        server.shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", run]) { RedirectStandardInput = true })!;
        await server.AnswersAsync();
        await server.RunAsync("CREATE DATABASE ready");
        var options = new DbContextOptionsBuilder<PostgresDb>();
        StoreSettings.Use(options, server.Connection("ready") + ";Pooling=false");
        await using var db = new PostgresDb(options.Options, TimeProvider.System, new Wakes());
        _ = World.Ok(await new Upgrade(db, new StoreSettings(server.folder, server.Connection("ready")), new Concord.Platform.Ledger.Counting(db), TimeProvider.System).ApplyAsync(default));
        return server;
    }

    /// <summary>Each world has a database and so a pool of its own: what a finished world leaves open is closed within seconds, or the server runs out of places.</summary>
    private string Connection(string database) => string.Create(
        CultureInfo.InvariantCulture,
        $"Host=127.0.0.1;Port={port};Username=concord;Database={database};Maximum Pool Size=12;Connection Idle Lifetime=4;Connection Pruning Interval=2");

    private async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        _ = await command.ExecuteNonQueryAsync();
    }

    private async Task AnswersAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await RunAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (attempt < 300 && shell is { HasExited: false })
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task StopAsync()
    {
        if (shell is null)
        {
            return;
        }

        NpgsqlConnection.ClearAllPools();
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
        shell = null;
        Directory.Delete(folder, recursive: true);
    }

    private static async Task ShellAsync(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var outputs = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command}: {string.Join('\n', outputs)}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
