using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>Two measures are to be one.</summary>
/// <param name="Into">Whose title, kind and areas stand for both.</param>
internal sealed record Merge(MeasureId From, MeasureId Into, string? Why);

/// <summary>A person says that two measures are one. No statement is moved, so that it can be undone without loss, in any order.</summary>
internal sealed class MergeMeasures(ConcordDb db, MeasureQueries measures, MeasureFold fold, TimeProvider clock)
{
    public async Task<Result<MergingId>> HandleAsync(Permit permit, Merge input, CancellationToken ct)
    {
        if (permit.Doing != Doing.Review)
        {
            return new Refusal("access.denied");
        }

        var now = measures.Now;
        var from = await measures.MeasureAsync(permit, input.From, now, ct).ConfigureAwait(false);
        var into = await measures.MeasureAsync(permit, input.Into, now, ct).ConfigureAwait(false);
        return await from.Then(_ => into).Match(
            async _ =>
            {
                // counted before it is judged: whoever is quicker in between takes the number, and the database refuses this one
                var before = await db.Set<MergingRow>().CountAsync(m => m.FromId == input.From && m.IntoId == input.Into, ct).ConfigureAwait(false);
                var (merged, _) = await fold.MergedAsync(permit, now.Known, ct).ConfigureAwait(false);
                var faults = MergingRules.Judge(input.From, input.Into, merged, input.Why);
                return faults.IsEmpty ? await CommitAsync(permit, input, before, now.Known, ct).ConfigureAwait(false) : faults;
            },
            refusals => Task.FromResult<Result<MergingId>>(refusals)).ConfigureAwait(false);
    }

    private async Task<Result<MergingId>> CommitAsync(Permit permit, Merge input, int before, DateOnly known, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var row = new MergingRow
        {
            Id = new MergingId(Guid.CreateVersion7(at)),
            FromId = input.From,
            IntoId = input.Into,
            Number = before + 1,
            Why = input.Why?.Trim(),
            By = permit.Actor.Id,
            Capacity = permit.Actor.Capacity,
            At = at,
            Known = known,
        };
        _ = db.Set<MergingRow>().Add(row);
        var act = new Act(permit, "measures.merged", "measure:" + input.Into.Value.ToString("D"), row.Why, new Dictionary<string, string?>
        {
            ["merging"] = row.Id.Value.ToString("D"),
            ["from"] = input.From.Value.ToString("D"),
        });
        return (await db.CommitAsync(act, ct).ConfigureAwait(false)).Match<Result<MergingId>>(
            _ => row.Id,
            refusals => refusals[0].Code == "store.already-there" ? new Refusal("merging.changed-meanwhile") : refusals);
    }
}
