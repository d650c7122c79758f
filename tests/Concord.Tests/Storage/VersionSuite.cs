using System.Collections.Immutable;
using System.Text;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Core.Telegrams;
using Concord.Modules.Measures;
using Concord.Modules.Sources;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>A corrected source is a new version: its passages move over or need a person, and none vanishes.</summary>
public abstract class VersionSuite(Engine engine)
{
    private static readonly string[] Facts =
    [
        "(U) Burmese officials said Burma established an anti-trafficking unit within the police. Burma signed an agreement with Thailand in March 2007.",
        "Thai Deputy Director General Somchai Testsuk said Thailand passed a law on trafficking in November 2007. The law is expected to be enacted in April 2008.",
    ];

    private static Task<SourcePage> PageAsync(World world, SourceId id, SourcePlace place = default) =>
        world.DoAsync<SourceQueries, SourcePage>(async q => World.Ok(await q.PageAsync(World.May(Doing.Read), id, place, default)));

    private static Task<ImmutableArray<AnchoredView>> HangingAsync(World world, SourceId version) =>
        world.DoAsync<HangingPassages, ImmutableArray<AnchoredView>>(h => h.InAsync(World.May(Doing.Read), version, default));

    private static Task<Result<PassageId>> SettleAsync(World world, SettlePassage input) =>
        world.DoAsync<SettleAnchor, Result<PassageId>>(s => s.HandleAsync(World.May(Doing.Review), input, default));

    private static Task<Result<MadeVersion>> LinkAsync(World world, SourceId later, SourceId earlier) =>
        world.DoAsync<CorrectSource, Result<MadeVersion>>(c => c.LinkAsync(World.May(Doing.Review), later, earlier, default));

    private static async Task<SourceId> ImportAsync(World world, byte[] bytes, string name = "telegram.txt", SourceId? corrects = null) =>
        World.Ok(await world.ImportAsync(bytes, name, corrects))[0].Id;

    private static Task<ProposalId> MarkAsync(World world, SourceId source, int paragraph, string words) => world.DoAsync<AddProposal, ProposalId>(
        async a => World.Ok(await a.HandleAsync(World.May(Doing.Review), new NewProposal(source, paragraph, words, null), default)));

    private static async Task<string> OutcomeAsync(World world, byte[] was, byte[] now, string name)
    {
        var first = await ImportAsync(world, was, name);
        var page = await PageAsync(world, first);
        foreach (var (_, words) in Edit.Quotes)
        {
            var paragraph = page.Paragraphs.Single(p => p.Text.Contains(words, StringComparison.Ordinal));
            await MarkAsync(world, first, paragraph.Ordinal, words);
        }

        var second = await ImportAsync(world, now, name, first);
        var hanging = await HangingAsync(world, second);
        return string.Concat(Edit.Quotes.Select(q => hanging.Single(h => h.Original.Exact == q.Words).Now.Kind switch
        {
            AnchorKind.Exact => 'E',
            AnchorKind.Moved => 'M',
            AnchorKind.Altered => 'A',
            AnchorKind.Ambiguous => 'S',
            AnchorKind.Lost => 'L',
        }));
    }

    [Fact]
    public async Task Each_edit_of_a_telegram_leaves_of_each_passage_what_it_must()
    {
        await using var world = await World.NewAsync(engine);
        foreach (var (i, edit) in Edit.All.Index())
        {
            Assert.Equal((edit.Name, edit.Outcome), (edit.Name, await OutcomeAsync(world, Written.Telegram(200 + i, Edit.Text), Written.Telegram(200 + i, edit.Change(Edit.Text)), "telegram.txt")));
        }
    }

    [Fact]
    public async Task Each_edit_of_a_web_page_leaves_of_each_passage_what_it_must()
    {
        await using var world = await World.NewAsync(engine);
        foreach (var (i, edit) in Edit.All.Index())
        {
            Assert.Equal(
                (edit.Name, edit.Outcome),
                (edit.Name, await OutcomeAsync(world, Edit.Html(Edit.Text, $"Report {i}"), Edit.Html(edit.Change(Edit.Text), $"Report {i}"), "report.html")));
        }
    }

