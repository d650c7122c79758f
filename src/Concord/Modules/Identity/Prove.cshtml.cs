using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Identity;

/// <summary>Asks whoever is signed in for a key of theirs again, and goes back to where keys are changed.</summary>
[Asks(Doing.KeepOwn), Door]
internal sealed class ProvePage(ProveAgain prove) : AskingPage
{
    public string To { get; private set; } = "/account";

    public bool HasPasskey { get; private set; }

    public bool HasPassword { get; private set; }

    public bool IsReady { get; private set; }

    /// <summary>Where a key is shown before this page goes on.</summary>
    public static string Before(string page) => "/account/prove?to=" + Uri.EscapeDataString(page);

    private SignedIn Who => HttpContext.Features.Get<SignedIn>()!;

    public Task<IActionResult> OnGetAsync(string? to, CancellationToken ct) => LookAsync(to, ct);

    public async Task<IActionResult> OnPostOptionsAsync() =>
        await prove.OptionsAsync(HttpContext.Permit()) is { } options ? Content(options, "application/json") : StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, string? to, CancellationToken ct) =>
        await DoneAsync(await prove.WithPasskeyAsync(HttpContext.Permit(), Who, credential, ct), "", to, ct);

    public async Task<IActionResult> OnPostAsync(string? password, string? code, string? to, CancellationToken ct) =>
        await DoneAsync(await prove.WithPasswordAsync(HttpContext.Permit(), Who, password, code, ct), "password", to, ct);

    public async Task<IActionResult> OnPostReadyAsync(string? to, CancellationToken ct) => await DoneAsync(await prove.AsReadyAsync(HttpContext.Permit(), Who, ct), "", to, ct);

    private Task<IActionResult> DoneAsync(Result<bool> done, string field, string? to, CancellationToken ct) => done.Match(
        _ =>
        {
            Said = Texts.Here("identity.proved");
            return Task.FromResult<IActionResult>(LocalRedirect(to is null ? "/account" : WebPages.Local(to)));
        },
        refusals =>
        {
            Fault(refusals, field);
            Response.StatusCode = StatusOf(refusals);
            return LookAsync(to, ct);
        });

    private Task<IActionResult> LookAsync(string? to, CancellationToken ct) => ShowAsync(
        permit => prove.WaysAsync(permit, ct),
        ways =>
        {
            To = to is null ? "/account" : WebPages.Local(to);
            (HasPasskey, HasPassword, IsReady) = ways;
            this.Titled(Texts.Here("identity.prove"), "account");
            return Page();
        });
}
