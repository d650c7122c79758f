using System.Collections.Immutable;
using System.Runtime.CompilerServices;
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
    MeasureRow Row, KindInForce? Kind, Gathered Gathered, ImmutableArray<string> Areas, IReadOnlyDictionary<MeasureId, string> Titles,
    IReadOnlyDictionary<StatementId, StatementRow> Rows, ILookup<StatementId, WithdrawalView> Withdrawals, ImmutableArray<MergingView> Mergings)
{
    public MeasureId Id => Row.Id;

    public Standing Standing => Gathered.Standing;

    public ImmutableArray<MemberId> Members => Gathered.Members;

    /// <summary>Those that are not taken back, in the order of the fold.</summary>
    public ImmutableArray<Statement> Counted { get; } =
    [
        .. Gathered.Statements.Where(s => Withdrawals[s.Id].All(w => w.Restored is not null)),
    ];

    /// <summary>The statement by which it stands where it stands, else the last that says anything; null when nothing counts.</summary>
    public Statement? Deciding => Counted.FirstOrDefault(s => s.Id == (Standing.CertainlyBy ?? Standing.PossiblyBy)) ?? Counted.LastOrDefault();
}

/// <summary>Statements, withdrawals and mergings are read and folded: nothing is kept of a standing, so that there is nothing that could be out of date.</summary>
internal sealed class MeasureFold(ConcordDb db, Labels labels, ISources sources)
{
    /// <summary>So many statements, and the rest of the last measure, are folded at once.</summary>
    private const int Few = 2_000;

    /// <summary>So often at most, while the next are read.</summary>
    private const int Ahead = 2;

    /// <summary>Of more measures than these everything is read, rather than that they are named one by one.</summary>
    private const int Listed = 5_000;

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

    /// <summary>Those of one member, in one area of the plan or in any, with all that are one with each; others that are merged may be among them.</summary>
    public async Task<Folded> FoldOfAsync(Permit permit, ProcessInForce process, AsOf asOf, MemberId member, string? area, CancellationToken ct)
    {
        var joined = await MergedAsync(permit, asOf.Known, ct).ConfigureAwait(false);
        List<MeasureId> parts = [.. joined.Merged.All];
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var own = db.Set<MeasureMemberRow>()
            .Where(m => m.MemberId == member && visible.Contains(m.LabelId) && (area == null || db.Set<MeasureAreaRow>().Any(a => a.MeasureId == m.MeasureId && a.Area == area)))
            .Select(m => m.MeasureId);
        var statements = (await VisibleAsync(permit, ct).ConfigureAwait(false)).Where(s => own.Contains(s.MeasureId!.Value) || parts.Contains(s.MeasureId!.Value));
        return await FoldAsync(permit, process, asOf, joined, statements, statements, all: false, ct).ConfigureAwait(false);
    }

    /// <summary>Only where they stand: of their statements nothing is read but what the fold needs.</summary>
    public Task<Folded> StandingsAsync(Permit permit, ProcessInForce process, AsOf asOf, IReadOnlyCollection<MeasureId> only, CancellationToken ct) =>
        FoldAsync(permit, process, asOf, only, null, whole: false, ct);

    /// <summary>Where all of them stand, some after the others: however many statements there are, only those of a few measures are at hand at a time.</summary>
    public async IAsyncEnumerable<ImmutableArray<FoldedMeasure>> AllStandingsAsync(
        Permit permit, ProcessInForce process, AsOf asOf, [EnumeratorCancellation] CancellationToken ct)
    {
        var statements = await VisibleAsync(permit, ct).ConfigureAwait(false);
        var beside = await BesideAsync(permit, process, asOf, await MergedAsync(permit, asOf.Known, ct).ConfigureAwait(false), statements, null, ct).ConfigureAwait(false);
        List<StatementRow> few = [], joined = [];
        Queue<Task<ImmutableArray<FoldedMeasure>>> folding = [];
        var rows = await VisibleAsync(ByMeasure(), permit, ct).ConfigureAwait(false);
        await foreach (var row in Lean(rows).AsAsyncEnumerable().WithCancellation(ct).ConfigureAwait(false))
        {
            if (beside.Merged.Joins(row.MeasureId!.Value))
            {
                joined.Add(row);
                continue;
            }

            // of a measure that was recorded only now
            if (!beside.Measures.ContainsKey(row.MeasureId.Value))
            {
                continue;
            }

            if (few.Count >= Few && few[^1].MeasureId != row.MeasureId)
            {
                // while these are folded the next are read
                var read = few;
                folding.Enqueue(Task.Run(() => Fold(beside, read, process, asOf), ct));
                few = [];
                while (folding.Count > Ahead)
                {
                    yield return await folding.Dequeue().ConfigureAwait(false);
                }
            }

            few.Add(row);
        }

        while (folding.TryDequeue(out var folded))
        {
            yield return await folded.ConfigureAwait(false);
        }

        yield return Fold(beside, few, process, asOf);
        yield return Fold(beside, joined, process, asOf);
    }

