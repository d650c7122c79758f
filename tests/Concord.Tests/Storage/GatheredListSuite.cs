using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Declarations;
using Concord.Modules.Directory;
using Concord.Modules.Measures;
using Concord.Modules.Meetings;
using Concord.Modules.Sources;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Concord.Platform.Lists;
using Concord.Tests.Archives;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>Lists of things that are put together out of many statements: whoever asks page by page is told the whole, and each audience what its statements tell.</summary>
public abstract class GatheredListSuite(Engine engine)
{
    private static readonly Permit Stranger = new(new Actor(new ActorId(Guid.CreateVersion7()), "a stranger", Capacity.Public, null), Doing.Read);

    [Fact]
    public async Task Whatever_the_order_the_pages_are_the_whole_and_what_is_taken_out_is_too()
    {
        await using var world = await FilledAsync();
        await WholeAsync<MeetingList, MeetingItem>(world, m => m.Id);
        await WholeAsync<DeclarationList, DeclarationItem>(world, d => d.Id);
        await WholeAsync<DirectoryList, DirectoryItem>(world, d => (d.Id, d.Name));
        await WholeAsync<PositionList, PositionItem>(world, p => p.Id);
        await WholeAsync<ObstacleList, ObstacleItem>(world, o => o.Id);
        await WholeAsync<LawList, LawItem>(world, l => (l.Id, l.Statement));
        await WholeAsync<WhenSaidList, WhenSaidItem>(world, w => (w.Period?.Edtf, w.Lane, w.Form));
    }

    [Fact]
    public async Task Positions_and_obstacles_are_the_statements_of_their_form_that_count_for_each_audience()
    {
        await using var world = await FilledAsync();
        for (var opened = 0; opened < 2; opened++)
        {
            foreach (var permit in new[] { Stranger, World.May(Doing.Read) })
            {
                await SameAsync(permit, "position", (await PageAsync<PositionList, PositionItem>(world, "", permit)).Select(p => p.Id));
                await SameAsync(permit, "obstacle", (await PageAsync<ObstacleList, ObstacleItem>(world, "", permit)).Select(p => p.Id));
                var statements = (await PageAsync<StatementList, StatementItem>(world, "", permit)).Select(s => s.Id).ToHashSet();
                Assert.Superset((await PageAsync<LawList, LawItem>(world, "", permit)).Select(l => l.Statement).OfType<Guid>().ToHashSet(), statements);
                Assert.Equal(statements.Count > 0, (await PageAsync<MeetingList, MeetingItem>(world, "", permit)).Any() || (await PageAsync<DirectoryList, DirectoryItem>(world, "", permit)).Any(d => !d.IsFromPack));
            }

            // every second label is opened to everybody
            _ = await world.DoAsync<ConcordDb, int>(db => db.Set<Platform.Access.LabelRow>().Where(l => (int)(object)l.Id % 2 == 0)
                .ExecuteUpdateAsync(l => l.SetProperty(r => r.Handling, Handling.Public)));
        }

        async Task SameAsync(Permit permit, string form, IEnumerable<Guid> ids) => Assert.Equal(
            (await PageAsync<StatementList, StatementItem>(world, $"form={form}&withdrawn=no", permit)).Select(s => s.Id), ids);
    }

