using System.Collections.Immutable;
using System.Security.Claims;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Telemetry;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>A ready account of the demonstration.</summary>
internal sealed record ReadyAccount(ActorId Id, string Name, Capacity Capacity);

/// <summary>The door: with a passkey, or with a password and a one-time code; in the demonstration, with a ready account.</summary>
[Asks(Doing.SignIn), Door]
internal sealed class SignInPage(SignInManager<AccountRow> signIn, Ceremony ceremony, Accounts accounts, ProviderLinks links, ConcordDb db, Installed installed) : AskingPage
{
    public string To { get; private set; } = "/";

    public string Name { get; private set; } = "";

    public ImmutableArray<ReadyAccount> Ready { get; private set; } = [];

    public ImmutableArray<OfferedProvider> Providers { get; private set; } = [];

    public Task OnGetAsync(string? to, CancellationToken ct)
    {
        TellDenied();
        return BeginAsync(to, ct);
    }

    /// <summary>With a name and a password; the code is asked next. Whatever is wrong is answered alike.</summary>
    public async Task<IActionResult> OnPostAsync(string? name, string? password, string? to, CancellationToken ct)
    {
        await BeginAsync(to, ct);
        Name = name ?? "";
        var account = await accounts.FindByNameAsync(Name.Trim());
        if (account is not { PasswordHash: not null, TwoFactor: true })
        {
            // As long as it takes for an account that there is.
            _ = accounts.PasswordHasher.HashPassword(new AccountRow(), password ?? "");
            return Wrong();
        }

        if (!await accounts.IsPasswordAsync(account, password ?? ""))
        {
            return Wrong();
        }

        // The second step, as Identity reads it; a password alone signs nobody in.
        await HttpContext.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, account.Id.Value.ToString("D"))], IdentityConstants.TwoFactorUserIdScheme)));
        return RedirectToPage("/Identity/SignInCode", new { to = To });
    }

    public async Task<IActionResult> OnPostOptionsAsync() => Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, string? to, CancellationToken ct)
    {
        await BeginAsync(to, ct);
        return await (await ceremony.ShownAsync(credential)).Match<Task<IActionResult>>(
            async account =>
            {
                await signIn.SignInAsync(account, isPersistent: false);
                return LocalRedirect(To);
            },
            refusals =>
            {
                Fault(refusals);
                return Task.FromResult<IActionResult>(Again());
            });
    }

    /// <summary>Only in a demonstration, which only this machine reaches.</summary>
    public async Task<IActionResult> OnPostReadyAsync(Guid account, string? to, CancellationToken ct)
    {
        await BeginAsync(to, ct);
        if (!installed.Demonstration || await accounts.FindByIdAsync(account.ToString("D")) is not { } ready)
        {
            return Refused([new Refusal("account.unknown")]);
        }

        await signIn.SignInAsync(ready, isPersistent: false);
        return LocalRedirect(To);
    }

    private async Task BeginAsync(string? to, CancellationToken ct)
    {
        To = WebPages.Local(to);
        Providers = await links.OfferedAsync(HttpContext, null, ct);
        if (installed.Demonstration)
        {
            Ready =
            [
                .. (await (from account in db.Set<AccountRow>().AsNoTracking()
                    join holding in db.Set<HoldingRow>() on account.Id equals holding.Account
                    where account.Closed == null && holding.Ended == null && holding.Of == null && account.PasswordHash == null && !db.Set<PasskeyRow>().Any(p => p.Account == account.Id) && !db.Set<LinkRow>().Any(l => l.Account == account.Id)
                    orderby account.Id
                    select new ReadyAccount(account.Id, account.Name, holding.Capacity)).ToListAsync(ct)).DistinctBy(a => a.Id).OrderBy(a => a.Capacity).ThenBy(a => a.Name, StringComparer.CurrentCulture),
            ];
        }

        this.Titled(Texts.Here("identity.sign-in"), "account");
    }

    private PageResult Wrong()
    {
        Figures.WrongKey("password");
        Fault([new Refusal("sign-in.wrong")], "name");
        return Again();
    }

    private PageResult Again()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
