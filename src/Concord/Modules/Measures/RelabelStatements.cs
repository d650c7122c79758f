using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>
/// A statement bears the label of its passage: when that is released, the statement goes with it, and what is found by it. Where the passage stays, since whoever speaks
/// in it is protected, the statement may go without it.
/// </summary>
internal sealed class RelabelStatements(ConcordDb db, IPlan plan, TimeProvider clock) : IRelabelled
{
    public async Task RelabelAsync(Permit permit, IReadOnlyDictionary<PassageId, PassageLabels> passages, CancellationToken ct)
    {
        List<PassageId> ids = [.. passages.Keys];
        var statements = await db.Set<StatementRow>().Where(s => EF.Parameter(ids).Contains(s.PassageId)).ToListAsync(ct).ConfigureAwait(false);
        var many = statements.Count;
        db.Provided(async () => await db.Set<StatementRow>().CountAsync(s => EF.Parameter(ids).Contains(s.PassageId), CancellationToken.None).ConfigureAwait(false) == many);
        if (statements.Count == 0)
        {
            return;
        }

        List<StatementId> these = statements.ConvertAll(s => s.Id);
        var aside = await db.Set<ShieldedRow>().Where(s => EF.Parameter(these).Contains(s.StatementId)).ToDictionaryAsync(s => s.StatementId, ct).ConfigureAwait(false);
        statements.ForEach(s => Shielding.Relabel(db, s, passages[s.PassageId], aside.GetValueOrDefault(s.Id)));
        List<MeasureId> measures = [.. statements.Select(s => s.MeasureId).OfType<MeasureId>().Distinct()];
        var all = await db.Set<StatementRow>().Where(s => s.MeasureId != null && EF.Parameter(measures).Contains(s.MeasureId.Value)).ToListAsync(ct).ConfigureAwait(false);
        ToldUnder.Hold(db, measures, [.. all.Select(s => (s.MeasureId!.Value, db.Entry(s).Property(r => r.LabelId).OriginalValue))]);
        var every = all.Count;
        db.Provided(async () => await db.Set<StatementRow>().CountAsync(s => s.MeasureId != null && EF.Parameter(measures).Contains(s.MeasureId.Value), CancellationToken.None).ConfigureAwait(false) == every);
        await Membership.RelabelAsync(db, all, ct).ConfigureAwait(false);
        var process = await plan.InForceAsync(permit, clock.Today(), ct).ConfigureAwait(false);
        await process.Match(p => SearchableMeasures.RelabelAsync(db, p, all, ct), _ => Task.CompletedTask).ConfigureAwait(false);
    }

    public async Task<ImmutableArray<string>> ToldAsync(Permit permit, IReadOnlyCollection<PassageId> passages, CancellationToken ct)
    {
        List<PassageId> ids = [.. passages];
        var process = (await plan.InForceAsync(permit, clock.Today(), ct).ConfigureAwait(false)).Match<ProcessInForce?>(p => p, _ => null);
        var said = await (
            from statement in db.Set<StatementRow>().AsNoTracking()
            join measure in db.Set<MeasureRow>() on statement.MeasureId equals measure.Id
            where EF.Parameter(ids).Contains(statement.PassageId)
            orderby statement.Sequence, statement.Id
            select new { statement, measure.Title, measure.Kind }).ToListAsync(ct).ConfigureAwait(false);
        return
        [
            .. said.Where(s => Shielding.CanBeTold(s.statement.Form)).Select(s => Texts.Here(
                "measures.told-without",
                s.Title,
                Words.Assertion(
                    new StatementView(default, null, null, null, false, StatementMap.ToAssertion(s.statement), s.statement.Polarity, s.statement.Certainty, s.statement.Known, null),
                    process?.Kind(s.Kind)))),
        ];
    }
}
