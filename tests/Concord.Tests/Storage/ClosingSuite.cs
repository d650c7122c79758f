using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>An account is closed and opened again on both databases; nothing of it is lost, and who is overtaken is told.</summary>
public abstract class ClosingSuite(Engine engine)
{
    private static readonly Permit Keeps = World.May(Doing.KeepAccounts);

    private static async Task<ActorId> AccountAsync(World world, Capacity capacity, BodyId? body)
    {
        var id = new ActorId(Guid.CreateVersion7());
        _ = World.Ok(await world.DoAsync<ConcordDb, Result<Receipt>>(db =>
        {
            _ = db.Add(new AccountRow { Id = id, Name = "Lan", SignInName = "lan", NormalizedName = id.Value.ToString("N").ToUpperInvariant(), PasswordHash = "x" });
            _ = db.Add(new HoldingRow { Id = new HoldingId(Guid.CreateVersion7()), Account = id, Capacity = capacity, Body = body });
            _ = db.Add(new PasskeyRow { Id = id.Value.ToByteArray(), Account = id, Name = "key" });
            _ = db.Add(new SessionRow { Id = new SessionId(Guid.NewGuid()), Account = id, Began = world.Clock.GetUtcNow(), Until = world.Clock.GetUtcNow().AddHours(1) });
            return db.CommitAsync(new Act(Keeps, "account.made", Doors.About(id)), default);
        }));
        return id;
    }

    private static Task<Result<ActorId>> CloseAsync(World world, ActorId id, long seen = 1) => world.DoAsync<CloseAccount, Result<ActorId>>(c => c.CloseAsync(Keeps, id, "left", seen, default));

    private static Task<Result<ActorId>> OpenAsync(World world, ActorId id, long seen) => world.DoAsync<CloseAccount, Result<ActorId>>(c => c.OpenAsync(Keeps, id, seen, default));

    [Fact]
    public async Task What_was_held_ends_and_the_keys_stay_and_an_opened_account_holds_nothing()
    {
        await using var world = await World.NewAsync(engine);
        var id = await AccountAsync(world, Capacity.Youth, new BodyId(Guid.CreateVersion7()));
        _ = World.Ok(await CloseAsync(world, id));
        Assert.Equal("account.already-closed", World.Refused(await CloseAsync(world, id, 2)));
        _ = World.Ok(await OpenAsync(world, id, 2));
        Assert.Equal("account.already-open", World.Refused(await OpenAsync(world, id, 3)));
        var left = await world.DoAsync<ConcordDb, (string Name, string? Password, int Keys, int Held, int Open)>(async db =>
        {
            var row = await db.Set<AccountRow>().SingleAsync(a => a.Id == id);
            return (row.Name, row.PasswordHash, await db.Set<PasskeyRow>().CountAsync(p => p.Account == id), await db.Set<HoldingRow>().CountAsync(h => h.Account == id && h.Ended == null),
                await db.Set<SessionRow>().CountAsync(s => s.Account == id && s.Ended == null));
        });
        Assert.Equal(("Lan", "x", 1, 0, 0), left);
        var acts = await world.DoAsync<ConcordDb, List<string>>(db => db.Set<ActRow>().Where(a => a.About == Doors.About(id)).OrderBy(a => a.Sequence).Select(a => a.Verb + " " + a.Why).ToListAsync());
        Assert.Equal(["account.made ", "account.closed left", "account.opened "], acts);
    }

    [Fact]
    public async Task Whoever_is_overtaken_is_told_and_the_last_administrator_stays()
    {
        await using var world = await World.NewAsync(engine);
        var last = await AccountAsync(world, Capacity.Administrator, null);
        Assert.Equal("holding.last-administrator", World.Refused(await CloseAsync(world, last)));
        var second = await AccountAsync(world, Capacity.Administrator, null);
        Assert.Equal("store.changed-meanwhile", World.Refused(await CloseAsync(world, second, 7)));
        _ = World.Ok(await CloseAsync(world, second));
        Assert.Equal("holding.last-administrator", World.Refused(await CloseAsync(world, last)));
        Assert.Equal("account.unknown", World.Refused(await CloseAsync(world, new ActorId(Guid.CreateVersion7()))));
    }
}

public sealed class SqliteClosingTests() : ClosingSuite(Engine.Sqlite);

public sealed class PostgresClosingTests() : ClosingSuite(Engine.Postgres);
