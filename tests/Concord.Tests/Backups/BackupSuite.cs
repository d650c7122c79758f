using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Platform.Archive;
using Concord.Platform.Backup;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Search;
using Concord.Platform.Verify;
using Concord.Tests.Archives;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Backups;

/// <summary>A whole installation, with its accounts and its ledger, goes into a file that only its recipients read, and comes back on either database as it was.</summary>
public abstract class BackupSuite(Engine engine)
{
    private static readonly (string Recipient, string Identity) Pair = AgeKeys.Make();

    private static async Task<World> FilledAsync(Engine engine)
    {
        var world = await FilledWorld.NewAsync(engine);
        _ = World.Ok(await world.DoAsync<SetUp, Result<bool>>(s => s.MayServeAsync(World.May(Doing.Administer), demonstration: true, default)));
        _ = await world.DoAsync<ConcordDb, int>(async db =>
        {
            var now = world.Clock.GetUtcNow();
            var account = await db.Set<AccountRow>().FirstAsync();
            _ = db.Add(new SessionRow { Id = new SessionId(Guid.NewGuid()), Account = account.Id, Began = now, Until = now.AddHours(12), Agent = "test" });
            return World.Ok(await db.CommitAsync(new Act(World.May(Doing.Administer), "test.session", "test:1"), default)).Sequence > 0 ? 1 : 0;
        });
        _ = await world.DoAsync<Sealer, int>(s => s.SealAsync(default));
        _ = World.Ok(await world.DoAsync<ConcordDb, Result<Receipt>>(db => db.CommitAsync(new Act(World.May(Doing.Administer), "test.unsealed", "test:1"), default)));
        return world;
    }

    private static async Task<string> BackupAsync(World world, string name = "b.age", Action<string, long>? told = null)
    {
        var path = Path.Combine(world.Store.Folder, name);
        _ = World.Ok(await world.DoAsync<TakeBackup, Result<TakenBackup>>(t => t.HandleAsync(
            World.May(Doing.Administer), path, [World.Ok(AgeKeys.ReadRecipient(Pair.Recipient))], new ArchivedProcess("commit", 1), told ?? ((_, _) => { }), default)));
        return path;
    }

    private static Task<Result<RestoredArchive>> RestoreAsync(World world, string path, string? identity = null, CancellationTokenSource? stop = null, Action<string, long>? told = null) =>
        world.DoAsync<RestoreBackup, Result<RestoredArchive>>(r => r.HandleAsync(
            World.May(Doing.Administer), path, World.Ok(AgeKeys.ReadIdentities([identity ?? Pair.Identity])), told ?? ((_, _) => { }), stop?.Token ?? default));

    /// <summary>Each table of the whole installation with the sum of its lines; the acts without those of making and restoring backups.</summary>
    private static Task<ImmutableSortedDictionary<string, string>> SumsAsync(World world, long lastAct) => world.DoAsync<ConcordDb, ImmutableSortedDictionary<string, string>>(async db =>
    {
        var sums = ImmutableSortedDictionary.CreateBuilder<string, string>();
        var acts = await db.Set<ActRow>().Where(a => a.Sequence <= lastAct).Select(a => a.Id).ToListAsync();
        await using var snapshot = await db.SnapshotAsync(default);
        foreach (var table in ArchiveTables.Of(db.Model, ArchiveScope.Installation))
        {
            using var lines = new MemoryStream();
            _ = await new ArchiveWriter(db).TableAsync(lines, snapshot.Command, table, ArchiveScope.Installation, (_, _) => { }, default);
            var text = System.Text.Encoding.UTF8.GetString(lines.ToArray()).Split('\n');
            var ofAct = table.Name switch { "audit_act" => "id", "audit_written" => "act", _ => null };
            sums.Add(table.Name, string.Join('\n', ofAct is null ? text : text.Where(l => l.Length > 0 && acts.Contains(System.Text.Json.JsonDocument.Parse(l).RootElement.GetProperty(ofAct).GetGuid()))));
        }

        return sums.ToImmutable();
    });

