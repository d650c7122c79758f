using System.Text;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>The ledger is chained and signed behind the commits, and every changed byte is found.</summary>
public abstract class SealSuite(Engine engine)
{
    private protected async Task<World> WrittenAsync(int acts)
    {
        var world = await World.NewAsync(engine);
        for (var i = 0; i < acts; i++)
        {
            var act = new Act(World.May(Doing.Administer), "test.done", "test:" + (char)('a' + i), "because", new Dictionary<string, string?> { ["a"] = "ក" });
            _ = World.Ok(await world.DoAsync<ConcordDb, Result<Receipt>>(db => db.CommitAsync(act, default)));
        }

        return world;
    }

    private protected static Task<int> SealAsync(World world) => world.DoAsync<Sealer, int>(s => s.SealAsync(default));

    private protected static async Task<string[]> FaultsAsync(World world) => await world.DoAsync<VerifiedLedger, string[]>(async v =>
    {
        var found = new List<string>();
        await foreach (var fault in v.CheckAsync(default))
        {
            if (fault is not null)
            {
                found.Add(fault.Code + " " + fault.Args[0]);
            }
        }

        return [.. found];
    });

    private protected static Task<int> TamperAsync(World world, string sql) => world.DoAsync<ConcordDb, int>(db => db.Database.ExecuteSqlRawAsync(sql));

    [Fact]
    public async Task Acts_are_sealed_after_they_were_committed_and_the_tail_is_told()
    {
        await using var world = await WrittenAsync(3);
        Assert.Equal(3, await world.DoAsync<VerifiedLedger, int>(v => v.TailAsync(default)));
        Assert.Equal(3, await SealAsync(world));
        Assert.Equal(0, await SealAsync(world));
        Assert.Equal(0, await world.DoAsync<VerifiedLedger, int>(v => v.TailAsync(default)));
        Assert.Empty(await FaultsAsync(world));
        var positions = await world.DoAsync<ConcordDb, List<long?>>(db => db.Set<ActRow>().OrderBy(a => a.Sequence).Select(a => a.Position).ToListAsync());
        Assert.Equal([1, 2, 3], positions);
    }

    [Fact]
    public async Task When_the_clock_goes_back_the_chain_goes_on()
    {
        await using var world = await WrittenAsync(2);
        Assert.Equal(2, await SealAsync(world));
        var (first, back) = (world.Clock.GetUtcNow(), world.Clock.GetUtcNow().AddYears(-1));
        world.Clock.AdjustTime(back);
        var act = new Act(World.May(Doing.Administer), "test.done", "test:later");
        _ = World.Ok(await world.DoAsync<ConcordDb, Result<Receipt>>(db => db.CommitAsync(act, default)));
        Assert.Equal(1, await SealAsync(world));
        Assert.Empty(await FaultsAsync(world));
        var acts = await world.DoAsync<ConcordDb, List<ActRow>>(db => db.Set<ActRow>().AsNoTracking().OrderBy(a => a.Sequence).ToListAsync());
        Assert.Equal(acts.Select(a => a.Position), acts.Select(a => a.Position).Order());
        Assert.Equal((first, back), (acts[0].At, acts[^1].At));
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(60 * 24 * 365, 1, false)]
    public async Task Whoever_took_the_work_by_a_clock_that_was_wrong_holds_nobody_up(int minutes, int acts, bool held)
    {
        await using var world = await WrittenAsync(acts);
        await world.DoAsync<ConcordDb, int>(async db =>
        {
            await db.MaintainAsync(async () => Assert.True(await Sealer.HoldsLeaseAsync(db, Guid.NewGuid(), world.Clock.GetUtcNow().AddMinutes(minutes))));
            return 0;
        });
        Assert.Equal(held ? 0 : acts, await SealAsync(world));
    }

    [Theory]
    [InlineData("UPDATE audit_act SET verb = 'test.undone' WHERE position = 2", "verify.act-seal 2")]
    [InlineData("UPDATE audit_act SET about = 'test:z' WHERE position = 2", "verify.act-seal 2")]
    [InlineData("UPDATE audit_act SET at = at + 1 WHERE position = 2", "verify.act-seal 2")]
    [InlineData("UPDATE audit_act SET capacity = 'Press' WHERE position = 2", "verify.act-seal 2")]
    [InlineData("UPDATE audit_act SET actor = '01930000-0000-7000-8000-00000000000f' WHERE position = 2", "verify.act-seal 2")]
    [InlineData("UPDATE audit_act SET payload = 'x' WHERE position = 2", "verify.act-payload 2")]
    [InlineData("UPDATE audit_act SET why = 'because of you' WHERE position = 2", "verify.act-why 2")]
    [InlineData("UPDATE audit_head SET at = at + 1", "verify.head-signature 3")]
    [InlineData("UPDATE audit_act SET capacity = 'press' WHERE position = 2", "verify.act-seal 2")]
    [InlineData("UPDATE audit_act SET rows_hash = payload_hash WHERE position = 2", "verify.act-seal 2")]
    [InlineData("UPDATE audit_head SET position = 9", "verify.head-without-act 9", "verify.head-missing 3")]
    [InlineData("DELETE FROM audit_head", "verify.head-missing 3")]
    [InlineData("DELETE FROM audit_key", "verify.head-signature 3")]
    public async Task One_changed_byte_is_located(string sql, params string[] faults)
    {
        await using var world = await WrittenAsync(3);
        _ = await SealAsync(world);
        Assert.Equal(1, await TamperAsync(world, sql));
        Assert.Equal(faults, await FaultsAsync(world));
    }

