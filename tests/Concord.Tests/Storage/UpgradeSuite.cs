using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using Concord.Modules.Sources;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Concord.Tests.Storage;

/// <summary>A database of every earlier schema is brought up and keeps what was in it.</summary>
public abstract class UpgradeSuite(Engine engine)
{
    private const string First = "20261124000001_Sources";

    private static async Task MakeOldAsync(World world)
    {
        await world.DoAsync<ConcordDb, int>(async db =>
        {
            await db.GetService<IMigrator>().MigrateAsync(First);
            return await db.Database.ExecuteSqlRawAsync(OldData.Sources);
        });
    }

    [Fact]
    public async Task An_old_database_is_brought_up_and_loses_nothing()
    {
        await using var world = await World.EmptyAsync(engine);
        await MakeOldAsync(world);
        Assert.Equal(StoreState.Older, World.Ok(await world.DoAsync<Upgrade, Result<StoreState>>(u => u.StateAsync(default))));
        var copy = World.Ok(await world.DoAsync<Upgrade, Result<string>>(u => u.ApplyAsync(default)));
        Assert.Equal(engine == Engine.Sqlite, File.Exists(copy));
        Assert.Equal(StoreState.Current, World.Ok(await world.DoAsync<Upgrade, Result<StoreState>>(u => u.StateAsync(default))));
        var page = World.Ok(await world.DoAsync<SourceQueries, Result<Concord.Modules.Sources.Contracts.SourcePage>>(
            q => q.PageAsync(World.May(Doing.Read), new SourceId(new Guid("01890000-0000-7000-8000-000000000001")), default, default)));
        Assert.Equal("An old telegram", page.Summary.Title);
        Assert.Equal("Burma signed an agreement.", page.Paragraphs.Single().Text);
        Assert.Equal(new TextSpan(6, 12), page.Paragraphs.Single().Find(page.Proposals.Single().Passage));
    }

    [Fact]
    public async Task Of_an_old_database_acts_tell_as_it_was_brought_up_and_what_is_changed_afterwards_is_named()
    {
        await using var world = await World.EmptyAsync(engine);
        await MakeOldAsync(world);
        _ = World.Ok(await world.DoAsync<Upgrade, Result<string>>(u => u.ApplyAsync(default)));
        Assert.Empty(await RowSuite.FaultsAsync(world));
        var counted = await world.DoAsync<ConcordDb, Concord.Platform.Ledger.ActRow>(db => db.Set<Concord.Platform.Ledger.ActRow>().SingleAsync(a => a.Verb == Concord.Platform.Ledger.Counting.Verb));
        Assert.NotNull(counted.RowsHash);
        _ = await world.DoAsync<ConcordDb, int>(db => db.Database.ExecuteSqlRawAsync("UPDATE sources_paragraph SET text = 'Burma signed nothing.'"));
        Assert.Equal(["verify.row-changed sources_paragraph 01890000-0000-7000-8000-000000000001/0"], await RowSuite.FaultsAsync(world));
    }

    [Fact]
    public async Task What_was_said_behind_a_rule_of_admission_is_left_to_those_who_held_the_session()
    {
        await using var world = await World.EmptyAsync(engine);
        await MakeOldAsync(world);
        _ = await world.DoAsync<ConcordDb, int>(db => db.Database.ExecuteSqlRawAsync(
            "INSERT INTO identity_label (id, key, handling, marking, embargo, admission, bodies) VALUES (2, 'l', 'OwnBody', 'U', NULL, 'closed to the press', '')"));
        _ = World.Ok(await world.DoAsync<Upgrade, Result<string>>(u => u.ApplyAsync(default)));
        var labels = await world.DoAsync<Labels, System.Collections.Immutable.ImmutableDictionary<LabelId, Label>>(l => l.AllAsync(default));
        Assert.Empty(labels[new LabelId(1)].KeptOut);
        Assert.Equal(SessionDoor.KeptOutBy("in words that nobody understands"), labels[new LabelId(2)].KeptOut);
    }

    [Fact]
    public async Task A_second_upgrade_changes_nothing()
    {
        await using var world = await World.EmptyAsync(engine);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("", World.Ok(await world.DoAsync<Upgrade, Result<string>>(u => u.ApplyAsync(default))));
        }
    }

    [Fact]
    public async Task A_newer_database_is_not_touched()
    {
        await using var world = await World.NewAsync(engine);
        await world.DoAsync<ConcordDb, int>(db => db.Database.ExecuteSqlRawAsync(
            "INSERT INTO \"__EFMigrationsHistory\" (migration_id, product_version) VALUES ('29990101000000_Later', '99.0.0')"));
        Assert.Equal("store.newer", World.Refused(await world.DoAsync<Upgrade, Result<string>>(u => u.ApplyAsync(default))));
    }
}

public sealed class SqliteUpgradeTests() : UpgradeSuite(Engine.Sqlite)
{
    [Fact]
    public async Task An_upgrade_that_was_killed_does_not_stop_the_next()
    {
        await using var world = await World.EmptyAsync(Engine.Sqlite);
        await world.DoAsync<ConcordDb, int>(async db =>
        {
            await db.GetService<IMigrator>().MigrateAsync("20261124000001_Sources");
            return await db.Database.ExecuteSqlRawAsync(
                "CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL);"
                + "INSERT OR IGNORE INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')");
        });
        var applied = world.DoAsync<Upgrade, Result<string>>(u => u.ApplyAsync(default));
        _ = World.Ok(await applied.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_alone()
    {
        await using var world = await World.EmptyAsync(Engine.Sqlite);
        await File.WriteAllTextAsync(world.Store.File, new string('x', 5000), TestContext.Current.CancellationToken);
        Assert.Equal("store.damaged", World.Refused(await world.DoAsync<Upgrade, Result<string>>(u => u.ApplyAsync(default))));
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(world.Store.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Durable_means_flushed()
    {
        await using var world = await World.NewAsync(Engine.Sqlite);
        await world.DoAsync<ConcordDb, int>(async db =>
        {
            Assert.Equal("wal", await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").SingleAsync());
            Assert.Equal(2, await db.Database.SqlQueryRaw<int>("SELECT synchronous AS \"Value\" FROM pragma_synchronous").SingleAsync());
            return 0;
        });
    }
}

public sealed class PostgresUpgradeTests() : UpgradeSuite(Engine.Postgres);
