using System.Collections.Immutable;
using Concord.Core.Identity;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Modules.Identity.Contracts;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>Credentials are kept, folded and told the same on both databases; who is overtaken is told so.</summary>
public abstract class CredentialSuite(Engine engine)
{
    private static readonly Permit Keeps = World.May(Doing.KeepCredentials);

    private async Task<(World World, MemberId Member, BodyId First, BodyId Second)> FilledAsync()
    {
        var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        var first = (await world.DoAsync<Bodies, ImmutableArray<KnownBody>>(b => b.AllAsync(default))).First(b => b.Member is not null);
        var second = World.Ok(await world.DoAsync<InvitePerson, Result<BodyId>>(i => i.AddBodyAsync(World.May(Doing.KeepAccounts), "Another authority", first.Member, default)));
        return (world, first.Member!.Value, first.Id, second);
    }

    private static DateOnly Today(World world) => DateOnly.FromDateTime(world.Clock.GetUtcNow().UtcDateTime);

    private static async Task<CredentialId> RecordAsync(World world, BodyId body, int after = 0) => World.Ok(await world.DoAsync<KeepCredentials, Result<CredentialId>>(
        k => k.RecordAsync(Keeps, new NewCredential(body, "Note 4 of 2 March", Today(world).AddDays(after), null), default)));

    private static Task<Result<CredentialId>> SayAsync(World world, CredentialId id, CredentialTurn turn, long seen = 1, Permit? by = null, int after = 0) => world.DoAsync<KeepCredentials, Result<CredentialId>>(
        k => k.SayAsync(by ?? Keeps, new SayOfCredential(id, turn, "The meeting of ministers", "two notes came", Today(world).AddDays(after), seen), default));

    private static async Task<ImmutableArray<CredentialView>> ListAsync(World world, int after = 0) =>
        World.Ok(await world.DoAsync<CredentialQueries, Result<ImmutableArray<CredentialView>>>(q => q.ListAsync(Keeps, Today(world).AddDays(after), default)));

    [Fact]
    public async Task What_is_recorded_is_listed_as_it_stood_on_each_day()
    {
        var (world, member, first, second) = await FilledAsync();
        await using var ofWorld = world;
        var id = await RecordAsync(world, first, -10);
        _ = World.Ok(await SayAsync(world, id, CredentialTurn.Suspended, after: -4));
        var rival = await RecordAsync(world, second, -6);
        Assert.Empty(await ListAsync(world, -11));
        Assert.Equal([(id, CredentialStanding.InForce)], (await ListAsync(world, -7)).Select(c => (c.Id, c.Standing)));
        Assert.Equal([(id, CredentialStanding.Disputed), (rival, CredentialStanding.Disputed)], (await ListAsync(world, -5)).Select(c => (c.Id, c.Standing)));
        var now = await ListAsync(world);
        Assert.Equal([(id, CredentialStanding.Suspended), (rival, CredentialStanding.InForce)], now.Select(c => (c.Id, c.Standing)));
        Assert.Equal(("Note 4 of 2 March", "The meeting of ministers", "two notes came", Capacity.LocalOperator), (now[0].Paper, now[0].Said[1].Who, now[0].Said[1].Why, now[0].Said[1].Capacity));
        Assert.All(now, c => Assert.Equal(member, c.Member));
        var told = await world.DoAsync<ICredentials, ImmutableArray<CredentialTold>>(c => c.OnAsync(World.May(Doing.Read), Today(world), default));
        Assert.Equal(
            new[] { (first, CredentialStanding.Suspended), (second, CredentialStanding.InForce) }.ToHashSet(), told.Select(t => (t.Body, t.Standing)).ToHashSet());
    }

    [Fact]
    public async Task Each_thing_said_is_an_act_with_its_reason_that_the_chain_can_verify()
    {
        var (world, _, first, _) = await FilledAsync();
        await using var ofWorld = world;
        var id = await RecordAsync(world, first);
        _ = World.Ok(await SayAsync(world, id, CredentialTurn.Disputed, 1));
        _ = World.Ok(await SayAsync(world, id, CredentialTurn.Suspended, 2));
        _ = World.Ok(await SayAsync(world, id, CredentialTurn.Restored, 3));
        _ = World.Ok(await SayAsync(world, id, CredentialTurn.Ended, 4));
        var acts = await world.DoAsync<ConcordDb, List<ActRow>>(db => db.Set<ActRow>().Where(a => a.About == CredentialQueries.About(id)).OrderBy(a => a.Sequence).ToListAsync());
        Assert.Equal(["credential.recorded", "credential.disputed", "credential.suspended", "credential.restored", "credential.ended"], acts.Select(a => a.Verb));
        Assert.All(acts.Skip(1), a => Assert.Equal("two notes came", a.Why));
        Assert.Equal(5, (await ListAsync(world))[0].Said.Length);
    }