    [Theory]
    [InlineData("UPDATE audit_key SET since = since + 1")]
    [InlineData("UPDATE audit_key SET since = since - 1000001")]
    public async Task A_key_that_is_said_to_be_in_use_since_another_time_is_named(string sql)
    {
        await using var world = await WrittenAsync(3);
        _ = await SealAsync(world);
        Assert.Equal(1, await TamperAsync(world, sql));
        Assert.Equal([$"verify.key-since {LedgerKey.Of(world.Store.Folder).Id}"], await FaultsAsync(world));
    }

    [Fact]
    public async Task The_last_acts_taken_out_with_their_heads_are_missed()
    {
        await using var world = await WrittenAsync(2);
        _ = await SealAsync(world);
        _ = World.Ok(await world.DoAsync<ConcordDb, Result<Receipt>>(db => db.CommitAsync(new Act(World.May(Doing.Administer), "test.done", "test:last"), default)));
        _ = await SealAsync(world);
        _ = await TamperAsync(world, "DELETE FROM audit_head WHERE position = 3");
        _ = await TamperAsync(world, "DELETE FROM audit_act WHERE position = 3");
        Assert.Equal(["chain.shorter 3"], await FaultsAsync(world));
    }

    [Fact]
    public async Task A_chain_that_was_computed_anew_without_the_key_of_this_installation_is_found()
    {
        await using var world = await WrittenAsync(3);
        _ = await SealAsync(world);
        var stranger = LedgerKey.Of(Directory.CreateDirectory(Path.Combine(world.Store.Folder, "stranger")).FullName);
        foreach (var isSigned in new[] { false, true })
        {
            _ = await TamperAsync(world, "DELETE FROM audit_head");
            _ = await TamperAsync(world, "UPDATE audit_act SET verb = 'test.undone' WHERE position = 2");
            await world.DoAsync<ConcordDb, int>(async db =>
            {
                var acts = await db.Set<ActRow>().OrderBy(a => a.Position).ToListAsync();
                var seal = Chain.Beginning.ToArray();
                acts.ForEach(a => a.Seal = seal = Chain.Seal(seal, a.Position!.Value, a.ToChained()));
                if (isSigned)
                {
                    var at = world.Clock.GetUtcNow();
                    _ = db.Add(new LedgerKeyRow { Id = stranger.Id, Public = stranger.Public, Since = at });
                    _ = db.Add(new HeadRow { Position = 3, Seal = seal, At = at, Key = stranger.Id, Signature = stranger.Sign(Chain.Head(3, seal, InstantConverter.Micros(at))) });
                }

                await db.MaintainAsync(() => Task.CompletedTask);
                return 0;
            });
            Assert.Equal([isSigned ? "verify.head-foreign 3" : "verify.head-missing 3", "chain.another 3"], await FaultsAsync(world));
        }
    }

    [Fact]
    public async Task What_was_chained_anew_behind_the_server_is_not_sealed_and_the_server_says_so()
    {
        await using var world = await WrittenAsync(2);
        _ = await SealAsync(world);
        Assert.Null(await FaultAsync(world));
        _ = await TamperAsync(world, "DELETE FROM audit_head");
        _ = await TamperAsync(world, "UPDATE audit_act SET verb = 'test.undone', position = NULL, seal = NULL");
        Assert.Equal(0, await SealAsync(world));
        Assert.Equal("chain.shorter", (await FaultAsync(world))!.Code);
        Assert.Equal(2, await world.DoAsync<VerifiedLedger, int>(v => v.TailAsync(default)));
        Assert.Contains("chain.shorter 2", await FaultsAsync(world));

        // Whoever put another state there on purpose says so, by the file beside the key.
        await File.WriteAllTextAsync(LedgerMemory.PathIn(world.Store.Folder), "not a place", TestContext.Current.CancellationToken);
        Assert.Equal(0, await SealAsync(world));
        File.Delete(LedgerMemory.PathIn(world.Store.Folder));
        Assert.Equal(2, await SealAsync(world));
        Assert.Empty(await FaultsAsync(world));
    }

    private static Task<Refusal?> FaultAsync(World world) => world.DoAsync<LedgerMemory, Refusal?>(m => m.FaultAsync(default));

