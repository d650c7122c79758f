using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Identity;

/// <summary>How an installation is made what it is, and the way back in when nobody can sign in any more; on both databases.</summary>
public abstract class SetUpSuite(Engine engine)
{
    private static readonly Permit Operator = World.May(Doing.Administer);

    private static Task<Result<NewInstallation>> SetUpAsync(World world) => world.DoAsync<SetUp, Result<NewInstallation>>(s => s.RealAsync(Operator, default));

    private static Task<Result<bool>> MayServeAsync(World world, bool demonstration) =>
        world.DoAsync<SetUp, Result<bool>>(s => s.MayServeAsync(Operator, demonstration, default));

    [Fact]
    public async Task A_real_installation_is_set_up_once_with_a_recovery_key_and_two_administrators_invited()
    {
        await using var world = await World.NewAsync(engine);
        Assert.Equal("serve.not-set-up", World.Refused(await MayServeAsync(world, demonstration: false)));
        var made = World.Ok(await SetUpAsync(world));
        Assert.Equal((35, 2), (made.RecoveryKey.Length, made.Administrators.Length));
        Assert.All(made.Administrators, i => Assert.False(i.WaitsForSecond));
        Assert.Equal("setup.already", World.Refused(await SetUpAsync(world)));
        Assert.True((await MayServeAsync(world, demonstration: false)).IsOk);
        Assert.Equal("serve.is-real", World.Refused(await MayServeAsync(world, demonstration: true)));
        Assert.Equal(0, await world.DoAsync<ConcordDb, int>(db => db.Set<AccountRow>().CountAsync()));
    }

    [Fact]
    public async Task A_demonstration_has_an_account_of_each_capacity_and_an_official_of_each_member()
    {
        await using var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        Assert.True((await MayServeAsync(world, demonstration: true)).IsOk);
        Assert.True((await MayServeAsync(world, demonstration: true)).IsOk);
        Assert.Equal("serve.is-demonstration", World.Refused(await MayServeAsync(world, demonstration: false)));
        var held = await world.DoAsync<ConcordDb, List<HoldingRow>>(db => db.Set<HoldingRow>().AsNoTracking().ToListAsync());
        Assert.Equal(Enum.GetValues<Capacity>().Where(c => c != Capacity.Public).ToHashSet(), held.Select(h => h.Capacity).ToHashSet());
        Assert.Equal(6, held.Where(h => h.Capacity == Capacity.Official).Select(h => h.Member).Distinct().Count());
    }

    [Fact]
    public async Task The_key_on_paper_opens_one_invitation_and_is_replaced()
    {
        await using var world = await World.NewAsync(engine);
        Assert.Equal("recover.not-real", World.Refused(await RecoverAsync(world, "")));
        var key = World.Ok(await SetUpAsync(world)).RecoveryKey;
        Assert.Equal("recover.wrong-key", World.Refused(await RecoverAsync(world, "AAAAA-" + key[6..])));
        var recovered = World.Ok(await RecoverAsync(world, key.ToLowerInvariant().Replace('-', ' ')));
        _ = Assert.Single(recovered.Administrators);
        Assert.Equal("recover.wrong-key", World.Refused(await RecoverAsync(world, key)));
        Assert.True((await RecoverAsync(world, recovered.RecoveryKey)).IsOk);

        // Neither the key nor that of an invitation stands anywhere in what is kept.
        var kept = await world.DoAsync<ConcordDb, string>(async db => string.Join('\n', (await db.Set<Concord.Platform.Ledger.ActRow>().ToListAsync()).Select(a => a.About + a.Payload + a.Why)));
        Assert.DoesNotContain(recovered.Administrators[0].Key, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recovery_that_is_refused_half_way_leaves_the_key_on_paper_good()
    {
        await using var world = await World.NewAsync(engine);
        var key = World.Ok(await SetUpAsync(world)).RecoveryKey;
        var lost = await world.DoAsync<ConcordDb, SetUp, Result<NewInstallation>>((db, setUp) =>
        {
            db.ChangeTracker.Tracked += (_, tracked) =>
            {
                if (tracked is { FromQuery: false, Entry.Entity: InvitationRow invitation })
                {
                    // Somebody is quicker: the invitation cannot be stored.
                    _ = World.Ok(Task.Run(() => world.DoAsync<ConcordDb, Result<Receipt>>(other =>
                    {
                        _ = other.Add(new InvitationRow { Id = invitation.Id, For = "another" });
                        return other.CommitAsync(new Concord.Platform.Ledger.Act(Operator, "invitation.made", "invitation:1"), default);
                    })).GetAwaiter().GetResult());
                }
            };
            return setUp.RecoverAsync(Operator, key, default);
        });
        Assert.Equal("store.already-there", World.Refused(lost));
        Assert.True((await RecoverAsync(world, key)).IsOk);
        var acts = await world.DoAsync<ConcordDb, List<string>>(db => db.Set<Concord.Platform.Ledger.ActRow>().OrderBy(a => a.Sequence).Select(a => a.Verb).ToListAsync());
        Assert.Equal(["installation.made", "invitation.made", "invitation.made", "invitation.made", "installation.recovered", "invitation.made"], acts.Where(v => v.StartsWith("in", StringComparison.Ordinal)));
    }

    private static Task<Result<NewInstallation>> RecoverAsync(World world, string key) => world.DoAsync<SetUp, Result<NewInstallation>>(s => s.RecoverAsync(Operator, key, default));
}

public sealed class SqliteSetUpTests() : SetUpSuite(Engine.Sqlite);

public sealed class PostgresSetUpTests() : SetUpSuite(Engine.Postgres);
