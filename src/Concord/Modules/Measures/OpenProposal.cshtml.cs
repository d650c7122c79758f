using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>A proposal by its id alone, as the acts name it: leads to its place beside the text.</summary>
[Asks(Doing.Read), Shows("proposal")]
internal sealed class OpenProposalPage(ISources sources) : AskingPage
{
    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => ShowAsync(
        permit => sources.ProposalAsync(permit, new ProposalId(id), ct),
        proposal => Redirect(SourceLinks.Proposal(proposal.Passage.Source, proposal.Ordinal + 1)));
}
