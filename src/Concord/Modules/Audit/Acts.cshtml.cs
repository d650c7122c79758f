using Concord.Core.Kernel;
using Concord.Modules.Audit.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Audit;

/// <summary>Everything that anyone did, the latest first.</summary>
[Asks(Doing.Read)]
internal sealed class ActsPageModel(IActs acts) : AskingPage
{
    public ActsPage View { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int? number, CancellationToken ct)
    {
        View = await acts.PageAsync(HttpContext.Permit(), number ?? 1, 50, ct);
        this.Titled(Texts.Here("audit.title"), "acts");
    }
}
