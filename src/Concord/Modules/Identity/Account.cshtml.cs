using System.Collections.Immutable;
using System.Security.Cryptography;
using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Identity;

/// <summary>One's own account: as what one acts, with which keys one signs in, where one is signed in, who acts in one's place.</summary>
[Asks(Doing.KeepOwn), Door]
internal sealed class AccountPage(OwnAccount own, ProviderLinks links, SignInManager<AccountRow> signIn, Ceremony ceremony, NewAuthenticator authenticator, TimeProvider clock) : ProvedPage
{
    public OwnView View { get; private set; } = null!;

    public AuthenticatorKey Authenticator { get; private set; } = null!;

    /// <summary>Shown once, when they are made.</summary>
    public ImmutableArray<string> Codes { get; private set; } = [];

    /// <summary>What has to be said to be known before a capacity is delegated.</summary>
    public CredentialStanding? ToKnow { get; private set; }

    public string History => new Platform.Ledger.Thing(AccountThings.Account, Who.Actor.Id.Value).History;

    internal const string Address = "/account";

    private bool MayChangeKeys => Sessions.MayChangeKeys(Who, clock.GetUtcNow());

    /// <summary>The providers of their bodies that may still be linked.</summary>
    public ImmutableArray<OfferedProvider> Providers { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        TellDenied();
        TakeUp(Address);
        return ShowAsync(ct);
    }

    public Task<IActionResult> OnPostActAsync(Guid? holding, CancellationToken ct) => DoneAsync(
        own.ActAsAsync(HttpContext.Permit(), Who, holding is { } h ? new HoldingId(h) : null, ct), c => Texts.Here("identity.now-act-as", CapacityWords.Of(c)), ct);

    public Task<IActionResult> OnPostEndSessionAsync(Guid? session, CancellationToken ct) =>
        DoneAsync(own.EndSessionsAsync(HttpContext.Permit(), Who, session is { } s ? new SessionId(s) : null, ct), n => Texts.Here("identity.sessions-ended", n), ct);

