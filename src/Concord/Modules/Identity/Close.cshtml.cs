using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Identity;

/// <summary>Closes another's account, after it was said what ends and what stays.</summary>
[Asks(Doing.KeepAccounts), Shows(AccountThings.Account)]
internal sealed class ClosePage(CloseAccount close) : AskingPage
{
    public string Name { get; private set; } = "";

    public long Seen { get; private set; }

    public string? Why { get; private set; }

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => LookAsync(id, ct);

    public async Task<IActionResult> OnPostAsync(Guid id, string? why, long seen, CancellationToken ct)
    {
        Why = why;
        return await (await close.CloseAsync(HttpContext.Permit(), new ActorId(id), why, seen, ct)).Match(
            _ =>
            {
                Said = Texts.Here("identity.closed-done");
                return Task.FromResult<IActionResult>(Redirect("/people"));
            },
            refusals =>
            {
                Fault(refusals, refusals[0].Code == "closing.too-long" ? "why" : "");
                Response.StatusCode = StatusOf(refusals);
                return LookAsync(id, ct);
            });
    }

    private Task<IActionResult> LookAsync(Guid id, CancellationToken ct) => ShowAsync(
        permit => close.LookAsync(permit, new ActorId(id), ct),
        found =>
        {
            (Name, Seen) = found;
            this.Titled(Texts.Here("identity.close"), "people");
            return Page();
        });
}
