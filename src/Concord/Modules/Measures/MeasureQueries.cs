using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>The record, its cells, and single measures, as they stood on a day as far as was known on a day.</summary>
internal sealed class MeasureQueries(ConcordDb db, Labels labels, ISources sources, IPlan plan, TimeProvider clock)
{
    /// <summary>Today, as far as is known today.</summary>
    public AsOf Now
    {
        get
        {
            var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
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
                var folded = await FoldAsync(permit, p, asOf, null, ct).ConfigureAwait(false);
                var deciding = await sources.PassagesAsync(permit, [.. folded.Counted.Select(m => m.Deciding!.Passage).Distinct()], ct).ConfigureAwait(false);
                return (Result<RecordPage>)Lay(p, p.Phase(phase), folded, deciding, asOf);
            },
            refusals => Task.FromResult<Result<RecordPage>>(refusals)).ConfigureAwait(false);
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

                var folded = await FoldAsync(permit, p, asOf, null, ct).ConfigureAwait(false);
                var inside = folded.Counted.Where(m => m.Areas.Contains(area) && m.Members.Contains(row.Id)).ToImmutableArray();
                var passages = await PassagesAsync(permit, inside, ct).ConfigureAwait(false);
                var labelled = await labels.AllAsync(ct).ConfigureAwait(false);
                return (Result<CellPage>)new CellPage(
                    row, phase.Areas.First(a => a.Key == area), phase, [.. inside.Select(m => Show(m, p, passages, labelled, asOf))], asOf);
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
                var folded = await FoldAsync(permit, p, asOf, id, ct).ConfigureAwait(false);
                if (folded.Measures.IsEmpty)
                {
                    return new Refusal("measure.unknown");
                }

