using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Concord.Commands;
using Concord.Platform.Backup;
using Microsoft.Data.Sqlite;

namespace Concord.Bench;

/// <summary>
/// <c>moves FOLDER [CONNECTION]</c>: an installation that was filled by the program itself is backed up, restored as the drill does, verified, and moved to the empty PostgreSQL of the connection:
/// each by its own command, timed, with the size of what it writes. The installation stays as it was.
/// </summary>
internal static class Moves
{
    public static async Task<int> RunAsync(string data, string? postgres)
    {
        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        try
        {
            Console.WriteLine("concord.db is " + Size(Path.Combine(data, "concord.db")));
            var (recipient, identity) = AgeKeys.Make();
            var (secret, backup) = (Path.Combine(folder, "secret"), Path.Combine(folder, "one.age"));
            await File.WriteAllTextAsync(secret, identity);
            await TimeAsync("backup", "backup", backup, "--recipient", recipient, "--data", data);
            Console.WriteLine("the backup is " + Size(backup));
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

    private static async Task TimeAsync(string what, params string[] arguments)
    {
        var root = new RootCommand { BackupCommand.Create(), RestoreCommand.Create(), MigrateCommand.Create(), VerifyCommand.Create() };
        var watch = Stopwatch.StartNew();
        var status = await root.Parse(arguments).InvokeAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {watch.Elapsed.TotalSeconds:F1} s, status {status}"));
    }

    private static string Size(string file) => string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(file).Length / 1_000_000.0:N1} MB");
}
