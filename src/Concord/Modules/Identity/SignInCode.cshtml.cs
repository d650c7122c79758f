using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Telemetry;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Identity;

/// <summary>The second step: a one-time code, or one of the recovery codes, which opens once.</summary>
[Asks(Doing.SignIn), Door]
internal sealed class SignInCodePage(SignInManager<AccountRow> signIn) : AskingPage
{
    public string To { get; private set; } = "/";

    public void OnGet(string? to) => Begin(to);

    public async Task<IActionResult> OnPostAsync(string? code, string? to)
    {
        Begin(to);
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is null)
        {
            return Redirect("/sign-in");
        }

        var typed = code?.Trim() ?? "";
        var tried = OneTimeCodes.IsRecovery(typed)
            ? await signIn.TwoFactorRecoveryCodeSignInAsync(typed)
            : await signIn.TwoFactorAuthenticatorSignInAsync(typed, isPersistent: false, rememberClient: false);
        if (tried.Succeeded)
        {
            return LocalRedirect(To);
        }

        Figures.WrongKey("code");
        Fault([new Refusal("code.wrong")], "code");
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private void Begin(string? to)
    {
        To = WebPages.Local(to);
        this.Titled(Texts.Here("identity.code-title"), "account");
    }
}
