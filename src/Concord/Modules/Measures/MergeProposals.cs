using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>
/// Two proposals become one statement: the one kept says it, the other adds its figures and partners, each under its own sentence. Both at one moment, so that
/// one undo parts them again.
/// </summary>
internal sealed class MergeProposals(ConcordDb db, ReviewQueries review, DecideProposal decide, TimeProvider clock)
{
    public async Task<Result<Decided>> HandleAsync(Permit permit, SourceId source, ProposalId merged, long seen, int into, CancellationToken ct) =>
        await (await review.PageAsync(permit, source, default, ct).ConfigureAwait(false)).Match(
            async view =>
            {
                var kept = view.Find(into);
                if (kept is null || kept.Proposal.Id == merged || kept.Holds is { Verdict: Verdict.Rejected or Verdict.Merged })
                {
                    return new Refusal("review.merge-other");
                }

                var at = clock.GetUtcNow();
                var decided = kept.IsOpen
                    ? (await decide.HandleAsync(permit, new Decide(kept.Proposal.Id, kept.Seen, Verdict.Accepted, At: at), ct).ConfigureAwait(false)).Map(d => d.Measure)
                    : kept.Holds!.Measure;
                return await decided.Match(
                    async measure =>
                    {
                        var kind = await db.Set<MeasureRow>().Where(m => m.Id == measure).Select(m => m.Kind).FirstOrDefaultAsync(ct).ConfigureAwait(false);
                        var reading = kept.Suggested with { Kind = kind, Measure = measure, Form = AssertionForm.Describes };
                        return await decide.HandleAsync(permit, new Decide(merged, seen, Verdict.Merged, reading, At: at), ct).ConfigureAwait(false);
                    },
                    refusals => Task.FromResult<Result<Decided>>(refusals)).ConfigureAwait(false);
            },
            refusals => Task.FromResult<Result<Decided>>(refusals)).ConfigureAwait(false);
}