    [Fact]
    public async Task Whoever_is_overtaken_changes_nothing_and_is_told()
    {
        var (world, _, first, _) = await FilledAsync();
        await using var ofWorld = world;
        var id = await RecordAsync(world, first);
        _ = World.Ok(await SayAsync(world, id, CredentialTurn.Disputed, 1));
        Assert.Equal("store.changed-meanwhile", World.Refused(await SayAsync(world, id, CredentialTurn.Ended, 1)));
        Assert.Equal(CredentialStanding.Disputed, (await ListAsync(world))[0].Standing);
        Assert.Equal("credential.unknown", World.Refused(await SayAsync(world, new CredentialId(Guid.CreateVersion7()), CredentialTurn.Ended)));
        Assert.Equal("credential.already-there", World.Refused(await world.DoAsync<KeepCredentials, Result<CredentialId>>(
            k => k.RecordAsync(Keeps, new NewCredential(first, "Note 5", Today(world), null), default))));
    }

    [Fact]
    public async Task Whoever_may_only_dispute_does_and_others_are_told_nothing()
    {
        var (world, member, first, second) = await FilledAsync();
        await using var ofWorld = world;
        var id = await RecordAsync(world, first);
        Permit May(Actor actor, Doing doing = Doing.KeepCredentials) => World.Ok(Access.Decide(actor, doing));
        var official = new Actor(new ActorId(Guid.CreateVersion7()), "somebody", Capacity.Official, second) { Member = member };
        Assert.Equal("access.denied", World.Refused(await SayAsync(world, id, CredentialTurn.Suspended, by: May(official))));
        Assert.Equal("credential.another-member", World.Refused(await SayAsync(world, id, CredentialTurn.Disputed, by: May(official with { Member = new MemberId(Guid.CreateVersion7()) }))));
        _ = World.Ok(await SayAsync(world, id, CredentialTurn.Disputed, by: May(official)));
        Assert.Equal((Capacity.Official, second), ((await ListAsync(world))[0].Said[1].Capacity, (await ListAsync(world))[0].Said[1].ForBody!.Value));
        var youth = new Actor(new ActorId(Guid.CreateVersion7()), "somebody", Capacity.Youth, second);
        Assert.Equal("access.denied", World.Refused(await world.DoAsync<CredentialQueries, Result<ImmutableArray<CredentialView>>>(q => q.ListAsync(May(youth, Doing.Read), Today(world), default))));
        Assert.Null(await world.DoAsync<CredentialQueries, ThingTold?>(q => q.FindAsync(May(youth, Doing.Read), new Thing(CredentialQueries.Kind, id.Value), default)));
        Assert.NotNull(await world.DoAsync<CredentialQueries, ThingTold?>(q => q.FindAsync(May(official, Doing.Read), new Thing(CredentialQueries.Kind, id.Value), default)));
    }

    [Fact]
    public async Task An_official_is_invited_only_by_whoever_says_that_they_know()
    {
        var (world, _, first, _) = await FilledAsync();
        await using var ofWorld = world;
        var id = await RecordAsync(world, first);
        Task<Result<MadeInvitation>> InviteAsync(CredentialStanding? known = null, Capacity capacity = Capacity.Official) => world.DoAsync<InvitePerson, Result<MadeInvitation>>(
            i => i.HandleAsync(World.May(Doing.KeepAccounts), new NewInvitation(capacity, first, "Somebody", null) { Known = known }, default));
        Assert.True((await InviteAsync()).IsOk);
        _ = World.Ok(await SayAsync(world, id, CredentialTurn.Disputed));
        Assert.Equal("capacity.credential-disputed", World.Refused(await InviteAsync()));
        Assert.True((await InviteAsync(capacity: Capacity.Observer)).IsOk);
        var made = World.Ok(await InviteAsync(CredentialStanding.Disputed));
        Assert.Equal(
            CredentialStanding.Disputed, await world.DoAsync<ConcordDb, CredentialStanding?>(db => db.Set<InvitationRow>().Where(i => i.Id == made.Id).Select(i => i.Acknowledged).SingleAsync()));
        _ = World.Ok(await SayAsync(world, id, CredentialTurn.Suspended, 2));
        Assert.Equal("capacity.credential-suspended", World.Refused(await InviteAsync(CredentialStanding.Disputed)));
        _ = World.Ok(await SayAsync(world, id, CredentialTurn.Restored, 3));
        Assert.True((await InviteAsync()).IsOk);
    }
}

public sealed class SqliteCredentialTests() : CredentialSuite(Engine.Sqlite);

public sealed class PostgresCredentialTests() : CredentialSuite(Engine.Postgres);
