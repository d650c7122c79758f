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

/// <summary>The credentials of a member, side by side.</summary>
internal sealed record MemberCredentials(MemberId Member, string Name, ImmutableArray<CredentialView> Credentials);

/// <summary>Which authority speaks for which member, on a day; and the form that puts one more on record.</summary>
[Asks(Doing.KeepCredentials)]
internal sealed class CredentialsPage(CredentialQueries credentials, KeepCredentials keep, Bodies bodies, IPlan plan, TimeProvider clock) : AskingPage
{
    private ImmutableArray<KnownBody> known = [];

    public ImmutableArray<MemberCredentials> Members { get; private set; } = [];

    public DateOnly Day { get; private set; }

    /// <summary>Of the day that was asked for, as it was typed; shown again when it is none.</summary>
    public string DayText { get; private set; } = "";

    public bool Keeps => Credential.Keeps(HttpContext.Permit());

    /// <summary>What was entered, to be shown again when it was refused.</summary>
    public (string Body, string Paper, string From, string Beside) Entered { get; private set; } = ("", "", "", "");

    public ImmutableArray<Choice> BodyChoices { get; private set; } = [];

    public ImmutableArray<Choice> BesideChoices { get; private set; } = [];

    public string Called(BodyId? body) => known.FirstOrDefault(b => b.Id == body)?.Name ?? "";

    public string? CalledBeside(CredentialView of) =>
        Members.SelectMany(m => m.Credentials).FirstOrDefault(c => c.Id == of.Beside) is { } first ? Called(first.Body) : null;

    public Task<IActionResult> OnGetAsync(string? day, CancellationToken ct)
    {
        DayText = day?.Trim() ?? "";
        if (DayText.Length > 0 && Days.Read(DayText) is null)
        {
            Fault([new Refusal("credential.day-asked")], "day");
            Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        return ShowAsync(Days.Read(DayText), ct);
    }

    public async Task<IActionResult> OnPostRecordAsync(string? body, string? paper, string? from, string? beside, CancellationToken ct)
    {
        Entered = (body ?? "", paper ?? "", from ?? "", beside ?? "");
        var asked = new NewCredential(
            Guid.TryParse(body, out var id) ? new BodyId(id) : null, paper, Days.Read(from?.Trim()), Guid.TryParse(beside, out var other) ? new CredentialId(other) : null);
        return await (await keep.RecordAsync(HttpContext.Permit(), asked, ct)).Match(
            made =>
            {
                Said = Texts.Here("identity.credential-recorded");
                return Task.FromResult<IActionResult>(Redirect("/people/credentials"));
            },
            refusals =>
            {
                Fault(refusals, refusals[0].Code switch { "credential.paper" => "paper", "credential.day" => "from", "credential.beside" => "beside", "access.denied" => "", _ => "body" });
                Response.StatusCode = StatusOf(refusals);
                return ShowAsync(null, ct);
            });
    }

    private Task<IActionResult> ShowAsync(DateOnly? day, CancellationToken ct)
    {
        var today = clock.Today();
        Day = day ?? today;
        return GoOnAsync(permit => credentials.ListAsync(permit, Day, ct), async (permit, found) =>
        {
            known = await bodies.AllAsync(ct);
            var members = (await plan.InForceAsync(permit, today, ct)).Match(p => p.Members, _ => []);
            var order = members.Select((m, at) => (m.Id, At: at)).ToDictionary(m => m.Id, m => m.At);
            Members =
            [
                .. found.GroupBy(c => c.Member).OrderBy(g => order.GetValueOrDefault(g.Key, int.MaxValue))
                    .Select(g => new MemberCredentials(g.Key, members.FirstOrDefault(m => m.Id == g.Key) is { } m ? Data.Words(m.Names) : "", [.. g])),
            ];
            BodyChoices = [new Choice("", Texts.Here("identity.credential-choose")), .. known.Where(b => b.Member is not null).Select(b => new Choice(b.Id.Value.ToString("D"), b.Name, IsData: true))];
            BesideChoices =
            [
                new Choice("", Texts.Here("identity.credential-beside-none")),
                .. found.Where(c => c.Beside is null && c.Alone != CredentialStanding.Ended).Select(c => new Choice(c.Id.Value.ToString("D"), Called(c.Body), IsData: true)),
            ];
            this.Titled(Texts.Here("identity.credentials"), "people");
            return Page();
        });
    }
}
