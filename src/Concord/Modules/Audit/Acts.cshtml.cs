using Concord.Core.Kernel;
using Concord.Modules.Audit.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Audit;

/// <summary>Everything that anyone did, the latest first.</summary>
[Asks(Doing.Read)]
internal sealed class ActsPageModel(ActList list, SavedViews views, INames names) : ListPageModel<ActView>(list, list.ViewsAsync, views)
{
    protected override ListOrder FirstOrder => ListOrder.LastRecorded;

    public Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        this.Titled(Texts.Here("audit.title"), "acts");
        return ListAsync(ct);
    }

    /// <summary>Of whoever was asked for, and of nobody else, the name.</summary>
    protected override async Task<IReadOnlyDictionary<string, IReadOnlyList<Choice>>> NamesAsync(Permit permit, CancellationToken ct)
    {
        var asked = Guid.TryParse(Request.Query["actor"], out var id) && (permit.To(Doing.ReadLedger).IsOk || permit.Actor.Id.Value == id) ? await names.PeopleAsync([new ActorId(id)], ct) : null;
        return new Dictionary<string, IReadOnlyList<Choice>>
        {
            ["actor"] = [.. (asked ?? new Dictionary<ActorId, string>()).Select(a => new Choice(a.Key.Value.ToString("D"), a.Value, IsData: true))],
        };
    }
}
