using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Audit;

/// <summary>Who looked at what the body filed for which one acts.</summary>
[Asks(Doing.KeepOwn)]
internal sealed class SeenPageModel(SightQueries sights) : AskingPage
{
    public SightsPage View { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int? number, CancellationToken ct)
    {
        View = await sights.PageAsync(HttpContext.Permit(), number ?? 1, 50, ct);
        this.Titled(Texts.Here("audit.seen"), "account");
    }
}
