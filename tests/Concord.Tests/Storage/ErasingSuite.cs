using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>What acts keep of a person is kept under a key of theirs; erased, it can be read by nobody, and the chain holds.</summary>
public abstract class ErasingSuite(Engine engine)
{
    private static readonly Guid Subject = Guid.CreateVersion7();

    private static Act Personally(string name) => new(World.May(Doing.KeepAccounts), "account.made", "account:" + Subject.ToString("D"), Payload: new Dictionary<string, string?> { ["name"] = name })
    {
        Subject = Subject,
    };

    private static Task<Result<Receipt>> CommitAsync(World world, Act act) => world.DoAsync<ConcordDb, Result<Receipt>>(db => db.CommitAsync(act, default));

    private static Task<List<ActRow>> ActsAsync(World world) =>
        world.DoAsync<ConcordDb, List<ActRow>>(db => db.Set<ActRow>().AsNoTracking().Where(a => a.Verb == "account.made").OrderBy(a => a.Sequence).ToListAsync());

    private static async Task<ReadPayload[]> ReadAsync(World world)
    {
        var acts = await ActsAsync(world);
        var read = await world.DoAsync<ConcordDb, IReadOnlyDictionary<Guid, ReadPayload>>(db => Personal.ReadAsync(db, acts, default));
        return [.. acts.Select(a => read[a.Id])];
    }

    private static async Task<int> FaultsAsync(World world) => await world.DoAsync<VerifiedLedger, int>(async v =>
    {
        var faults = 0;
        await foreach (var fault in v.CheckAsync(default))
        {
            faults += fault is null ? 0 : 1;
        }

        return faults;
    });

    private static async Task<ActorId> AccountAsync(World world, string name, Capacity capacity = Capacity.Press, BodyId? body = null)
    {
        var id = new ActorId(Guid.CreateVersion7());
        _ = World.Ok(await world.DoAsync<ConcordDb, Result<Receipt>>(db =>
        {
            _ = db.Add(new AccountRow { Id = id, Name = name, SignInName = name, NormalizedName = name.ToUpperInvariant(), Mail = name + "@example.org", SecurityStamp = "x", PasswordHash = "y" });
            _ = db.Add(new HoldingRow { Id = new HoldingId(Guid.CreateVersion7()), Account = id, Capacity = capacity, Body = body, ChosenName = "Called " + name });
            _ = db.Add(new InvitationRow { Id = new InvitationId(id.Value), KeyHash = id.Value.ToByteArray(), Capacity = capacity, For = name, Mail = name + "@example.org", AcceptedBy = id });
            _ = db.Add(new SessionRow { Id = new SessionId(Guid.NewGuid()), Account = id, Agent = "A browser of " + name });
            return db.CommitAsync(new Act(World.May(Doing.KeepAccounts), "account.made", Doors.About(id), Payload: new Dictionary<string, string?> { ["name"] = name }) { Subject = id.Value }, default);
        }));
        return id;
    }

    private static Task<Result<ActorId>> EraseAsync(World world, ActorId id, string? why = "asked for it", long seen = 1, Permit? by = null) =>
        world.DoAsync<ErasePerson, Result<ActorId>>(e => e.HandleAsync(by ?? World.May(Doing.KeepAccounts), id, why, seen, default));

    [Fact]
    public async Task What_is_personal_lies_unreadable_in_the_database_and_is_read_with_its_key()
    {
        await using var world = await World.NewAsync(engine);
        _ = World.Ok(await CommitAsync(world, Personally("Malee Zanqu")));
        _ = World.Ok(await CommitAsync(world, Personally("Malee Zanqu")));
        var acts = await ActsAsync(world);
        Assert.DoesNotContain(acts, a => a.Payload.Contains("Malee", StringComparison.Ordinal) || a.Payload.Contains("name", StringComparison.Ordinal));
        Assert.NotEqual(acts[0].Payload, acts[1].Payload);
        Assert.Equal(["Malee Zanqu", "Malee Zanqu"], (await ReadAsync(world)).Select(r => r.Values["name"]));
        Assert.Equal(1, await world.DoAsync<ConcordDb, int>(db => db.Set<SubjectKeyRow>().CountAsync(k => k.Subject == Subject)));
    }

