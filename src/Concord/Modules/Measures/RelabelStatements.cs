using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>A statement bears the label of its passage: when that is released, the statement goes with it, and what is found by it.</summary>
internal sealed class RelabelStatements(ConcordDb db, IPlan plan, TimeProvider clock) : IRelabelled
{
    public async Task RelabelAsync(Permit permit, IReadOnlyDictionary<PassageId, LabelId> passages, CancellationToken ct)
    {
        List<PassageId> ids = [.. passages.Keys];
        var statements = await db.Set<StatementRow>().Where(s => EF.Parameter(ids).Contains(s.PassageId)).ToListAsync(ct).ConfigureAwait(false);
        if (statements.Count == 0)
        {
            return;
        }

        statements.ForEach(s => s.LabelId = passages[s.PassageId]);
        List<MeasureId> measures = [.. statements.Select(s => s.MeasureId).OfType<MeasureId>().Distinct()];
        var all = await db.Set<StatementRow>().Where(s => s.MeasureId != null && EF.Parameter(measures).Contains(s.MeasureId.Value)).ToListAsync(ct).ConfigureAwait(false);
        var process = await plan.InForceAsync(permit, clock.Today(), ct).ConfigureAwait(false);
        await process.Match(p => SearchableMeasures.RelabelAsync(db, p, all, ct), _ => Task.CompletedTask).ConfigureAwait(false);
    }
}