    [Fact]
    public async Task A_key_that_signed_here_before_stays_one_of_this_installation()
    {
        await using var world = await WrittenAsync(1);
        _ = await SealAsync(world);
        File.Delete(LedgerKey.PathIn(world.Store.Folder));
        _ = World.Ok(await world.DoAsync<ConcordDb, Result<Receipt>>(db => db.CommitAsync(new Act(World.May(Doing.Administer), "test.done", "test:other"), default)));
        _ = await SealAsync(world);
        Assert.Equal(2, await world.DoAsync<ConcordDb, int>(db => db.Set<HeadRow>().Select(h => h.Key).Distinct().CountAsync()));
        Assert.Empty(await FaultsAsync(world));
        File.Delete(Path.Combine(world.Store.Folder, "keys", LedgerMemory.KeysName));
        Assert.Equal(["verify.head-foreign 1"], await FaultsAsync(world));
    }

    [Fact]
    public async Task An_act_taken_out_is_missed_and_the_next_does_not_fit()
    {
        await using var world = await WrittenAsync(3);
        _ = await SealAsync(world);
        _ = await TamperAsync(world, "DELETE FROM audit_act WHERE position = 2");
        Assert.Equal(["verify.act-missing 2", "verify.act-seal 3"], await FaultsAsync(world));
    }

    [Fact]
    public async Task Heads_that_somebody_kept_show_that_the_chain_was_cut_and_written_anew()
    {
        await using var world = await WrittenAsync(2);
        _ = await SealAsync(world);
        using var kept = new MemoryStream();
        await world.DoAsync<Heads, int>(async h => { await h.WriteAsync(kept, default); return 0; });
        var lines = Encoding.UTF8.GetString(kept.ToArray()).Split('\n');
        Assert.Equal(1, World.Ok(await world.DoAsync<Heads, Result<int>>(h => h.CompareAsync(lines, default))));

        // Whoever holds the database, the key and what lies beside it writes another past: it agrees with itself, and not with what was kept.
        File.Delete(LedgerMemory.PathIn(world.Store.Folder));
        _ = await TamperAsync(world, "DELETE FROM audit_head");
        _ = await TamperAsync(world, "UPDATE audit_act SET verb = 'test.undone', position = NULL, seal = NULL");
        _ = await SealAsync(world);
        Assert.Empty(await FaultsAsync(world));
        Assert.Equal("heads.rewritten", World.Refused(await world.DoAsync<Heads, Result<int>>(h => h.CompareAsync(lines, default))));
        Assert.Equal("heads.not-read", World.Refused(await world.DoAsync<Heads, Result<int>>(h => h.CompareAsync(["{\"position\":"], default))));

        // A head that nobody signed, or that another signed, shows nothing.
        Assert.Equal("heads.forged", World.Refused(await world.DoAsync<Heads, Result<int>>(h => h.CompareAsync([lines[0].Replace("\"position\":2", "\"position\":1", StringComparison.Ordinal)], default))));
        var stranger = LedgerKey.Of(Directory.CreateDirectory(Path.Combine(world.Store.Folder, "stranger")).FullName);
        var foreign = System.Text.Json.JsonSerializer.Serialize(new
        {
            position = 2, seal = new string('a', 64), at = "2009-03-01T12:00:00.000000Z", key = stranger.Id, publicKey = Convert.ToHexStringLower(stranger.Public),
            signature = Convert.ToHexStringLower(stranger.Sign(Chain.Head(2, Convert.FromHexString(new string('a', 64)), InstantConverter.Micros(new DateTimeOffset(2009, 3, 1, 12, 0, 0, TimeSpan.Zero))))),
        });
        Assert.Equal("heads.foreign", World.Refused(await world.DoAsync<Heads, Result<int>>(h => h.CompareAsync([foreign], default))));
    }

    [Fact]
    public async Task Where_another_process_holds_the_lease_nothing_is_sealed_until_it_is_over()
    {
        await using var world = await WrittenAsync(1);
        var until = (world.Clock.GetUtcNow().AddSeconds(10).UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;
        _ = await TamperAsync(world, $"INSERT INTO audit_lease (name, holder, until) VALUES ('sealer', '01930000-0000-7000-8000-00000000000f', {until})");
        Assert.Equal(0, await SealAsync(world));
        world.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(1, await SealAsync(world));
    }
}

public sealed class SqliteSealTests() : SealSuite(Engine.Sqlite)
{
    [Theory]
    [InlineData("UPDATE audit_act SET id = lower(id) WHERE position = 2")]
    [InlineData("UPDATE audit_act SET actor = 'nobody' WHERE position = 2")]
    [InlineData("UPDATE audit_act SET body = x'01' WHERE position = 2")]
    [InlineData("UPDATE audit_act SET at = 'yesterday' WHERE position = 2")]
    public async Task What_does_not_lie_there_as_it_was_put_is_located_and_the_rest_is_looked_at(string sql)
    {
        await using var world = await WrittenAsync(3);
        _ = await SealAsync(world);
        Assert.Equal(1, await TamperAsync(world, sql));
        Assert.Equal(["verify.act-seal 2"], await FaultsAsync(world));
    }
}

public sealed class PostgresSealTests() : SealSuite(Engine.Postgres);
