using System.Diagnostics;
using System.Globalization;
using Concord.Commands;
using Concord.Core.Kernel;
using Concord.Platform.Backup;
using Concord.Platform.Db;
using Concord.Platform.Keys;
using Concord.Platform.Ledger;
using Concord.Tests.Archives;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concord.Tests.Backups;

/// <summary>The drill, as whoever keeps an installation does it: with the program itself, beside a server that runs.</summary>
public sealed class RestoreDrillTests
{
    private static async Task<string> OkAsync(params string[] arguments)
    {
        var (status, printed) = await Typed.ConcordAsync(arguments);
        Assert.True(status == 0, printed);
        return printed;
    }

    private static async Task<string> RefusedAsync(params string[] arguments)
    {
        var (status, printed) = await Typed.ConcordAsync(arguments);
        Assert.NotEqual(0, status);
        Assert.DoesNotContain("Exception", printed, StringComparison.Ordinal);
        return printed;
    }

    [Fact]
    public async Task Backed_up_while_it_serves_tried_restored_and_served_again()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var world = await World.NewAsync(Engine.Sqlite);
        await using var safe = await World.EmptyAsync(Engine.Sqlite);
        await using var fresh = await World.EmptyAsync(Engine.Sqlite);
        var (folder, backups, anew) = (world.Store.Folder, Path.Combine(safe.Store.Folder, "backups"), fresh.Store.Folder);
        _ = Directory.CreateDirectory(backups);
        var keyFile = Path.Combine(safe.Store.Folder, "identity");
        var pair = await OkAsync("backup-key");
        await File.WriteAllTextAsync(keyFile, pair, ct);
        var recipient = pair.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Single(w => w.StartsWith("age1", StringComparison.Ordinal));

        using (var server = await ServerProcess.StartAsync(folder, ct))
        {
            _ = World.Ok(await world.ImportAsync(Written.Telegram(7), "seven.txt"));
            var word = await world.DoAsync<TakeBackup, string>(t => t.WordAsync(ct));
            string[] stay = ["concord-20200101T000000Z.age", "concord-9f86d081-20200101T000000Z.age", $"concord-{word}-29990101T000000Z.age"];
            foreach (var name in stay.Append($"concord-{word}-20200101T000000Z.age"))
            {
                await File.WriteAllTextAsync(Path.Combine(backups, name), "", ct);
            }

            var told = await OkAsync("backup", "--into", backups, "--recipient", recipient, "--keep-months", "0", "--keep-weeks", "0", "--keep-days", "1", "--data", folder);
            Assert.Contains("was read back", told, StringComparison.Ordinal);
            Assert.Contains($"outdated: concord-{word}-20200101T000000Z.age", told, StringComparison.Ordinal);
            Assert.Contains("Kept: 1 backups", told, StringComparison.Ordinal);
            Assert.All(stay, name => Assert.True(File.Exists(Path.Combine(backups, name))));
            Array.ForEach(stay, name => File.Delete(Path.Combine(backups, name)));

            // A second server on this folder is refused, and so is moving it away meanwhile.
            Assert.Contains("already running", await RefusedAsync("serve", "--demonstration", "--data", folder, "--port", "1"), StringComparison.Ordinal);
            Assert.Contains("A server runs", await RefusedAsync("restore", Assert.Single(Directory.EnumerateFiles(backups)), "--identity", keyFile, "--data", folder), StringComparison.Ordinal);
            Assert.Contains("A server runs", await RefusedAsync("migrate", "--from", "sqlite:" + folder, "--to", "sqlite:" + anew), StringComparison.Ordinal);
        }

        var backup = Assert.Single(Directory.EnumerateFiles(backups));
        var tried = await OkAsync("restore", backup, "--identity", keyFile, "--check", "--data", safe.Store.Folder);
        Assert.Contains("Everything agrees.", tried, StringComparison.Ordinal);
        Assert.Equal(["backups", "identity"], Directory.EnumerateFileSystemEntries(safe.Store.Folder).Select(Path.GetFileName).Order());

