using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>A merging to be taken back.</summary>
internal sealed record Unmerge(MergingId Merging, string? Why = null);

/// <summary>Mergings are taken back in any order; what others say stands (DESIGN 3).</summary>
internal sealed class UnmergeMeasures(ConcordDb db, MeasureQueries measures, TimeProvider clock)
{
    /// <summary>The measure that was shown under another and has its own page again.</summary>
    public async Task<Result<MeasureId>> HandleAsync(Permit permit, Unmerge input, CancellationToken ct)
    {
        if (permit.Doing != Doing.Review)
        {
            return new Refusal("access.denied");
        }

        var row = await db.Set<MergingRow>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == input.Merging, ct).ConfigureAwait(false);

        // A merging with something hidden is not there.
        var from = row is null ? new Refusal("merging.unknown") : await measures.MeasureAsync(permit, row.FromId, measures.Now, ct).ConfigureAwait(false);
        var into = from.IsOk ? await measures.MeasureAsync(permit, row!.IntoId, measures.Now, ct).ConfigureAwait(false) : from;
        return await into.Match<Result<MeasurePage>>(page => page, _ => new Refusal("merging.unknown")).Then<MergingView>(page => page.Mergings.FirstOrDefault(m => m.Id == input.Merging) is not { } standing ? new Refusal("unmerging.already")
            : input.Why?.Trim().Length > MergingRules.LongestReason ? new Refusal("merging.why-too-long")
            : standing).Match(
            standing => CommitAsync(permit, standing, input, ct),
            refusals => Task.FromResult<Result<MeasureId>>(refusals)).ConfigureAwait(false);
    }

    private async Task<Result<MeasureId>> CommitAsync(Permit permit, MergingView standing, Unmerge input, CancellationToken ct)
    {
        var why = string.IsNullOrWhiteSpace(input.Why) ? null : input.Why.Trim();
        _ = db.Set<UnmergingRow>().Add(new UnmergingRow
        {
            MergingId = standing.Id,
            Why = why,
            By = permit.Actor.Id,
            Capacity = permit.Actor.Capacity,
            At = clock.GetUtcNow(),
            Known = measures.Now.Known,
        });
        var act = new Act(permit, "measures.unmerged", "measure:" + standing.From.Value.ToString("D"), why, new Dictionary<string, string?>
        {
            ["merging"] = standing.Id.Value.ToString("D"),
            ["into"] = standing.Into.Value.ToString("D"),
        });
        return (await db.CommitAsync(act, ct).ConfigureAwait(false)).Match<Result<MeasureId>>(
            _ => standing.From,
            refusals => refusals[0].Code == "store.already-there" ? new Refusal("unmerging.already") : refusals);
    }
}
