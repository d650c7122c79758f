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
    public async Task What_stands_in_the_database_and_is_never_made_by_Concord_is_named()
    {
        await using var world = await FilledWorld.NewAsync(engine);
        Assert.Empty((await PartsAsync(world)).SelectMany(p => p.Faults));
        _ = await world.DoAsync<ConcordDb, int>(db => db.Database.ExecuteSqlRawAsync("CREATE VIEW somebodys AS SELECT 1 AS one"));
        Assert.Equal(["verify.database-foreign view somebodys"], (await PartsAsync(world)).SelectMany(p => p.Faults).Select(f => f.Code + " " + f.Args[0]));
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

    [Fact]
    public async Task Whatever_is_changed_in_the_index_is_found_and_named_by_what_it_is_of()
    {
        await using var world = await FilledWorld.NewAsync(engine);
        var source = World.Ok(await world.ImportAsync(Written.Telegram(4999)))[0].Id;
        for (var i = 0; i < 300; i++)
        {
            _ = World.Ok(await world.ImportAsync(Written.Telegram(5000 + i)));
        }

        var sum = await SumAsync(world);
        var whole = await IndexAsync(world);
        Assert.Equal(sum, whole.Sum);
        Assert.Empty(whole.Faults);
        string[] tables = ["search_document", "search_block", "search_posting", "search_fresh"];
        var (document, block, token) = await world.DoAsync<ConcordDb, (long, long, string)>(async db =>
        {
            foreach (var table in tables)
            {
                _ = await SqlAsync(db, $"CREATE TABLE kept_{table} AS SELECT * FROM {table}");
            }

            var posting = await db.Set<PostingRow>().AsNoTracking().OrderBy(p => p.Block).ThenByDescending(p => p.Token).FirstAsync();
            return ((await db.Set<SearchDocumentRow>().AsNoTracking().FirstAsync(d => d.ObjectId == source.Value)).Document, posting.Block, posting.Token);
        });
        foreach (var (change, code) in new[]
        {
            ("UPDATE search_document SET day = '1999-01-01' WHERE document = {0}", "verify.index-differs"),
            ("UPDATE search_document SET owner = 'Measure' WHERE document = {0}", "verify.index-differs"),
            ("UPDATE search_document SET entries = {3} WHERE document = {0}", "verify.index-differs"),
            ("UPDATE search_document SET label_id = label_id + 1 WHERE document = {0}", "verify.index-missing"),
            ("UPDATE search_document SET object_id = {4} WHERE document = {0}", "verify.index-unknown"),
            ("UPDATE search_document SET document = -1 WHERE document = {0}", "verify.index-differs"),
            ("DELETE FROM search_document WHERE document = {0}", "verify.index-missing"),
            ("DELETE FROM search_block WHERE block = {1}", "verify.index-differs"),
            ("UPDATE search_block SET block = -1 WHERE block = {1}", "verify.index-differs"),
            ("UPDATE search_posting SET block = -1 WHERE block = {1} AND token = {2}", "verify.index-differs"),
            ("UPDATE search_posting SET token = token || 's' WHERE block = {1} AND token = {2}", "verify.index-differs"),
            ("UPDATE search_posting SET label_id = label_id + 1 WHERE block = {1} AND token = {2}", "verify.index-differs"),
            ("UPDATE search_posting SET heads = {3} WHERE block = {1} AND token = {2}", "verify.index-differs"),
            ("UPDATE search_posting SET positions = {3} WHERE block = {1} AND token = {2}", "verify.index-differs"),
            ("UPDATE search_fresh SET tokens = {3}", "verify.index-differs"),
            ("UPDATE search_fresh SET size = size + 1", "verify.index-differs"),
            ("UPDATE search_fresh SET label_id = label_id + 1000", "verify.index-differs"),
            ("DELETE FROM search_fresh", "verify.index-differs"),
        })
        {
            Assert.True(await world.DoAsync<ConcordDb, int>(db => SqlAsync(db, change, document, block, token, new byte[] { 1, 1, 7 }, Guid.CreateVersion7())) > 0, change);
            var (_, found) = await IndexAsync(world);
            Assert.Contains(found, f => f.Code == code);
            Assert.True(found.Any(f => f.Args[0].EndsWith(source.Value.ToString("D"), StringComparison.Ordinal)) || code == "verify.index-unknown" || !change.Contains("{0}", StringComparison.Ordinal), change);
            Assert.All(found, f => Assert.DoesNotContain("⟦", f.Sentence(), StringComparison.Ordinal));
            _ = await world.DoAsync<ConcordDb, int>(async db =>
            {
                foreach (var table in tables)
                {
                    _ = await SqlAsync(db, $"DELETE FROM {table}");
                    _ = await SqlAsync(db, $"INSERT INTO {table} SELECT * FROM kept_{table}");
                }

                return 0;
            });
        }

        Assert.Empty((await IndexAsync(world)).Faults);

        static Task<int> SqlAsync(ConcordDb db, string sql, params object[] given) => db.Database.ExecuteSqlRawAsync(sql, given);
    }

    [Fact]
    public async Task Whoever_reads_one_moment_keeps_nobody_from_writing_and_sees_nothing_of_it()
    {
        await using var world = await FilledWorld.NewAsync(engine);
        await world.DoAsync<ConcordDb, int>(async db =>
        {
            await using var moment = await db.ReadAsync(default);
            var before = await db.Set<SourceRow>().CountAsync();
            _ = World.Ok(await world.ImportAsync(Written.Telegram(4998)));
            Assert.Equal(before, await db.Set<SourceRow>().CountAsync());
            return 0;
        });
        Assert.Empty((await IndexAsync(world)).Faults);
    }

    private static Task<(SearchSum Sum, List<Refusal> Faults)> IndexAsync(World world) => world.DoAsync<VerifiedSearch, (SearchSum, List<Refusal>)>(async search =>
    {
        var faults = new List<Refusal>();
        await foreach (var fault in search.CheckAsync(World.May(Doing.Administer), _ => { }, default))
        {
            faults.AddRange(fault is null ? [] : [fault]);
        }

        return (search.Sum, faults);
    });

    private static Task<SearchSum> SumAsync(World world) => world.DoAsync<SearchContent, SearchSum>(c => c.SumAsync(_ => { }, default));

    private static async Task<SearchSum> AnewAsync(World world)
    {
        _ = World.Ok(await world.DoAsync<SearchRebuild, Result<int>>(r => r.AnewAsync(World.May(Doing.Administer), (_, _) => { }, default)));
        return await SumAsync(world);
    }

    private protected static Task<List<(string Name, long Counted, long Looked, List<Refusal> Faults)>> PartsAsync(World world) =>
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

                all.Add((part.Name, await part.CountedAsync(default), looked, faults));
            }

            return all;
        });
}