                var passages = await PassagesAsync(permit, folded.Measures, ct).ConfigureAwait(false);
                var labelled = await labels.AllAsync(ct).ConfigureAwait(false);
                return (Result<MeasurePage>)Show(folded.Measures[0], p, passages, labelled, asOf);
            },
            refusals => Task.FromResult<Result<MeasurePage>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>A statement beside all that was said of its measure; refused with <c>statement.unknown</c>.</summary>
    public async Task<Result<StatementPage>> StatementAsync(Permit permit, StatementId id, AsOf asOf, CancellationToken ct)
    {
        var measure = await db.Set<StatementRow>().Where(s => s.Id == id).Select(s => s.MeasureId).SingleOrDefaultAsync(ct).ConfigureAwait(false);
        var page = measure is { } of ? await MeasureAsync(permit, of, asOf, ct).ConfigureAwait(false) : new Refusal("statement.unknown");
        return page.Then<StatementPage>(p => p.Statements.Select(s => s.Id).ToImmutableArray().IndexOf(id) switch
        {
            < 0 => new Refusal("statement.unknown"),
            var at => new StatementPage(p, at + 1),
        });
    }

    private async Task<Folded> FoldAsync(Permit permit, ProcessInForce process, AsOf asOf, MeasureId? only, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var statements = db.Set<StatementRow>().AsNoTracking().Where(s => s.MeasureId != null && visible.Contains(s.LabelId));
        var rows = await (only is { } one ? statements.Where(s => s.MeasureId == one) : statements).ToListAsync(ct).ConfigureAwait(false);
        var measured = db.Set<MeasureRow>().AsNoTracking().Where(m => only == null || m.Id == only);
        var measures = await measured.ToDictionaryAsync(m => m.Id, ct).ConfigureAwait(false);
        var members = (await db.Set<MeasureMemberRow>().AsNoTracking().Where(m => only == null || m.MeasureId == only).ToListAsync(ct).ConfigureAwait(false))
            .ToLookup(m => m.MeasureId, m => m.MemberId);
        var areas = (await db.Set<MeasureAreaRow>().AsNoTracking().Where(m => only == null || m.MeasureId == only).ToListAsync(ct).ConfigureAwait(false))
            .ToLookup(m => m.MeasureId, m => m.Area);
        var withdrawals = await WithdrawalsAsync(statements.Where(s => only == null || s.MeasureId == only), asOf.Known, ct).ConfigureAwait(false);
        var folded = rows
            .GroupBy(r => r.MeasureId!.Value)
            .Select(g => Fold(measures[g.Key], [.. members[g.Key]], [.. areas[g.Key]], [.. g], withdrawals, process, asOf))
            .Where(m => !m.Known.IsEmpty)
            .OrderBy(m => m.Row.Title, StringComparer.Ordinal).ThenBy(m => m.Row.Id.Value);
        return new Folded([.. folded], rows.Count(r => r.Known > asOf.Known));
    }

    /// <summary>How statements were taken back and counted again, as far as was known on that day.</summary>
    private async Task<ILookup<StatementId, WithdrawalView>> WithdrawalsAsync(IQueryable<StatementRow> of, DateOnly known, CancellationToken ct)
    {
        var rows = await (
            from withdrawal in db.Set<WithdrawalRow>().AsNoTracking()
            join statement in of on withdrawal.StatementId equals statement.Id
            where withdrawal.Known <= known
            orderby withdrawal.Number
            select new
            {
                withdrawal,
                Restored = db.Set<RestorationRow>().FirstOrDefault(r => r.StatementId == withdrawal.StatementId && r.Number == withdrawal.Number && r.Known <= known),
            }).ToListAsync(ct).ConfigureAwait(false);
        return rows.ToLookup(r => r.withdrawal.StatementId, r => new WithdrawalView(
            r.withdrawal.Number, r.withdrawal.Cause, r.withdrawal.Capacity, r.withdrawal.Why, r.withdrawal.At, r.withdrawal.Known, r.withdrawal.SupersededBy,
            r.Restored is { } restored ? new RestorationView(restored.Capacity, restored.Why, restored.At, restored.Known) : null));
    }

    private static FoldedMeasure Fold(
        MeasureRow measure, ImmutableArray<MemberId> members, ImmutableArray<string> areas, ImmutableArray<StatementRow> rows,
        ILookup<StatementId, WithdrawalView> withdrawals, ProcessInForce process, AsOf asOf)
    {
        var kind = process.Kind(measure.Kind);
        var statements = rows.Select(StatementMap.ToStatement).ToImmutableArray();
        var said = rows.ToDictionary(r => r.Id);
        var gone = statements.SelectMany(s => withdrawals[s.Id].Where(w => w.Restored is null).Select(w => new Withdrawal(s.Id, w.SupersededBy, w.Known, 0))).ToImmutableArray();

        // A kind that the pack no longer has keeps its statements; it has no stages to stand on.
        var ladder = StageLadder.Create([.. (kind?.Stages ?? []).Select(s => s.Id)])
            .Match(l => l, _ => null as StageLadder);
        var standing = ladder is null
            ? new Standing(null, null, Vouched.ByNobody, [], [])
            : Standing.Of(statements, gone, ladder, members, asOf.Held, asOf.Known);
        var known = statements.Where(s => s.Known <= asOf.Known).ToImmutableArray();
        var withdrawn = gone.Select(w => w.Statement).ToImmutableHashSet();
        return new FoldedMeasure(
            measure, kind, members, areas, standing, said, known, [.. known.Where(s => !withdrawn.Contains(s.Id))], withdrawals, statements.Length - known.Length);
    }

    private Task<ImmutableDictionary<PassageId, PassageView>> PassagesAsync(Permit permit, ImmutableArray<FoldedMeasure> measures, CancellationToken ct) =>
        sources.PassagesAsync(permit, [.. measures.SelectMany(m => m.Known).Select(s => s.Passage).Distinct()], ct);

    private static MeasurePage Show(
        FoldedMeasure m, ProcessInForce process, ImmutableDictionary<PassageId, PassageView> passages, ImmutableDictionary<LabelId, Label> labelled, AsOf asOf) => new(
        m.Row.Id, m.Row.Title, m.Kind, [.. m.Members.Select(process.Member).OfType<MemberInForce>()], m.Areas, m.Standing,
        [.. m.Known.OrderBy(s => s.Known).ThenBy(s => s.Sequence)
            .ThenBy(s => s.Assertion is Assertion.Measured or Assertion.Involves).ThenBy(s => s.Id.Value).Select(s => new StatementView(
            s.Id,
            passages.GetValueOrDefault(s.Passage),
            s.Speaker,
            s.SpeakerMember is { } member ? process.Member(member) : null,
            s.SpeakerMember is { } own && m.Members.Contains(own),
            s.Assertion,
            s.Polarity,
            s.Certainty,
            s.Known,
            m.Withdrawals[s.Id].LastOrDefault(w => w.Restored is null))
        {
            History = [.. m.Withdrawals[s.Id]],
            Capacity = m.Rows[s.Id].Capacity,
            Occasion = m.Rows[s.Id].Occasion,
            Said = s.Said,
            Attribution = m.Rows[s.Id].Attribution,
            Label = labelled.GetValueOrDefault(s.Label),
        })],
        asOf,
        m.NotYetKnown,
        m.Standing.Certainly is null && m.Standing.Possibly is null ? null : m.Deciding?.Id);

    private static RecordPage Lay(
        ProcessInForce process, PhaseInForce phase, Folded folded, ImmutableDictionary<PassageId, PassageView> deciding, AsOf asOf)
    {
        var shown = folded.Counted.Where(m => m.Kind is not null).ToImmutableArray();
        var placed = shown.Where(m => m.Areas.Any(a => phase.Areas.Any(x => x.Key == a)) && m.Members.Any(x => process.Member(x) is not null)).ToHashSet();
        return new RecordPage(
            process,
            phase,
            [.. process.Members.Select(member => new RecordRow(
                member,
                [.. phase.Areas.Select(area => new RecordCell(
                    member, area, [.. shown.Where(m => m.Members.Contains(member.Id) && m.Areas.Contains(area.Key)).Select(m => ToRecord(m, deciding))]))]))],
            asOf,
            folded.NotYetKnown,
            folded.Counted.Length - placed.Count);
    }

    private static RecordMeasure ToRecord(FoldedMeasure m, ImmutableDictionary<PassageId, PassageView> deciding) => new(
        m.Row.Id, m.Row.Title, m.Kind!, m.Kind!.Stage(m.Standing.Certainly ?? m.Standing.Possibly), m.Standing.Certainly is not null, m.Standing,
        m.Members.Length, m.Counted.Length, deciding.GetValueOrDefault(m.Deciding!.Passage));

    private sealed record Folded(ImmutableArray<FoldedMeasure> Measures, int NotYetKnown)
    {
        /// <summary>Those of which something counts; one whose statements are all taken back has its page and no place in the record.</summary>
        public ImmutableArray<FoldedMeasure> Counted { get; } = [.. Measures.Where(m => !m.Counted.IsEmpty)];
    }

    private sealed record FoldedMeasure(
        MeasureRow Row, KindInForce? Kind, ImmutableArray<MemberId> Members, ImmutableArray<string> Areas, Standing Standing,
        Dictionary<StatementId, StatementRow> Rows, ImmutableArray<Statement> Known, ImmutableArray<Statement> Counted, ILookup<StatementId, WithdrawalView> Withdrawals, int NotYetKnown)
    {
        /// <summary>The statement by which it stands where it stands, else the last that says anything; null when nothing counts.</summary>
        public Statement? Deciding => Counted.FirstOrDefault(s => s.Id == (Standing.CertainlyBy ?? Standing.PossiblyBy)) ?? Counted.LastOrDefault();
    }
}