    public async Task<IActionResult> OnPostOptionsAsync() => !MayChangeKeys ? StatusCode(StatusCodes.Status403Forbidden) : Content(
        await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = Who.Actor.Id.Value.ToString("D"), Name = Who.Name, DisplayName = Who.Name }),
        "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, string? name, CancellationToken ct) =>
        !MayChangeKeys ? ToProof() : await (await ceremony.MadeAsync(credential)).Then(made => made.Of(Who.Actor.Id)).Match(
            passkey => DoneAsync(own.AddPasskeyAsync(HttpContext.Permit(), Who, passkey, name, ct), _ => Texts.Here("identity.passkey-added"), ct),
            r => FaultAsync(r[0], "", ct));

    public Task<IActionResult> OnPostRemovePasskeyAsync(string? passkey, CancellationToken ct) =>
        DoneAsync(own.RemovePasskeyAsync(HttpContext.Permit(), Who, passkey, ct), _ => Texts.Here("identity.passkey-removed"), ct);

    public Task<IActionResult> OnPostUnlinkAsync(string? provider, CancellationToken ct) =>
        DoneAsync(own.UnlinkAsync(HttpContext.Permit(), Who, provider, ct), _ => Texts.Here("identity.provider-unlinked"), ct);

    public async Task<IActionResult> OnPostPasswordAsync(string? password, string? kept, string? code, CancellationToken ct) =>
        authenticator.Read(kept) is not { } key
            ? await FaultAsync(new Refusal("code.wrong"), "code", ct)
            : await DoneAsync(own.SetPasswordAsync(HttpContext.Permit(), Who, password, key.Key, code, ct), _ => Texts.Here("identity.password-set"), ct, key);

    public async Task<IActionResult> OnPostCodesAsync(CancellationToken ct) => await (await own.NewCodesAsync(HttpContext.Permit(), Who, ct)).Match(
        codes =>
        {
            Codes = codes;
            return ShowAsync(ct);
        },
        r => FaultAsync(r[0], "", ct));

    public Task<IActionResult> OnPostDelegateAsync(Guid holding, string? to, string? from, string? until, string? known, CancellationToken ct) => DoneAsync(
        own.DelegateAsync(
            HttpContext.Permit(), Who, new HoldingId(holding), new NewDelegation(to, Days.Read(from?.Trim()), Days.Read(until?.Trim()), Standings.Read(known)), ct),
        _ => Texts.Here("identity.delegated"), ct);

    public Task<IActionResult> OnPostEndDelegationAsync(Guid holding, CancellationToken ct) =>
        DoneAsync(own.EndDelegationAsync(HttpContext.Permit(), Who, new HoldingId(holding), ct), _ => Texts.Here("identity.delegation-ended"), ct);

    private async Task<IActionResult> DoneAsync<T>(Task<Result<T>> doing, Func<T, string> told, CancellationToken ct, AuthenticatorKey? again = null) => await (await doing).Match(
        value =>
        {
            Said = told(value);
            return Task.FromResult<IActionResult>(Redirect(Address));
        },
        r =>
        {
            Authenticator = again ?? Authenticator;
            ToKnow = Standings.ToKnow(r[0]);
            return FaultAsync(r[0], FieldOf(r[0]), ct);
        });

    private static string FieldOf(Refusal refusal) => refusal.Code.Split('.')[0] switch
    {
        "capacity" => "known",
        "password" => "password",
        "code" => "code",
        "delegation" when refusal.Code is "delegation.no-such-person" or "delegation.to-oneself" => "to",
        "delegation" => "until",
        _ => "",
    };

    private Task<IActionResult> FaultAsync(Refusal refusal, string field, CancellationToken ct)
    {
        if (IsUnproved([refusal]))
        {
            return Task.FromResult<IActionResult>(ToProof());
        }

        Fault([refusal], field);
        Response.StatusCode = StatusOf([refusal]);
        return ShowAsync(ct);
    }

    private RedirectResult ToProof() => Prove(Address, "holding", "to", "from", "until", "name");

    private Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        Authenticator ??= authenticator.Make(Who.Name);
        this.Titled(Texts.Here("identity.account"), "account");
        return GoOnAsync(permit => own.ViewAsync(permit, Who, ct), async (_, view) =>
        {
            View = view;
            Providers = [.. (await links.OfferedAsync(HttpContext, view.Vouching, ct)).Where(p => view.Links.All(l => l.Provider != p.Key))];
            return Page();
        });
    }
}

/// <summary>The key of an authenticator program, as it is shown to be typed there.</summary>
/// <param name="Kept">The same, protected, for the form to bring back.</param>
internal sealed record AuthenticatorKey(string Key, string Kept, string Link)
{
    public string Grouped => string.Join(' ', Key.Chunk(4).Select(c => new string(c)));

    /// <summary>The link as a picture that the camera of a phone reads.</summary>
    public ScannedPicture Picture => new(Link);
}

/// <summary>Makes keys for authenticator programs; one is kept only when a code of it was shown.</summary>
internal sealed class NewAuthenticator(IDataProtectionProvider protection)
{
    private readonly ITimeLimitedDataProtector offered = protection.CreateProtector("concord.offered-authenticator").ToTimeLimitedDataProtector();

    public AuthenticatorKey Make(string name) => Show(Base32.Write(RandomNumberGenerator.GetBytes(20)), name);

    /// <summary>Null for anything that was not offered here within the hour.</summary>
    public AuthenticatorKey? Read(string? kept)
    {
        try
        {
            return kept is { Length: > 0 } && offered.Unprotect(kept).Split(' ', 2) is [var key, var name] ? Show(key, name) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private AuthenticatorKey Show(string key, string name) =>
        new(key, offered.Protect(key + " " + name, TimeSpan.FromHours(1)), "otpauth://totp/Concord:" + Uri.EscapeDataString(name) + "?secret=" + key + "&issuer=Concord");
}

/// <summary>A passkey that a browser made, and the account for which it was asked to.</summary>
internal sealed record NewPasskey(ActorId Account, UserPasskeyInfo Passkey)
{
    /// <summary>Refused with <c>passkey.wrong</c> when it was made for another account.</summary>
    public Result<UserPasskeyInfo> Of(ActorId account) => Account == account ? Passkey : new Refusal("passkey.wrong");
}
