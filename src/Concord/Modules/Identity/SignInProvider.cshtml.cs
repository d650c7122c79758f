using Concord.Core.Kernel;
using Concord.Platform;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Identity;

/// <summary>The way to a provider of sign-in, and back from it. It shows nothing: the page from which one left says what came of it.</summary>
[Asks(Doing.SignIn), Door]
internal sealed class SignInProviderPage(
    ProviderCeremony ceremony, ProviderLinks links, AcceptInvitation accept, SignInManager<AccountRow> signIn, TimeProvider clock) : AskingPage
{
    private const string For = "for", To = "to", Link = "link", Accept = "accept", Account = "account", Invited = "invitation", Name = "name", SignInName = "sign-in-name", Chosen = "chosen-name";

    public Task<IActionResult> OnPostAsync(string provider, string? to) => LeaveAsync(provider, new() { [To] = WebPages.Local(to) });

    /// <summary>To be opened by it from now on, an account asks once.</summary>
    public Task<IActionResult> OnPostLinkAsync(string provider) => HttpContext.Features.Get<SignedIn>() is { } who
        ? who.Only is null && !Sessions.MayChangeKeys(who, clock.GetUtcNow()) ? Task.FromResult<IActionResult>(Redirect(ProvePage.Before(AccountPage.Address))) : LeaveAsync(provider, new() { [For] = Link, [Account] = who.Actor.Id.Value.ToString("D") })
        : Task.FromResult<IActionResult>(Redirect("/sign-in"));

    public async Task<IActionResult> OnPostAcceptAsync(string provider, string? key, string? name, string? signInName, string? chosenName, CancellationToken ct)
    {
        var asked = new Dictionary<string, string?> { [For] = Accept, [Invited] = key ?? "", [Name] = name ?? "", [SignInName] = signInName ?? "", [Chosen] = chosenName };
        var fault = AcceptInvitation.Fault(new Introduced(name, signInName, chosenName)) ?? (await accept.OpenAsync(key, null, ct)).Match<Refusal?>(_ => null, r => r[0]);
        return fault is null ? await LeaveAsync(provider, asked) : Back(fault, new AuthenticationProperties(asked));
    }

    /// <summary>Back from the provider.</summary>
    public async Task<IActionResult> OnGetAsync(string provider, CancellationToken ct)
    {
        var (vouched, refused) = await ceremony.EndAsync(HttpContext, provider);
        if (vouched is null)
        {
            return Back(refused!.Why, refused.Asked);
        }

        var asked = vouched.Asked.Items;
        return asked.TryGetValue(For, out var why) && why == Link ? await LinkAsync(vouched, ct)
            : await InAsync(
                vouched,
                why == Accept
                    ? accept.WithProviderAsync(asked[Invited], new Introduced(asked[Name], asked[SignInName], asked.TryGetValue(Chosen, out var chosen) ? chosen : null), vouched, ct)
                    : links.OpenAsync(vouched, clock.Today(), ct),
                why == Accept ? "/account" : WebPages.Local(asked.TryGetValue(To, out var to) ? to : null));
    }

    private async Task<IActionResult> LeaveAsync(string provider, Dictionary<string, string?> asked) =>
        (await ceremony.BeginAsync(HttpContext, provider, new AuthenticationProperties(asked))).Match<IActionResult>(
            _ => new EmptyResult(),
            r => r[0].Code == "provider.unknown" ? Refused(r) : Back(r[0], new AuthenticationProperties(asked)));

    private async Task<IActionResult> LinkAsync(Vouched vouched, CancellationToken ct)
    {
        if (HttpContext.Features.Get<SignedIn>() is not { } who || vouched.Asked.Items[Account] != who.Actor.Id.Value.ToString("D"))
        {
            return Back(new Refusal("provider.failed"), null);
        }

        return (await links.LinkAsync(who, vouched, clock.Today(), ct)).Match(
            name =>
            {
                Said = Texts.Here("identity.provider-linked", name);
                return Redirect("/account");
            },
            r => Back(r[0], vouched.Asked));
    }

    private async Task<IActionResult> InAsync(Vouched vouched, Task<Result<AccountRow>> opening, string to) => await (await opening).Match<Task<IActionResult>>(
        async account =>
        {
            await signIn.SignInAsync(account, Sessions.By(vouched.Provider.Key));
            return LocalRedirect(to);
        },
        r => Task.FromResult<IActionResult>(Back(r[0], vouched.Asked)));

    /// <summary>To where they left, with the reason in words.</summary>
    private RedirectResult Back(Refusal refusal, AuthenticationProperties? asked)
    {
        Denied = refusal.Sentence();
        string? why = null;
        _ = asked?.Items.TryGetValue(For, out why);
        return Redirect(why switch
        {
            Link => "/account",
            Accept => "/invitation?key=" + Uri.EscapeDataString(asked!.Items[Invited] ?? ""),
            _ => "/sign-in",
        });
    }
}
