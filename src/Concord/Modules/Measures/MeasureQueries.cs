using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>The record, its cells, and single measures, as they stood on a day as far as was known on a day.</summary>
internal sealed class MeasureQueries(ConcordDb db, MeasureFold fold, Labels labels, ReplyQueries replies, ISources sources, IPlan plan, TimeProvider clock)
{
    /// <summary>Today, as far as is known today.</summary>
    public AsOf Now
    {
        get
        {
            var today = clock.Today();
            return new AsOf(today, today);
        }
    }

    /// <summary>The whole record in one pass over the statements that this person may see.</summary>
    public async Task<Result<RecordPage>> RecordAsync(Permit permit, AsOf asOf, string? phase, CancellationToken ct)
    {
        var process = await plan.InForceAsync(permit, asOf.Held, ct).ConfigureAwait(false);
        return await process.Match(
            async p =>
            {
                var folded = await fold.FoldAsync(permit, p, asOf, null, ct).ConfigureAwait(false);
                var deciding = await sources.PassagesAsync(permit, [.. folded.Counted.Select(m => m.Deciding!.Passage).Distinct()], ct).ConfigureAwait(false);
                var replied = await replies.OfAsync(permit, p, [.. folded.Counted.Select(m => m.Deciding!.Id)], asOf.Known, ct).ConfigureAwait(false);
                return (Result<RecordPage>)Lay(p, p.Phase(phase), folded, deciding, replied, asOf);
            },
            refusals => Task.FromResult<Result<RecordPage>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>Measures as a cell of the record shows them, by the measure that stands for all.</summary>
    public async Task<ImmutableDictionary<MeasureId, RecordMeasure>> ToRecordAsync(
        Permit permit, ProcessInForce process, ImmutableArray<FoldedMeasure> folded, DateOnly known, CancellationToken ct)
    {
        var deciding = await sources.PassagesAsync(permit, [.. folded.Select(m => m.Deciding!.Passage).Distinct()], ct).ConfigureAwait(false);
        var replied = await replies.OfAsync(permit, process, [.. folded.Select(m => m.Deciding!.Id)], known, ct).ConfigureAwait(false);
        return folded.ToImmutableDictionary(m => m.Id, m => ToRecord(m, deciding, replied));
    }

    /// <summary>A cell opened to its sentences; refused with <c>record.no-such-cell</c>.</summary>
    public async Task<Result<CellPage>> CellAsync(Permit permit, string member, string area, AsOf asOf, CancellationToken ct)
    {
        var process = await plan.InForceAsync(permit, asOf.Held, ct).ConfigureAwait(false);
        return await process.Match(
            async p =>
            {
                var row = p.Members.FirstOrDefault(m => m.Key == member);
                var phase = p.Phases.FirstOrDefault(x => x.Areas.Any(a => a.Key == area));
                if (row is null || phase is null)
                {
                    return new Refusal("record.no-such-cell");
                }

                var folded = await fold.FoldOfAsync(permit, p, asOf, row.Id, area, ct).ConfigureAwait(false);
                var inside = folded.Counted.Where(m => m.Areas.Contains(area) && m.Members.Contains(row.Id)).ToImmutableArray();
                var passages = await PassagesAsync(permit, inside, ct).ConfigureAwait(false);
                var labelled = await labels.AllAsync(ct).ConfigureAwait(false);
                var replied = await RepliesAsync(permit, p, inside, asOf, ct).ConfigureAwait(false);
                return (Result<CellPage>)new CellPage(
                    row, phase.Areas.First(a => a.Key == area), phase, [.. inside.Select(m => Show(m, p, passages, labelled, replied, asOf))], asOf);
            },
            refusals => Task.FromResult<Result<CellPage>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>One measure; refused with <c>measure.unknown</c> when there is none of which this person may see a statement.</summary>
    public async Task<Result<MeasurePage>> MeasureAsync(Permit permit, MeasureId id, AsOf asOf, CancellationToken ct)
    {
        var process = await plan.InForceAsync(permit, asOf.Held, ct).ConfigureAwait(false);
        return await process.Match(
            async p =>
            {
                var folded = await fold.FoldAsync(permit, p, asOf, id, ct).ConfigureAwait(false);
                if (folded.Measures.IsEmpty)
                {
                    return new Refusal("measure.unknown");
                }

                var passages = await PassagesAsync(permit, folded.Measures, ct).ConfigureAwait(false);
                var labelled = await labels.AllAsync(ct).ConfigureAwait(false);
                var replied = await RepliesAsync(permit, p, folded.Measures, asOf, ct).ConfigureAwait(false);
                return (Result<MeasurePage>)(Show(folded.Measures[0], p, passages, labelled, replied, asOf) with { NotYetKnown = folded.NotYetKnown });
            },
            refusals => Task.FromResult<Result<MeasurePage>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>A statement beside all that was said of its measure; refused with <c>statement.unknown</c>.</summary>
    public async Task<Result<StatementPage>> StatementAsync(Permit permit, StatementId id, AsOf asOf, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var measure = await db.Set<StatementRow>().Where(s => s.Id == id && visible.Contains(s.LabelId)).Select(s => s.MeasureId).SingleOrDefaultAsync(ct).ConfigureAwait(false);
        var page = measure is { } of ? await MeasureAsync(permit, of, asOf, ct).ConfigureAwait(false) : new Refusal("statement.unknown");

        // Whether its measure is hidden too is nothing to tell by another refusal.
        return page.Match<Result<StatementPage>>(
            p => p.Statements.Select(s => s.Id).ToImmutableArray().IndexOf(id) switch
            {
                < 0 => new Refusal("statement.unknown"),
                var at => new StatementPage(p, at + 1),
            },
            _ => new Refusal("statement.unknown"));
    }

    /// <summary>A statement by itself, with the members that it is about; refused with <c>statement.unknown</c>.</summary>
    public async Task<Result<OpenedStatement>> OpenAsync(Permit permit, StatementId id, AsOf asOf, CancellationToken ct) =>
        await (await plan.InForceAsync(permit, asOf.Held, ct).ConfigureAwait(false)).Match(
            async process => await db.Set<StatementRow>().AnyAsync(s => s.Id == id && s.MeasureId == null, ct).ConfigureAwait(false)
                ? await AloneAsync(permit, process, id, asOf, ct).ConfigureAwait(false)
                : (await StatementAsync(permit, id, asOf, ct).ConfigureAwait(false)).Map(page => new OpenedStatement(
                    page.Statement, page, About(process, page.Measure.Members.Select(m => m.Id), page.Statement, page.Measure.Kind?.Sort == SubjectSort.Question ? page.Measure.Title : null), process)),
            refusals => Task.FromResult<Result<OpenedStatement>>(refusals)).ConfigureAwait(false);

    /// <summary>One that speaks of no measure.</summary>
    private async Task<Result<OpenedStatement>> AloneAsync(Permit permit, ProcessInForce process, StatementId id, AsOf asOf, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var some = db.Set<StatementRow>().AsNoTracking().Where(s => s.Id == id && visible.Contains(s.LabelId) && s.Known <= asOf.Known);
        if (await some.SingleOrDefaultAsync(ct).ConfigureAwait(false) is not { } row)
        {
            return new Refusal("statement.unknown");
        }

        var passages = await sources.PassagesAsync(permit, [row.PassageId], ct).ConfigureAwait(false);
        var labelled = await labels.AllAsync(ct).ConfigureAwait(false);
        var replied = await replies.OfAsync(permit, process, [id], asOf.Known, ct).ConfigureAwait(false);
        var recalled = (await sources.RecalledAsync(permit, ct).ConfigureAwait(false))[row.PassageId];
        var history = MeasureFold.WithRecalls((await fold.WithdrawalsAsync(some, asOf.Known, ct).ConfigureAwait(false))[id], recalled, asOf.Known).ToImmutableArray();
        var said = StatementMap.ToView(row, process, passages.GetValueOrDefault(row.PassageId), replied[id]) with
        {
            Withdrawal = history.LastOrDefault(w => w.Restored is null),
            History = history,
            Label = labelled.GetValueOrDefault(row.LabelId),
        };
        return new OpenedStatement(said, null, About(process, [], said, null), process);
    }

    private static ImmutableArray<MemberId> About(ProcessInForce process, IEnumerable<MemberId> ofMeasure, StatementView said, string? question)
    {
        var words = said.Assertion.Match<string?[]>(_ => [], _ => [], a => [a.Indicator], a => [a.Who], a => [a.On], a => [a.What, a.HelpNeeded], a => [a.Text]);
        var named = words.Append(question).OfType<string>().SelectMany(w => CountriesNamed.In(w)).Select(c => process.FindMember(c.Iso2)?.Id).OfType<MemberId>();
        return Replying.About(ofMeasure, said.SpeakerMember?.Id, named);
    }

    private Task<ILookup<StatementId, ReplyView>> RepliesAsync(Permit permit, ProcessInForce process, ImmutableArray<FoldedMeasure> measures, AsOf asOf, CancellationToken ct) =>
        replies.OfAsync(permit, process, [.. measures.SelectMany(m => m.Gathered.Statements).Select(s => s.Id)], asOf.Known, ct);

    private Task<ImmutableDictionary<PassageId, PassageView>> PassagesAsync(Permit permit, ImmutableArray<FoldedMeasure> measures, CancellationToken ct) =>
        sources.PassagesAsync(permit, [.. measures.SelectMany(m => m.Gathered.Statements).Select(s => s.Passage).Distinct()], ct);

    private static MeasurePage Show(
        FoldedMeasure m, ProcessInForce process, ImmutableDictionary<PassageId, PassageView> passages, ImmutableDictionary<LabelId, Label> labelled,
        ILookup<StatementId, ReplyView> replied, AsOf asOf) => new(
        m.Id, m.Row.Title, m.Kind, [.. m.Members.Select(process.Member).OfType<MemberInForce>()], m.Areas, m.Standing,
        [.. m.Gathered.Statements.OrderBy(s => s.Known).ThenBy(s => s.Sequence)
            .ThenBy(s => s.Assertion is Assertion.Measured or Assertion.Involves).ThenBy(s => s.Id.Value)
            .Select(s => StatementMap.ToView(m.Rows[s.Id], process, passages.GetValueOrDefault(s.Passage), replied[s.Id]) with
        {
            ByOwnMember = s.SpeakerMember is { } own && m.Members.Contains(own),
            Withdrawal = m.Withdrawals[s.Id].LastOrDefault(w => w.Restored is null),
            History = [.. m.Withdrawals[s.Id]],
            Label = labelled.GetValueOrDefault(s.Label),
            SaidOf = s.Measure == m.Id ? null : m.Titles[s.Measure],
        })],
        asOf,
        0,
        m.Standing.Certainly is null && m.Standing.Possibly is null ? null : m.Deciding?.Id)
    {
        Mergings = m.Mergings,
        Titles = m.Titles,
    };

    private static RecordPage Lay(
        ProcessInForce process, PhaseInForce phase, Folded folded, ImmutableDictionary<PassageId, PassageView> deciding, ILookup<StatementId, ReplyView> replied, AsOf asOf)
    {
        var shown = folded.Counted.Where(m => m.Kind is not null).ToImmutableArray();
        var placed = shown.Where(m => m.Areas.Any(a => phase.Areas.Any(x => x.Key == a)) && m.Members.Any(x => process.Member(x) is not null)).ToHashSet();
        return new RecordPage(
            process,
            phase,
            [.. process.Members.Select(member => new RecordRow(
                member,
                [.. phase.Areas.Select(area => new RecordCell(
                    member, area, [.. shown.Where(m => m.Members.Contains(member.Id) && m.Areas.Contains(area.Key)).Select(m => ToRecord(m, deciding, replied))]))]))],
            asOf,
            folded.NotYetKnown,
            folded.Counted.Length - placed.Count);
    }

    private static RecordMeasure ToRecord(FoldedMeasure m, ImmutableDictionary<PassageId, PassageView> deciding, ILookup<StatementId, ReplyView> replied) => new(
        m.Row.Id, m.Row.Title, m.Kind!, m.Kind!.Stage(m.Standing.Certainly ?? m.Standing.Possibly), m.Standing.Certainly is not null, m.Standing,
        m.Members.Length, m.Counted.Length, deciding.GetValueOrDefault(m.Deciding!.Passage))
    {
        Replies = [.. replied[m.Deciding!.Id]],
    };
}