    [Theory]
    [InlineData("header", "EEEE")]
    [InlineData("subject", "EEEE")]
    [InlineData("classification", "EEEE")]
    [InlineData("markings", "EEEE")]
    [InlineData("wrapped", "EEEE")]
    [InlineData("line ends", "EEEE")]
    [InlineData("UTF-16", "EEEE")]
    [InlineData("heading", "EEEE")]
    [InlineData("page header", "EEEE")]
    [InlineData("renumbered", "EEEE")]
    public async Task What_changes_only_around_the_text_moves_everything(string what, string outcome)
    {
        await using var world = await World.NewAsync(engine);
        var was = Encoding.ASCII.GetString(Written.Telegram(300, Edit.Text));
        var now = what switch
        {
            "header" => was.Replace("R 290230Z FEB 08", "P 290231Z FEB 08", StringComparison.Ordinal).Replace("SECSTATE WASHDC 0345", "SECSTATE WASHDC 0346", StringComparison.Ordinal),
            "subject" => was.Replace("NEWS NUMBER 300", "NEWS OF THE THIRD MEETING", StringComparison.Ordinal),
            "classification" => was.Replace("UNCLAS TANJUNG", "CONFIDENTIAL TANJUNG", StringComparison.Ordinal),
            "markings" => was.Replace("2. Burmese", "2. (SBU) Burmese", StringComparison.Ordinal),
            "wrapped" => was.Replace(" officials said Burma ", " officials\nsaid Burma ", StringComparison.Ordinal).Replace(" operations and ", " operations\nand ", StringComparison.Ordinal),
            "line ends" => was.Replace("\n", "\r\n", StringComparison.Ordinal),
            "heading" => was.Replace("3. Between", "FIGURES OF THE YEAR\n-------------------\n3. Between", StringComparison.Ordinal),
            "page header" => was.Replace("anti-trafficking unit", "anti-trafficking\n\nTANJUNG BI 00000300  002 OF 002\n\nunit", StringComparison.Ordinal),
            "renumbered" => was.Replace("\n4. Two", "\n5. Two", StringComparison.Ordinal).Replace("\n5. The next", "\n6. The next", StringComparison.Ordinal),
            _ => was + " ",
        };
        var bytes = what == "UTF-16" ? [0xff, 0xfe, .. Encoding.Unicode.GetBytes(was)] : Encoding.ASCII.GetBytes(now);
        Assert.Equal(outcome, await OutcomeAsync(world, Encoding.ASCII.GetBytes(was), bytes, "telegram.txt"));
    }

    [Fact]
    public async Task What_was_decided_is_not_asked_again_and_its_statements_lead_to_the_new_version()
    {
        await using var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        var first = await ImportAsync(world, Written.Telegram(91, Facts));
        var items = (await world.ReviewAsync(first)).Items;
        var signed = items.First(i => i.Proposal is { Kind: FactKind.Agreement, Status: FactStatus.Signed });
        var decided = World.Ok(await world.DecideAsync(new Decide(signed.Proposal.Id, signed.Seen, Verdict.Accepted)));
        var second = await ImportAsync(world, Written.Telegram(91, ["A first paragraph came in.", .. Facts]));

        var review = await world.ReviewAsync(second);
        var carried = Assert.Single(review.Items, i => i.IsCarried);
        Assert.Equal((signed.Proposal.Passage.Exact, Verdict.Accepted, false), (carried.Proposal.Passage.Exact, carried.Holds!.Verdict, carried.IsOpen));
        Assert.Equal(items.Length - 1, review.Left);
        Assert.Equal("review.already-decided", World.Refused(await world.DecideAsync(new Decide(carried.Proposal.Id, 0, Verdict.Accepted))));

        var measure = World.Ok(await world.DoAsync<MeasureQueries, Result<MeasurePage>>(q => q.MeasureAsync(World.May(Doing.Read), decided.Measure!.Value, q.Now, default)));
        var passage = measure.Statements[0].Passage!;
        Assert.Equal((first, second, true), (passage.Source, passage.Now!.Source, passage.Now.Stands));
        Assert.Contains(second.Value.ToString("D"), SourceLinks.Passage(passage), StringComparison.Ordinal);
        var shown = await PageAsync(world, second, new SourcePlace(Passage: passage.Id));
        Assert.Equal((passage.Exact, first), (shown.Sought!.Exact, shown.Sought.From!.Source));
        Assert.Contains(shown.Paragraphs, p => p.Find(shown.Sought) is not null);

        // Taken back where it was decided, it is asked here.
        _ = World.Ok(await world.DecideAsync(new Decide(signed.Proposal.Id, decided.Seen, Verdict.Open)));
        Assert.DoesNotContain((await world.ReviewAsync(second)).Items, i => i.IsCarried);
    }