    private async Task<Folded> FoldAsync(
        Permit permit, ProcessInForce process, AsOf asOf, IReadOnlyCollection<MeasureId>? only, List<string>? kinds, bool whole, CancellationToken ct)
    {
        var statements = await VisibleAsync(permit, ct).ConfigureAwait(false);
        var joined = await MergedAsync(permit, asOf.Known, ct).ConfigureAwait(false);
        if (only is not null)
        {
            List<MeasureId> parts = [.. only.SelectMany(m => joined.Merged.With(m)).Distinct()];
            statements = statements.Where(s => parts.Contains(s.MeasureId!.Value));
        }

        if (kinds is not null)
        {
            // one of another kind may be merged into one of these
            List<MeasureId> parts = [.. joined.Merged.All];
            statements = statements.Where(s => db.Set<MeasureRow>().Any(m => m.Id == s.MeasureId && kinds.Contains(m.Kind)) || parts.Contains(s.MeasureId!.Value));
        }

        var folded = await FoldAsync(permit, process, asOf, joined, statements, whole ? statements : Lean(statements), only is null && kinds is null, ct).ConfigureAwait(false);
        return kinds is null ? folded : new Folded([.. folded.Measures.Where(m => kinds.Contains(m.Row.Kind))], folded.NotYetKnown);
    }

    private async Task<Folded> FoldAsync(
        Permit permit, ProcessInForce process, AsOf asOf, (Merged Merged, ImmutableArray<MergingView> Standing) joined, IQueryable<StatementRow> statements,
        IQueryable<StatementRow> read, bool all, CancellationToken ct)
    {
        var rows = await read.ToListAsync(ct).ConfigureAwait(false);
        List<MeasureId> parts = all ? [] : [.. rows.Select(r => r.MeasureId!.Value).Distinct()];
        var beside = await BesideAsync(permit, process, asOf, joined, statements, all || parts.Count > Listed ? null : parts, ct).ConfigureAwait(false);
        return new Folded(
            [.. Fold(beside, rows, process, asOf).OrderBy(m => m.Row.Title, StringComparer.Ordinal).ThenBy(m => m.Row.Id.Value)],
            rows.Count(r => r.Known > asOf.Known));
    }

    private Task<IQueryable<StatementRow>> VisibleAsync(Permit permit, CancellationToken ct) => VisibleAsync(db.Set<StatementRow>(), permit, ct);

    private async Task<IQueryable<StatementRow>> VisibleAsync(IQueryable<StatementRow> of, Permit permit, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        return of.AsNoTracking().Where(s => s.MeasureId != null && visible.Contains(s.LabelId));
    }

    /// <summary>One measure after the other, as the index of measures has them: nothing is sorted.</summary>
    private IQueryable<StatementRow> ByMeasure() => StatementMap.ByMeasure(db).OrderBy(s => s.MeasureId);

    private static IQueryable<StatementRow> Lean(IQueryable<StatementRow> statements) => statements.Select(s => new StatementRow
    {
        Id = s.Id, MeasureId = s.MeasureId, PassageId = s.PassageId, LabelId = s.LabelId, SpeakerMember = s.SpeakerMember, Said = s.Said, Form = s.Form, Stage = s.Stage, Date = s.Date,
        Polarity = s.Polarity, Certainty = s.Certainty, Known = s.Known, Shielded = s.Shielded, Sequence = s.Sequence,
    });

    /// <summary>What the fold needs beside the statements: of all measures, or of these.</summary>
    private async Task<Beside> BesideAsync(
        Permit permit, ProcessInForce process, AsOf asOf, (Merged Merged, ImmutableArray<MergingView> Standing) joined, IQueryable<StatementRow> statements,
        List<MeasureId>? parts, CancellationToken ct)
    {
        IQueryable<MeasureRow> measures = db.Set<MeasureRow>();
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var members = db.Set<MeasureMemberRow>().Where(m => visible.Contains(m.LabelId));
        IQueryable<MeasureAreaRow> areas = db.Set<MeasureAreaRow>();
        if (parts is not null)
        {
            (measures, members, areas) = (measures.Where(m => parts.Contains(m.Id)), members.Where(m => parts.Contains(m.MeasureId)), areas.Where(m => parts.Contains(m.MeasureId)));
        }

        return new Beside(
            joined.Merged,
            joined.Standing.ToLookup(m => joined.Merged.LeaderOf(m.From)),
            await measures.AsNoTracking().ToDictionaryAsync(m => m.Id, ct).ConfigureAwait(false),
            (await members.AsNoTracking().ToListAsync(ct).ConfigureAwait(false)).ToLookup(m => m.MeasureId, m => m.MemberId),
            (await areas.AsNoTracking().ToListAsync(ct).ConfigureAwait(false)).ToLookup(m => m.MeasureId, m => m.Area),
            await WithdrawalsAsync(statements, asOf.Known, ct).ConfigureAwait(false),
            await sources.RecalledAsync(permit, ct).ConfigureAwait(false),
            process.Kinds.ToDictionary(k => k.Key, k => StageLadder.Create([.. k.Stages.Select(s => s.Id)]).Match(l => l, _ => null as StageLadder)));
    }