    [Fact]
    public async Task The_timeline_counts_each_statement_that_counts_once_when_it_was_said()
    {
        await using var world = await FilledAsync();
        string?[] said = ["2008-04-15", "2008-04", null, "1969-12-31", "2008-03/2008-05", "2010", "2008-04-16", "../2007-01-31"];
        _ = await world.DoAsync<ConcordDb, int>(async db =>
        {
            foreach (var (at, id) in (await db.Set<StatementRow>().OrderBy(s => s.Sequence).ThenBy(s => s.Id).Select(s => s.Id).ToListAsync()).Index())
            {
                var when = said[at % said.Length] is { } text ? World.Ok(When.Parse(text)) : null;
                _ = await db.Set<StatementRow>().Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.Said, when));
            }

            // half of what is on record may be seen by everybody
            return await db.Set<Platform.Access.LabelRow>().Where(l => (int)(object)l.Id % 2 == 0).ExecuteUpdateAsync(l => l.SetProperty(r => r.Handling, Handling.Public));
        });
        foreach (var permit in new[] { Stranger, World.May(Doing.Read) })
        {
            foreach (var filter in new[] { "", "&form=reached", "&member=thailand", "&said-since=2008-04-16", "&known=2012-01-01" })
            {
                var plain = await PageAsync<StatementList, StatementItem>(world, "withdrawn=no" + filter, permit);
                foreach (var by in new[] { "by=member", "by=source" })
                {
                    var counted = await PageAsync<WhenSaidList, WhenSaidItem>(world, by + "&step=year" + filter, permit);
                    Assert.Equal(plain.Length, counted.Sum(c => c.StatementCount));
                    Assert.Equal(
                        plain.GroupBy(s => ((s.Said?.Earliest ?? s.Said?.Latest)?.Year, s.Form)).Select(g => (g.Key, g.Count())).Order(),
                        counted.GroupBy(c => (c.Period?.Earliest?.Year, c.Form)).Select(g => (g.Key, g.Sum(c => c.StatementCount))).Order());
                    Assert.True(counted.Select(c => c.Period).Distinct().Count() <= WhenSaidList.MostPeriods + 1);
                }
            }

            var months = await PageAsync<WhenSaidList, WhenSaidItem>(world, "said-since=2008-01-01&said-until=2008-12-31", permit);
            Assert.All(months.Where(m => m.Period!.Edtf == "2008-03"), m => Assert.Equal(m.StatementCount, m.RoughCount));
            Assert.All(months.Where(m => m.Period!.Edtf == "2008-04"), m => Assert.Equal(0, m.RoughCount));
            Assert.All(await PageAsync<WhenSaidList, WhenSaidItem>(world, "step=day", permit), m => Assert.True(m.Period is null || m.Step == Core.Measures.TimeStep.Year));
        }
    }

    /// <summary>Rows are read in pages while they are written: what is recorded meanwhile stands at the end, and no more than a page is held.</summary>
    [Fact]
    public async Task A_list_is_taken_out_page_by_page()
    {
        await using var world = await FilledAsync();
        var like = await world.DoAsync<ConcordDb, StatementRow>(db => db.Set<StatementRow>().AsNoTracking().FirstAsync());
        await AddAsync(1200);
        var before = await world.DoAsync<StatementList, int>(async list => await World.Ok(await list.CellsAsync(World.May(Doing.Read), Query(list, ""), default)).CountAsync());
        Assert.True(before > 1200);
        var taken = await world.DoAsync<StatementList, int>(async list =>
        {
            var rows = 0;
            await foreach (var row in World.Ok(await list.CellsAsync(World.May(Doing.Read), Query(list, ""), default)))
            {
                if (++rows == 1)
                {
                    await AddAsync(7);
                }
            }

            return rows;
        });
        Assert.Equal(before + 7, taken);

        async Task AddAsync(int count)
        {
            var receipt = await world.DoAsync<ConcordDb, Result<Receipt>>(db =>
            {
                db.AddRange(Enumerable.Range(0, count).Select(_ => new StatementRow
                {
                    Id = new StatementId(Guid.CreateVersion7()), PassageId = like.PassageId, LabelId = like.LabelId, Known = like.Known, Form = AssertionForm.Describes, Text = "It was said",
                }));
                return db.CommitAsync(new Platform.Ledger.Act(World.May(Doing.Review), "test.filled", "test"), default);
            });
            _ = World.Ok(receipt);
        }
    }

    [Fact]
    public async Task What_was_taken_back_or_whose_source_was_withdrawn_is_in_no_list()
    {
        await using var world = await FilledAsync();
        var before = await PageAsync<PositionList, PositionItem>(world, "");
        var one = before[0];
        var proposal = await world.DoAsync<ConcordDb, ProposalId?>(db => db.Set<StatementRow>().Where(s => s.Id == new StatementId(one.Id)).Select(s => s.ProposalId).SingleAsync());
        var seen = (await world.ReviewAsync(new SourceId(one.SourceId!.Value))).Items.Single(i => i.Proposal.Id == proposal).Seen;
        _ = World.Ok(await world.DecideAsync(new Decide(proposal!.Value, seen, Verdict.Open)));
        Assert.Equal(before.Skip(1).Select(p => p.Id), (await PageAsync<PositionList, PositionItem>(world, "")).Select(p => p.Id));
        _ = World.Ok(await world.DoAsync<RecallSource, Result<SourceId>>(r => r.RecallAsync(World.May(Doing.Review), new SourceId(one.SourceId!.Value), "Withdrawn by its sender.", null, default)));
        Assert.DoesNotContain(await PageAsync<PositionList, PositionItem>(world, ""), p => p.SourceId == one.SourceId);
        Assert.DoesNotContain(await PageAsync<ObstacleList, ObstacleItem>(world, ""), p => p.SourceId == one.SourceId);
        Assert.DoesNotContain(await PageAsync<LawList, LawItem>(world, ""), l => l.Quote is not null && l.QuotePage!.Contains(one.SourceId!.Value.ToString("D"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_protected_is_found_by_no_name()
    {
        await using var world = await FilledAsync();
        var one = (await PageAsync<PositionList, PositionItem>(world, "")).First(p => p.Speaker is not null);
        var address = "speaker=" + Uri.EscapeDataString(one.Speaker!);
        Assert.Contains(await PageAsync<PositionList, PositionItem>(world, address), p => p.Id == one.Id);
        _ = await world.DoAsync<ConcordDb, int>(db => db.Set<StatementRow>().Where(s => s.Id == new StatementId(one.Id)).ExecuteUpdateAsync(s => s.SetProperty(r => r.Protect, true)));
        Assert.DoesNotContain(await PageAsync<PositionList, PositionItem>(world, address), p => p.Id == one.Id);
        Assert.Contains(await PageAsync<PositionList, PositionItem>(world, ""), p => p.Id == one.Id && p is { Speaker: null, SpeakerCapacity: null, SpeakerProtected: true });
    }

    [Fact]
    public async Task Each_filter_leaves_what_a_plain_look_at_all_leaves()
    {
        await using var world = await FilledAsync();
        var meetings = await PageAsync<MeetingList, MeetingItem>(world, "");
        var held = meetings.First(m => m is { IsHeld: true, Days.IsEmpty: false });
        var day = held.Days[0].Earliest!.Value;
        await AgreeAsync<MeetingList, MeetingItem>("held=yes", m => m.IsHeld);
        await AgreeAsync<MeetingList, MeetingItem>("title=" + Uri.EscapeDataString(held.Title.ToUpperInvariant()), m => m.Names.Any(n => n.Contains(held.Title, StringComparison.OrdinalIgnoreCase)));
        await AgreeAsync<MeetingList, MeetingItem>($"since={Days.Write(day)}", m => m.Days.Any(d => !(d.Latest < day)));
        await AgreeAsync<MeetingList, MeetingItem>($"until={Days.Write(day)}", m => m.Days.Any(d => !(d.Earliest > day)));
        await AgreeAsync<DeclarationList, DeclarationItem>("member=cambodia", d => d.Members.Contains("cambodia"));
        foreach (var stage in (await PageAsync<DeclarationList, DeclarationItem>(world, "")).Select(d => d.Stage).OfType<string>().Distinct())
        {
            await AgreeAsync<DeclarationList, DeclarationItem>("stage=" + stage, d => d.Stage == stage);
        }

        await AgreeAsync<DirectoryList, DirectoryItem>("sort=official", d => d.Sort == DirectorySort.Official);
        await AgreeAsync<DirectoryList, DirectoryItem>("sort=body&member=TH", d => d.Sort == DirectorySort.Body && d.Members.Contains("thailand"));
        await AgreeAsync<PositionList, PositionItem>("member=thailand", p => p.Member == "thailand");
        await AgreeAsync<PositionList, PositionItem>("stance=opposes", p => p.Stance == Stance.Opposes);
        await AgreeAsync<PositionList, PositionItem>("about=ID", p => p.Question.Contains("Indonesia", StringComparison.Ordinal));
        await AgreeAsync<PositionList, PositionItem>("about=indonesia", p => p.Question.Contains("Indonesia", StringComparison.Ordinal));
        await AgreeAsync<ObstacleList, ObstacleItem>("help=yes", o => o.HelpNeeded is not null);
        foreach (var area in (await PageAsync<ObstacleList, ObstacleItem>(world, "")).Select(o => o.Area).OfType<string>().Distinct())
        {
            await AgreeAsync<ObstacleList, ObstacleItem>("area=" + area, o => o.Area == area);
        }

        await AgreeAsync<LawList, LawItem>("element=men", l => l.Element == Core.Measures.CoverageElement.Men);
        await AgreeAsync<LawList, LawItem>("member=cambodia", l => l.Members.Contains("cambodia"));

        async Task AgreeAsync<TList, TRow>(string address, Func<TRow, bool> fits) where TList : Listed<TRow>
        {
            var all = (await PageAsync<TList, TRow>(world, "")).Where(fits).Select(r => r!.ToString()).ToList();
            Assert.NotEmpty(all);
            Assert.Equal(all, (await PageAsync<TList, TRow>(world, address)).Select(r => r!.ToString()));
        }
    }

    private async Task<World> FilledAsync()
    {
        var world = await FilledWorld.NewAsync(engine);
        foreach (var source in (await PageAsync<SourceList, SourceItem>(world, "")).Where(s => s.FileName.StartsWith("07-", StringComparison.Ordinal) || s.FileName.StartsWith("01-", StringComparison.Ordinal)))
        {
            foreach (var item in (await world.ReviewAsync(new SourceId(source.Id))).Items.Where(i => i.IsOpen))
            {
                _ = World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Accepted)));
            }
        }

        return world;
    }

    private static async Task WholeAsync<TList, TRow>(World world, Func<TRow, object> key) where TList : Listed<TRow>
    {
        var all = (await PageAsync<TList, TRow>(world, "")).Select(key).ToList();
        Assert.NotEmpty(all);
        Assert.Equal(all.Count, all.Distinct().Count());
        foreach (var order in new[] { "order=recorded", "order=newest", "order=last-recorded" })
        {
            var walked = new List<object>();
            for (string? after = null; ;)
            {
                var page = World.Ok(await world.DoAsync<TList, Result<ListPage<TRow>>>(l => l.PageAsync(World.May(Doing.Read), new ListAsked(Query(l, order), after, 2), default)));
                Assert.True(page.Rows.Length <= 2);
                walked.AddRange(page.Rows.Select(key));
                if (page.Next is null)
                {
                    break;
                }

                after = page.Next;
            }

            Assert.Equal(all.ToHashSet(), walked.ToHashSet());
            Assert.Equal(all.Count, walked.Count);
            Assert.True(order == "order=newest" || walked.SequenceEqual(order == "order=recorded" ? all : all.AsEnumerable().Reverse()));
            var taken = await world.DoAsync<TList, int>(async l => await World.Ok(await l.CellsAsync(World.May(Doing.Read), Query(l, order), default)).CountAsync());
            Assert.Equal(all.Count, taken);
        }
    }

    private static async Task<ImmutableArray<TRow>> PageAsync<TList, TRow>(World world, string address, Permit? permit = null) where TList : Listed<TRow> =>
        World.Ok(await world.DoAsync<TList, Result<ListPage<TRow>>>(l => l.PageAsync(permit ?? World.May(Doing.Read), new ListAsked(Query(l, address), null, 500), default))).Rows;

    private static ListQuery Query(IListed list, string address) => World.Ok(ListQuery.Read(list.Filters, QueryHelpers.ParseQuery(address)));
}

public sealed class SqliteGatheredListTests() : GatheredListSuite(Engine.Sqlite);

public sealed class PostgresGatheredListTests() : GatheredListSuite(Engine.Postgres);
