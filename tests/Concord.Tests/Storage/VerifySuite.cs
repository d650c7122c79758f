using Concord.Core.Kernel;
using Concord.Modules.Measures;
using Concord.Modules.Sources;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Search;
using Concord.Platform.Verify;
using Concord.Tests.Archives;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary><c>concord verify</c>: whatever was changed behind the program's back is found and named, and what is made out of the rest is made anew the same.</summary>
public abstract class VerifySuite(Engine engine)
{
    [Fact]
    public async Task What_was_kept_agrees_with_itself_and_any_change_of_it_is_found_where_it_is()
    {
        await using var world = await FilledWorld.NewAsync(engine);
        _ = await world.DoAsync<Concord.Platform.Ledger.Sealer, int>(s => s.SealAsync(default));
        foreach (var part in await PartsAsync(world))
        {
            Assert.True(Concord.Platform.I18n.Texts.Own("server.verified-" + part.Name) is not null, "what verify says of " + part.Name);
            Assert.True(part.Looked > 0, part.Name);
            Assert.Equal((part.Name, part.Counted), (part.Name, part.Looked));
            Assert.Empty(part.Faults);
        }

        var source = await world.DoAsync<ConcordDb, SourceRow>(db => db.Set<SourceRow>().AsNoTracking().Where(s => db.Set<PassageRow>().Any(p => p.SourceId == s.Id)).OrderBy(s => s.Sequence).ThenBy(s => s.Id).FirstAsync());
        await PlantAsync("verify.file", f => f.Args[0] == source.FileName, db => db.Set<ContentRow>().Where(c => c.Hash == source.ContentHash).ExecuteUpdateAsync(c => c.SetProperty(r => r.Bytes, new byte[] { 1 })));
        await PlantAsync("verify.quote", f => f.Args[0] == source.Title, async db =>
        {
            var passage = await db.Set<PassageRow>().AsNoTracking().FirstAsync(p => p.SourceId == source.Id && p.EndAt > p.StartAt);
            var paragraph = await db.Set<ParagraphRow>().AsNoTracking().FirstAsync(p => p.SourceId == source.Id && p.Ordinal == passage.ParagraphOrdinal);
            return await db.Set<ParagraphRow>().Where(p => p.SourceId == source.Id && p.Ordinal == passage.ParagraphOrdinal)
                .ExecuteUpdateAsync(p => p.SetProperty(r => r.Text, "\u00a0" + paragraph.Text));
        });
        await PlantAsync("verify.paragraphs", f => f.Args[0] == source.Title, db => db.Set<SourceRow>().Where(s => s.Id == source.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.Paragraphs, 4711)));
        var dated = await world.DoAsync<ConcordDb, StatementRow>(db => db.Set<StatementRow>().AsNoTracking().Where(s => s.Date != null).OrderBy(s => s.Id).FirstAsync());
        await PlantAsync("verify.dates", f => f.Args[0] == dated.Id.Value.ToString("D"), db => db.Set<StatementRow>().Where(s => s.Id == dated.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.Latest, new DateOnly(1999, 1, 1))));
        var measure = await world.DoAsync<ConcordDb, MeasureRow>(db => db.Set<MeasureRow>().AsNoTracking().OrderBy(m => m.Id).FirstAsync());
        await PlantAsync("verify.title", f => f.Args[0] == measure.Title, db => db.Set<MeasureRow>().Where(m => m.Id == measure.Id).ExecuteUpdateAsync(m => m.SetProperty(r => r.TitleKey, "another")));
        var other = await world.DoAsync<ConcordDb, SourceRow>(db => db.Set<SourceRow>().AsNoTracking().OrderBy(s => s.Sequence).ThenBy(s => s.Id).FirstAsync(s => s.Id != source.Id));
        await PlantAsync("verify.no-file", f => f.Args[0] == other.Title, db => db.Set<SourceRow>().Where(s => s.Id == other.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.ContentHash, new string('0', 64))));

        async Task PlantAsync(string code, Func<Refusal, bool> names, Func<ConcordDb, Task<int>> change)
        {
            var before = (await PartsAsync(world)).Sum(p => p.Faults.Count);
            Assert.Equal(1, await world.DoAsync(change));
            var faults = (await PartsAsync(world)).SelectMany(p => p.Faults).ToList();
            Assert.True(faults.Count > before, code);
            Assert.Contains(faults, f => f.Code == code && names(f));
            Assert.All(faults, f => Assert.DoesNotContain("⟦", f.Sentence(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_cannot_be_read_at_all_is_named_and_the_rest_is_looked_at()
    {
        await using var world = await FilledWorld.NewAsync(engine);
        foreach (var (sql, code) in new[]
        {
            ("UPDATE sources_passage SET start_at = -7", "verify.quote"),
            ("UPDATE measures_statement SET date = 'some day' WHERE date IS NOT NULL", "verify.stopped"),
            ("UPDATE audit_act SET capacity = 'Nobody'", "verify.row-changed"),
        })
        {
            Assert.True(await world.DoAsync<ConcordDb, int>(db => db.Database.ExecuteSqlRawAsync(sql)) > 0);
            var parts = await PartsAsync(world);
            Assert.Contains(parts.SelectMany(p => p.Faults), f => f.Code == code);
            Assert.Equal(await world.DoAsync<IEnumerable<IVerified>, int>(p => Task.FromResult(p.Count())), parts.Count);
        }
    }

    [Fact]
    public async Task The_index_made_anew_holds_the_same_in_new_rows_and_in_blocks_and_a_changed_byte_is_seen()
    {
        await using var world = await FilledWorld.NewAsync(engine);

        // also what one source after another adds to one measure: members, labels, later days
        foreach (var source in await world.DoAsync<ConcordDb, List<SourceId>>(db => db.Set<SourceRow>().OrderBy(s => s.Sequence).Select(s => s.Id).ToListAsync()))
        {
            foreach (var item in (await world.ReviewAsync(source)).Items)
            {
                _ = await world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Accepted));
            }
        }

        var first = await SumAsync(world);
        Assert.True(first.Places > 1000);
        Assert.Equal(first, await AnewAsync(world));

        // more than fit into what is new, so that some of it lies in blocks
        for (var i = 0; i < 300; i++)
        {
            _ = World.Ok(await world.ImportAsync(Written.Telegram(5000 + i)));
        }

        Assert.True(await world.DoAsync<ConcordDb, bool>(db => db.Set<SearchBlockRow>().AnyAsync()));
        var many = await SumAsync(world);
        Assert.NotEqual(first, many);
        Assert.Equal(many, await AnewAsync(world));
        Assert.Equal(1, await world.DoAsync<ConcordDb, int>(async db =>
        {
            var row = await db.Set<PostingRow>().AsNoTracking().OrderBy(p => p.Block).ThenBy(p => p.Token).FirstAsync();
            row.Positions[0]++;
            return await db.Set<PostingRow>().Where(p => p.Block == row.Block && p.Token == row.Token && p.LabelId == row.LabelId).ExecuteUpdateAsync(p => p.SetProperty(r => r.Positions, row.Positions));
        }));
        var changed = await SumAsync(world);
        Assert.NotEqual(many.Sum, changed.Sum);
        Assert.Equal(many, await AnewAsync(world));
    }

    private static Task<SearchSum> SumAsync(World world) => world.DoAsync<SearchContent, SearchSum>(c => c.SumAsync(_ => { }, default));

    private static async Task<SearchSum> AnewAsync(World world)
    {
        _ = World.Ok(await world.DoAsync<SearchRebuild, Result<int>>(r => r.AnewAsync(World.May(Doing.Administer), (_, _) => { }, default)));
        return await SumAsync(world);
    }

    private static Task<List<(string Name, long Counted, long Looked, List<Refusal> Faults)>> PartsAsync(World world) =>
        world.DoAsync<IEnumerable<IVerified>, List<(string, long, long, List<Refusal>)>>(async parts =>
        {
            var all = new List<(string, long, long, List<Refusal>)>();
            foreach (var part in parts)
            {
                var (looked, faults) = (0L, new List<Refusal>());
                await foreach (var fault in part.LookAsync(default))
                {
                    looked++;
                    faults.AddRange(fault is null ? [] : [fault]);
                }

                all.Add((part.Name, await part.CountAsync(default), looked, faults));
            }

            return all;
        });
}

public sealed class SqliteVerifyTests() : VerifySuite(Engine.Sqlite);

public sealed class PostgresVerifyTests() : VerifySuite(Engine.Postgres);