        var restored = await OkAsync("restore", backup, "--identity", keyFile, "--data", anew);
        Assert.Contains("Everything agrees.", restored, StringComparison.Ordinal);
        Assert.Contains("ring.key is missing", restored, StringComparison.Ordinal);
        Assert.Contains("ledger.last holds where the ledger that was brought here has come to", restored, StringComparison.Ordinal);
        Assert.Contains("is signed by the key " + LedgerKey.Find(folder)!.Id, restored, StringComparison.Ordinal);
        Assert.Contains("ring.key is missing", await RefusedAsync("serve", "--demonstration", "--data", anew, "--port", "1"), StringComparison.Ordinal);

        // With the keys, which were kept elsewhere, it serves as before.
        _ = Directory.CreateDirectory(Path.Combine(anew, "keys"));
        foreach (var name in new[] { RingSeal.FileName, LedgerKey.FileName })
        {
            File.Copy(SecretFile.PathOf(folder, name), SecretFile.PathOf(anew, name), overwrite: true);
        }

        using (var server = await ServerProcess.StartAsync(anew, ct))
        {
            Assert.Contains("NEWS NUMBER 7", await server.Client.GetStringAsync(new Uri("/sources", UriKind.Relative), ct), StringComparison.Ordinal);
        }

        var signers = await fresh.DoAsync<ConcordDb, int>(db => db.Set<HeadRow>().Select(h => h.Key).Distinct().CountAsync(ct));
        Assert.Equal(1, signers);
        Assert.Contains("Everything agrees.", await OkAsync("verify", "--data", anew), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filled_installation_moves_to_PostgreSQL_and_serves_there()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var world = await World.NewAsync(Engine.Sqlite);
        var connection = await PostgresServer.NewDatabaseAsync(migrated: false);
        using (var server = await ServerProcess.StartAsync(world.Store.Folder, ct))
        {
            _ = World.Ok(await world.ImportAsync(Written.Telegram(8), "eight.txt"));
        }

        Assert.Contains("sqlite:/srv/concord", await RefusedAsync("migrate", "--from", "file:x", "--to", "postgres:" + connection), StringComparison.Ordinal);
        Assert.Contains("both", await RefusedAsync("migrate", "--from", "sqlite:" + world.Store.Folder), StringComparison.Ordinal);
        Assert.Contains("read back and is the same", await OkAsync("migrate", "--from", "sqlite:" + world.Store.File, "--to", "postgres:" + connection), StringComparison.Ordinal);
        Assert.Contains("not empty", await RefusedAsync("migrate", "--from", "sqlite:" + world.Store.Folder, "--to", "postgres:" + connection), StringComparison.Ordinal);
        Assert.Contains("Everything agrees.", await OkAsync("verify", "--data", world.Store.Folder, "--database", connection), StringComparison.Ordinal);
        var away = Path.Combine(world.Store.Folder, "away");
        await using (var alone = World.Ok(await Serving.HoldAloneAsync(new StoreSettings(away, connection), ct)))
        {
            Assert.Contains("at work on this database", await RefusedAsync("serve", "--demonstration", "--data", world.Store.Folder, "--database", connection, "--port", "1"), StringComparison.Ordinal);
        }

        using var moved = await ServerProcess.StartAsync(world.Store.Folder, ct, database: connection);
        Assert.Contains("at work on this database", await RefusedAsync("migrate", "--from", "postgres:" + connection, "--to", "sqlite:" + away), StringComparison.Ordinal);
        Assert.Contains("at work on this database", await RefusedAsync("restore-archive", "none.zip", "--data", away, "--database", connection), StringComparison.Ordinal);
        Assert.Contains("NEWS NUMBER 8", await moved.Client.GetStringAsync(new Uri("/sources", UriKind.Relative), ct), StringComparison.Ordinal);
    }

    /// <summary>A server that was started by an earlier version takes no lock, but listens.</summary>
    [Fact]
    public async Task Who_listens_to_a_database_serves_it()
    {
        var ct = TestContext.Current.CancellationToken;
        var store = new StoreSettings(Path.GetTempPath(), await PostgresServer.NewDatabaseAsync(migrated: true));
        await using (var listening = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(store.Postgres) { Pooling = false, ApplicationName = Platform.Work.Listening.Name }.ConnectionString))
        {
            await listening.OpenAsync(ct);
            Assert.Equal("store.in-use", World.Refused(await Serving.HoldAloneAsync(store, ct)));
        }

