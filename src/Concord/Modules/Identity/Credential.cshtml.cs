using System.Collections.Immutable;
using Concord.Core.Identity;
using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Platform;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Identity;

/// <summary>One credential: how it stands, everything that was said of it, and the form to say more.</summary>
[Asks(Doing.KeepCredentials), Shows(CredentialQueries.Kind)]
internal sealed class CredentialPage(CredentialQueries credentials, KeepCredentials keep, Bodies bodies, IPlan plan, TimeProvider clock) : AskingPage
{
    public CredentialView View { get; private set; } = null!;

    public string Member { get; private set; } = "";

    public string Body { get; private set; } = "";

    /// <summary>The other authorities with which it competes today.</summary>
    public bool HasRival => View.Alone != View.Standing;

    public string History => new Platform.Ledger.Thing(CredentialQueries.Kind, View.Id.Value).History;

    public ImmutableArray<Choice> Turns { get; private set; } = [];

    /// <summary>What was entered, to be shown again when it was refused.</summary>
    public (string Turn, string Who, string Why, string On) Entered { get; private set; } = ("", "", "", "");

    private Dictionary<BodyId, string> names = [];

    /// <summary>Who wrote it down: the capacity, and for which body.</summary>
    public string WrittenBy(CredentialSaid said) => CapacityWords.Of(said.Capacity) + (said.ForBody is { } body && names.TryGetValue(body, out var called) ? ", " + called : "");

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => LookAsync(id, ct);

    public async Task<IActionResult> OnPostAsync(Guid id, string? turn, string? who, string? why, string? on, long seen, CancellationToken ct)
    {
        Entered = (turn ?? "", who ?? "", why ?? "", on ?? "");
        var chosen = Enum.GetValues<CredentialTurn>().Cast<CredentialTurn?>().FirstOrDefault(t => t.ToString() == turn);
        var done = chosen is { } say
            ? await keep.SayAsync(HttpContext.Permit(), new SayOfCredential(new CredentialId(id), say, who, why, Days.Read(on?.Trim()), seen), ct)
            : new Refusal("credential.turn");
        return await done.Match(
            _ =>
            {
                Said = Texts.Here("identity.credential-said");
                return Task.FromResult<IActionResult>(Redirect("/people/credentials/" + id.ToString("D")));
            },
            refusals =>
            {
                Fault(refusals, refusals[0].Code switch { "credential.who" => "who", "credential.why" => "why", "credential.day" or "credential.day-before" => "on", "store.changed-meanwhile" => "", _ => "turn" });
                Response.StatusCode = StatusOf(refusals);
                return LookAsync(id, ct);
            });
    }

    private Task<IActionResult> LookAsync(Guid id, CancellationToken ct) => GoOnAsync(permit => credentials.OneAsync(permit, new CredentialId(id), ct), async (permit, found) =>
    {
        View = found;
        names = (await bodies.AllAsync(ct)).ToDictionary(b => b.Id, b => b.Name);
        Body = names.GetValueOrDefault(found.Body) ?? "";
        Member = (await plan.InForceAsync(permit, clock.Today(), ct)).Match(p => p.Member(found.Member) is { } m ? Data.Words(m.Names) : "", _ => "");
        Turns = [.. Credential.Sayable(permit, found.Member).Where(t => IsOpen(found.Alone, t)).Select(t => new Choice(t.ToString(), Texts.Here("identity.say-" + t.ToString().ToLowerInvariant())))];
        Entered = Entered.On.Length > 0 ? Entered : Entered with { On = Days.Write(clock.Today()) };
        this.Titled(Texts.Here("identity.credential"), "people");
        return Page();
    });

    /// <summary>What can follow on how it stands; the rule itself stands in the core.</summary>
    private static bool IsOpen(CredentialStanding standing, CredentialTurn turn) => standing switch
    {
        CredentialStanding.InForce => turn != CredentialTurn.Restored,
        CredentialStanding.Disputed => true,
        CredentialStanding.Suspended => turn is CredentialTurn.Restored or CredentialTurn.Ended,
        CredentialStanding.Ended => false,
    };
}
