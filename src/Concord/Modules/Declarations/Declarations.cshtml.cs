using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Declarations;

/// <summary>Declarations, the last first.</summary>
[Asks(Doing.Read)]
internal sealed class DeclarationsPage(DeclarationList list, SavedViews views, IPlan plan, TimeProvider clock) : ListPageModel<DeclarationLine>(list, list.ViewsAsync, views)
{
    public Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        this.Titled(Texts.Here("declarations.title"), "declarations");
        return ListAsync(ct);
    }

    protected override async Task<IReadOnlyDictionary<string, IReadOnlyList<Choice>>> NamesAsync(Permit permit, CancellationToken ct) =>
        ProcessChoices.Of(await plan.TodayAsync(permit, clock, ct));
}