    private static Task<List<string>> FaultsAsync(World world) => world.DoAsync<IEnumerable<IVerified>, List<string>>(async parts =>
    {
        var found = new List<string>();
        foreach (var part in parts)
        {
            await foreach (var fault in part.CheckAsync(default))
            {
                if (fault is not null)
                {
                    found.Add(fault.ToString());
                }
            }
        }

        return found;
    });

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Everything_comes_back_on_either_database_and_agrees_with_itself(Engine other)
    {
        await using var world = await FilledAsync(engine);
        var last = await world.DoAsync<ConcordDb, long>(db => db.Set<ActRow>().MaxAsync(a => a.Sequence));
        var path = await BackupAsync(world);
        await using var empty = await World.NewAsync(other);
        var restored = World.Ok(await RestoreAsync(empty, path));
        Assert.True(restored is { Rows: > 500, Originals: > 6 });
        Assert.Equal(last, restored.LastAct);
        Assert.Equal((await SumsAsync(world, last)).Remove("identity_session"), (await SumsAsync(empty, last)).Remove("identity_session"));
        _ = World.Ok(await empty.DoAsync<SearchRebuild, Result<int>>(r => r.FillAsync(World.May(Doing.Administer), (_, _) => { }, default)));
        Assert.Empty(await FaultsAsync(empty));

        // The ledger goes on: under a key of its own, since keys are in no backup; the heads that were kept still hold.
        using var kept = new MemoryStream();
        _ = await world.DoAsync<Heads, int>(async h => { await h.WriteAsync(kept, default); return 0; });
        Assert.True(await empty.DoAsync<Sealer, int>(s => s.SealAsync(default)) >= 2);
        Assert.Empty(await FaultsAsync(empty));
        Assert.True(World.Ok(await empty.DoAsync<Heads, Result<int>>(h => h.CompareAsync(System.Text.Encoding.UTF8.GetString(kept.ToArray()).Split('\n'), default))) >= 1);
    }

    [Fact]
    public async Task Nobody_stays_signed_in_after_a_restore_though_nothing_follows_it()
    {
        await using var world = await FilledAsync(engine);
        await using var empty = await World.NewAsync(engine);
        var last = World.Ok(await RestoreAsync(empty, await BackupAsync(world))).LastAct;
        Assert.Equal((1, 0), await empty.DoAsync<ConcordDb, (int, int)>(async db => (await db.Set<SessionRow>().CountAsync(), await db.Set<SessionRow>().CountAsync(s => s.Ended == null))));
        Assert.Equal(["installation.restored", "installation.sessions-ended"], await empty.DoAsync<ConcordDb, List<string>>(db =>
            db.Set<ActRow>().Where(a => a.Sequence > last).OrderBy(a => a.Sequence).Select(a => a.Verb).ToListAsync()));
    }

    [Fact]
    public async Task A_damaged_original_is_told_and_hinders_no_backup_and_no_restore()
    {
        await using var world = await FilledAsync(engine);
        var hash = await world.DoAsync<ConcordDb, string>(async db =>
        {
            var row = await db.Set<Modules.Sources.ContentRow>().AsNoTracking().OrderBy(c => c.Hash).FirstAsync();
            row.Bytes[^1] ^= 1;
            _ = await db.Set<Modules.Sources.ContentRow>().Where(c => c.Hash == row.Hash).ExecuteUpdateAsync(c => c.SetProperty(r => r.Bytes, row.Bytes));
            return row.Hash;
        });
        var told = await FaultsAsync(world);
        Assert.NotEmpty(told);
        var path = Path.Combine(world.Store.Folder, "b.age");
        var taken = World.Ok(await world.DoAsync<TakeBackup, Result<TakenBackup>>(t => t.HandleAsync(
            World.May(Doing.Administer), path, [World.Ok(AgeKeys.ReadRecipient(Pair.Recipient))], null, (_, _) => { }, default)));
        Assert.Equal(["originals/" + hash], taken.Taken.Damaged);
        await using var empty = await World.NewAsync(engine);
        _ = World.Ok(await RestoreAsync(empty, path));
        _ = World.Ok(await empty.DoAsync<SearchRebuild, Result<int>>(r => r.FillAsync(World.May(Doing.Administer), (_, _) => { }, default)));
        Assert.Equal(told, await FaultsAsync(empty));

        // An archive goes to others, who would refuse it.
        Assert.Equal("archive.original-damaged", World.Refused(await world.DoAsync<TakeArchive, Result<TakenArchive>>(
            t => t.HandleAsync(World.May(Doing.Administer), path + ".zip", null, (_, _) => { }, default))));
        Assert.False(File.Exists(path + ".zip"));
    }

