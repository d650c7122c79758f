using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Identity;

/// <summary>Closes one's own account, after it was said what ends and what stays.</summary>
[Asks(Doing.KeepOwn)]
internal sealed class CloseOwnPage(CloseAccount close, SignInManager<AccountRow> signIn) : AskingPage
{
    public long Seen { get; private set; }

    private ActorId Own => HttpContext.Permit().Actor.Id;

    private SignedIn Who => HttpContext.Features.Get<SignedIn>()!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await close.MayOwnAsync(Who, ct) is { } refusal ? Before(refusal) : await LookAsync(ct);

    public async Task<IActionResult> OnPostAsync(long seen, CancellationToken ct) =>
        await close.MayOwnAsync(Who, ct) is { } refusal ? Before(refusal) : await (await close.CloseAsync(HttpContext.Permit(), Own, null, seen, ct)).Match(
            async _ =>
            {
                await signIn.SignOutAsync();
                return (IActionResult)Redirect("/");
            },
            refusals =>
            {
                Fault(refusals);
                Response.StatusCode = StatusOf(refusals);
                return LookAsync(ct);
            });

    private IActionResult Before(Refusal refusal) => refusal.Code == "keys.prove-again" ? Redirect(ProvePage.Before("/account/close")) : Refused([refusal]);

    private Task<IActionResult> LookAsync(CancellationToken ct) => ShowAsync(
        permit => close.LookAsync(permit, Own, ct),
        found =>
        {
            Seen = found.Version;
            this.Titled(Texts.Here("identity.close-own"), "account");
            return Page();
        });
}
