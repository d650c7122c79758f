using System.Security.Cryptography;
using System.Text;
using Concord.Core.Kernel;
using Concord.Modules.Measures;
using Concord.Modules.Sources;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

public abstract class LedgerSuite(Engine engine)
{
    private static Act AnAct(string verb = "test.done") => new(World.May(Doing.Administer), verb, "test:1", "because", new Dictionary<string, string?> { ["a"] = "ក" });

    [Fact]
    public async Task Rows_and_the_act_that_tells_of_them_are_written_together()
    {
        await using var world = await World.NewAsync(engine);
        var receipt = World.Ok(await world.DoAsync<ConcordDb, Result<Receipt>>(async db =>
        {
            db.Add(new MeasureRow { Id = new MeasureId(Guid.CreateVersion7()), Kind = "law", Title = "A law", TitleKey = "law" });
            return await db.CommitAsync(AnAct(), default);
        }));
        await world.DoAsync<ConcordDb, int>(async db =>
        {
            var act = await db.Set<ActRow>().SingleAsync(a => a.Id == receipt.Act);
            Assert.Equal(("test.done", "test:1", "because", receipt.Sequence), (act.Verb, act.About, act.Why, act.Sequence));
            Assert.Equal(LocalOperator.Actor.Id, act.Actor);
            Assert.Equal(world.Clock.GetUtcNow(), act.At);
            Assert.Equal(act.PayloadHash, SHA256.HashData([.. act.PayloadSalt, .. Encoding.UTF8.GetBytes(act.Payload)]));
            var measure = await db.Set<MeasureRow>().SingleAsync();
            Assert.Equal((1, receipt.Sequence), (measure.Version, measure.Sequence));
            return 0;
        });
    }

    [Fact]
    public async Task A_refused_write_leaves_neither_rows_nor_act()
    {
        await using var world = await World.NewAsync(engine);
        var id = new MeasureId(Guid.CreateVersion7());
        for (var i = 0; i < 2; i++)
        {
            var result = await world.DoAsync<ConcordDb, Result<Receipt>>(db =>
            {
                db.Add(new MeasureRow { Id = id, Kind = "law", Title = "A law", TitleKey = "law" });
                return db.CommitAsync(AnAct(), default);
            });
            Assert.Equal(i == 0 ? "" : "store.already-there", result.Match(_ => "", r => r[0].Code));
        }

        Assert.Equal(1, await world.DoAsync<ConcordDb, int>(db => db.Set<ActRow>().CountAsync()));
    }

