using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Concord.Core.Kernel;
using Concord.Modules.Sources;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>What was read and refused is gathered and written many at a time; what cannot be written is not forgotten, and not without a bound.</summary>
public abstract class NoticeSuite(Engine engine)
{
    private static readonly BodyId Filers = new(Guid.CreateVersion7());

    private static Permit As(Capacity capacity, BodyId? body = null) =>
        World.Ok(Access.Decide(new Actor(new ActorId(Guid.CreateVersion7()), "somebody", capacity, body), capacity == Capacity.Official ? Doing.Import : Doing.Read));

    private static async Task<(World World, Thing Source, Permit Filer)> FiledAsync(Engine engine)
    {
        var world = await World.NewAsync(engine);
        var filer = As(Capacity.Official, Filers);
        var made = await world.DoAsync<ImportSource, Result<ImmutableArray<ImportedSource>>>(i => i.HandleAsync(filer, new IncomingFile("note.txt", Encoding.UTF8.GetBytes("Laos signed the Heron Agreement on 3 September 2008."), null), default));
        return (world, new Thing("source", World.Ok(made)[0].Id.Value), filer);
    }

    private static Task<int> NoticeAsync(World world, Action<Notices> what) => world.DoAsync<Notices, int>(n =>
    {
        what(n);
        return Task.FromResult(0);
    });

    private static async Task<int> WriteAsync(World world) => World.Ok(await world.DoAsync<NoticeWriting, Result<int>>(w => w.WriteAllAsync(default)));

    private static Task<List<ActRow>> ActsAsync(World world, Func<IQueryable<ActRow>, IQueryable<ActRow>> which) =>
        world.DoAsync<ConcordDb, List<ActRow>>(db => which(db.Set<ActRow>().AsNoTracking()).OrderBy(a => a.Sequence).ToListAsync());

    [Fact]
    public async Task Of_one_person_capacity_thing_and_minute_there_is_one_act()
    {
        var (world, source, filer) = await FiledAsync(engine);
        await using var ofWorld = world;
        var other = As(Capacity.Secretariat, Filers);
        _ = await NoticeAsync(world, n => Enumerable.Range(0, 50).ToList().ForEach(_ => n.Read(filer, source, [])));
        Assert.Equal(1, await WriteAsync(world));
        _ = await NoticeAsync(world, n => n.Read(filer, source, []));
        Assert.Equal(0, await WriteAsync(world));
        _ = await NoticeAsync(world, n => n.Read(other, source, []));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        _ = await NoticeAsync(world, n => n.Read(filer, source, []));
        Assert.Equal(2, await WriteAsync(world));
        var acts = await ActsAsync(world, a => a.Reads());
        Assert.Equal([filer.Actor.Id, other.Actor.Id, filer.Actor.Id], acts.Select(a => a.Actor));
        Assert.Equal(TimeSpan.FromMinutes(1), acts[2].At - acts[1].At);
        Assert.Equal(3, acts.Select(a => a.Sequence).Distinct().Count());
        Assert.Equal(3, await world.DoAsync<ConcordDb, int>(db => db.Set<SightRow>().CountAsync(s => s.Filer == Filers && s.Source == new SourceId(source.Id))));
    }

    [Fact]
    public async Task Of_a_list_each_source_is_told_once_a_minute_and_none_that_is_public_or_hidden()
    {
        var (world, source, filer) = await FiledAsync(engine);
        await using var ofWorld = world;
        var own = await world.DoAsync<ConcordDb, (SourceId Id, LabelId? Label)>(async db =>
        {
            var row = await db.Set<SourceRow>().SingleAsync(s => s.Id == new SourceId(source.Id));
            return (row.Id, (LabelId?)row.LabelId);
        });
        var everybodys = new Label(Handling.Public, null, null, null, []);
        var open = World.Ok(await world.DoAsync<Labels, Result<ImmutableDictionary<Label, LabelId>>>(l => l.InternAsync(World.May(Doing.Import), [everybodys], default)))[everybodys];
        var absent = new SourceId(Guid.CreateVersion7());
        var (reader, press) = (As(Capacity.Secretariat, Filers), As(Capacity.Press));
        _ = await NoticeAsync(world, n =>
        {
            n.Listed(reader, Noticed.List, "page:sources", [own, (absent, open)]);
            n.Listed(press, Noticed.List, "page:sources", [own, (own.Id, open)]);
            n.Listed(reader, Noticed.Export, "page:export/{file}", [own]);
        });
        Assert.Equal(2, await WriteAsync(world));
        _ = await NoticeAsync(world, n => n.Listed(reader, Noticed.List, "page:sources", [own]));
        Assert.Equal(0, await WriteAsync(world));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        _ = await NoticeAsync(world, n => n.Listed(reader, Noticed.List, "page:sources", [own]));
        Assert.Equal(1, await WriteAsync(world));
        var acts = await ActsAsync(world, a => a.Reads());
        Assert.Equal(["page:sources", "page:export/{file}", "page:sources"], acts.Select(a => a.About));
        Assert.All(acts, a => Assert.Equal(reader.Actor.Id, a.Actor));
        Assert.Equal(3, await world.DoAsync<ConcordDb, int>(db => db.Set<SightRow>().CountAsync(s => s.Filer == Filers && s.Source == own.Id)));
        Assert.NotNull(filer);
    }

