using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Measures;

/// <summary>A proposal picked from the list, as it stood there.</summary>
internal sealed record Picked(ProposalId Proposal, long Seen);

/// <summary>What became of a selection.</summary>
/// <param name="Left">Decided by somebody else meanwhile, or to be decided one by one: these were left as they are.</param>
internal sealed record AcceptedTogether(int Accepted, int Left);

/// <summary>Accepts several proposals that need no second look, each an act of its own, all at one moment, so that one undo takes all back.</summary>
internal sealed class AcceptPlain(ReviewQueries review, DecideProposal decide, TimeProvider clock)
{
    public async Task<Result<AcceptedTogether>> HandleAsync(Permit permit, SourceId source, IReadOnlyCollection<Picked> picked, CancellationToken ct)
    {
        if (permit.Doing != Doing.Review)
        {
            return new Refusal("access.denied");
        }

        if (picked.Count == 0)
        {
            return new Refusal("review.nothing-picked");
        }

        return await (await review.PageAsync(permit, source, default, ct).ConfigureAwait(false)).Match(
            async view => await AcceptAsync(permit, view.Plain.ToImmutableDictionary(i => i.Proposal.Id, i => i.Seen), picked, ct).ConfigureAwait(false),
            refusals => Task.FromResult<Result<AcceptedTogether>>(refusals)).ConfigureAwait(false);
    }

    private async Task<Result<AcceptedTogether>> AcceptAsync(
        Permit permit, ImmutableDictionary<ProposalId, long> plain, IReadOnlyCollection<Picked> picked, CancellationToken ct)
    {
        var (at, done) = (clock.GetUtcNow(), 0);
        foreach (var one in picked.Where(p => plain.ContainsKey(p.Proposal)))
        {
            var decided = await decide.HandleAsync(permit, new Decide(one.Proposal, one.Seen, Verdict.Accepted, At: at), ct).ConfigureAwait(false);
            var refused = decided.Match(_ => [], refusals => refusals);
            if (!refused.IsEmpty && refused[0].Code is not ("review.changed-meanwhile" or "review.already-decided"))
            {
                return refused;
            }

            done += refused.IsEmpty ? 1 : 0;
        }

        return new AcceptedTogether(done, picked.Count - done);
    }
}