    [Fact]
    public async Task The_list_counts_only_what_is_new()
    {
        await using var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        var first = await ImportAsync(world, Written.Telegram(92, Facts));
        foreach (var item in (await world.ReviewAsync(first)).Items)
        {
            _ = World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Rejected)));
        }

        var second = await ImportAsync(world, Written.Telegram(92, [.. Facts, "Laos signed an agreement with Vietnam in May 2007."]));
        var listed = await world.DoAsync<ReviewQueries, ImmutableArray<Concord.Modules.Measures.Contracts.ReviewedSource>>(q => q.SourcesAsync(World.May(Doing.Read), 10, default));
        Assert.Equal((await world.ReviewAsync(second)).Left, listed.Single(s => s.Source.Id == second).Open);
        Assert.InRange(listed.Single(s => s.Source.Id == second).Open, 1, 2);
    }

    [Fact]
    public async Task A_chain_of_versions_takes_passages_along_and_lets_none_vanish()
    {
        await using var world = await World.NewAsync(engine);
        var first = await ImportAsync(world, Written.Telegram(93, Edit.Text));
        foreach (var (paragraph, words) in Edit.Quotes)
        {
            await MarkAsync(world, first, paragraph, words);
        }

        var second = await ImportAsync(world, Written.Telegram(93, Edit.All.Single(e => e.Name == "A number changed").Change(Edit.Text)));
        var altered = (await HangingAsync(world, second)).Single(h => h.Now.Waits);
        Assert.Contains("110", altered.Now.Exact, StringComparison.Ordinal);
        Assert.Equal("passage.settled-meanwhile", World.Refused(await SettleAsync(world, new SettlePassage(altered.Original.Id, second, altered.Seen + 1, AnchorHow.Confirmed))));
        _ = World.Ok(await SettleAsync(world, new SettlePassage(altered.Original.Id, second, altered.Seen, AnchorHow.Confirmed)));
        Assert.Equal("passage.settled-already", World.Refused(await SettleAsync(world, new SettlePassage(altered.Original.Id, second, altered.Seen + 1, AnchorHow.LeftLost))));

        var third = await ImportAsync(world, Written.Telegram(93, ["Something new stands before all.", .. Edit.All.Single(e => e.Name == "A number changed").Change(Edit.Text)]));
        var page = await PageAsync(world, third);
        Assert.Equal((3, second, 3), (page.Version, page.Corrects, page.Versions.Length));
        var hanging = await HangingAsync(world, third);
        Assert.Equal(4, hanging.Length);
        Assert.All(hanging, h => Assert.True(h.Now.Stands));
        Assert.Contains("110", hanging.Single(h => h.Original.Id == altered.Original.Id).Now.Exact, StringComparison.Ordinal);
        Assert.Equal(third, (await PageAsync(world, first)).Versions[^1].Id);
    }

    [Fact]
    public async Task A_lost_passage_is_placed_by_hand_or_left_and_each_can_be_taken_back()
    {
        await using var world = await World.NewAsync(engine);
        var first = await ImportAsync(world, Written.Telegram(94, Edit.Text));
        await MarkAsync(world, first, 3, Edit.Quotes[3].Words);
        var second = await ImportAsync(world, Written.Telegram(94, [.. Edit.Text[..3], "Two drafts were tabled. The meeting took neither.", Edit.Text[4]]));
        var lost = (await HangingAsync(world, second)).Single();
        Assert.Equal((AnchorKind.Lost, true), (lost.Now.Kind, lost.Now.Waits));
        var passage = lost.Original.Id;
        Assert.Equal("passage.no-place", World.Refused(await SettleAsync(world, new SettlePassage(passage, second, 1, AnchorHow.Confirmed))));
        Assert.Equal("proposal.words-missing", World.Refused(await SettleAsync(world, new SettlePassage(passage, second, 1, AnchorHow.Placed, 3, "words that are nowhere"))));
        _ = World.Ok(await SettleAsync(world, new SettlePassage(passage, second, 1, AnchorHow.Placed, 3, "The meeting took neither.")));
        Assert.Equal(("The meeting took neither.", true), ((await HangingAsync(world, second)).Single().Now.Exact, (await HangingAsync(world, second)).Single().Now.Stands));
        _ = World.Ok(await SettleAsync(world, new SettlePassage(passage, second, 2, AnchorHow.Reopened)));
        Assert.True((await HangingAsync(world, second)).Single().Now.Waits);
        _ = World.Ok(await SettleAsync(world, new SettlePassage(passage, second, 3, AnchorHow.LeftLost)));
        Assert.True((await HangingAsync(world, second)).Single().Now.IsLost);
        var shown = await world.DoAsync<SourceQueries, PassageView>(async q => (await q.PassagesAsync(World.May(Doing.Read), [passage], default))[passage]);
        Assert.Contains(first.Value.ToString("D"), SourceLinks.Passage(shown), StringComparison.Ordinal);
        _ = World.Ok(await SettleAsync(world, new SettlePassage(passage, second, 4, AnchorHow.Reopened)));
        Assert.Equal("passage.nothing-to-undo", World.Refused(await SettleAsync(world, new SettlePassage(passage, second, 5, AnchorHow.Reopened))));
    }

    [Fact]
    public async Task Versions_are_a_chain_and_never_a_fork_or_a_circle()
    {
        await using var world = await World.NewAsync(engine);
        var first = await ImportAsync(world, Edit.Html(Edit.Text), "a.html");
        var second = await ImportAsync(world, Edit.Html([.. Edit.Text, "B."]), "b.html", first);
        Assert.Equal("version.itself", World.Refused(await world.ImportAsync(Edit.Html(Edit.Text), "a.html", first)));
        Assert.Equal("version.corrected-already", World.Refused(await world.ImportAsync(Edit.Html([.. Edit.Text, "C."]), "c.html", first)));
        Assert.Equal("version.cycle", World.Refused(await LinkAsync(world, first, second)));
        Assert.Equal("version.corrects-already", World.Refused(await LinkAsync(world, second, await ImportAsync(world, Edit.Html(["Else."]), "e.html"))));
        Assert.Equal("source.unknown", World.Refused(await LinkAsync(world, second, new SourceId(Guid.CreateVersion7()))));
        var sources = await world.DoAsync<ConcordDb, int>(db => db.Set<SourceRow>().CountAsync());
        var third = await ImportAsync(world, Edit.Html([.. Edit.Text, "C."]), "c.html", second);
        Assert.Equal((sources + 1, third), (await world.DoAsync<ConcordDb, int>(db => db.Set<SourceRow>().CountAsync()), (await PageAsync(world, first)).Versions[^1].Id));

        // The same bytes again change nothing.
        var acts = await world.DoAsync<ConcordDb, int>(db => db.Set<ActRow>().CountAsync());
        Assert.True(World.Ok(await world.ImportAsync(Edit.Html([.. Edit.Text, "C."]), "c.html", second))[0].AlreadyThere);
        Assert.Equal(acts, await world.DoAsync<ConcordDb, int>(db => db.Set<ActRow>().CountAsync()));
    }

    [Fact]
    public async Task Of_two_who_bring_in_a_correction_at_once_one_is_told()
    {
        await using var world = await World.NewAsync(engine);
        var first = await ImportAsync(world, Edit.Html(Edit.Text), "a.html");
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => world.ImportAsync(Edit.Html([.. Edit.Text, $"Version {i}."]), $"{i}.html", first))));
        Assert.Single(both, b => b.IsOk);
        Assert.All(both.Where(b => !b.IsOk), b => Assert.Contains(World.Refused(b), (string[])["version.corrected-meanwhile", "version.corrected-already"]));
        Assert.Equal(2, await world.DoAsync<ConcordDb, int>(db => db.Set<SourceRow>().CountAsync()));
    }

    [Fact]
    public async Task A_telegram_corrected_by_a_document_is_one_when_a_person_says_so()
    {
        await using var world = await World.NewAsync(engine);
        var first = await ImportAsync(world, Written.Telegram(95, Edit.Text));
        await MarkAsync(world, first, 1, Edit.Quotes[0].Words);
        var second = await ImportAsync(world, Edit.Html(Edit.Text), "telegram.html", first);
        Assert.True((await HangingAsync(world, second)).Single().Now.Stands);
        _ = World.Ok(await world.DoAsync<CorrectSource, Result<SourceId>>(c => c.UnlinkAsync(World.May(Doing.Review), second, default)));
        Assert.Null((await PageAsync(world, first)).CorrectedBy);
        Assert.Empty((await PageAsync(world, second)).Versions);
        Assert.Equal("version.corrects-nothing", World.Refused(await world.DoAsync<CorrectSource, Result<SourceId>>(c => c.UnlinkAsync(World.May(Doing.Review), second, default))));
        _ = World.Ok(await LinkAsync(world, second, first));
        Assert.True((await HangingAsync(world, second)).Single().Now.Stands);
    }

    [Fact]
    public async Task What_only_looks_like_a_correction_is_asked()
    {
        await using var world = await World.NewAsync(engine);
        var first = await ImportAsync(world, Edit.Html(Edit.Text, "Report of 2007"), "a.html");
        var second = await ImportAsync(world, Edit.Html([.. Edit.Text, "More."], "Report of 2007"), "b.html");
        var asked = Assert.Single((await PageAsync(world, second)).MayCorrect);
        Assert.Equal((first, "title"), (asked.Earlier.Id, asked.Reason));
        Assert.Null((await PageAsync(world, second)).Corrects);
        _ = World.Ok(await world.DoAsync<CorrectSource, Result<SourceId>>(c => c.DistinguishAsync(World.May(Doing.Review), second, first, default)));
        Assert.Empty((await PageAsync(world, second)).MayCorrect);

        var one = await ImportAsync(world, Written.Telegram(96, Edit.Text));
        var text = Encoding.ASCII.GetString(Written.Telegram(97, Edit.Text));
        var other = await ImportAsync(world, Encoding.ASCII.GetBytes(text.Replace("SIPDIS", "SIPDIS\n\nC O R R E C T E D  C O P Y", StringComparison.Ordinal)));
        Assert.Contains((await PageAsync(world, other)).MayCorrect, m => m.Earlier.Id == one && m.Reason is "originator" or "marked");
    }

    [Fact]
    public async Task Sections_that_came_in_two_files_are_no_versions_of_each_other()
    {
        await using var world = await World.NewAsync(engine);
        var text = Encoding.ASCII.GetString(Written.Telegram(98, Edit.Text));
        var first = await ImportAsync(world, Encoding.ASCII.GetBytes(text.Replace("UNCLAS TANJUNG BIRU", "UNCLAS SECTION 01 OF 02 TANJUNG BIRU", StringComparison.Ordinal)));
        var second = await ImportAsync(world, Encoding.ASCII.GetBytes(text.Replace("UNCLAS TANJUNG BIRU", "UNCLAS SECTION 02 OF 02 TANJUNG BIRU", StringComparison.Ordinal)));
        Assert.Null((await PageAsync(world, second)).Corrects);
        Assert.Null((await PageAsync(world, first)).CorrectedBy);
    }

    [Fact]
    public async Task A_source_withdrawn_by_its_issuer_takes_its_statements_along_until_that_is_taken_back()
    {
        await using var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        var first = await ImportAsync(world, Written.Telegram(99, Facts));
        var signed = (await world.ReviewAsync(first)).Items.First(i => i.Proposal is { Kind: FactKind.Agreement, Status: FactStatus.Signed });
        var measure = World.Ok(await world.DecideAsync(new Decide(signed.Proposal.Id, signed.Seen, Verdict.Accepted))).Measure!.Value;
        async Task<MeasurePage> MeasureAsync(DateOnly? known = null) => World.Ok(await world.DoAsync<MeasureQueries, Result<MeasurePage>>(
            q => q.MeasureAsync(World.May(Doing.Read), measure, new AsOf(q.Now.Held, known ?? q.Now.Known), default)));
        Task<Result<SourceId>> RecallAsync(string? why, DateOnly? day) => world.DoAsync<RecallSource, Result<SourceId>>(r => r.RecallAsync(World.May(Doing.Review), first, why, day, default));
        Task<Result<SourceId>> UndoAsync() => world.DoAsync<RecallSource, Result<SourceId>>(r => r.UndoAsync(World.May(Doing.Review), first, null, default));

        Assert.NotNull((await MeasureAsync()).Standing.Certainly);
        Assert.Equal("recall.why-missing", World.Refused(await RecallAsync(" ", null)));
        Assert.Equal("recall.in-future", World.Refused(await RecallAsync("why", new DateOnly(2009, 3, 2))));
        Assert.Equal("recall.before-source", World.Refused(await RecallAsync("why", new DateOnly(2008, 2, 28))));
        Assert.Equal("recall.nothing-to-undo", World.Refused(await UndoAsync()));
        _ = World.Ok(await RecallAsync("Cancelled by 08 STATE 1.", new DateOnly(2008, 6, 1)));
        Assert.Equal("recall.already", World.Refused(await RecallAsync("again", null)));

        var gone = await MeasureAsync();
        Assert.Null(gone.Standing.Certainly);
        Assert.All(gone.Statements, s => Assert.Equal((WithdrawalCause.Issuer, "Cancelled by 08 STATE 1."), (s.Withdrawal!.Cause, s.Withdrawal.Why)));
        Assert.NotNull((await MeasureAsync(new DateOnly(2008, 5, 31))).Standing.Certainly);
        Assert.Equal("restoration.of-issuer", World.Refused(await world.DoAsync<RestoreStatement, Result<StatementPage>>(
            r => r.HandleAsync(World.May(Doing.Review), new Restore(gone.Statements[0].Id, 0), default))));
        Assert.Equal("Cancelled by 08 STATE 1.", (await PageAsync(world, first)).Recall!.Why);

        _ = World.Ok(await UndoAsync());
        Assert.NotNull((await MeasureAsync()).Standing.Certainly);
        Assert.Null((await PageAsync(world, first)).Recall);
        _ = World.Ok(await RecallAsync("Cancelled once more.", null));
        Assert.Null((await MeasureAsync()).Standing.Certainly);
    }

    [Fact]
    public async Task A_withdrawal_of_the_newest_version_takes_the_earlier_ones_along()
    {
        await using var world = await World.NewAsync(engine);
        var first = await ImportAsync(world, Written.Telegram(101, Facts));
        var second = await ImportAsync(world, Written.Telegram(101, [.. Facts, "More."]));
        Assert.Equal("recall.not-newest", World.Refused(await world.DoAsync<RecallSource, Result<SourceId>>(r => r.RecallAsync(World.May(Doing.Review), first, "why", null, default))));
        _ = World.Ok(await world.DoAsync<RecallSource, Result<SourceId>>(r => r.RecallAsync(World.May(Doing.Review), second, "why", null, default)));
        Assert.NotNull((await PageAsync(world, first)).Recall);
    }

    [Fact]
    public async Task Telegrams_find_each_other_in_either_order()
    {
        await using var world = await World.NewAsync(engine);
        var text = Encoding.ASCII.GetString(Written.Telegram(102, "Work went on (ref A). NGO views on the plan will be reported septel.", "Nothing more of reftels."));
        var refers = await ImportAsync(world, Encoding.ASCII.GetBytes(text.Replace(
            "SUBJECT: TIP: NEWS NUMBER 102", "SUBJECT: TIP: NEWS NUMBER 102\n\nREF: A. TANJUNG BIRU 0103 (NOTAL)\n     B. 07 STATE 77\n     C. LARKE E-MAIL OF 02/20/2008", StringComparison.Ordinal)));
        var before = (await PageAsync(world, refers)).RefersTo;
        Assert.Equal([("A", true, null), ("B", false, null), ("C", false, null)], before.Select(r => (r.Letter, r.Notal, r.Source)));
        Assert.Equal(["1", "2"], before[0].MentionedIn);
        var named = await ImportAsync(world, Written.Telegram(103, "NGO views."));
        Assert.Equal(named, (await PageAsync(world, refers)).RefersTo[0].Source!.Id);
        Assert.Equal(refers, (await PageAsync(world, named)).ReferredBy.Single().Id);

        var promise = Assert.Single((await PageAsync(world, refers)).Promises);
        Assert.Equal("NGO views on the plan will be reported septel.", promise.Exact);
        Assert.Contains(promise.Candidates, c => c.Id == named);
        Task<Result<SourceId>> FulfilAsync(int seen, SourceId? by) =>
            world.DoAsync<TelegramLinks, Result<SourceId>>(l => l.FulfilAsync(World.May(Doing.Review), refers, 0, seen, by, default));
        Assert.Equal("promise.itself", World.Refused(await FulfilAsync(0, refers)));
        Assert.Equal("promise.unknown", World.Refused(await FulfilAsync(0, new SourceId(Guid.CreateVersion7()))));
        _ = World.Ok(await FulfilAsync(0, named));
        Assert.Equal("promise.settled-meanwhile", World.Refused(await FulfilAsync(0, named)));
        Assert.Equal(named, (await PageAsync(world, refers)).Promises[0].FulfilledBy!.Id);
        _ = World.Ok(await FulfilAsync(1, null));
        Assert.Null((await PageAsync(world, refers)).Promises[0].FulfilledBy);
    }

    [Fact]
    public async Task Who_may_not_see_it_learns_nothing_of_a_version()
    {
        await using var world = await World.NewAsync(engine);
        var first = await ImportAsync(world, Edit.Html(Edit.Text), "a.html");
        var second = await ImportAsync(world, Edit.Html([.. Edit.Text, "B."]), "b.html", first);
        var nobody = new Actor(new ActorId(Guid.CreateVersion7()), "nobody", Capacity.Public, null);
        var label = (await PageAsync(world, first)).Paragraphs[0].Shown;
        Assert.False(Access.MaySee(nobody, label, new DateOnly(2009, 3, 1)).Allowed);
        _ = await world.DoAsync<ConcordDb, int>(db => db.Set<ParagraphRow>().Where(p => p.SourceId == second).ExecuteUpdateAsync(u => u.SetProperty(p => p.LabelId, new LabelId(999))));
        _ = await world.DoAsync<ConcordDb, int>(db => db.Set<AnchoringRow>().Where(p => p.SourceId == second && p.LabelId != null).ExecuteUpdateAsync(u => u.SetProperty(p => p.LabelId, new LabelId(999))));
        var passages = await world.DoAsync<ConcordDb, List<PassageId>>(db => db.Set<PassageRow>().Where(p => p.SourceId == first).Select(p => p.Id).ToListAsync());
        var shown = await world.DoAsync<SourceQueries, ImmutableDictionary<PassageId, PassageView>>(q => q.PassagesAsync(World.May(Doing.Read), passages, default));
        Assert.NotEmpty(shown);
        Assert.All(shown.Values, p => Assert.Null(p.Now));
    }
}

public sealed class SqliteVersionTests() : VersionSuite(Engine.Sqlite);

public sealed class PostgresVersionTests() : VersionSuite(Engine.Postgres);