    [Fact]
    public async Task A_text_longer_than_it_may_be_is_refused_and_what_how_long_and_how_long_it_may_be_is_told()
    {
        await using var world = await World.NewAsync(engine);
        var id = new MeasureId(Guid.CreateVersion7());
        Task<Result<Receipt>> KeepAsync(int letters) => world.DoAsync<ConcordDb, Result<Receipt>>(async db =>
        {
            if (await db.Set<MeasureRow>().SingleOrDefaultAsync(m => m.Id == id) is { } row)
            {
                row.Kind = new string('ក', letters);
            }
            else
            {
                db.Add(new MeasureRow { Id = id, Kind = new string('ក', letters), Title = "A law", TitleKey = "law" });
            }

            return await db.CommitAsync(AnAct(), default);
        });
        static void Refused(Result<Receipt> result) => Assert.Equal("store.too-long(measures_measure.kind, 81, 80)", result.Match(_ => "", r => r[0].ToString()));
        Refused(await KeepAsync(81));
        _ = World.Ok(await KeepAsync(80));
        Refused(await KeepAsync(81));
        Assert.Equal(1, await world.DoAsync<ConcordDb, int>(db => db.Set<ActRow>().CountAsync()));

        // The date of a statement is a text as well.
        var many = World.Ok(When.Parse("{" + string.Join(',', Enumerable.Range(1900, 50)) + "}"));
        Assert.Equal("store.too-long(measures_statement.said, 251, 200)", (await world.DoAsync<ConcordDb, Result<Receipt>>(db =>
        {
            db.Add(new StatementRow { Id = new StatementId(Guid.CreateVersion7()), Said = many });
            return db.CommitAsync(AnAct(), default);
        })).Match(_ => "", r => r[0].ToString()));
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_not_overwritten()
    {
        await using var world = await World.NewAsync(engine);
        var id = new MeasureId(Guid.CreateVersion7());
        _ = World.Ok(await world.DoAsync<ConcordDb, Result<Receipt>>(db =>
        {
            db.Add(new MeasureRow { Id = id, Kind = "law", Title = "A law", TitleKey = "law" });
            return db.CommitAsync(AnAct(), default);
        }));
        Task<Result<Receipt>> Change(string title, long seen) => world.DoAsync<ConcordDb, Result<Receipt>>(async db =>
        {
            var row = await db.Set<MeasureRow>().SingleAsync(m => m.Id == id);
            row.Title = title;
            db.Saw(row, seen);
            return await db.CommitAsync(AnAct(), default);
        });
        _ = World.Ok(await Change("first", seen: 1));
        Assert.Equal("store.changed-meanwhile", World.Refused(await Change("second", seen: 1)));
        _ = World.Ok(await Change("third", seen: 2));
        Assert.Equal(("third", 3L), await world.DoAsync<ConcordDb, (string, long)>(async db => (await db.Set<MeasureRow>().Select(m => new { m.Title, m.Version }).SingleAsync()) is var m ? (m.Title, m.Version) : default));
    }

    [Fact]
    public async Task Many_writers_at_once_all_get_numbers_of_their_own()
    {
        await using var world = await World.NewAsync(engine);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var mine = new List<long>();
            for (var i = 0; i < 12; i++)
            {
                mine.Add(World.Ok(await world.DoAsync<ConcordDb, Result<Receipt>>(db => db.CommitAsync(AnAct(), default))).Sequence);
            }

            Assert.Equal(mine.Order(), mine);
            return mine;
        })));
        Assert.Equal(96, receipts.SelectMany(r => r).Distinct().Count());
    }

    [Fact]
    public async Task An_instant_keeps_its_microsecond_and_its_order()
    {
        await using var world = await World.NewAsync(engine);
        var first = new DateTimeOffset(2007, 12, 19, 6, 14, 0, TimeSpan.Zero).AddTicks(10);
        foreach (var at in new[] { first.AddTicks(10), first })
        {
            world.Clock.AdjustTime(at > world.Clock.GetUtcNow() ? at : at);
            _ = World.Ok(await world.DoAsync<ConcordDb, Result<Receipt>>(db => db.CommitAsync(AnAct(), default)));
        }

        var read = await world.DoAsync<ConcordDb, List<DateTimeOffset>>(db => db.Set<ActRow>().OrderBy(a => a.At).Select(a => a.At).ToListAsync());
        Assert.Equal([first, first.AddTicks(10)], read);
    }

    [Fact]
    public async Task Equal_labels_are_one_even_when_given_at_once()
    {
        await using var world = await World.NewAsync(engine);
        Label[] wanted = [new(Handling.OwnBody, "SBU", null, null, []), new(Handling.OwnBody, "U", null, null, []), new(Handling.OwnBody, "SBU", null, null, [])];
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
            world.DoAsync<Labels, Result<System.Collections.Immutable.ImmutableDictionary<Label, LabelId>>>(l => l.InternAsync(World.May(Doing.Import), wanted, default)))));
        Assert.Equal(2, all.SelectMany(a => World.Ok(a).Values).Distinct().Count());
        Assert.Equal(2, await world.DoAsync<ConcordDb, int>(db => db.Set<LabelRow>().CountAsync()));
    }
}

public sealed class SqliteLedgerTests() : LedgerSuite(Engine.Sqlite);

public sealed class PostgresLedgerTests() : LedgerSuite(Engine.Postgres);