    [Fact]
    public async Task Who_takes_out_everything_fills_no_memory_and_what_is_not_noted_is_counted()
    {
        await using var world = await World.NewAsync(engine);
        var (reader, label) = (As(Capacity.Secretariat, Filers), new LabelId(1));
        _ = await NoticeAsync(world, n => n.Listed(reader, Noticed.Export, "page:export/{file}", [.. Enumerable.Range(0, Notices.MostListed + 3).Select(_ => (new SourceId(Guid.CreateVersion7()), (LabelId?)label))]));
        var (waiting, missed) = await world.DoAsync<Notices, (IReadOnlyList<Notice>, long)>(n => Task.FromResult(n.Take()));
        Assert.Equal(3, missed);
        Assert.Equal(Notices.MostListed / Notices.SourcesOfOne, waiting.Count);
        Assert.All(waiting, w => Assert.Equal(Notices.SourcesOfOne, w.Shown.Length));
    }

    [Fact]
    public async Task Whoever_may_not_see_it_read_nothing_and_an_absent_thing_is_refused_as_such()
    {
        var (world, source, _) = await FiledAsync(engine);
        await using var ofWorld = world;
        var (press, absent) = (As(Capacity.Press), new Thing("source", Guid.CreateVersion7()));
        _ = await NoticeAsync(world, n =>
        {
            n.Read(press, source, []);
            n.Refused(press, source.ToString(), source, null);
            n.Refused(press, absent.ToString(), absent, null);
        });
        Assert.Equal(2, await WriteAsync(world));
        Assert.Equal(["{\"refused\":\"Handling\"}", "{\"refused\":\"Absent\"}"], (await ActsAsync(world, a => a.Refusals())).Select(a => a.Payload));
        Assert.Empty(await ActsAsync(world, a => a.Reads()));
    }

    [Fact]
    public async Task Who_tries_many_ids_fills_no_ledger()
    {
        await using var world = await World.NewAsync(engine);
        var press = As(Capacity.Press);
        _ = await NoticeAsync(world, n =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                var thing = new Thing("source", Guid.CreateVersion7());
                n.Refused(press, thing.ToString(), thing, null);
            }
        });
        Assert.Equal(Notices.RefusedOfOne + 1, await WriteAsync(world));
        Assert.Single(await ActsAsync(world, a => a.Where(x => x.About == Noticed.Others)));
    }

    [Fact]
    public async Task More_than_can_wait_is_told_as_a_number()
    {
        await using var world = await World.NewAsync(engine);
        _ = await NoticeAsync(world, n =>
        {
            for (var i = 0; i < Notices.Most + 7; i++)
            {
                n.Refused(As(Capacity.Press), "page:people", null, "InCapacity");
            }
        });
        Assert.Equal(Notices.Most + 1, await WriteAsync(world));
        Assert.Equal("{\"count\":\"7\"}", Assert.Single(await ActsAsync(world, a => a.Where(x => x.Verb == Noticed.Missed))).Payload);
    }

    [Fact]
    public async Task What_was_noticed_is_sealed_like_everything_else()
    {
        var (world, source, filer) = await FiledAsync(engine);
        await using var ofWorld = world;
        _ = await NoticeAsync(world, n => n.Read(filer, source, []));
        _ = await WriteAsync(world);
        Assert.True(await world.DoAsync<Sealer, int>(s => s.SealAsync(default)) > 1);
        var count = await world.DoAsync<VerifiedLedger, int>(async v =>
        {
            var seen = 0;
            await foreach (var fault in v.CheckAsync(default))
            {
                Assert.Null(fault);
                seen++;
            }

            return seen;
        });
        Assert.Equal((await ActsAsync(world, a => a)).Count, count);
    }

    [Fact]
    public async Task A_file_is_taken_once_a_minute_on_record_however_many_ask_at_once()
    {
        var (world, source, filer) = await FiledAsync(engine);
        await using var ofWorld = world;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.DoAsync<OpenOriginal, Result<(string FileName, byte[] Bytes)>>(
            o => o.HandleAsync(filer, new SourceId(source.Id), default))));
        Assert.All(answers, a => Assert.True(a.IsOk));
        Assert.Single(await ActsAsync(world, a => a.Where(x => x.Verb == Noticed.Original)));
    }
}

public sealed class SqliteNoticeTests() : NoticeSuite(Engine.Sqlite)
{
    [Fact]
    public async Task A_file_of_which_it_cannot_be_written_who_took_it_is_not_handed_out()
    {
        await using var world = await World.NewAsync(Engine.Sqlite);
        var filer = World.Ok(Access.Decide(new Actor(new ActorId(Guid.CreateVersion7()), "somebody", Capacity.Official, new BodyId(Guid.CreateVersion7())), Doing.Import));
        var made = await world.DoAsync<ImportSource, Result<ImmutableArray<ImportedSource>>>(i => i.HandleAsync(filer, new IncomingFile("note.txt", Encoding.UTF8.GetBytes("Laos signed the Heron Agreement."), null), default));
        var id = World.Ok(made)[0].Id;
        await world.LimitAsync(0);
        var codes = new List<string>();
        for (var minute = 0; minute < 400 && codes.Count == 0; minute++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            codes.AddRange((await world.DoAsync<OpenOriginal, Result<(string FileName, byte[] Bytes)>>(o => o.HandleAsync(filer, id, default))).Match(_ => Array.Empty<string>(), r => [r[0].Code]));
        }

        Assert.Equal(["store.full"], codes);

        // With room again it is handed out, in the same minute too.
        await world.LimitAsync(1000);
        Assert.True((await world.DoAsync<OpenOriginal, Result<(string FileName, byte[] Bytes)>>(o => o.HandleAsync(filer, id, default))).IsOk);
    }
}

public sealed class PostgresNoticeTests() : NoticeSuite(Engine.Postgres);