    private static ImmutableArray<FoldedMeasure> Fold(Beside beside, IReadOnlyCollection<StatementRow> statements, ProcessInForce process, AsOf asOf)
    {
        var rows = statements.ToDictionary(s => s.Id);
        var withdrawals = Withdrawals(beside, statements, asOf.Known);

        // A kind that the pack no longer has keeps its statements; it has no stages to stand on.
        var folded = Gathered.Of(
            statements.Select(StatementMap.ToStatement),
            withdrawals.SelectMany(of => of.Select(w => new Withdrawal(of.Key, w.SupersededBy, w.Known, 0) { Until = w.Restored?.Known })),
            beside.Merged,
            measure => beside.Ladders.GetValueOrDefault(beside.Measures[measure].Kind),
            measure => beside.Members[measure],
            asOf.Held,
            asOf.Known);
        return
        [
            .. folded.Select(g => new FoldedMeasure(
                beside.Measures[g.Lead], process.Kind(beside.Measures[g.Lead].Kind), g, [.. beside.Areas[g.Lead]],
                g.Parts.ToDictionary(p => p, p => beside.Measures[p].Title), rows, withdrawals,
                // A merging with something of which nobody here may know is not told, nor why.
                [.. beside.Mergings[beside.Merged.LeaderOf(g.Lead)].Where(m => g.Parts.Contains(m.From) && g.Parts.Contains(m.Into))])),
        ];
    }

    /// <summary>How these were taken back. A source that its issuer withdrew takes its statements along, from the day on which it was withdrawn.</summary>
    private static ILookup<StatementId, WithdrawalView> Withdrawals(Beside beside, IEnumerable<StatementRow> statements, DateOnly known) =>
        statements
            .SelectMany(s => WithRecalls(beside.Withdrawals[s.Id], beside.Recalled[s.PassageId], known), (s, view) => (s.Id, View: view))
            .ToLookup(w => w.Id, w => w.View);

    public static IEnumerable<WithdrawalView> WithRecalls(IEnumerable<WithdrawalView> withdrawals, IEnumerable<RecallView> recalls, DateOnly known) =>
        withdrawals.Concat(recalls.Where(r => r.Known <= known).Select(r => Withdrawal(r, known)));

    private static WithdrawalView Withdrawal(RecallView recall, DateOnly known) => new(
        0, WithdrawalCause.Issuer, recall.By, recall.Why, recall.At, recall.Known, null,
        recall.Until is { } until && until <= known ? new RestorationView(recall.By, null, recall.At, until) : null);

    /// <summary>
    /// Which measures are one for this person, as far as was known on that day, and the mergings that make them so. A merging is only for those who see something of both: by one with something
    /// hidden nothing is joined, found, or told.
    /// </summary>
    public async Task<(Merged Merged, ImmutableArray<MergingView> Standing)> MergedAsync(Permit permit, DateOnly known, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        return await MergedAsync(
            db.Set<MergingRow>().Where(m => db.Set<StatementRow>().Any(s => s.MeasureId == m.FromId && visible.Contains(s.LabelId)) && db.Set<StatementRow>().Any(s => s.MeasureId == m.IntoId && visible.Contains(s.LabelId))),
            known, ct).ConfigureAwait(false);
    }

    /// <summary>Whoever looks: for what is behind a thing, which is told to nobody.</summary>
    public Task<(Merged Merged, ImmutableArray<MergingView> Standing)> MergedForAllAsync(DateOnly known, CancellationToken ct) => MergedAsync(db.Set<MergingRow>(), known, ct);

    private async Task<(Merged Merged, ImmutableArray<MergingView> Standing)> MergedAsync(IQueryable<MergingRow> of, DateOnly known, CancellationToken ct)
    {
        var rows = await of.AsNoTracking().ToListAsync(ct).ConfigureAwait(false);
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

    private sealed record Beside(
        Merged Merged, ILookup<MeasureId, MergingView> Mergings, Dictionary<MeasureId, MeasureRow> Measures, ILookup<MeasureId, MemberId> Members,
        ILookup<MeasureId, string> Areas, ILookup<StatementId, WithdrawalView> Withdrawals, ILookup<PassageId, RecallView> Recalled, Dictionary<string, StageLadder?> Ladders);
}
