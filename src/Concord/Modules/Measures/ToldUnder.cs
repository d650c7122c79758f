using Concord.Core.Kernel;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>
/// Under which labels measures are told. Whoever makes them findable under these, or gives them their members, looks once more in the midst of the commit, while the measures are theirs: a release
/// of any source that speaks of one is noticed, and the commit is refused with <c>store.changed-meanwhile</c>.
/// </summary>
internal static class ToldUnder
{
    /// <param name="seen">Under which each was told when it was read.</param>
    public static void Hold(ConcordDb db, List<MeasureId> measures, HashSet<(MeasureId Measure, LabelId Label)> seen) => db.Provided(async () =>
    {
        await db.HoldAsync<MeasureRow>(measures.Select(m => m.Value)).ConfigureAwait(false);
        var now = await db.Set<StatementRow>().Where(s => s.MeasureId != null && EF.Parameter(measures).Contains(s.MeasureId.Value))
            .Select(s => new { s.MeasureId, s.LabelId }).Distinct().ToListAsync(CancellationToken.None).ConfigureAwait(false);
        return seen.SetEquals(now.Select(n => (n.MeasureId!.Value, n.LabelId)));
    });
}
