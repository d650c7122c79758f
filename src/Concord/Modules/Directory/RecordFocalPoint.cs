using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Platform.Db;
using Concord.Platform.Ledger;

namespace Concord.Modules.Directory;

/// <summary>A person says whom to turn to, from a sentence of a source.</summary>
/// <param name="For">Which member or body, as it is called.</param>
/// <param name="Sentence">A statement about this person whose sentence says it.</param>
internal sealed record NewFocalPoint(MeasureId Person, string For, bool IsDeputy, StatementId Sentence);

/// <summary>Records a focal point or deputy; recording it confirms it for the first time. An act.</summary>
internal sealed class RecordFocalPoint(ConcordDb db, IReviews reviews, TimeProvider clock)
{
    public async Task<Result<StatementId>> HandleAsync(Permit permit, NewFocalPoint asked, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(asked.For))
        {
            return new Refusal("focal.for-missing");
        }

        var tie = await reviews.TieAsync(permit, new NewTie(asked.Person, asked.For, asked.IsDeputy ? Ties.Deputy : Ties.FocalPoint, asked.Sentence), ct).ConfigureAwait(false);
        return await tie.Match(
            async id =>
            {
                _ = db.Add(ConfirmFocalPoint.Row(permit, id, 1, clock.GetUtcNow()));
                return (await db.CommitAsync(new Act(permit, "focal.recorded", "statement:" + id.Value.ToString("D")), ct).ConfigureAwait(false)).Map(_ => id);
            },
            refusals => Task.FromResult<Result<StatementId>>(refusals)).ConfigureAwait(false);
    }
}
