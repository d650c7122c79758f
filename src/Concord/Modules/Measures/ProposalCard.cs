using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Measures;

/// <summary>A proposal beside its paragraph, with what can be done about it.</summary>
/// <param name="Next">The number to go to once it is decided: the next that is open.</param>
internal sealed record ProposalCard(SourceId Source, ReviewItem Item, int Next, ProcessInForce Process)
{
    public int Number => Item.Number;

    public string ChangeHref => $"{SourceLinks.Page(Source)}/proposals/{Item.Proposal.Id.Value:D}";

    public string Action(string handler) => $"{SourceLinks.Page(Source)}?handler={handler}";
}
