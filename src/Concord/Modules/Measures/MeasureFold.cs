using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>All measures of which this person may know something, folded.</summary>
/// <param name="NotYetKnown">Statements that became known after the day asked for.</param>
internal sealed record Folded(ImmutableArray<FoldedMeasure> Measures, int NotYetKnown)
{
    /// <summary>Those of which something counts; one whose statements are all taken back has its page and no place in the record.</summary>
    public ImmutableArray<FoldedMeasure> Counted { get; } = [.. Measures.Where(m => !m.Counted.IsEmpty && (m.Kind?.Sort ?? SubjectSort.Measure).StandsInRecord())];
}

/// <summary>A measure with what it was folded from.</summary>
internal sealed record FoldedMeasure(
    MeasureRow Row, KindInForce? Kind, Gathered Gathered, ImmutableArray<string> Areas, ImmutableDictionary<MeasureId, string> Titles,
    IReadOnlyDictionary<StatementId, StatementRow> Rows, ILookup<StatementId, WithdrawalView> Withdrawals, ImmutableArray<MergingView> Mergings)
{
    public MeasureId Id => Row.Id;

    public Standing Standing => Gathered.Standing;

    public ImmutableArray<MemberId> Members => Gathered.Members;

    /// <summary>Those that are not taken back, in the order of the fold.</summary>
    public ImmutableArray<Statement> Counted { get; } =
    [
        .. Gathered.Statements.Where(s => Withdrawals[s.Id].All(w => w.Restored is not null)).OrderBy(s => s.Known).ThenBy(s => s.Sequence).ThenBy(s => s.Id.Value),
    ];

    /// <summary>The statement by which it stands where it stands, else the last that says anything; null when nothing counts.</summary>
    public Statement? Deciding => Counted.FirstOrDefault(s => s.Id == (Standing.CertainlyBy ?? Standing.PossiblyBy)) ?? Counted.LastOrDefault();
}

/// <summary>Statements, withdrawals and mergings are read and folded: nothing is kept of a standing, so that there is nothing that could be out of date.</summary>
internal sealed class MeasureFold(ConcordDb db, Labels labels, ISources sources)
{
    /// <summary>All measures, or the one asked for with all that are one with it.</summary>
    public Task<Folded> FoldAsync(Permit permit, ProcessInForce process, AsOf asOf, MeasureId? only, CancellationToken ct) =>
        FoldAsync(permit, process, asOf, only, null, ct);

    /// <summary>The same, only of some kinds.</summary>
    public Task<Folded> FoldAsync(Permit permit, ProcessInForce process, AsOf asOf, MeasureId? only, List<string>? kinds, CancellationToken ct) =>
        FoldSomeAsync(permit, process, asOf, only is { } one ? [one] : null, kinds, ct);

    /// <summary>All measures, or those asked for with all that are one with each.</summary>
    public Task<Folded> FoldSomeAsync(
        Permit permit, ProcessInForce process, AsOf asOf, IReadOnlyCollection<MeasureId>? only, List<string>? kinds, CancellationToken ct) =>
        FoldAsync(permit, process, asOf, only, kinds, whole: true, ct);

    /// <summary>Only where they stand: of their statements nothing is read but what the fold needs.</summary>
    public Task<Folded> StandingsAsync(Permit permit, ProcessInForce process, AsOf asOf, IReadOnlyCollection<MeasureId> only, CancellationToken ct) =>
        FoldAsync(permit, process, asOf, only, null, whole: false, ct);