    [Fact]
    public async Task Whoever_files_a_file_that_packs_to_almost_nothing_hinders_no_backup_and_no_restore()
    {
        await using var world = await World.NewAsync(engine);
        var zeros = new byte[20_000_000];
        _ = World.Ok(await world.DoAsync<ConcordDb, Result<Receipt>>(db =>
        {
            _ = db.Add(new Modules.Sources.ContentRow { Hash = Modules.Sources.ContentRow.HashOf(zeros), Length = zeros.Length, Bytes = zeros });
            return db.CommitAsync(new Act(World.May(Doing.Administer), "test.zeros", "test:1"), default);
        }));
        var path = await BackupAsync(world);
        Assert.True(new FileInfo(path).Length < 100_000);
        await using var empty = await World.NewAsync(engine);
        Assert.Equal(1, World.Ok(await RestoreAsync(empty, path)).Originals);
    }

    [Fact]
    public async Task Made_while_others_write_it_is_the_installation_of_one_moment()
    {
        await using var world = await FilledAsync(engine);
        var serial = 9_000;
        Task<Result<ImmutableArray<Modules.Sources.ImportedSource>>>? writing = null;
        var path = await BackupAsync(world, told: (table, _) =>
        {
            // In the midst of it something is brought in, of which nothing is in the tables that come after.
            if (table == "audit_act" && writing is null)
            {
                writing = world.ImportAsync(Written.Telegram(++serial), "meanwhile.txt");
                Assert.True(writing.GetAwaiter().GetResult().IsOk);
            }
        });
        Assert.NotNull(writing);
        await using var empty = await World.NewAsync(engine);
        _ = World.Ok(await RestoreAsync(empty, path));
        _ = World.Ok(await empty.DoAsync<SearchRebuild, Result<int>>(r => r.FillAsync(World.May(Doing.Administer), (_, _) => { }, default)));
        Assert.Empty(await FaultsAsync(empty));
        Assert.Equal(
            await world.DoAsync<ConcordDb, int>(db => db.Set<Modules.Sources.SourceRow>().CountAsync()) - 1,
            await empty.DoAsync<ConcordDb, int>(db => db.Set<Modules.Sources.SourceRow>().CountAsync()));
    }

    [Fact]
    public async Task A_backup_that_was_tampered_with_or_cut_restores_nothing()
    {
        await using var world = await FilledAsync(engine);
        var path = await BackupAsync(world);
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        await using var empty = await World.NewAsync(engine);
        foreach (var (bytes, code) in new[]
        {
            (Flipped(whole, whole.Length / 2), "backup.damaged"), (Flipped(whole, whole.Length - 3), "backup.damaged"), (Flipped(whole, 150), "backup."),
            (whole[..(whole.Length / 2)], "backup."), (whole[..^1], "backup.damaged"), ([], "backup.not-encrypted"), (Encoding("PK and so on"), "backup.not-encrypted"),
        })
        {
            var bad = Path.Combine(empty.Store.Folder, "bad.age");
            await File.WriteAllBytesAsync(bad, bytes, TestContext.Current.CancellationToken);
            Assert.StartsWith(code, World.Refused(await RestoreAsync(empty, bad)), StringComparison.Ordinal);
            Assert.Equal(0, await empty.DoAsync<ConcordDb, int>(db => db.Set<ActRow>().CountAsync()));
        }

        Assert.Equal("backup.other-key", World.Refused(await RestoreAsync(empty, path, AgeKeys.Make().Identity)));
        Assert.Equal("import.no-such-file", World.Refused(await RestoreAsync(empty, path + "x")));
        _ = World.Ok(await RestoreAsync(empty, path));
        Assert.Equal("archive.not-empty", World.Refused(await RestoreAsync(empty, path)));

        static byte[] Flipped(byte[] of, int at)
        {
            byte[] changed = [.. of];
            changed[at] ^= 1;
            return changed;
        }

        static byte[] Encoding(string text) => System.Text.Encoding.ASCII.GetBytes(text);
    }