public sealed class SqliteVerifyTests() : VerifySuite(Engine.Sqlite)
{
    private static Task<int> ChangeAsync(World world, string sql) => world.DoAsync<ConcordDb, int>(db => db.Database.ExecuteSqlRawAsync(sql));

    /// <summary>An index that leaves out rows hides them from whoever asks by it, and no row is other than it was.</summary>
    [Fact]
    public async Task A_damaged_index_is_named()
    {
        await using var world = await FilledWorld.NewAsync(Engine.Sqlite);
        _ = await ChangeAsync(world, """
            PRAGMA writable_schema = ON;
            UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'sources_source') WHERE name = 'ix_sources_passage_source_id';
            PRAGMA schema_version = 4711;
            PRAGMA writable_schema = OFF;
            """);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Assert.Contains((await PartsAsync(world)).SelectMany(p => p.Faults), f => f.Code == "verify.database-damaged");
    }

    /// <summary>It is another number's text, though it means the same: nobody writes so.</summary>
    [Fact]
    public void A_number_that_is_written_otherwise_is_another()
    {
        Assert.Equal(18.0m, Concord.Platform.Ledger.RowLines.Exact("18.0", typeof(decimal)));
        Assert.Equal(-0.25m, Concord.Platform.Ledger.RowLines.Exact("-0.25", typeof(decimal)));
        Assert.All(new[] { "18", "018.0", "+18.0", "18.", "18.\0", "18.0\0", "18.00" }, text => Assert.IsNotType<decimal>(Concord.Platform.Ledger.RowLines.Exact(text, typeof(decimal))));
    }

    /// <summary>What is told as missing and is never there once it was brought in would be brought in for ever.</summary>
    [Fact]
    public async Task An_index_that_cannot_be_filled_is_not_filled_for_ever()
    {
        await using var world = await FilledWorld.NewAsync(Engine.Sqlite);
        Assert.True(await ChangeAsync(world, "UPDATE measures_statement SET measure_id = lower(measure_id) WHERE measure_id IS NOT NULL") > 0);
        var filled = await world.DoAsync<SearchRebuild, Result<int>>(r => r.FillAsync(World.May(Doing.Administer), (_, _) => { }, TestContext.Current.CancellationToken));
        Assert.Equal(["verify.not-filled"], filled.Match(_ => [], refusals => refusals.Select(r => r.Code)));
    }

    [Fact]
    public void What_is_told_does_nothing_with_the_terminal() => Assert.Equal("\uFFFD[31m red\n\uFFFD", Concord.Commands.Say.Plain("\u001b[31m red\n\u0007"));

    /// <summary>A file that is cut off, no database, or not there is told in words, by each part that cannot be looked at.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(4096)]
    [InlineData(200_000)]
    public async Task A_file_that_is_cut_off_is_told_in_words(int length)
    {
        await using var world = await FilledWorld.NewAsync(Engine.Sqlite);
        var file = await world.DoAsync<ConcordDb, string>(db => Task.FromResult(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource));
        _ = await ChangeAsync(world, "PRAGMA wal_checkpoint(TRUNCATE)");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await using (var stream = File.OpenWrite(file))
        {
            stream.SetLength(length);
        }

        await world.DoAsync<IEnumerable<IVerified>, int>(async parts =>
        {
            var faults = new List<Refusal>();
            foreach (var part in parts)
            {
                _ = await part.CountedAsync(default);
                await foreach (var fault in part.LookAsync(default))
                {
                    faults.AddRange(fault is null ? [] : [fault]);
                }
            }

            Assert.Contains(faults, f => f.Code is "verify.stopped" or "verify.database-damaged");
            return 0;
        });
    }
}

public sealed class PostgresVerifyTests() : VerifySuite(Engine.Postgres);
