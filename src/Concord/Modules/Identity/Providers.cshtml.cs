using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Identity;

/// <summary>Which providers of sign-in this installation takes the word of, each for the people of one body.</summary>
[Asks(Doing.Administer)]
internal sealed class ProvidersPage(KeepProviders keep, Bodies bodies) : ProvedPage
{
    private const string Address = "/people/providers";

    public ImmutableArray<ProviderView> Providers { get; private set; } = [];

    public ImmutableArray<Choice> BodyChoices { get; private set; } = [];

    public string Back(string key) => Request.Scheme + "://" + Request.Host + ProviderDoors.Path(key);

    public Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        TakeUp(Address);
        return ShowAsync(ct);
    }

    public async Task<IActionResult> OnPostAddAsync(string? name, string? body, string? key, string? issuer, string? client, string? secret, CancellationToken ct)
    {
        var asked = new NewProvider(key, name, issuer, client, secret, Guid.TryParse(body, out var id) ? new BodyId(id) : null);
        return await (await keep.AddAsync(HttpContext.Permit(), Who, asked, ct)).Match(
            _ => Task.FromResult<IActionResult>(Done("identity.provider-added")),
            async refusals =>
            {
                if (IsUnproved(refusals))
                {
                    return Otherwise(refusals);
                }

                foreach (var refusal in refusals)
                {
                    Fault([refusal], FieldOf(refusal));
                }

                Response.StatusCode = StatusOf(refusals);
                return await ShowAsync(ct);
            });
    }

    public async Task<IActionResult> OnPostRenewAsync(string? provider, string? secret, CancellationToken ct) =>
        (await keep.RenewAsync(HttpContext.Permit(), Who, provider, secret, ct)).Match<IActionResult>(_ => Done("identity.provider-renewed"), Otherwise);

    public async Task<IActionResult> OnPostRemoveAsync(string? provider, CancellationToken ct) =>
        (await keep.RemoveAsync(HttpContext.Permit(), Who, provider, ct)).Match<IActionResult>(_ => Done("identity.provider-removed"), Otherwise);

    private IActionResult Otherwise(ImmutableArray<Refusal> refusals) => IsUnproved(refusals) ? Prove(Address, "name", "body", "key", "issuer", "client") : Refused(refusals);

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "provider.name" => "name",
        "provider.body" => "body",
        "provider.key" or "provider.already-there" => "key",
        "provider.client" => "client",
        "provider.secret" => "secret",
        _ => "issuer",
    };

    private RedirectResult Done(string told)
    {
        Said = Texts.Here(told);
        return Redirect(Address);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        Providers = await keep.ListAsync(ct);
        BodyChoices = [.. (await bodies.AllAsync(ct)).Select(b => new Choice(b.Id.Value.ToString("D"), b.Name, IsData: true))];
        this.Titled(Texts.Here("identity.providers"), "people");
        return Page();
    }
}