    [Fact]
    public async Task An_archive_is_no_backup_and_a_backup_no_archive()
    {
        await using var world = await FilledAsync(engine);
        await using var empty = await World.NewAsync(engine);
        Assert.Equal("backup.not-encrypted", World.Refused(await RestoreAsync(empty, await FilledWorld.ArchiveAsync(world))));

        // Someone opened the backup with another program and brings what was in it.
        using var file = new FileStream(await BackupAsync(world), FileMode.Open);
        using var reader = World.Ok(AgeReader.Open(file, World.Ok(AgeKeys.ReadIdentities([Pair.Identity]))));
        var opened = Path.Combine(empty.Store.Folder, "opened.zip");
        await using (var zip = File.Create(opened))
        {
            await reader.CopyToAsync(zip, TestContext.Current.CancellationToken);
        }

        Assert.Equal("archive.is-backup", World.Refused(await FilledWorld.RestoreAsync(empty, opened)));
    }

    [Fact]
    public async Task Stopped_on_either_way_it_leaves_nothing_behind()
    {
        await using var world = await FilledAsync(engine);
        using var stop = new CancellationTokenSource();
        var path = Path.Combine(world.Store.Folder, "stopped.age");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.DoAsync<TakeBackup, Result<TakenBackup>>(t => t.HandleAsync(
            World.May(Doing.Administer), path, [World.Ok(AgeKeys.ReadRecipient(Pair.Recipient))], null, (_, _) => stop.Cancel(), stop.Token)));
        Assert.DoesNotContain(Directory.EnumerateFiles(world.Store.Folder), f => f.Contains("stopped", StringComparison.Ordinal));