    [Fact]
    public async Task A_payload_moved_to_another_act_is_not_read_there()
    {
        await using var world = await World.NewAsync(engine);
        _ = World.Ok(await CommitAsync(world, Personally("one")));
        _ = World.Ok(await CommitAsync(world, Personally("other")));
        _ = await world.DoAsync<ConcordDb, int>(db => db.Database.ExecuteSqlRawAsync(
            "UPDATE audit_act SET payload = (SELECT payload FROM audit_act b WHERE b.verb = 'account.made' AND b.sequence > audit_act.sequence) WHERE verb = 'account.made' AND sequence = (SELECT MIN(sequence) FROM audit_act c WHERE c.verb = 'account.made')"));
        var read = await ReadAsync(world);
        Assert.Empty(read[0].Values);
        Assert.Equal("other", read[1].Values["name"]);
    }

    [Fact]
    public async Task Whoever_is_erased_is_nowhere_any_more_and_the_chain_holds()
    {
        await using var world = await World.NewAsync(engine);
        var id = await AccountAsync(world, "zanquma");
        _ = await world.DoAsync<Sealer, int>(s => s.SealAsync(default));
        Assert.Equal(id, World.Ok(await EraseAsync(world, id)));
        _ = await world.DoAsync<Sealer, int>(s => s.SealAsync(default));
        Assert.Equal(0, await FaultsAsync(world));
        Assert.Empty(await RowSuite.FaultsAsync(world));
        var read = Assert.Single(await ReadAsync(world));
        Assert.Empty(read.Values);
        Assert.Equal(world.Clock.GetUtcNow(), read.Erased);

        // Nothing of the name is in any table.
        var dump = await world.DoAsync<ConcordDb, string>(async db => string.Join('\n',
            await db.Set<AccountRow>().AsNoTracking().Where(a => a.Id == id).Select(a => a.Name + a.SignInName + a.NormalizedName + a.Mail + a.PasswordHash).SingleAsync(),
            await db.Set<HoldingRow>().AsNoTracking().Where(h => h.Account == id).Select(h => h.ChosenName + (h.Ended == null ? " holds" : "")).SingleAsync(),
            await db.Set<InvitationRow>().AsNoTracking().Where(i => i.AcceptedBy == id).Select(i => i.For + i.Mail).SingleAsync(),
            await db.Set<SessionRow>().AsNoTracking().Where(s => s.Account == id).Select(s => s.Agent + (s.Ended == null ? " runs" : "")).SingleAsync(),
            string.Join(' ', await db.Set<ActRow>().AsNoTracking().Select(a => a.Payload + a.Why).ToListAsync())));
        Assert.DoesNotContain("zanquma", dump, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("holds", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("runs", dump, StringComparison.Ordinal);
        Assert.Contains("asked for it", dump, StringComparison.Ordinal);
        Assert.All(await world.DoAsync<ConcordDb, List<byte[]?>>(db => db.Set<SubjectKeyRow>().Where(k => k.Erased != null).Select(k => k.Key).ToListAsync()), Assert.Null);
        Assert.Equal("erase.already", World.Refused(await EraseAsync(world, id, seen: 2)));

        // What would be kept of them later is not.
        _ = World.Ok(await CommitAsync(world, new Act(World.May(Doing.KeepAccounts), "account.made", Doors.About(id), Payload: new Dictionary<string, string?> { ["name"] = "zanquma" }) { Subject = id.Value }));
        Assert.All(await ReadAsync(world), r => Assert.Empty(r.Values));
        Assert.DoesNotContain("emFucXVtYQ", string.Join(' ', (await ActsAsync(world)).Select(a => a.Payload)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_takes_a_reason_another_person_and_somebody_who_keeps_all_accounts()
    {
        await using var world = await World.NewAsync(engine);
        var id = await AccountAsync(world, "zanqumb");
        Assert.Equal("erase.why-missing", World.Refused(await EraseAsync(world, id, " ")));
        Assert.Equal("erase.why-too-long", World.Refused(await EraseAsync(world, id, new string('x', 501))));
        var ofBody = World.Ok(Access.Decide(new Actor(new ActorId(Guid.CreateVersion7()), "a", Capacity.Administrator, new BodyId(Guid.CreateVersion7())), Doing.KeepAccounts));
        Assert.Equal("access.denied", World.Refused(await EraseAsync(world, id, by: ofBody)));
        var self = World.Ok(Access.Decide(new Actor(id, "a", Capacity.Administrator, null), Doing.KeepAccounts));
        Assert.Equal("erase.oneself", World.Refused(await EraseAsync(world, id, by: self)));
        Assert.Equal("account.unknown", World.Refused(await EraseAsync(world, new ActorId(Guid.CreateVersion7()))));
        var last = await AccountAsync(world, "zanqumc", Capacity.Administrator);
        Assert.Equal("holding.last-administrator", World.Refused(await EraseAsync(world, last)));
        _ = await AccountAsync(world, "zanqumd", Capacity.Administrator);
        Assert.True((await EraseAsync(world, last)).IsOk);
    }

    private static async Task<InvitationId> InviteAsync(World world, string name) => World.Ok(await world.DoAsync<InvitePerson, Result<MadeInvitation>>(
        i => i.HandleAsync(World.May(Doing.KeepAccounts), new NewInvitation(Capacity.Administrator, null, name, name + "@Example.org"), default))).Id;

    /// <summary>What the row and the act that made it still tell of whoever was invited.</summary>
    private static Task<string> ToldAsync(World world, InvitationId id) => world.DoAsync<ConcordDb, string>(async db =>
    {
        var row = await db.Set<InvitationRow>().AsNoTracking().SingleAsync(i => i.Id == id);
        var act = await db.Set<ActRow>().AsNoTracking().Where(a => a.Verb == "invitation.made" && a.About == InvitePerson.About(id)).ToListAsync();
        return row.For + row.Mail + string.Join(' ', (await Personal.ReadAsync(db, act, default))[act[0].Id].Values.Values);
    });

    [Fact]
    public async Task Of_whoever_was_invited_and_did_not_come_nothing_is_kept()
    {
        await using var world = await World.NewAsync(engine);
        var (back, over) = (await InviteAsync(world, "zanquf"), await InviteAsync(world, "zanqug"));
        _ = World.Ok(await world.DoAsync<InvitePerson, Result<InvitationId>>(i => i.TakeBackAsync(World.May(Doing.KeepAccounts), back, default)));
        Assert.Equal("", await ToldAsync(world, back));
        Assert.Contains("zanqug", await ToldAsync(world, over), StringComparison.Ordinal);

        // Seven days it is good, seven more whoever invited may look to whom it went.
        world.Clock.Advance(TimeSpan.FromDays(13));
        var open = await InviteAsync(world, "zanquh");
        Assert.Equal(0, await world.DoAsync<ForgetInvitations, int>(f => f.OnceAsync(default)));
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await world.DoAsync<ForgetInvitations, int>(f => f.OnceAsync(default)));
        Assert.Equal(0, await world.DoAsync<ForgetInvitations, int>(f => f.OnceAsync(default)));
        Assert.Equal("", await ToldAsync(world, over));
        Assert.Contains("zanquh", await ToldAsync(world, open), StringComparison.Ordinal);
        _ = await world.DoAsync<Sealer, int>(s => s.SealAsync(default));
        Assert.Equal(0, await FaultsAsync(world));
    }

    [Fact]
    public async Task With_a_person_go_the_invitations_to_the_same_address()
    {
        await using var world = await World.NewAsync(engine);
        var (id, other) = (await AccountAsync(world, "zanqui"), await AccountAsync(world, "zanquj"));
        var (same, another) = (await InviteAsync(world, "zanqui"), await InviteAsync(world, "zanquk"));
        _ = World.Ok(await EraseAsync(world, id));
        Assert.Equal("", await ToldAsync(world, same));
        Assert.Contains("zanquk", await ToldAsync(world, another), StringComparison.Ordinal);
        var (closed, kept) = await world.DoAsync<ConcordDb, (DateTimeOffset?, string)>(async db => (
            (await db.Set<InvitationRow>().AsNoTracking().SingleAsync(i => i.Id == same)).Closed, (await db.Set<InvitationRow>().AsNoTracking().SingleAsync(i => i.AcceptedBy == other)).For));
        Assert.Equal((world.Clock.GetUtcNow(), "zanquj"), (closed, kept));
    }

    [Fact]
    public async Task An_account_that_changed_since_it_was_looked_at_is_not_erased()
    {
        await using var world = await World.NewAsync(engine);
        var id = await AccountAsync(world, "zanqume");
        _ = World.Ok(await world.DoAsync<ConcordDb, Result<Receipt>>(async db =>
        {
            (await db.Set<AccountRow>().SingleAsync(a => a.Id == id)).Failed = 1;
            return await db.CommitAsync(new Act(World.May(Doing.KeepAccounts), "account.changed", Doors.About(id)), default);
        }));
        Assert.Equal("store.changed-meanwhile", World.Refused(await EraseAsync(world, id)));
    }
}

public sealed class SqliteErasingTests() : ErasingSuite(Engine.Sqlite);

public sealed class PostgresErasingTests() : ErasingSuite(Engine.Postgres);
