using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Concord.Commands;
using Concord.Platform.Db;
using Concord.Platform;
using Concord.Platform.Backup;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Bench;

/// <summary>
/// <c>moves [STATEMENTS] [CONNECTION]</c>: an installation of so many statements, as many passages and as many acts on SQLite is backed up, restored as the drill does, verified, and
/// moved to the empty PostgreSQL of the connection: each by its own command, timed, with the size of what it writes.
/// </summary>
internal static class Moves
{
    public static async Task<int> RunAsync(int statements, string? postgres)
    {
        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        try
        {
            var data = Path.Combine(folder, "data");
            await FillAsync(data, statements);
            SqliteConnection.ClearAllPools();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{statements:N0} statements, passages and acts: concord.db {Size(Path.Combine(data, "concord.db"))}"));
            var (recipient, identity) = AgeKeys.Make();
            var (secret, backup) = (Path.Combine(folder, "secret"), Path.Combine(folder, "one.age"));
            await File.WriteAllTextAsync(secret, identity);
            await TimeAsync("backup", "backup", backup, "--recipient", recipient, "--data", data);
            Console.WriteLine("  the backup is " + Size(backup));
            await TimeAsync("restore --check", "restore", backup, "--identity", secret, "--check", "--data", data);
            await TimeAsync("verify", "verify", "--data", data);
            if (postgres is not null)
            {
                await TimeAsync("migrate to PostgreSQL", "migrate", "--from", "sqlite:" + data, "--to", "postgres:" + postgres);
            }

            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task FillAsync(string data, int statements)
    {
        var settings = new ServerSettings(new StoreSettings(data), [new IPEndPoint(IPAddress.Loopback, 0)], Installation.Pack, Demonstration: true);
        await using var app = Server.Build(settings);
        _ = (await Server.PrepareAsync(app.Services, settings, default)).Match(t => t, r => throw new InvalidOperationException(r[0].Code));
        _ = await Record.FillAsync(app.Services, statements);
        await Search.FillAsync(app.Services, statements);
        await Ledger.FillAsync(app.Services, statements);
    }

    private static async Task TimeAsync(string what, params string[] arguments)
    {
        var root = new RootCommand { BackupCommand.Create(), RestoreCommand.Create(), MigrateCommand.Create(), VerifyCommand.Create() };
        var watch = Stopwatch.StartNew();
        var status = await root.Parse(arguments).InvokeAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {watch.Elapsed.TotalSeconds:F1} s, status {status}"));
    }

    private static string Size(string file) => string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(file).Length / 1_000_000.0:N1} MB");
}