    private async Task<Folded> FoldAsync(
        Permit permit, ProcessInForce process, AsOf asOf, IReadOnlyCollection<MeasureId>? only, List<string>? kinds, bool whole, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var (merged, mergings) = await MergedAsync(asOf.Known, ct).ConfigureAwait(false);
        List<MeasureId> parts = only is null ? [] : [.. only.SelectMany(m => merged.With(m)).Distinct()];
        var all = only is null;
        var statements = db.Set<StatementRow>().AsNoTracking()
            .Where(s => s.MeasureId != null && visible.Contains(s.LabelId) && (all || parts.Contains(s.MeasureId.Value)));
        if (kinds is not null)
        {
            statements = statements.Where(s => db.Set<MeasureRow>().Any(m => m.Id == s.MeasureId && kinds.Contains(m.Kind)));
        }

        var read = whole ? statements : statements.Select(s => new StatementRow
        {
            Id = s.Id, MeasureId = s.MeasureId, PassageId = s.PassageId, LabelId = s.LabelId, SpeakerMember = s.SpeakerMember, Said = s.Said, Form = s.Form, Stage = s.Stage, Date = s.Date,
            Polarity = s.Polarity, Certainty = s.Certainty, Known = s.Known, Sequence = s.Sequence,
        });
        var rows = await read.ToDictionaryAsync(s => s.Id, ct).ConfigureAwait(false);
        var measures = await db.Set<MeasureRow>().AsNoTracking().Where(m => (all || parts.Contains(m.Id)) && (kinds == null || kinds.Contains(m.Kind))).ToDictionaryAsync(m => m.Id, ct).ConfigureAwait(false);
        var members = (await db.Set<MeasureMemberRow>().AsNoTracking().Where(m => all || parts.Contains(m.MeasureId)).ToListAsync(ct).ConfigureAwait(false))
            .ToLookup(m => m.MeasureId, m => m.MemberId);
        var areas = (await db.Set<MeasureAreaRow>().AsNoTracking().Where(m => all || parts.Contains(m.MeasureId)).ToListAsync(ct).ConfigureAwait(false))
            .ToLookup(m => m.MeasureId, m => m.Area);
        var recalled = await sources.RecalledAsync(permit, ct).ConfigureAwait(false);
        var withdrawals = WithRecalls(await WithdrawalsAsync(statements, asOf.Known, ct).ConfigureAwait(false), rows.Values, recalled, asOf.Known);
        var ladders = process.Kinds.ToDictionary(
            k => k.Key, k => StageLadder.Create([.. k.Stages.Select(s => s.Id)]).Match(l => l, _ => null as StageLadder));

        // A kind that the pack no longer has keeps its statements; it has no stages to stand on.
        var folded = Gathered.Of(
            rows.Values.Select(StatementMap.ToStatement),
            withdrawals.SelectMany(of => of.Select(w => new Withdrawal(of.Key, w.SupersededBy, w.Known, 0) { Until = w.Restored?.Known })),
            merged,
            measure => ladders.GetValueOrDefault(measures[measure].Kind),
            measure => members[measure],
            asOf.Held,
            asOf.Known);
        var joined = mergings.ToLookup(m => merged.LeaderOf(m.From));
        return new Folded(
            [.. folded.Select(g => new FoldedMeasure(
                measures[g.Lead], process.Kind(measures[g.Lead].Kind), g, [.. areas[g.Lead]], g.Parts.ToImmutableDictionary(p => p, p => measures[p].Title),
                rows, withdrawals, [.. joined[merged.LeaderOf(g.Lead)]]))
                .OrderBy(m => m.Row.Title, StringComparer.Ordinal).ThenBy(m => m.Row.Id.Value)],
            rows.Values.Count(r => r.Known > asOf.Known));
    }

    /// <summary>A source that its issuer withdrew takes its statements along, from the day on which it was withdrawn.</summary>
    private static ILookup<StatementId, WithdrawalView> WithRecalls(
        ILookup<StatementId, WithdrawalView> withdrawals, IEnumerable<StatementRow> statements, ILookup<PassageId, RecallView> recalled, DateOnly known)
    {
        if (recalled.Count == 0)
        {
            return withdrawals;
        }

        var all = statements
            .SelectMany(s => recalled[s.PassageId].Where(r => r.Known <= known).Select(r => (s.Id, View: Withdrawal(r, known))))
            .Concat(withdrawals.SelectMany(w => w.Select(v => (Id: w.Key, View: v))));
        return all.OrderBy(w => w.View.Cause == WithdrawalCause.Issuer).ToLookup(w => w.Id, w => w.View);
    }

    private static WithdrawalView Withdrawal(RecallView recall, DateOnly known) => new(
        0, WithdrawalCause.Issuer, recall.By, recall.Why, recall.At, recall.Known, null,
        recall.Until is { } until && until <= known ? new RestorationView(recall.By, null, recall.At, until) : null);

    /// <summary>Which measures are one, as far as was known on that day, and the mergings that make them so.</summary>
    public async Task<(Merged Merged, ImmutableArray<MergingView> Standing)> MergedAsync(DateOnly known, CancellationToken ct)
    {
        var rows = await db.Set<MergingRow>().AsNoTracking().ToListAsync(ct).ConfigureAwait(false);
        var undone = await db.Set<UnmergingRow>().AsNoTracking().ToDictionaryAsync(u => u.MergingId, ct).ConfigureAwait(false);
        var merged = Merged.Of(
            rows.Select(m => new Merging(m.Id, m.FromId, m.IntoId, m.Known, m.Sequence)),
            undone.Values.Select(u => new Unmerging(u.MergingId, u.Known, u.Sequence)),
            known);
        return (merged,
            [.. rows.Where(m => m.Known <= known && !(undone.GetValueOrDefault(m.Id)?.Known <= known)).OrderBy(m => m.Sequence)
                .Select(m => new MergingView(m.Id, m.FromId, m.IntoId, m.Capacity, m.Why, m.At))]);
    }

    /// <summary>How statements were taken back and counted again, as far as was known on that day.</summary>
    public async Task<ILookup<StatementId, WithdrawalView>> WithdrawalsAsync(IQueryable<StatementRow> of, DateOnly known, CancellationToken ct)
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
}
