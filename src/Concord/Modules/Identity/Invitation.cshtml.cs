using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Telemetry;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Identity;

/// <summary>Where an invitation leads: to an account of one's own, or to one more capacity of the account one has.</summary>
[Asks(Doing.SignIn), Door]
internal sealed class InvitationPage(AcceptInvitation accept, ProviderLinks links, SignInManager<AccountRow> signIn, Ceremony ceremony, NewAuthenticator authenticator, INames names, TimeProvider clock) : AskingPage
{
    public string Key { get; private set; } = "";

    public OpenInvitation? Open { get; private set; }

    public string? Body { get; private set; }

    public Introduced Who { get; private set; } = new(null, null, null);

    public AuthenticatorKey Authenticator { get; private set; } = null!;

    /// <summary>Those of the body that invites.</summary>
    public ImmutableArray<OfferedProvider> Providers { get; private set; } = [];

    /// <summary>The account that is signed in, which may take the capacity; null for nobody.</summary>
    public SignedIn? SignedIn => HttpContext.Features.Get<SignedIn>();

    public async Task<IActionResult> OnGetAsync(string? key, CancellationToken ct)
    {
        this.Titled(Texts.Here("identity.invitation"), "account");
        TellDenied();
        if (key is null)
        {
            return Page();
        }

        if (await BeginAsync(key, null, null, ct) is { } refused)
        {
            Figures.WrongKey("invitation");
            return Refused([refused]);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostOptionsAsync(string? key, string? name, string? signInName, CancellationToken ct)
    {
        var fault = AcceptInvitation.Fault(new Introduced(name, signInName, null)) ?? (await accept.OpenAsync(key, SignedIn, ct)).Match<Refusal?>(_ => null, r => r[0]);
        return fault is not null
            ? BadRequest()
            : Content(
                await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity
                {
                    Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("D"),
                    Name = signInName!.Trim(),
                    DisplayName = name!.Trim(),
                }),
                "application/json");
    }

    public async Task<IActionResult> OnPostPasskeyAsync(string? key, string? credential, string? name, string? signInName, string? chosenName, CancellationToken ct)
    {
        Who = new Introduced(name, signInName, chosenName);
        if (AcceptInvitation.Fault(Who) is { } fault)
        {
            return await AgainAsync(fault, key, null, ct);
        }

        return await (await ceremony.MadeAsync(credential)).Match(
            made => InAsync(accept.WithPasskeyAsync(key, made, Who, ct), key, null, ct),
            r => AgainAsync(r[0], key, null, ct));
    }

    public async Task<IActionResult> OnPostPasswordAsync(string? key, string? name, string? signInName, string? chosenName, string? password, string? kept, string? code, CancellationToken ct)
    {
        Who = new Introduced(name, signInName, chosenName);
        return authenticator.Read(kept) is not { } offered
            ? await AgainAsync(new Refusal("code.wrong"), key, null, ct)
            : await InAsync(accept.WithPasswordAsync(key, Who, password, offered.Key, code, ct), key, offered, ct);
    }

    public async Task<IActionResult> OnPostJoinAsync(string? key, string? chosenName, CancellationToken ct)
    {
        if (SignedIn is not { } who)
        {
            return Redirect("/sign-in");
        }

        return (await accept.JoinAsync(Doors.Own(who.Actor), who, key, chosenName, ct)).Match(_ => Redirect("/account"), Refused);
    }

    private async Task<IActionResult> InAsync(Task<Result<AccountRow>> accepting, string? key, AuthenticatorKey? offered, CancellationToken ct) => await (await accepting).Match(
        async account =>
        {
            await signIn.SignInAsync(account, isPersistent: false);
            return (IActionResult)Redirect("/account");
        },
        r => AgainAsync(r[0], key, offered, ct));

    private async Task<IActionResult> AgainAsync(Refusal refusal, string? key, AuthenticatorKey? offered, CancellationToken ct)
    {
        if (await BeginAsync(key, Who, offered, ct) is { } over)
        {
            return Refused([over]);
        }

        Fault([refusal], refusal.Code switch
        {
            "account.name" => "name",
            "account.chosen-name" => "chosenName",
            "account.sign-in-name" or "account.name-taken" => "signInName",
            "code.wrong" => "code",
            { } code when code.StartsWith("password.", StringComparison.Ordinal) => "password",
            _ => "",
        });
        Response.StatusCode = StatusOf([refusal]);
        return Page();
    }

    private async Task<Refusal?> BeginAsync(string? key, Introduced? who, AuthenticatorKey? offered, CancellationToken ct)
    {
        Key = key ?? "";
        return await (await accept.OpenAsync(key, SignedIn, ct)).Match(
            async open =>
            {
                Open = open;
                Who = who ?? new Introduced(open.For, null, null);
                Body = open.Body is { } body ? await names.BodyAsync(body, ct) : null;
                Providers = open is { ByProvider: true, Body: { } of } ? await links.OfferedAsync(HttpContext, [of], ct) : [];
                Authenticator = offered ?? authenticator.Make(Who.SignInName ?? open.For);
                this.Titled(Texts.Here("identity.invitation"), "account");
                return (Refusal?)null;
            },
            r => Task.FromResult<Refusal?>(r[0]));
    }
}
