using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using Concord.Modules.Directory;
using Concord.Modules.Measures;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Meetings;
using Concord.Modules.Plan;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>Meetings, officials and clauses as subjects of statements.</summary>
public abstract class SubjectSuite(Engine engine)
{
    private static readonly DateOnly Later = new(2009, 3, 1);

    private async Task<World> WithPackAsync(bool lake = false)
    {
        var world = await World.NewAsync(engine);
        if (lake)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "tests", "Concord.Tests", "Plan", "lake-fisheries.json"));
            _ = World.Ok(await world.DoAsync<LoadPack, Result<LoadedPack>>(l => l.HandleAsync(World.May(Doing.Administer), "lake.json", bytes, default)));
        }
        else
        {
            _ = await world.LoadPackAsync();
        }

        return world;
    }

    private static async Task<SourceId> AcceptAllAsync(World world, int serial, params string[] paragraphs)
    {
        var source = World.Ok(await world.ImportAsync(Written.Telegram(serial, paragraphs), serial + ".txt"))[0].Id;
        foreach (var item in (await world.ReviewAsync(source)).Items)
        {
            _ = World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, item.Seen, Verdict.Accepted)));
        }

        return source;
    }

    private static async Task<SubjectsFound> FoundAsync(World world, params SubjectSort[] sorts) =>
        World.Ok(await world.DoAsync<IReviews, Result<SubjectsFound>>(r => r.SubjectsAsync(World.May(Doing.Read), new SubjectsAsked([.. sorts], Later, Later), default)));

    [Fact]
    public async Task Two_meetings_of_one_name_in_two_years_are_two_and_the_same_one_of_two_sources_is_one()
    {
        await using var world = await WithPackAsync();
        _ = await AcceptAllAsync(world, 71, "(SBU) Summary: The River States Labor Conference was held in Port Testa May 3-4, 2006. End Summary.");
        _ = await AcceptAllAsync(world, 72, "(SBU) Summary: The River States Labor Conference was held in Port Testa May 7-8, 2007. End Summary.");
        _ = await AcceptAllAsync(world, 73, "(SBU) Summary: The River States Labor Conference was held in Port Testa May 8, 2007. End Summary.");
        var meetings = (await FoundAsync(world, SubjectSort.Meeting)).Subjects;
        Assert.Equal(2, meetings.Length);
        Assert.Equal([1, 2], meetings.Select(m => m.Reached.Count()).Order());
        var page = World.Ok(await world.DoAsync<MeetingQueries, Result<MeetingPage>>(
            q => q.PageAsync(World.May(Doing.Read), meetings.Single(m => m.Reached.Count() == 2).Id, default)));
        Assert.Equal(2, page.Meeting.Reached.Select(r => r.When!.Edtf).Distinct().Count());
    }

    [Fact]
    public async Task A_meeting_that_was_put_off_was_not_held()
    {
        await using var world = await WithPackAsync();
        _ = await AcceptAllAsync(world, 74, "(SBU) Summary: The Fourth River States Labor Conference in Port Testa was postponed to March 12, 2008. End Summary.");
        var meeting = Assert.Single((await FoundAsync(world, SubjectSort.Meeting)).Subjects);
        Assert.Null(meeting.Stage);
        Assert.Empty(meeting.Reached);
        Assert.Equal("2008-03-12", Assert.Single(meeting.Expected).When?.Edtf);
    }

    [Fact]
    public async Task Sessions_find_their_meeting_in_whatever_order_they_are_decided_and_undoing_leaves_nothing()
    {
        await using var world = await WithPackAsync();
        var source = World.Ok(await world.ImportAsync(Written.Telegram(
            75, "(SBU) Summary: The River States Labor Conference was held in Port Testa February 18-20, 2008. End Summary.", "The drafting session on February 19 was closed to the press.")))[0].Id;
        var items = (await world.ReviewAsync(source)).Items.Reverse().ToList();
        foreach (var item in items)
        {
            _ = World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Accepted)));
        }

        var meeting = (await FoundAsync(world, SubjectSort.Meeting)).Subjects.Single();
        var page = World.Ok(await world.DoAsync<MeetingQueries, Result<MeetingPage>>(q => q.PageAsync(World.May(Doing.Read), meeting.Id, default)));
        Assert.Equal("drafting session", Assert.Single(page.Sessions).Title);
        Assert.Equal("press", Assert.Single(page.Admission.Rows).Party);
        foreach (var item in (await world.ReviewAsync(source)).Items)
        {
            _ = World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, item.Seen, Verdict.Open)));
        }

        Assert.Empty((await FoundAsync(world, SubjectSort.Meeting, SubjectSort.Session)).Subjects);
    }

    [Fact]
    public async Task No_meeting_or_official_stands_in_a_cell_of_the_record()
    {
        await using var world = await WithPackAsync();
        _ = await AcceptAllAsync(
            world, 76, "(SBU) Summary: The River States Labor Conference was held in Port Testa February 18-20, 2008. End Summary.",
            "Thai Ministry of Labor Deputy Director General Somchai Testsuk spoke. He said Thailand passed a law on trafficking in November 2007.");
        var record = await world.DoAsync<MeasureQueries, RecordPage>(async q => World.Ok(await q.RecordAsync(World.May(Doing.Read), new AsOf(Later, Later), null, default)));
        Assert.All(record.Rows.SelectMany(r => r.Cells).SelectMany(c => c.Measures), m => Assert.True(m.Kind.Sort.StandsInRecord()));
        Assert.Equal(0, record.OutsideTheTable);
        var list = World.Ok(await world.DoAsync<DirectoryList, Result<Platform.Lists.ListPage<DirectoryItem>>>(
            l => l.PageAsync(World.May(Doing.Read), new Platform.Lists.ListAsked(Platform.Lists.ListQuery.All, null, 500), default))).Rows;
        Assert.Contains(list, o => o is { Name: "Somchai Testsuk", Sort: DirectorySort.Official } && o.Members.Contains("thailand"));
        Assert.Contains(list, b => b is { Name: "Ministry of Labor", Sort: DirectorySort.Body, IsFromPack: false });
    }

    [Fact]
    public async Task Whoever_asks_for_protection_is_in_no_directory_and_named_by_the_sentence_alone()
    {
        await using var world = await WithPackAsync();
        _ = await AcceptAllAsync(
            world, 77, "(SBU) Summary: News. End Summary.",
            "Thai Ministry of Labor Deputy Director General Somchai Testsuk (strictly protect) said Thailand passed a law on trafficking in November 2007.");
        Assert.Empty((await FoundAsync(world, SubjectSort.Person)).Subjects);
        Assert.True(await world.DoAsync<ConcordDb, bool>(db => db.Set<StatementRow>().AnyAsync(s => s.Protect)));
        var said = World.Ok(await world.DoAsync<IReviews, Result<System.Collections.Immutable.ImmutableArray<SubjectStatement>>>(
            r => r.SaidAsync(World.May(Doing.Read), new SaidAsked([], ["Somchai Testsuk"], Later), default)));
        Assert.Empty(said);
        var laws = await world.DoAsync<ConcordDb, List<MeasureId>>(db => db.Set<MeasureRow>().Select(m => m.Id).ToListAsync());
        foreach (var law in laws)
        {
            var page = World.Ok(await world.DoAsync<MeasureQueries, Result<MeasurePage>>(q => q.MeasureAsync(World.May(Doing.Read), law, new AsOf(Later, Later), default)));
            Assert.All(page.Statements, s => Assert.True(s is { Protected: true, Speaker: null, Capacity: null }));
        }
    }

    [Fact]
    public async Task A_process_without_such_kinds_keeps_the_words_as_remarks()
    {
        await using var world = await WithPackAsync(lake: true);
        var source = await AcceptAllAsync(
            world, 78, "(SBU) Summary: The Lake Fisheries Conference was held in Gitega May 3-4, 2007. End Summary.", "The second session was closed to the press.");
        Assert.Empty((await FoundAsync(world, SubjectSort.Meeting, SubjectSort.Session, SubjectSort.Person)).Subjects);
        Assert.Contains((await world.ReviewAsync(source)).Items, i => i.Proposal.Form == ProposalForm.Meeting && i.Decision!.Measure is null);
    }
}

public sealed class SqliteSubjectTests() : SubjectSuite(Engine.Sqlite);

public sealed class PostgresSubjectTests() : SubjectSuite(Engine.Postgres);
