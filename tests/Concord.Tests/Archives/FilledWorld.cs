using Concord.Commands;
using Concord.Core.Kernel;
using Concord.Modules.Measures;
using Concord.Platform.Archive;
using Concord.Platform.Db;
using Concord.Platform.Ledger;

namespace Concord.Tests.Archives;

/// <summary>An installation in which everything that can be done was done at least once.</summary>
internal static class FilledWorld
{
    public static async Task<World> NewAsync(Engine engine)
    {
        var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        _ = World.Ok(await world.DoAsync<PublicRecord, Result<RecordedPack>>(r => r.TakeAsync(World.May(Doing.Administer), default)));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples")).Where(f => !f.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            world.Clock.Advance(TimeSpan.FromMinutes(7));
            var sources = World.Ok(await world.ImportAsync(await File.ReadAllBytesAsync(file), Path.GetFileName(file)));
            foreach (var item in (await world.ReviewAsync(sources[0].Id)).Items.Take(5))
            {
                var verdict = item.Number == 3 ? Verdict.Rejected : Verdict.Accepted;
                _ = World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, 0, verdict, Why: verdict == Verdict.Rejected ? "អត់ទាន់ — ยังไม่" : null)));
            }
        }

        var record = World.Ok(await world.DoAsync<MeasureQueries, Result<RecordPage>>(q => q.RecordAsync(World.May(Doing.Read), q.Now, null, default)));
        var measures = record.Rows.SelectMany(r => r.Cells).SelectMany(c => c.Measures).Select(m => m.Id).Distinct().Take(3).ToList();
        var said = World.Ok(await world.DoAsync<MeasureQueries, Result<MeasurePage>>(q => q.MeasureAsync(World.May(Doing.Read), measures[0], q.Now, default))).Statements[0].Id;
        _ = World.Ok(await world.DoAsync<WithdrawStatement, Result<StatementPage>>(w => w.HandleAsync(World.May(Doing.Review), new Withdraw(said, 0, "Read wrongly.\n\"So\" \\ 否"), default)));
        _ = World.Ok(await world.DoAsync<RestoreStatement, Result<StatementPage>>(r => r.HandleAsync(World.May(Doing.Review), new Restore(said, 1, "Not so."), default)));
        _ = World.Ok(await world.DoAsync<ConcordDb, Result<Receipt>>(db =>
        {
            _ = db.Add(new ReplyRow { StatementId = said, MemberId = new MemberId(Guid.CreateVersion7()), Text = "មិនដូច្នេះទេ។\n\n\"=1+1\"", Language = "km", By = World.May(Doing.Review).Actor.Id, At = world.Clock.GetUtcNow(), Known = new DateOnly(2009, 3, 1) });
            return db.CommitAsync(new Act(World.May(Doing.Review), "reply.written", "statement:" + said.Value.ToString("D")), default);
        }));
        foreach (var undone in new[] { true, false })
        {
            var merging = World.Ok(await world.DoAsync<MergeMeasures, Result<MergingId>>(m => m.HandleAsync(World.May(Doing.Review), new Merge(measures[1], measures[2], "one"), default)));
            if (undone)
            {
                _ = World.Ok(await world.DoAsync<UnmergeMeasures, Result<MeasureId>>(m => m.HandleAsync(World.May(Doing.Review), new Unmerge(merging, "two"), default)));
            }
        }

        return world;
    }

    public static async Task<string> ArchiveAsync(World world, string name = "a.zip")
    {
        var path = Path.Combine(world.Store.Folder, name);
        _ = World.Ok(await world.DoAsync<TakeArchive, Result<TakenArchive>>(
            t => t.HandleAsync(World.May(Doing.Administer), path, new ArchivedProcess("commit", 1), (_, _) => { }, default)));
        return path;
    }

    public static Task<Result<RestoredArchive>> RestoreAsync(World world, string path) =>
        world.DoAsync<RestoreArchive, Result<RestoredArchive>>(r => r.HandleAsync(World.May(Doing.Administer), path, (_, _) => { }, default));
}
