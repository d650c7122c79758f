using Concord.Platform.Db;
using Concord.Platform.Keys;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

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
            await File.WriteAllTextAsync(Path.Combine(backups, "concord-20200101T000000Z.age"), "", ct);
            var told = await OkAsync("backup", "--into", backups, "--recipient", recipient, "--keep-months", "0", "--keep-weeks", "0", "--keep-days", "1", "--data", folder);
            Assert.Contains("was read back", told, StringComparison.Ordinal);
            Assert.Contains("concord-20200101T000000Z.age", told, StringComparison.Ordinal);

            // A second server on this folder is refused, and so is moving it away meanwhile.
            Assert.Contains("already running", await RefusedAsync("serve", "--demonstration", "--data", folder, "--port", "1"), StringComparison.Ordinal);
            Assert.Contains("A server runs", await RefusedAsync("migrate", "--from", "sqlite:" + folder, "--to", "sqlite:" + anew), StringComparison.Ordinal);
        }

        var backup = Assert.Single(Directory.EnumerateFiles(backups));
        var tried = await OkAsync("restore", backup, "--identity", keyFile, "--check", "--data", safe.Store.Folder);
        Assert.Contains("Everything agrees.", tried, StringComparison.Ordinal);
        Assert.Equal(["backups", "identity"], Directory.EnumerateFileSystemEntries(safe.Store.Folder).Select(Path.GetFileName).Order());

        var restored = await OkAsync("restore", backup, "--identity", keyFile, "--data", anew);
        Assert.Contains("Everything agrees.", restored, StringComparison.Ordinal);
        Assert.Contains("ring.key is missing", restored, StringComparison.Ordinal);
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
        using var moved = await ServerProcess.StartAsync(world.Store.Folder, ct, database: connection);
        Assert.Contains("NEWS NUMBER 8", await moved.Client.GetStringAsync(new Uri("/sources", UriKind.Relative), ct), StringComparison.Ordinal);
    }
}
