using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using Concord.Modules.Measures;
using Concord.Modules.Sources;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>A machine proposes, a person decides; the record follows from what was decided.</summary>
public abstract class ReviewSuite(Engine engine)
{
    private static readonly AsOf Later = new(new DateOnly(2009, 3, 1), new DateOnly(2009, 3, 1));

    private async Task<(World World, SourceId Source)> BegunAsync()
    {
        var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        return (world, World.Ok(await world.ImportAsync(Written.Telegram(87)))[0].Id);
    }

    private static ReviewItem Find(ReviewPage page, FactKind kind, FactStatus status) =>
        page.Items.First(i => i.Proposal.Kind == kind && i.Proposal.Status == status);

    private static Task<RecordPage> RecordAsync(World world, AsOf asOf) =>
        world.DoAsync<MeasureQueries, RecordPage>(async q => World.Ok(await q.RecordAsync(World.May(Doing.Read), asOf, null, default)));

    [Fact]
    public async Task An_accepted_proposal_stands_in_the_record_and_leads_to_its_sentence()
    {
        var (world, source) = await BegunAsync();
        await using var held = world;
        var item = Find(await world.ReviewAsync(source), FactKind.Agreement, FactStatus.Signed);
        var decided = World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, item.Seen, Verdict.Accepted)));
        var record = await RecordAsync(world, Later);
        var cells = record.Rows.SelectMany(r => r.Cells).Where(c => !c.Measures.IsEmpty).ToList();
        Assert.Contains(cells, c => c.Member.Key == record.Process.FindMember("Burma")!.Key);
        Assert.All(cells, c => Assert.Equal("signed", c.Measures.Single().Stage!.Id.Value));
        var cell = World.Ok(await world.DoAsync<MeasureQueries, Result<CellPage>>(
            q => q.CellAsync(World.May(Doing.Read), cells[0].Member.Key, cells[0].Area.Key, Later, default)));
        var said = cell.Measures.Single().Statements.First();
        Assert.Equal(item.Proposal.Passage.Exact, said.Passage!.Exact);
        Assert.Equal(decided.Measure, cell.Measures.Single().Id);
        var measure = World.Ok(await world.DoAsync<MeasureQueries, Result<MeasurePage>>(q => q.MeasureAsync(World.May(Doing.Read), decided.Measure!.Value, Later, default)));
        Assert.Equal(item.Suggested.Title, measure.Title);
    }

    [Fact]
    public async Task What_is_expected_is_not_done()
    {
        var (world, source) = await BegunAsync();
        await using var held = world;
        var item = (await world.ReviewAsync(source)).Items.First(i => i.Proposal.Kind == FactKind.Law && i.Proposal.DateCertainty == DateCertainty.Expected);
        World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Accepted)));
        var measures = (await RecordAsync(world, Later)).Rows.SelectMany(r => r.Cells).SelectMany(c => c.Measures).ToList();
        Assert.NotEmpty(measures);
        Assert.All(measures, m => Assert.Null(m.Stage));
        Assert.All(measures, m => Assert.NotEmpty(m.Standing.Expectations));
    }

    [Fact]
    public async Task Two_people_cannot_both_decide()
    {
        var (world, source) = await BegunAsync();
        await using var held = world;
        var item = (await world.ReviewAsync(source)).Items[0];
        var all = await Task.WhenAll(
            Task.Run(() => world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Accepted))),
            Task.Run(() => world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Rejected))));
        Assert.Single(all, r => r.IsOk);
        Assert.Equal("review.changed-meanwhile", World.Refused(all.Single(r => !r.IsOk)));
    }

    [Fact]
    public async Task A_decision_is_undone_by_a_new_act_and_can_be_taken_again()
    {
        var (world, source) = await BegunAsync();
        await using var held = world;
        var item = Find(await world.ReviewAsync(source), FactKind.Agreement, FactStatus.Signed);
        var accepted = World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Accepted)));
        Assert.Equal("review.already-decided", World.Refused(await world.DecideAsync(new Decide(item.Proposal.Id, accepted.Seen, Verdict.Rejected))));
        var undone = World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, accepted.Seen, Verdict.Open, Why: "by mistake")));
        Assert.DoesNotContain((await RecordAsync(world, Later)).Rows.SelectMany(r => r.Cells), c => !c.Measures.IsEmpty);
        var rejected = World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, undone.Seen, Verdict.Rejected)));
        Assert.Equal(Verdict.Rejected, rejected.Verdict);
        var verbs = await world.DoAsync<ConcordDb, List<string>>(db =>
            db.Set<ActRow>().Where(a => a.About.StartsWith("proposal:")).OrderBy(a => a.Sequence).Select(a => a.Verb).ToListAsync());
        Assert.Equal(["proposal.accepted", "proposal.reopened", "proposal.rejected"], verbs);
    }

    [Fact]
    public async Task A_change_records_what_the_person_settled_on()
    {
        var (world, source) = await BegunAsync();
        await using var held = world;
        var item = Find(await world.ReviewAsync(source), FactKind.Agreement, FactStatus.Signed);
        var settled = item.Suggested with { Title = "Agreement on return", Stage = new StageId("initialled"), When = "2007-03-05", Polarity = Polarity.Affirms };
        var decided = World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Accepted, settled)));
        Assert.Equal(Verdict.Changed, decided.Verdict);
        var measure = World.Ok(await world.DoAsync<MeasureQueries, Result<MeasurePage>>(q => q.MeasureAsync(World.May(Doing.Read), decided.Measure!.Value, Later, default)));
        Assert.Equal(("Agreement on return", "initialled"), (measure.Title, measure.Standing.Certainly!.Value.Value));
    }

    [Fact]
    public async Task Everything_wrong_with_a_change_is_said_at_once()
    {
        var (world, source) = await BegunAsync();
        await using var held = world;
        var item = Find(await world.ReviewAsync(source), FactKind.Agreement, FactStatus.Signed);
        var wrong = item.Suggested with { Title = " ", Stage = new StageId("no-such"), When = "2007-13", Members = [new MemberId(Guid.Empty)] };
        var codes = (await world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Accepted, wrong))).Match(_ => [], r => r.Select(x => x.Code).ToList());
        Assert.Contains("review.title-missing", codes);
        Assert.Contains("review.stage-unknown", codes);
        Assert.Contains("review.member-unknown", codes);
        Assert.Contains(codes, c => c.StartsWith("when.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_date_that_is_too_long_to_be_kept_is_told_where_it_was_given()
    {
        var (world, source) = await BegunAsync();
        await using var held = world;
        var item = Find(await world.ReviewAsync(source), FactKind.Agreement, FactStatus.Signed);
        foreach (var years in new[] { 50, 90 })
        {
            var many = "{" + string.Join(',', Enumerable.Range(1900, years)) + "}";
            var codes = (await world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Accepted, item.Suggested with { When = many, Said = many }))).Match(_ => [], r => r.Select(x => x.Code).ToList());
            Assert.Equal(["when.too-long", "review.said-too-long"], codes);
        }
    }

    [Fact]
    public async Task A_second_source_on_the_same_measure_joins_it()
    {
        var (world, source) = await BegunAsync();
        await using var held = world;
        var other = World.Ok(await world.ImportAsync(Written.Telegram(188)))[0].Id;
        var measures = new List<MeasureId?>();
        foreach (var s in new[] { source, other })
        {
            var item = Find(await world.ReviewAsync(s), FactKind.Agreement, FactStatus.Signed);
            measures.Add(World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Accepted))).Measure);
        }

        Assert.Single(measures.Distinct());
    }

    [Fact]
    public async Task Before_its_source_was_known_a_statement_has_no_part()
    {
        var (world, source) = await BegunAsync();
        await using var held = world;
        var item = Find(await world.ReviewAsync(source), FactKind.Agreement, FactStatus.Signed);
        World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Accepted)));
        var before = await RecordAsync(world, new AsOf(new DateOnly(2008, 1, 1), new DateOnly(2008, 1, 1)));
        Assert.DoesNotContain(before.Rows.SelectMany(r => r.Cells), c => !c.Measures.IsEmpty);
        Assert.True(before.NotYetKnown > 0);
    }

    [Fact]
    public async Task One_undoes_ones_own_decisions_one_after_another_as_far_as_one_likes()
    {
        var (world, source) = await BegunAsync();
        await using var held = world;
        var items = (await world.ReviewAsync(source)).Items;
        foreach (var item in items)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, item.Seen, item.Number % 2 == 0 ? Verdict.Rejected : Verdict.Accepted)));
        }

        Assert.Equal(0, (await world.ReviewAsync(source)).Left);
        foreach (var item in items.Reverse())
        {
            Assert.Equal([item.Proposal.Id], World.Ok(await UndoAsync(world, source)).Proposals);
        }

        Assert.Equal("review.nothing-to-undo", World.Refused(await UndoAsync(world, source)));
        Assert.Equal(items.Length, (await world.ReviewAsync(source)).Left);
        Assert.DoesNotContain((await RecordAsync(world, Later)).Rows.SelectMany(r => r.Cells), c => !c.Measures.IsEmpty);
    }

    [Fact]
    public async Task Plain_statements_are_accepted_together_and_taken_back_together_and_no_other_with_them()
    {
        var (world, source) = await BegunAsync();
        await using var held = world;
        var view = await world.ReviewAsync(source);
        var alone = view.Items.First(i => !i.Alone.IsEmpty);
        var plain = view.Plain.ToImmutableArray();
        Assert.True(plain.Length > 1);
        var first = World.Ok(await world.DecideAsync(new Decide(plain[0].Proposal.Id, 0, Verdict.Rejected)));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var done = World.Ok(await world.DoAsync<AcceptPlain, Result<AcceptedTogether>>(
            a => a.HandleAsync(World.May(Doing.Review), source, [.. plain.Append(alone).Select(i => new Picked(i.Proposal.Id, i.Seen))], default)));
        Assert.Equal(new AcceptedTogether(plain.Length - 1, 2), done);
        var after = await world.ReviewAsync(source);
        Assert.True(after.Find(alone.Number)!.IsOpen);
        Assert.Equal(Verdict.Rejected, after.Find(plain[0].Number)!.Decision!.Verdict);

        Assert.Equal(plain.Skip(1).Select(i => i.Proposal.Id), World.Ok(await UndoAsync(world, source)).Proposals);
        Assert.Equal([first.Proposal], World.Ok(await UndoAsync(world, source)).Proposals);
    }

    [Fact]
    public async Task A_sentence_that_says_two_things_is_proposed_twice_and_each_is_recorded_as_what_it_says()
    {
        var (world, source) = await BegunAsync();
        await using var held = world;
        var item = Find(await world.ReviewAsync(source), FactKind.Agreement, FactStatus.Signed);
        var second = World.Ok(await AddAsync(world, new NewProposal(source, 0, "", null, item.Proposal.Id)));
        var view = await world.ReviewAsync(source);
        var other = view.Items.Single(i => i.Proposal.Id == second);
        Assert.Equal(item.Proposal.Passage.Id, other.Proposal.Passage.Id);
        Assert.Equal(view.Items.IndexOf(view.Find(item.Number)!) + 1, view.Items.IndexOf(other));
        var one = World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Accepted)));
        var two = World.Ok(await world.DecideAsync(new Decide(second, 0, Verdict.Changed, other.Suggested with { Title = "The other agreement" })));
        Assert.NotEqual(one.Measure, two.Measure);
    }

    [Fact]
    public async Task Words_that_stand_in_a_paragraph_once_can_be_proposed_and_no_others()
    {
        var (world, source) = await BegunAsync();
        await using var held = world;
        var before = await world.ReviewAsync(source);
        var paragraph = before.Source.Paragraphs.Single(p => p.Text.Contains("anti-trafficking unit", StringComparison.Ordinal));
        Assert.Equal("proposal.words-missing", World.Refused(await AddAsync(world, new NewProposal(source, paragraph.Ordinal, "a unit that is not there", null))));
        Assert.Equal("proposal.words-missing", World.Refused(await AddAsync(world, new NewProposal(source, paragraph.Ordinal, "  ", null))));
        Assert.Equal("proposal.words-twice", World.Refused(await AddAsync(world, new NewProposal(source, paragraph.Ordinal, "Burm", null))));
        Assert.Equal(before.Items.Length, (await world.ReviewAsync(source)).Items.Length);

        var added = World.Ok(await AddAsync(world, new NewProposal(source, paragraph.Ordinal, "unit  within\n the police", null)));
        var item = (await world.ReviewAsync(source)).Items.Single(i => i.Proposal.Id == added);
        Assert.Equal("unit within the police", item.Proposal.Passage.Exact);
        Assert.NotNull(paragraph.Find(item.Proposal.Passage));
        Assert.False(item.Alone.IsEmpty);
        var last = paragraph.Text.LastIndexOf("Burma", StringComparison.Ordinal);
        var pointed = World.Ok(await AddAsync(world, new NewProposal(source, paragraph.Ordinal, "Burma", last)));
        Assert.Equal(last, paragraph.Find((await world.ReviewAsync(source)).Items.Single(i => i.Proposal.Id == pointed).Proposal.Passage)!.Value.Start);
    }

    [Fact]
    public async Task Two_proposals_become_one_statement_and_one_undo_parts_them()
    {
        var (world, source) = await BegunAsync();
        await using var held = world;
        var view = await world.ReviewAsync(source);
        var kept = Find(view, FactKind.Agreement, FactStatus.Signed);
        var other = Find(view, FactKind.Institution, FactStatus.Established);
        var merged = World.Ok(await world.DoAsync<MergeProposals, Result<Decided>>(
            m => m.HandleAsync(World.May(Doing.Review), source, other.Proposal.Id, other.Seen, kept.Number, default)));
        var after = await world.ReviewAsync(source);
        Assert.Equal((Verdict.Accepted, Verdict.Merged), (after.Find(kept.Number)!.Decision!.Verdict, after.Find(other.Number)!.Decision!.Verdict));
        Assert.Equal(after.Find(kept.Number)!.Decision!.Measure, merged.Measure);
        Assert.Equal("review.merge-other", World.Refused(await world.DoAsync<MergeProposals, Result<Decided>>(
            m => m.HandleAsync(World.May(Doing.Review), source, kept.Proposal.Id, 1, other.Number, default))));
        Assert.Equal(2, World.Ok(await UndoAsync(world, source)).Proposals.Length);
        Assert.Equal(view.Items.Length, (await world.ReviewAsync(source)).Left);
    }

    [Fact]
    public async Task Decisions_score_the_rules()
    {
        var (world, source) = await BegunAsync();
        await using var held = world;
        var items = (await world.ReviewAsync(source)).Items;
        var added = World.Ok(await AddAsync(world, new NewProposal(source, 0, "", null, items[0].Proposal.Id)));
        World.Ok(await world.DecideAsync(new Decide(added, 0, Verdict.Rejected)));
        World.Ok(await world.DecideAsync(new Decide(items[0].Proposal.Id, 0, Verdict.Accepted)));
        World.Ok(await world.DecideAsync(new Decide(items[1].Proposal.Id, 0, Verdict.Rejected)));
        var scores = await world.DoAsync<RuleScores, ImmutableArray<RuleScore>>(s => s.AllAsync(World.May(Doing.Read), default));
        Assert.Equal(2, scores.Sum(s => s.Decided));
        Assert.Equal(1, scores.Single(s => s.Rule == items[0].Proposal.Rule).Accepted);
        Assert.Equal(1, scores.Single(s => s.Rule == items[1].Proposal.Rule).Rejected);
    }

    private static Task<Result<ProposalId>> AddAsync(World world, NewProposal asked) =>
        world.DoAsync<AddProposal, Result<ProposalId>>(a => a.HandleAsync(World.May(Doing.Review), asked, default));

    private static Task<Result<Undone>> UndoAsync(World world, SourceId source) =>
        world.DoAsync<UndoReview, Result<Undone>>(u => u.HandleAsync(World.May(Doing.Review), source, default));

    [Fact]
    public async Task A_pack_loaded_again_changes_nothing()
    {
        await using var world = await World.NewAsync(engine);
        Assert.False((await world.LoadPackAsync()).AlreadyThere);
        Assert.True((await world.LoadPackAsync()).AlreadyThere);
    }
}

public sealed class SqliteReviewTests() : ReviewSuite(Engine.Sqlite);

public sealed class PostgresReviewTests() : ReviewSuite(Engine.Postgres);
