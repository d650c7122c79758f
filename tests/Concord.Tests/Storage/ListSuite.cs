using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Audit;
using Concord.Modules.Measures;
using Concord.Modules.Search;
using Concord.Modules.Sources;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Concord.Platform.Lists;
using Concord.Tests.Archives;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Concord.Tests.Storage;

/// <summary>Lists on both databases: pages hold while people work, filters agree with a plain look at all, and nobody is told what they may not see.</summary>
public abstract class ListSuite(Engine engine)
{
    private static readonly Permit Stranger = new(new Actor(new ActorId(Guid.CreateVersion7()), "a stranger", Capacity.Public, null), Doing.Read);

    private static async Task<ListPage<TRow>> PageAsync<TList, TRow>(World world, string address, string? after = null, int limit = 500, Permit? permit = null) where TList : Listed<TRow> =>
        World.Ok(await world.DoAsync<TList, Result<ListPage<TRow>>>(l => ListQuery.Read(l.Filters, Given(address)).Match(
            query => l.PageAsync(permit ?? World.May(Doing.Read), new ListAsked(query, after, limit), default),
            refusals => Task.FromResult<Result<ListPage<TRow>>>(refusals))));

    private static Task<ListPage<StatementItem>> StatementsAsync(World world, string address = "", string? after = null, int limit = 500, Permit? permit = null) =>
        PageAsync<StatementList, StatementItem>(world, address, after, limit, permit);

