using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Core.Telegrams;
using Concord.Modules.Measures;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>Measures are made one and taken apart in any order; no statement is moved.</summary>
public abstract class MergingSuite(Engine engine)
{
    private static Task<Result<MergingId>> MergeAsync(World world, MeasureId from, MeasureId into, string? why = "the same law") =>
        world.DoAsync<MergeMeasures, Result<MergingId>>(m => m.HandleAsync(World.May(Doing.Review), new Merge(from, into, why), default));

    private static Task<Result<MeasureId>> UnmergeAsync(World world, MergingId merging) =>
        world.DoAsync<UnmergeMeasures, Result<MeasureId>>(m => m.HandleAsync(World.May(Doing.Review), new Unmerge(merging, "two laws after all"), default));

    private static async Task<MeasurePage> MeasureAsync(World world, MeasureId id, int days = 0) =>
        World.Ok(await world.DoAsync<MeasureQueries, Result<MeasurePage>>(
            q => q.MeasureAsync(World.May(Doing.Read), id, new AsOf(q.Now.Held.AddDays(days), q.Now.Known.AddDays(days)), default)));

    private static async Task<List<MeasureId>> InRecordAsync(World world)
    {
        var record = World.Ok(await world.DoAsync<MeasureQueries, Result<RecordPage>>(q => q.RecordAsync(World.May(Doing.Read), q.Now, null, default)));
        return [.. record.Rows.SelectMany(r => r.Cells).SelectMany(c => c.Measures).Select(m => m.Id).Distinct()];
    }

    /// <summary>One agreement recorded under three titles.</summary>
    private async Task<(World World, MeasureId[] Measures)> ThreeAsync()
    {
        var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        var made = new List<MeasureId>();
        foreach (var (title, stage) in new[] { ("Agreement on return", "negotiating"), ("Return agreement", "signed"), ("The agreement on the return of people", "drafted") })
        {
            var source = World.Ok(await world.ImportAsync(Written.Telegram(90 + made.Count)))[0].Id;
            var item = (await world.ReviewAsync(source)).Items.First(i => i.Proposal is { Kind: FactKind.Agreement, Status: FactStatus.Signed });
            var settled = item.Suggested with { Title = title, Stage = new StageId(stage), Measure = null };
            made.Add(World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Accepted, settled))).Measure!.Value);
        }

        return (world, [.. made]);
    }

    [Fact]
    public async Task Merged_measures_are_counted_once_and_every_address_leads_to_the_one()
    {
        var (world, m) = await ThreeAsync();
        await using var held = world;
        Assert.Equal(m.Order(Comparer<MeasureId>.Create((a, b) => a.Value.CompareTo(b.Value))), (await InRecordAsync(world)).OrderBy(x => x.Value));
        _ = World.Ok(await MergeAsync(world, m[1], m[0]));
        Assert.DoesNotContain(m[1], await InRecordAsync(world));
        var one = await MeasureAsync(world, m[1]);
        Assert.Equal((m[0], "Agreement on return", "signed"), (one.Id, one.Title, one.Standing.Certainly!.Value.Value));
        Assert.Contains(one.Statements, s => s.SaidOf == "Return agreement");
        Assert.Equal("the same law", one.Mergings.Single().Why);
        Assert.Equal("negotiating", (await MeasureAsync(world, m[0], days: -1)).Standing.Certainly!.Value.Value);
        var stayed = await world.DoAsync<ConcordDb, List<MeasureId?>>(db => db.Set<StatementRow>().Select(s => s.MeasureId).Distinct().ToListAsync());
        Assert.Equal(3, stayed.Count(s => s is not null));
    }

    [Fact]
    public async Task A_merge_of_three_is_undone_in_the_wrong_order_without_loss()
    {
        var (world, m) = await ThreeAsync();
        await using var held = world;
        var before = new List<string?>();
        foreach (var id in m)
        {
            before.Add((await MeasureAsync(world, id)).Standing.Certainly?.Value);
        }

        var first = World.Ok(await MergeAsync(world, m[1], m[0]));
        var second = World.Ok(await MergeAsync(world, m[2], m[1]));
        Assert.Equal(m[0], (await MeasureAsync(world, m[2])).Id);
        Assert.Equal(m[1], World.Ok(await UnmergeAsync(world, first)));
        Assert.Equal(m[1], (await MeasureAsync(world, m[2])).Id);
        Assert.Equal(m[0], (await MeasureAsync(world, m[0])).Id);
        _ = World.Ok(await UnmergeAsync(world, second));
        Assert.Equal("unmerging.already", World.Refused(await UnmergeAsync(world, second)));
        for (var i = 0; i < m.Length; i++)
        {
            var after = await MeasureAsync(world, m[i]);
            Assert.Equal((m[i], before[i]), (after.Id, after.Standing.Certainly?.Value));
        }

        var verbs = await world.DoAsync<ConcordDb, List<string>>(db =>
            db.Set<ActRow>().Where(a => a.Verb.StartsWith("measures.")).OrderBy(a => a.Sequence).Select(a => a.Verb).ToListAsync());
        Assert.Equal(["measures.merged", "measures.merged", "measures.unmerged", "measures.unmerged"], verbs);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        var (world, m) = await ThreeAsync();
        await using var held = world;
        Assert.Equal("merging.itself", World.Refused(await MergeAsync(world, m[0], m[0])));
        Assert.Equal("merging.why-missing", World.Refused(await MergeAsync(world, m[0], m[1], " ")));
        Assert.Equal("measure.unknown", World.Refused(await MergeAsync(world, m[0], new MeasureId(Guid.Empty))));
        Assert.Equal("merging.unknown", World.Refused(await UnmergeAsync(world, new MergingId(Guid.Empty))));
        _ = World.Ok(await MergeAsync(world, m[0], m[1]));
        Assert.Equal("merging.already", World.Refused(await MergeAsync(world, m[1], m[0])));
    }

    [Fact]
    public async Task Two_people_at_once_merge_once()
    {
        var (world, m) = await ThreeAsync();
        await using var held = world;
        var all = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => MergeAsync(world, m[0], m[1]))));
        Assert.Single(all, r => r.IsOk);
        Assert.Contains(World.Refused(all.Single(r => !r.IsOk)), new[] { "merging.changed-meanwhile", "merging.already" });
    }

    [Fact]
    public async Task Measures_that_may_be_the_same_are_proposed_until_they_are_one()
    {
        var (world, m) = await ThreeAsync();
        await using var held = world;
        Task<SamePage> PairsAsync(MeasureId? of = null) => world.DoAsync<LikenessQueries, SamePage>(async q => World.Ok(await q.PageAsync(World.May(Doing.Read), of, default)));
        var pairs = (await PairsAsync()).Pairs;
        Assert.Contains(pairs, p => new[] { p.One.Id, p.Other.Id }.ToHashSet().SetEquals(new[] { m[0], m[1] }));
        Assert.All(pairs, p => Assert.True(p.Likeness.Score >= Likeness.Threshold));
        Assert.Contains((await PairsAsync(m[0])).Pairs, p => p.Other.Id == m[2]);
        _ = World.Ok(await MergeAsync(world, m[1], m[0]));
        Assert.DoesNotContain((await PairsAsync()).Pairs, p => p.One.Id == m[1] || p.Other.Id == m[1]);
    }
}

public sealed class SqliteMergingTests() : MergingSuite(Engine.Sqlite);

public sealed class PostgresMergingTests() : MergingSuite(Engine.Postgres);