        var whole = await BackupAsync(world);
        await using var empty = await World.NewAsync(engine);
        using var again = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RestoreAsync(empty, whole, stop: again, told: (table, _) =>
        {
            if (table == "sources_paragraph")
            {
                again.Cancel();
            }
        }));
        Assert.Equal(0, await empty.DoAsync<ConcordDb, int>(db => db.Set<AccountRow>().CountAsync()));
        _ = World.Ok(await RestoreAsync(empty, whole));
    }

    [Fact]
    public async Task It_is_made_for_somebody_by_whoever_may_and_never_over_another_file()
    {
        await using var world = await World.NewAsync(engine);
        var (path, to) = (Path.Combine(world.Store.Folder, "b.age"), World.Ok(AgeKeys.ReadRecipient(Pair.Recipient)));
        Task<Result<TakenBackup>> TakeAsync(Doing doing, string where, params byte[][] recipients) =>
            world.DoAsync<TakeBackup, Result<TakenBackup>>(t => t.HandleAsync(World.May(doing), where, [.. recipients], null, (_, _) => { }, default));
        Assert.Equal("access.denied", World.Refused(await TakeAsync(Doing.Read, path, to)));
        Assert.Equal("backup.no-recipient", World.Refused(await TakeAsync(Doing.Administer, path)));
        Assert.Equal("archive.not-writable", World.Refused(await TakeAsync(Doing.Administer, Path.Combine(world.Store.Folder, "no", "b.age"), to)));
        _ = World.Ok(await TakeAsync(Doing.Administer, path, to));
        Assert.Equal("archive.already-there", World.Refused(await TakeAsync(Doing.Administer, path, to)));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Equal("access.denied", World.Refused(await world.DoAsync<RestoreBackup, Result<RestoredArchive>>(r => r.HandleAsync(
            World.May(Doing.Read), path, World.Ok(AgeKeys.ReadIdentities([Pair.Identity])), (_, _) => { }, default))));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_whole_installation_moves_from_one_database_to_the_other(Engine other)
    {
        await using var world = await FilledAsync(engine);
        var last = await world.DoAsync<ConcordDb, long>(db => db.Set<ActRow>().MaxAsync(a => a.Sequence));
        await using var empty = await World.NewAsync(other);
        Task<Result<RestoredArchive>> MoveAsync(Doing doing) => world.DoAsync<BackupFile, Result<RestoredArchive>>(from =>
            empty.DoAsync<MoveInstallation, Result<RestoredArchive>>(m => m.HandleAsync(World.May(doing), from, null, (_, _) => { }, default)));
        Assert.Equal("access.denied", World.Refused(await MoveAsync(Doing.Read)));
        Assert.True(World.Ok(await MoveAsync(Doing.Administer)).Rows > 500);
        Assert.Equal(await SumsAsync(world, last), await SumsAsync(empty, last));
        Assert.Equal("archive.not-empty", World.Refused(await MoveAsync(Doing.Administer)));
        Assert.DoesNotContain(Directory.EnumerateFiles(empty.Store.Folder), f => f.Contains("moving", StringComparison.Ordinal));
    }
}

public sealed class SqliteBackupTests() : BackupSuite(Engine.Sqlite)
{
    [Fact]
    public async Task What_an_earlier_version_kept_longer_than_it_may_be_is_told_and_is_no_backup()
    {
        await using var world = await FilledWorld.NewAsync(Engine.Sqlite);
        var some = await world.DoAsync<ConcordDb, Modules.Measures.MeasureRow>(db => db.Set<Modules.Measures.MeasureRow>().AsNoTracking().FirstAsync());
        Task<int> KindAsync(string kind) => world.DoAsync<ConcordDb, int>(db =>
            db.Set<Modules.Measures.MeasureRow>().Where(m => m.Id == some.Id).ExecuteUpdateAsync(m => m.SetProperty(r => r.Kind, kind)));
        _ = await KindAsync(new string('k', 81));
        var path = Path.Combine(world.Store.Folder, "b.age");
        Task<Result<TakenBackup>> TakeAsync() => world.DoAsync<TakeBackup, Result<TakenBackup>>(t => t.HandleAsync(
            World.May(Doing.Administer), path, [World.Ok(AgeKeys.ReadRecipient(AgeKeys.Make().Recipient))], null, (_, _) => { }, default));
        var refused = (await TakeAsync()).Match(_ => [], r => r);
        Assert.Equal(["backup.unrestorable", "archive.too-long"], refused.Select(r => r.Code));
        Assert.Equal(["kind", "81", "80"], refused[1].Args[2..]);
        Assert.DoesNotContain(Directory.EnumerateFiles(world.Store.Folder), f => f.Contains("b.age", StringComparison.Ordinal));

        // What else there is of it can be changed; made shorter, it is in the backup.
        _ = World.Ok(await world.DoAsync<ConcordDb, Result<Receipt>>(async db =>
        {
            (await db.Set<Modules.Measures.MeasureRow>().SingleAsync(m => m.Id == some.Id)).Title += " anew";
            return await db.CommitAsync(new Act(World.May(Doing.Administer), "test.changed", "test:1"), default);
        }));
        _ = await KindAsync(some.Kind);
        Assert.True((await TakeAsync()).IsOk);
    }
}

public sealed class PostgresBackupTests() : BackupSuite(Engine.Postgres);