    protected static Dictionary<string, StringValues> Given(string address) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address);

    [Theory]
    [InlineData("order=recorded")]
    [InlineData("order=newest")]
    [InlineData("order=last-recorded")]
    public async Task What_comes_and_goes_between_two_pages_is_neither_missed_nor_told_twice(string order)
    {
        await using var world = await FilledWorld.NewAsync(engine);
        var before = (await StatementsAsync(world, order)).Rows.Select(s => s.Id).ToList();
        var (walked, serial) = (new List<Guid>(), 3000);
        for (string? after = null; ;)
        {
            var page = await StatementsAsync(world, order, after, limit: 7);
            walked.AddRange(page.Rows.Select(s => s.Id));
            if (page.Next is null)
            {
                break;
            }

            after = page.Next;
            if (serial < 3005)
            {
                // somebody brings in and accepts, somebody takes back
                var source = World.Ok(await world.ImportAsync(Written.Telegram(serial++)))[0].Id;
                _ = World.Ok(await world.DecideAsync(new Decide((await world.ReviewAsync(source)).Items[0].Proposal.Id, 0, Verdict.Accepted)));
                var told = (await StatementsAsync(world, order, limit: 1)).Rows[0].Id;
                Assert.Equal(order == "order=last-recorded", told != walked[0]);
            }
        }

        Assert.Equal(walked.Count, walked.Distinct().Count());
        Assert.Equal(before, walked.Where(before.Contains));
        Assert.True(order != "order=recorded" || walked.Count > before.Count, "what was recorded last is told at the end");
    }

    [Fact]
    public async Task A_filter_leaves_what_a_plain_look_at_all_leaves()
    {
        await using var world = await FilledWorld.NewAsync(engine);
        var all = (await StatementsAsync(world)).Rows;
        Assert.True(all.Length > 30);
        var members = await world.DoAsync<ConcordDb, Dictionary<Guid, List<Guid>>>(async db =>
            (await db.Set<MeasureMemberRow>().ToListAsync()).GroupBy(m => m.MeasureId.Value).ToDictionary(g => g.Key, g => g.Select(m => m.MemberId.Value).ToList()));
        var thailand = await world.DoAsync<Concord.Modules.Plan.Contracts.IPlan, Guid>(async p =>
            World.Ok(await p.InForceAsync(World.May(Doing.Read), new DateOnly(2009, 1, 1), default)).FindMember("TH")!.Id.Value);
        var source = all.First(s => s.SourceTitle!.Length > 0).SourceId!.Value;
        await AgreeAsync("member=TH", s => s.Measure is { } m && members.GetValueOrDefault(m.Id)?.Contains(thailand) == true);
        await AgreeAsync("member=thailand&form=reached", s => s.Form == AssertionForm.Reached && s.Measure is { } m && members.GetValueOrDefault(m.Id)?.Contains(thailand) == true);
        await AgreeAsync("kind=law", s => s.Measure?.Kind == "law");
        await AgreeAsync("form=expected", s => s.Form == AssertionForm.Expected);
        await AgreeAsync($"source={source:D}", s => s.SourceId == source);
        await AgreeAsync("known-since=2008-03-01", s => s.Known >= new DateOnly(2008, 3, 1));
        await AgreeAsync("known=2008-03-01", s => s.Known <= new DateOnly(2008, 3, 1));
        await AgreeAsync("withdrawn=yes", s => s.Withdrawn);
        await AgreeAsync("withdrawn=no", s => !s.Withdrawn);
        var speaker = all.Select(s => s.Speaker).OfType<string>().First();
        await AgreeAsync("speaker=" + Uri.EscapeDataString(speaker.ToUpperInvariant()), s => s.Speaker?.Contains(speaker, StringComparison.OrdinalIgnoreCase) == true);
        await AgreeAsync("speaker=" + Uri.EscapeDataString(speaker[1..^1]), s => s.Speaker?.Contains(speaker[1..^1], StringComparison.OrdinalIgnoreCase) == true);
        var stage = all.Select(s => s.Stage).OfType<string>().First();
        await AgreeAsync("stage=" + stage, s => s.Stage == stage);
        foreach (var day in all.SelectMany(s => new[] { s.Said?.Earliest, s.Said?.Latest }).OfType<DateOnly>().Append(new DateOnly(2008, 1, 1)).Distinct())
        {
            await AgreeAsync($"said-since={Days.Write(day)}", s => s.Said is { } said && !(said.Latest < day));
            await AgreeAsync($"said-until={Days.Write(day)}", s => s.Said is { } said && !(said.Earliest > day));
        }

        async Task AgreeAsync(string address, Func<StatementItem, bool> fits) =>
            Assert.Equal(all.Where(fits).Select(s => s.Id), (await StatementsAsync(world, address)).Rows.Select(s => s.Id));
    }

    /// <summary>Letters of every script, with case and without, whole dates and fuzzy ones: the databases are asked, and their answer is that of a plain look.</summary>
    [Fact]
    public async Task Names_in_any_script_and_dates_of_any_exactness_are_found_by_both_databases()
    {
        await using var world = await FilledWorld.NewAsync(engine);
        string?[] names = ["Éva İpek 100%", "éva", "สมชาย_ใจดี", "សុខ ដារ៉ា", "NGUYỄN Văn An", "nguyễn văn an", "王小明", "ΣΟΦΙΑ", "σοφια", "Kim", "KIM i", "\\", null];
        string?[] said = ["2008-04-15", "2008-04", "2008-04-1X", "2008-04-15/2008-05-02", "2008-04~", "../2008-04-14", "2008", null, "2008-04-16", "-0044-03-15", "2008-05/.."];
        _ = await world.DoAsync<ConcordDb, int>(async db =>
        {
            var ids = await db.Set<StatementRow>().OrderBy(s => s.Sequence).ThenBy(s => s.Id).Select(s => s.Id).ToListAsync();
            foreach (var (at, id) in ids.Index())
            {
                var (name, when) = (names[at % names.Length], said[at % said.Length] is { } text ? World.Ok(When.Parse(text)) : null);
                _ = await db.Set<StatementRow>().Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.Speaker, name).SetProperty(r => r.Said, when).SetProperty(r => r.Protect, at % 7 == 6));
            }

            return 0;
        });
        var all = (await StatementsAsync(world)).Rows;
        Assert.True(all.Length > names.Length);
        foreach (var asked in names.OfType<string>().Concat(["é", "ễ", "%", "_", "KI", "ใจดี", "ដារ៉ា", "小", "i", "an", "софия"]))
        {
            var fits = all.Where(s => s.Speaker?.Contains(asked, StringComparison.OrdinalIgnoreCase) == true).Select(s => s.Id).ToList();
            Assert.Equal(fits, (await StatementsAsync(world, "speaker=" + Uri.EscapeDataString(asked))).Rows.Select(s => s.Id));
        }

        foreach (var day in new[] { "2008-04-14", "2008-04-15", "2008-04-16", "2008-05-02", "2008-12-31", "0001-01-01" }.Select(d => Days.Read(d)!.Value))
        {
            await SameAsync($"said-since={Days.Write(day)}", w => !(w.Latest < day));
            await SameAsync($"said-until={Days.Write(day)}", w => !(w.Earliest > day));
            await SameAsync($"said-since={Days.Write(day)}&said-until={Days.Write(day)}", w => !(w.Latest < day) && !(w.Earliest > day));
        }

        async Task SameAsync(string address, Func<Platform.Api.DateAnswer, bool> fits) =>
            Assert.Equal(all.Where(s => s.Said is { } w && fits(w)).Select(s => s.Id), (await StatementsAsync(world, address)).Rows.Select(s => s.Id));
    }

    [Fact]
    public async Task Measures_and_sources_are_narrowed_as_a_plain_look_narrows_them()
    {
        await using var world = await FilledWorld.NewAsync(engine);
        var measures = (await PageAsync<MeasureList, MeasureItem>(world, "")).Rows;
        var some = measures.First(m => m is { CertainlyReached: not null, Members.IsEmpty: false });
        await MeasuresAsync("title=" + Uri.EscapeDataString(some.Title[2..].ToUpperInvariant()), m => m.Title.Contains(some.Title[2..], StringComparison.OrdinalIgnoreCase));
        await MeasuresAsync("member=" + some.Members[0], m => m.Members.Contains(some.Members[0]));
        foreach (var stage in measures.Select(m => m.CertainlyReached ?? m.PossiblyReached).OfType<string>().Distinct())
        {
            await MeasuresAsync("stage=" + stage, m => (m.CertainlyReached ?? m.PossiblyReached) == stage);
        }

        foreach (var area in measures.SelectMany(m => m.Areas).Distinct())
        {
            await MeasuresAsync("area=" + area, m => m.Areas.Contains(area));
        }

        var sources = (await PageAsync<SourceList, SourceItem>(world, "")).Rows;
        var one = sources.First(s => s.Originator is { Length: > 4 });
        await SourcesAsync("title=" + Uri.EscapeDataString(one.Title[..9].ToLowerInvariant()), s => s.Title.Contains(one.Title[..9], StringComparison.OrdinalIgnoreCase));
        await SourcesAsync("originator=" + Uri.EscapeDataString(one.Originator![1..^1]), s => s.Originator?.Contains(one.Originator[1..^1], StringComparison.OrdinalIgnoreCase) == true);
        Assert.Equal(sources.Select(s => s.Id).Reverse(), (await PageAsync<SourceList, SourceItem>(world, "order=last-recorded")).Rows.Select(s => s.Id));

        async Task MeasuresAsync(string address, Func<MeasureItem, bool> fits) =>
            Assert.Equal(measures.Where(fits).Select(m => m.Id), (await PageAsync<MeasureList, MeasureItem>(world, address)).Rows.Select(m => m.Id));

        async Task SourcesAsync(string address, Func<SourceItem, bool> fits) =>
            Assert.Equal(sources.Where(fits).Select(s => s.Id), (await PageAsync<SourceList, SourceItem>(world, address)).Rows.Select(s => s.Id));
    }

    [Fact]
    public async Task A_list_of_measures_is_what_the_record_and_their_pages_show()
    {
        await using var world = await FilledWorld.NewAsync(engine);
        var (listed, after) = (new List<MeasureItem>(), (string?)null);
        do
        {
            var page = await PageAsync<MeasureList, MeasureItem>(world, "", after, limit: 5);
            listed.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);

        var record = World.Ok(await world.DoAsync<MeasureQueries, Result<RecordPage>>(q => q.RecordAsync(World.May(Doing.Read), q.Now, null, default)));
        Assert.Superset(record.Rows.SelectMany(r => r.Cells).SelectMany(c => c.Measures).Select(m => m.Id.Value).ToHashSet(), listed.Select(m => m.Id).ToHashSet());
        Assert.Equal(listed.Count, listed.Select(m => m.Id).Distinct().Count());
        foreach (var item in listed)
        {
            var page = World.Ok(await world.DoAsync<MeasureQueries, Result<MeasurePage>>(q => q.MeasureAsync(World.May(Doing.Read), new MeasureId(item.Id), q.Now, default)));
            Assert.Equal((page.Id.Value, page.Title, page.Standing.Certainly?.Value, page.Standing.Possibly?.Value), (item.Id, item.Title, item.CertainlyReached, item.PossiblyReached));
            var said = (await StatementsAsync(world, $"measure={item.Id:D}")).Rows;
            Assert.Equal(page.Statements.Select(s => (s.Id.Value, s.Withdrawn)).Order(), said.Select(s => (s.Id, s.Withdrawn)).Order());
        }
    }

    /// <summary>Whatever label a statement carries, a list tells it to those whose pages show it, and to nobody else.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Lists_show_each_audience_what_its_pages_show(int every)
    {
        await using var world = await FilledWorld.NewAsync(engine);

        // some labels are opened to everybody
        _ = await world.DoAsync<ConcordDb, int>(async db => every == 0 ? 0 : await db.Set<Platform.Access.LabelRow>().Where(l => (int)(object)l.Id % every == 0)
            .ExecuteUpdateAsync(l => l.SetProperty(r => r.Handling, Handling.Public)));
        foreach (var permit in new[] { Stranger, World.May(Doing.Read) })
        {
            var statements = (await StatementsAsync(world, permit: permit)).Rows;
            var measures = (await PageAsync<MeasureList, MeasureItem>(world, "", permit: permit)).Rows;
            var record = World.Ok(await world.DoAsync<MeasureQueries, Result<RecordPage>>(q => q.RecordAsync(permit, q.Now, null, default)));
            Assert.Superset(record.Rows.SelectMany(r => r.Cells).SelectMany(c => c.Measures).Select(m => m.Id.Value).ToHashSet(), measures.Select(m => m.Id).ToHashSet());
            var (shown, seen) = (new HashSet<Guid>(), new HashSet<string>());
            foreach (var id in await world.DoAsync<ConcordDb, List<MeasureId>>(db => db.Set<MeasureRow>().Select(m => m.Id).ToListAsync()))
            {
                var page = await world.DoAsync<MeasureQueries, Result<MeasurePage>>(q => q.MeasureAsync(permit, id, q.Now, default));
                shown.UnionWith(page.Match(p => p.Statements.Select(s => s.Id.Value), _ => []));
                seen.UnionWith(page.Match<string[]>(_ => [id.Value.ToString("D")], _ => []));
            }

            Assert.Equal(shown.Order(), statements.Where(s => s.Measure is not null).Select(s => s.Id).Order());
            Assert.All(statements, s => Assert.NotNull(s.Quote));
            var sources = (await PageAsync<SourceList, SourceItem>(world, "", permit: permit)).Rows.Select(s => s.Id).ToList();
            var pages = await world.DoAsync<SourceQueries, ImmutableArray<SourceSummary>>(q => q.ListAsync(permit, 1000, default));
            Assert.Equal(pages.Select(s => s.Id.Value).Order(), sources.Order());
            foreach (var one in (await StatementsAsync(world)).Rows)
            {
                var alone = await world.DoAsync<StatementList, Result<StatementItem>>(l => l.OneAsync(permit, new StatementId(one.Id), null, default));
                Assert.Equal(statements.Any(s => s.Id == one.Id), alone.Match(_ => true, _ => false));
            }

            // what is public is found by anybody: the pack's documents, what they tell of, and its bodies, which the directory shows
            var hits = (await PageAsync<HitList, HitItem>(world, "q=trafficking", permit: permit)).Rows;
            Assert.NotEmpty(hits);
            var documents = (await PageAsync<SourceList, SourceItem>(world, "form=record", permit: permit)).Rows.Select(s => s.Id).ToList();
            Assert.All(hits.Where(h => permit == Stranger && every == 0), h => Assert.True(
                h.SourceId is { } source ? sources.Contains(source) || documents.Contains(source) : h.Page == "/directory" || seen.Contains(h.Page[^36..]), h.Page));
        }
    }

    [Fact]
    public async Task Acts_are_told_in_either_order()
    {
        await using var world = await FilledWorld.NewAsync(engine);
        var recorded = (await PageAsync<ActList, ActItem>(world, "")).Rows.Select(a => a.Number).ToList();
        var newest = (await PageAsync<ActList, ActItem>(world, "order=newest")).Rows.Select(a => a.Number).ToList();
        Assert.Equal(recorded.Order(), recorded);
        Assert.Equal(recorded.AsEnumerable().Reverse(), newest);
        Assert.All((await PageAsync<ActList, ActItem>(world, "verb=source.imported")).Rows, a => Assert.Equal("source.imported", a.Verb));
    }

    [Fact]
    public async Task A_view_is_kept_renamed_and_removed_and_each_is_an_act()
    {
        await using var world = await FilledWorld.NewAsync(engine);
        var kept = World.Ok(await KeepAsync("Laws of Thailand"));
        Assert.Equal("?kind=law&member=TH", kept.Query);
        Assert.Equal("view.name-taken", World.Refused(await KeepAsync(" Laws of Thailand ")));
        Assert.Equal("view.name-missing", World.Refused(await KeepAsync("  ")));

        // As it stands in an address each of these letters is nine.
        var long400 = new string('法', 400);
        Assert.Equal("view.query-too-long", World.Refused(await KeepAsync("Too much", $"speaker={long400}&stage={long400}")));

        // It may hold a name that others may not know: nobody else reads, renames or removes it.
        var other = World.Ok(Access.Decide(new Actor(new ActorId(Guid.CreateVersion7()), "another", Capacity.Secretariat, null), Doing.Review));
        Assert.Empty(await world.DoAsync<SavedViews, ImmutableArray<SavedView>>(v => v.OfAsync(other, "statements", default)));

        // Nor is anybody told by a name that is taken that somebody else keeps such a view.
        Assert.Equal("Laws of Thailand", World.Ok(await KeepAsync("Laws of Thailand", by: other)).Name);
        Assert.Equal("view.unknown", World.Refused(await world.DoAsync<SavedViews, Result<SavedView>>(v => v.OneAsync(other, kept.Id, default))));
        Assert.Equal("view.unknown", World.Refused(await world.DoAsync<SavedViews, Result<SavedView>>(v => v.RenameAsync(other, kept.Id, kept.Version, "mine", default))));
        Assert.Equal("view.unknown", World.Refused(await world.DoAsync<SavedViews, Result<SavedView>>(v => v.RemoveAsync(other, kept.Id, kept.Version, default))));
        var renamed = World.Ok(await world.DoAsync<SavedViews, Result<SavedView>>(v => v.RenameAsync(World.May(Doing.Review), kept.Id, kept.Version, "ច្បាប់", default)));
        Assert.Equal("store.changed-meanwhile", World.Refused(await world.DoAsync<SavedViews, Result<SavedView>>(v => v.RemoveAsync(World.May(Doing.Review), kept.Id, kept.Version, default))));
        Assert.Equal("ច្បាប់", (await world.DoAsync<SavedViews, ImmutableArray<SavedView>>(v => v.OfAsync(World.May(Doing.Review), "statements", default))).Single().Name);
        _ = World.Ok(await world.DoAsync<SavedViews, Result<SavedView>>(v => v.RemoveAsync(World.May(Doing.Review), kept.Id, renamed.Version, default)));
        Assert.Empty(await world.DoAsync<SavedViews, ImmutableArray<SavedView>>(v => v.OfAsync(World.May(Doing.Review), "statements", default)));
        Assert.Equal(3, (await PageAsync<ActList, ActItem>(world, $"about=view:{kept.Id:D}")).Rows.Length);

        Task<Result<SavedView>> KeepAsync(string name, string query = "member=TH&kind=law", Permit? by = null) => world.DoAsync<SavedViews, Result<SavedView>>(v => world.DoAsync<StatementList, Result<SavedView>>(
            l => v.KeepAsync(by ?? World.May(Doing.Review), l, World.Ok(ListQuery.Read(l.Filters, Given(query))), name, default)));
    }
}

