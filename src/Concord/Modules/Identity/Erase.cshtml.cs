using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Identity;

/// <summary>Erases a person, after it was said what goes and what stays.</summary>
[Asks(Doing.KeepAccounts), Shows(AccountThings.Account)]
internal sealed class ErasePage(ErasePerson erase) : AskingPage
{
    public string Name { get; private set; } = "";

    public long Seen { get; private set; }

    public string? Why { get; private set; }

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => LookAsync(id, ct);

    public async Task<IActionResult> OnPostAsync(Guid id, string? why, long seen, CancellationToken ct)
    {
        Why = why;
        return await (await erase.HandleAsync(HttpContext.Permit(), new ActorId(id), why, seen, ct)).Match(
            _ =>
            {
                Said = Texts.Here("identity.erased-done");
                return Task.FromResult<IActionResult>(Redirect("/people"));
            },
            refusals =>
            {
                Fault(refusals, refusals[0].Code is "erase.why-missing" or "erase.why-too-long" ? "why" : "");
                Response.StatusCode = StatusOf(refusals);
                return LookAsync(id, ct);
            });
    }

    private Task<IActionResult> LookAsync(Guid id, CancellationToken ct) => ShowAsync(
        permit => erase.LookAsync(permit, new ActorId(id), ct),
        found =>
        {
            (Name, Seen) = found;
            this.Titled(Texts.Here("identity.erase"), "people");
            return Page();
        });
}
