using System.IO.Compression;
using System.Security.Cryptography;
using Concord.Core.Kernel;
using Concord.Modules.Measures;
using Concord.Modules.Sources;
using Concord.Platform.Archive;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Archives;

/// <summary>Everything can be taken out, brought into an empty installation on either database, and taken out again with the same sums.</summary>
public abstract class ArchiveSuite(Engine engine)
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task An_archive_restored_into_an_empty_installation_gives_the_same_archive_again(Engine other)
    {
        await using var world = await FilledWorld.NewAsync(engine);
        var first = await FilledWorld.ArchiveAsync(world);
        await using var empty = await World.NewAsync(other);
        var restored = World.Ok(await FilledWorld.RestoreAsync(empty, first));
        Assert.True(restored is { Rows: > 500, Originals: > 6 });
        _ = World.Ok(await empty.DoAsync<SearchRebuild, Result<int>>(r => r.FillAsync(World.May(Doing.Administer), (_, _) => { }, default)));
        var second = await FilledWorld.ArchiveAsync(empty);
        Assert.Equal(Sums(first), Sums(second));
        Assert.Equal(await File.ReadAllBytesAsync(first, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(second, TestContext.Current.CancellationToken));

        // and it goes on counting where it was
        var last = await empty.DoAsync<ConcordDb, long>(db => db.Set<ActRow>().MaxAsync(a => a.Sequence));
        var next = World.Ok(await empty.DoAsync<ConcordDb, Result<Receipt>>(db => db.CommitAsync(new Act(World.May(Doing.Review), "test.done", "test:1"), default)));
        Assert.True(next.Sequence > last);
    }

    [Fact]
    public async Task What_was_restored_is_read_and_found_as_before()
    {
        await using var world = await FilledWorld.NewAsync(engine);
        await using var empty = await World.NewAsync(engine);
        _ = World.Ok(await FilledWorld.RestoreAsync(empty, await FilledWorld.ArchiveAsync(world)));
        empty.Clock.SetUtcNow(world.Clock.GetUtcNow());
        static async Task<List<string>> ToldAsync(World w)
        {
            var record = World.Ok(await w.DoAsync<MeasureQueries, Result<RecordPage>>(q => q.RecordAsync(World.May(Doing.Read), q.Now, null, default)));
            return [.. record.Rows.SelectMany(r => r.Cells).SelectMany(c => c.Measures.Select(m => $"{c.Member.Key} {c.Area.Key} {m.Id} {m.Title} {m.Stage?.Id} {m.Passage?.Exact}"))];
        }

        Assert.Equal(await ToldAsync(world), await ToldAsync(empty));
        var original = await empty.DoAsync<ConcordDb, ContentRow>(db => db.Set<ContentRow>().FirstAsync());
        Assert.Equal(original.Hash, Convert.ToHexStringLower(SHA256.HashData(original.Bytes)));
    }

    [Fact]
    public async Task An_installation_that_is_not_empty_is_left_as_it_is()
    {
        await using var world = await FilledWorld.NewAsync(engine);
        var archive = await FilledWorld.ArchiveAsync(world);
        Assert.Equal("archive.not-empty", World.Refused(await FilledWorld.RestoreAsync(world, archive)));
        Assert.Equal(Sums(archive), Sums(await FilledWorld.ArchiveAsync(world, "b.zip")));
        Assert.Equal("archive.already-there", World.Refused(await world.DoAsync<TakeArchive, Result<TakenArchive>>(
            t => t.HandleAsync(World.May(Doing.Administer), archive, null, (_, _) => { }, default))));
    }

    [Fact]
    public async Task A_restore_that_is_stopped_leaves_the_installation_empty()
    {
        await using var world = await FilledWorld.NewAsync(engine);
        var archive = await FilledWorld.ArchiveAsync(world);
        await using var empty = await World.NewAsync(engine);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => empty.DoAsync<RestoreArchive, Result<RestoredArchive>>(r => r.HandleAsync(
            World.May(Doing.Administer), archive, (table, _) => Stop(table, stop), stop.Token)));
        Assert.Equal(0, await empty.DoAsync<ConcordDb, int>(db => db.Set<SourceRow>().CountAsync()));
        _ = World.Ok(await FilledWorld.RestoreAsync(empty, archive));
    }

    [Fact]
    public async Task What_a_person_does_while_an_archive_is_taken_is_not_half_in_it()
    {
        await using var world = await FilledWorld.NewAsync(engine);
        using var stop = new CancellationTokenSource();
        var busy = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                _ = World.Ok(await world.ImportAsync(Written.Telegram(1000 + i)));
            }
        }, TestContext.Current.CancellationToken);
        for (var i = 0; i < 3; i++)
        {
            var archive = await FilledWorld.ArchiveAsync(world, $"busy-{i}.zip");
            await using var empty = await World.NewAsync(engine);
            _ = World.Ok(await FilledWorld.RestoreAsync(empty, archive));
            _ = await Whole.CheckAsync(empty, new Dictionary<Guid, byte[]>());
        }

        await stop.CancelAsync();
        await busy;
    }

    [Fact]
    public async Task A_stranger_may_neither_take_nor_restore()
    {
        await using var world = await World.NewAsync(engine);
        Assert.Equal("access.denied", World.Refused(await world.DoAsync<TakeArchive, Result<TakenArchive>>(
            t => t.HandleAsync(World.May(Doing.Read), Path.Combine(world.Store.Folder, "x.zip"), null, (_, _) => { }, default))));
        Assert.Equal("access.denied", World.Refused(await world.DoAsync<RestoreArchive, Result<RestoredArchive>>(
            t => t.HandleAsync(World.May(Doing.Read), Path.Combine(world.Store.Folder, "x.zip"), (_, _) => { }, default))));
    }

    private static void Stop(string table, CancellationTokenSource stop)
    {
        if (table == "sources_paragraph")
        {
            stop.Cancel();
        }
    }

    private static List<string> Sums(string archive)
    {
        using var zip = ZipFile.OpenRead(archive);
        return [.. zip.Entries.Select(e =>
        {
            using var stream = e.Open();
            return e.FullName + " " + Convert.ToHexStringLower(SHA256.HashData(stream));
        })];
    }
}

public sealed class SqliteArchiveTests() : ArchiveSuite(Engine.Sqlite);

public sealed class PostgresArchiveTests() : ArchiveSuite(Engine.Postgres);