public sealed class SqliteListTests() : ListSuite(Engine.Sqlite)
{
    [Theory]
    [InlineData("recorded", "")]
    [InlineData("newest", "")]
    [InlineData("last-recorded", "form=reached&withdrawn=no")]
    [InlineData("recorded", "member=TH&kind=law")]
    public async Task A_page_of_statements_is_a_walk_along_an_index_and_never_sorts_all_that_follow(string order, string address)
    {
        await using var world = await FilledWorld.NewAsync(Engine.Sqlite);
        var plan = await world.DoAsync<IServiceProvider, List<string>>(async services =>
        {
            var (list, db) = (services.GetRequiredService<StatementList>(), services.GetRequiredService<ConcordDb>());
            var narrowed = World.Ok(await list.NarrowAsync(World.May(Doing.Read), World.Ok(ListQuery.Read(list.Filters, Given(address))), default));
            return await Plans.OfAsync(db, narrowed.Of(db.After<StatementRow>(Cursor.Beginning(Names.Read<ListOrder>(order)!.Value), few: false)).Take(50).ToQueryString());
        });
        Assert.Contains(plan, p => p.Contains(order == "newest" ? "ix_measures_statement_known_sequence_id" : "ix_measures_statement_sequence_id", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, p => p.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }
}

public sealed class PostgresListTests() : ListSuite(Engine.Postgres);
