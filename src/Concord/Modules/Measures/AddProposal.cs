using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Concord.Platform.Ledger;

namespace Concord.Modules.Measures;

/// <summary>A person proposes what no rule found, or a second reading of a sentence that says two things. It is then decided as any other.</summary>
internal sealed class AddProposal(ConcordDb db, ISources sources)
{
    public async Task<Result<ProposalId>> HandleAsync(Permit permit, NewProposal asked, CancellationToken ct)
    {
        if (permit.Doing != Doing.Review)
        {
            return new Refusal("access.denied");
        }

        return await (await sources.ProposeAsync(permit, asked, ct).ConfigureAwait(false)).Match(
            async id =>
            {
                var act = new Act(
                    permit, asked.Like is null ? "proposal.added" : "proposal.split", "proposal:" + id.Value.ToString("D"),
                    Payload: new Dictionary<string, string?> { ["like"] = asked.Like?.Value.ToString("D") });
                return (await db.CommitAsync(act, ct).ConfigureAwait(false)).Match<Result<ProposalId>>(
                    _ => id, refusals => refusals[0].Code is "store.already-there" or "store.changed-meanwhile" ? new Refusal("review.changed-meanwhile") : refusals);
            },
            refusals => Task.FromResult<Result<ProposalId>>(refusals)).ConfigureAwait(false);
    }
}