        await using var served = World.Ok(await Serving.HoldAsync(store, ct));
        await using var twice = World.Ok(await Serving.HoldAsync(store, ct));
        Assert.Equal("store.in-use", World.Refused(await Serving.HoldAloneAsync(store, ct)));
    }

    [Fact]
    public async Task A_database_of_an_earlier_version_is_refused_before_anything_is_done_to_it()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var older = await FilledWorld.NewAsync(Engine.Sqlite);
        await using var world = await FilledWorld.NewAsync(Engine.Sqlite);
        var archive = await FilledWorld.ArchiveAsync(world);
        var keyFile = Path.Combine(world.Store.Folder, "identity");
        var (recipient, identity) = AgeKeys.Make();
        await File.WriteAllTextAsync(keyFile, identity, ct);
        var backup = Path.Combine(world.Store.Folder, "b.age");
        _ = await OkAsync("backup", backup, "--recipient", recipient, "--data", world.Store.Folder);
        Task<int> SayAsync(string sql) => older.DoAsync<ConcordDb, int>(db => db.Database.ExecuteSqlRawAsync(sql, ct));
        _ = await SayAsync("DELETE FROM \"__EFMigrationsHistory\" WHERE migration_id = (SELECT MAX(migration_id) FROM \"__EFMigrationsHistory\")");
        foreach (var typed in new[]
        {
            new[] { "restore", backup, "--identity", keyFile, "--data", older.Store.Folder }, ["restore-archive", archive, "--data", older.Store.Folder],
            ["migrate", "--from", "sqlite:" + world.Store.Folder, "--to", "sqlite:" + older.Store.Folder],
        })
        {
            Assert.Contains("of an earlier version of Concord, and in use", await RefusedAsync(typed), StringComparison.Ordinal);
        }

        Assert.Equal(StoreState.Older, World.Ok(await older.DoAsync<Upgrade, Result<StoreState>>(u => u.StateAsync(ct))));
        Assert.False(Directory.Exists(Path.Combine(older.Store.Folder, "backups")));
    }

    [Fact]
    public async Task A_backup_with_a_damaged_original_is_made_and_says_so()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var world = await FilledWorld.NewAsync(Engine.Sqlite);
        _ = await world.DoAsync<ConcordDb, int>(db => db.Database.ExecuteSqlRawAsync("UPDATE sources_content SET bytes = x'00' WHERE hash = (SELECT MAX(hash) FROM sources_content)", ct));
        var word = await world.DoAsync<TakeBackup, string>(t => t.WordAsync(ct));
        var old = Path.Combine(world.Store.Folder, $"concord-{word}-20200101T000000Z.age");
        await File.WriteAllTextAsync(old, "", ct);
        var (status, printed) = await Typed.ConcordAsync(
            "backup", "--into", world.Store.Folder, "--recipient", AgeKeys.Make().Recipient, "--keep-days", "1", "--keep-weeks", "0", "--keep-months", "0", "--data", world.Store.Folder);
        Assert.Equal(2, status);
        Assert.Contains("is damaged: its bytes do not agree with its sum", printed, StringComparison.Ordinal);
        Assert.True(File.Exists(old));
        Assert.Equal(2, Directory.EnumerateFiles(world.Store.Folder, "*.age").Count());
    }

    [Fact]
    public async Task Stopped_after_everything_came_in_a_restore_does_not_say_that_nothing_did()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var world = await FilledWorld.NewAsync(Engine.Sqlite);
        await using var fresh = await World.EmptyAsync(Engine.Sqlite);
        var archive = await FilledWorld.ArchiveAsync(world);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "concord.dll"), "restore-archive", archive, "--data", fresh.Store.Folder])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var aside = process.StandardError.ReadToEndAsync(ct);
        Assert.Contains("is restored", await process.StandardOutput.ReadLineAsync(ct), StringComparison.Ordinal);
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(ct);
        }

        await process.WaitForExitAsync(ct);
        Assert.DoesNotContain("Nothing was left behind", await aside, StringComparison.Ordinal);
        Assert.True(process.ExitCode == 0 || (await aside).Contains("Go on with: concord index", StringComparison.Ordinal), await aside);
        _ = await OkAsync("index", "--data", fresh.Store.Folder);
        Assert.Contains("Everything agrees.", await OkAsync("verify", "--data", fresh.Store.Folder), StringComparison.Ordinal);
    }
}
