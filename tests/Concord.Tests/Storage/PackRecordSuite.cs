using System.Collections.Immutable;
using System.Text;
using Concord.Commands;
using Concord.Core.Kernel;
using Concord.Modules.Measures;
using Concord.Modules.Plan;
using Concord.Modules.Sources;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>What a pack tells of public documents stands on the record; new versions supersede their own, and never what was decided here.</summary>
public abstract class PackRecordSuite(Engine engine)
{
    private static readonly MeasureId Perch = new(new Guid("7d0c2c4e-4f62-4bb0-9f6e-0a4c7f5f2b71"));

    private static string Lake => File.ReadAllText(Path.Combine(Repository.Root, "tests", "Concord.Tests", "Plan", "lake-fisheries.json"));

    private static Task<Result<RecordedPack>> TakeAsync(World world) => world.DoAsync<PublicRecord, Result<RecordedPack>>(r => r.TakeAsync(World.May(Doing.Administer), default));

    private static async Task<RecordedPack> LoadAsync(World world, string pack)
    {
        _ = World.Ok(await world.DoAsync<LoadPack, Result<LoadedPack>>(l => l.HandleAsync(World.May(Doing.Administer), "lake.json", Encoding.UTF8.GetBytes(pack), default)));
        return World.Ok(await TakeAsync(world));
    }

    private static async Task<MeasurePage> MeasureAsync(World world, MeasureId id) =>
        World.Ok(await world.DoAsync<MeasureQueries, Result<MeasurePage>>(q => q.MeasureAsync(World.May(Doing.Read), id, q.Now, default)));

    private async Task<World> BegunAsync()
    {
        var world = await World.NewAsync(engine);
        world.Clock.SetUtcNow(new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return world;
    }

    [Fact]
    public async Task Every_line_of_the_shipped_pack_is_a_statement_that_leads_to_its_document()
    {
        await using var world = await BegunAsync();
        _ = await world.LoadPackAsync();
        var done = World.Ok(await TakeAsync(world));
        Assert.True(done.Added > 20);
        Assert.Equal(new RecordedPack(0, 0), World.Ok(await TakeAsync(world)));
        var ids = await world.DoAsync<ConcordDb, List<MeasureId>>(db => db.Set<MeasureRow>().Select(m => m.Id).ToListAsync());
        var statements = 0;
        foreach (var id in ids)
        {
            foreach (var said in (await MeasureAsync(world, id)).Statements)
            {
                var passage = said.Passage!;
                var page = World.Ok(await world.DoAsync<SourceQueries, Result<SourcePage>>(
                    q => q.PageAsync(World.May(Doing.Read), passage.Source, new SourcePlace(Passage: passage.Id), default)));
                Assert.Contains(page.Paragraphs, p => p.Find(passage) is not null);
                statements++;
            }
        }

        Assert.Equal(done.Added, statements);
    }

    [Fact]
    public async Task Another_process_has_its_record_too_and_what_no_document_says_is_hedged()
    {
        await using var world = await BegunAsync();
        _ = await LoadAsync(world, Lake);
        var perch = await MeasureAsync(world, Perch);
        Assert.Equal(("Quota de perche", "fished", 2), (perch.Title, perch.Standing.Certainly!.Value.Value, perch.Statements.Length));
        Assert.Contains(perch.Statements, s => s is { Certainty: Certainty.Hedged, Assertion: Assertion.Describes });
        Assert.Contains(perch.Statements, s => s.Passage!.SourceTitle == "Journal du lac");
    }

    [Fact]
    public async Task A_new_version_supersedes_its_own_statements_and_what_it_no_longer_says()
    {
        await using var world = await BegunAsync();
        _ = await LoadAsync(world, Lake);
        var changed = Lake.Replace("\"version\": 3", "\"version\": 4", StringComparison.Ordinal)
            .Replace("depuis mai 2021", "depuis juin 2021", StringComparison.Ordinal).Replace("\"when\": \"2021-05\"", "\"when\": \"2021-06\"", StringComparison.Ordinal);
        Assert.Equal(new RecordedPack(1, 1), await LoadAsync(world, changed));
        var perch = await MeasureAsync(world, Perch);
        var old = perch.Statements.Single(s => s.Withdrawn);
        var fresh = perch.Statements.Single(s => !s.Withdrawn && s.Assertion is Assertion.ReachedStage);
        Assert.Equal((WithdrawalCause.Pack, fresh.Id), (old.Withdrawal!.Cause, old.Withdrawal.SupersededBy!.Value));
        Assert.Contains("mai", old.Passage!.Exact, StringComparison.Ordinal);
        Assert.Contains("juin", fresh.Passage!.Exact, StringComparison.Ordinal);
        Assert.Equal(new RecordedPack(0, 0), World.Ok(await TakeAsync(world)));
    }

    [Fact]
    public async Task What_was_taken_back_here_stays_so_and_the_new_version_says_it_visibly()
    {
        await using var world = await BegunAsync();
        _ = await LoadAsync(world, Lake);
        var said = (await MeasureAsync(world, Perch)).Statements.Single(s => s.Assertion is Assertion.ReachedStage).Id;
        _ = World.Ok(await world.DoAsync<WithdrawStatement, Result<StatementPage>>(
            w => w.HandleAsync(World.May(Doing.Review), new Withdraw(said, 0, "Never applied."), default)));
        var changed = Lake.Replace("\"version\": 3", "\"version\": 4", StringComparison.Ordinal).Replace("\"when\": \"2021-05\"", "\"when\": \"2021-06\"", StringComparison.Ordinal);
        Assert.Equal(new RecordedPack(1, 0), await LoadAsync(world, changed));
        var perch = await MeasureAsync(world, Perch);
        Assert.Null(perch.Standing.Certainly);
        var local = perch.Statements.Single(s => s.Withdrawal?.Cause == WithdrawalCause.Local);
        Assert.Equal("Never applied.", local.Withdrawal!.Why);
    }
}

public sealed class SqlitePackRecordTests() : PackRecordSuite(Engine.Sqlite);

public sealed class PostgresPackRecordTests() : PackRecordSuite(Engine.Postgres);
