using System.Collections.Immutable;
using Concord.Core.Identity;
using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Platform;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

internal sealed record PersonView(ActorId Id, string Name, string SignInName, bool IsLocked, ImmutableArray<HoldingRow> Held)
{
    /// <summary>Whether what happened to the account is told here.</summary>
    public bool HasHistory { get; init; }
}

/// <summary>An account that was closed and not erased.</summary>
internal sealed record ClosedView(ActorId Id, string Name, string SignInName, DateTimeOffset Closed, long Version);

internal sealed record InvitationView(InvitationRow Row, string? By, bool WaitsForSecond, bool MayConfirm, MailRow? Mail);

/// <summary>Accounts and invitations, for the administrators of a body or of all.</summary>
[Asks(Doing.KeepAccounts)]
internal sealed class PeoplePage(ConcordDb db, Bodies bodies, InvitePerson invitations, CloseAccount close, Letters letters, IPlan plan, TimeProvider clock) : AskingPage
{
    private const int APage = 50;

    private static readonly Capacity[] Offered =
        [Capacity.Official, Capacity.Secretariat, Capacity.UnPartner, Capacity.CivilSociety, Capacity.Survivors, Capacity.Youth, Capacity.Observer, Capacity.Press, Capacity.Administrator];

    public ImmutableArray<PersonView> People { get; private set; } = [];

    /// <summary>The last that were closed, for whoever keeps the accounts of all.</summary>
    public ImmutableArray<ClosedView> Closed { get; private set; } = [];

    public ImmutableArray<InvitationView> Invitations { get; private set; } = [];

    public ImmutableArray<KnownBody> Bodies { get; private set; } = [];

    public ImmutableArray<MemberInForce> Members { get; private set; } = [];

    public int Number { get; private set; } = 1;

    public int Pages { get; private set; } = 1;

    /// <summary>What was asked, to be shown again when it was refused.</summary>
    public (string For, string Mail, string Capacity, string Body) Asked { get; private set; } = ("", "", nameof(Capacity.Official), "");

    /// <summary>Shown once.</summary>
    public MadeInvitation? Made { get; private set; }

    public string Base => Request.Scheme + "://" + Request.Host;

    public bool OfAll => HttpContext.Permit().Actor.Keeps is null;

    public bool MayKeepCredentials => HttpContext.Permit().To(Doing.KeepCredentials).IsOk;

    /// <summary>What has to be said to be known before somebody is invited.</summary>
    public CredentialStanding? ToKnow { get; private set; }

    /// <summary>How the authorities stand for which the people shown are officials.</summary>
    public IReadOnlyDictionary<HoldingId, CredentialStanding?> Standing { get; private set; } = new Dictionary<HoldingId, CredentialStanding?>();

    public bool CanSend => letters.CanSend;

    public bool MayAdminister => HttpContext.Permit().To(Doing.Administer).IsOk;

    /// <summary>As what they may invite.</summary>
    public ImmutableArray<Choice> Capacities { get; private set; } = [];

    public ImmutableArray<Choice> BodyChoices =>
        [new Choice("", Texts.Here("identity.no-body")), .. Bodies.Select(b => new Choice(b.Id.Value.ToString("D"), b.Name, IsData: true))];

    public ImmutableArray<Choice> MemberChoices =>
        [new Choice("", Texts.Here("identity.no-member")), .. Members.Select(m => new Choice(m.Id.Value.ToString("D"), Data.Words(m.Names), IsData: true))];

    public Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int? number, CancellationToken ct) => ShowAsync(number ?? 1, ct);

    public async Task<IActionResult> OnPostInviteAsync(string? @for, string? mail, string? capacity, string? body, string? known, CancellationToken ct)
    {
        Asked = (@for ?? "", mail ?? "", capacity ?? "", body ?? "");
        if (!Enum.TryParse<Capacity>(capacity, out var asWhat) || !Offered.Contains(asWhat))
        {
            return await AgainAsync(new Refusal("invitation.no-such-capacity"), "capacity", ct);
        }

        var asked = new NewInvitation(asWhat, Guid.TryParse(body, out var id) ? new BodyId(id) : null, Asked.For, mail) 
        {
            Letter = CanSend ? made => letters.Of(made.Id, Base + made.Link) : null,
            Known = Standings.Read(known),
        };
        return await (await invitations.HandleAsync(HttpContext.Permit(), asked, ct)).Match(
            made =>
            {
                Made = made;
                Asked = ("", "", nameof(Capacity.Official), "");
                return ShowAsync(1, ct);
            },
            r =>
            {
                ToKnow = Standings.ToKnow(r[0]);
                return AgainAsync(r[0], ToKnow is not null ? "known" : r[0].Code switch { "invitation.for-whom" => "for", "invitation.mail" => "mail", "invitation.no-such-capacity" or "invitation.first-of-body" => "capacity", _ => "body" }, ct);
            });
    }

    public Task<IActionResult> OnPostConfirmAsync(Guid invitation, CancellationToken ct) =>
        DoneAsync(invitations.ConfirmAsync(HttpContext.Permit(), new InvitationId(invitation), ct), "identity.invitation-confirmed");

    public Task<IActionResult> OnPostTakeBackAsync(Guid invitation, CancellationToken ct) =>
        DoneAsync(invitations.TakeBackAsync(HttpContext.Permit(), new InvitationId(invitation), ct), "identity.invitation-taken-back");

    public Task<IActionResult> OnPostEndAsync(Guid holding, CancellationToken ct) =>
        DoneAsync(invitations.EndAsync(HttpContext.Permit(), new HoldingId(holding), ct), "identity.holding-ended");

    public Task<IActionResult> OnPostOpenAsync(Guid account, long seen, CancellationToken ct) =>
        DoneAsync(close.OpenAsync(HttpContext.Permit(), new ActorId(account), seen, ct), "identity.opened");

    public async Task<IActionResult> OnPostBodyAsync(string? name, string? member, CancellationToken ct) => await (await invitations.AddBodyAsync(
        HttpContext.Permit(), name, Guid.TryParse(member, out var id) ? new MemberId(id) : null, ct)).Match(
        _ =>
        {
            Said = Texts.Here("identity.body-added");
            return Task.FromResult<IActionResult>(Redirect("/people"));
        },
        r => AgainAsync(r[0], "name", ct));

    private async Task<IActionResult> DoneAsync<T>(Task<Result<T>> doing, string told) => (await doing).Match(
        _ =>
        {
            Said = Texts.Here(told);
            return Redirect("/people");
        },
        Refused);

    private Task<IActionResult> AgainAsync(Refusal refusal, string field, CancellationToken ct)
    {
        Fault([refusal], field);
        Response.StatusCode = StatusOf([refusal]);
        return ShowAsync(1, ct);
    }

    private async Task<IActionResult> ShowAsync(int number, CancellationToken ct)
    {
        var actor = HttpContext.Permit().Actor;
        var now = clock.GetUtcNow();
        var body = actor.Keeps;
        var open = db.Set<AccountRow>().AsNoTracking().Where(a => a.Closed == null && (body == null || db.Set<HoldingRow>().Any(h => h.Account == a.Id && h.Body == body && h.Ended == null)));
        Pages = Math.Max(1, (await open.CountAsync(ct) + APage - 1) / APage);
        Number = Math.Clamp(number, 1, Pages);
        var accounts = await open.OrderBy(a => a.NormalizedName).Skip((Number - 1) * APage).Take(APage).ToListAsync(ct);
        var ids = accounts.Select(a => a.Id).ToArray();
        var held = (await db.Set<HoldingRow>().AsNoTracking().Where(h => ids.Contains(h.Account) && h.Ended == null && (body == null || h.Body == body)).ToListAsync(ct)).ToLookup(h => h.Account);
        Standing = await CredentialQueries.OfAsync(db, [.. held.SelectMany(h => h)], now.Day(), ct);
        People = [.. accounts.Select(a => new PersonView(a.Id, a.Name, a.SignInName, a.LockedUntil > now, [.. held[a.Id].OrderBy(h => h.Id.Value)]) { HasHistory = body is null || AccountThings.Of(held[a.Id].AsQueryable(), body, now.Day()).Any() })];
        Closed = body is not null ? [] :
        [
            .. await db.Set<AccountRow>().AsNoTracking().Where(a => a.Closed != null && a.Name != "").OrderByDescending(a => a.Closed).Take(200)
                .Select(a => new ClosedView(a.Id, a.Name, a.SignInName, a.Closed!.Value, a.Version)).ToListAsync(ct),
        ];
        var waiting = await db.Set<InvitationRow>().AsNoTracking().Where(i => i.Closed == null && i.Expires > now && (body == null || i.Body == body)).OrderByDescending(i => i.Made).Take(200).ToListAsync(ct);
        var by = await bodies.PeopleAsync([.. waiting.Select(w => w.By).Distinct()], ct);
        var sought = waiting.Select(w => w.Id).ToArray();
        var mails = await db.Set<MailRow>().AsNoTracking().Where(m => sought.Contains(m.Invitation)).ToDictionaryAsync(m => m.Invitation, ct);
        Invitations = [.. waiting.Select(w => new InvitationView(w, by.GetValueOrDefault(w.By), w.ToInvitation().NeedsSecond, w.ToInvitation().NeedsSecond && w.By != actor.Id, mails.GetValueOrDefault(w.Id)))];
        Bodies = [.. (await bodies.AllAsync(ct)).Where(b => body is null || b.Id == body)];
        var has = await invitations.HeldAsync(body, now, ct);
        Capacities = [.. Offered.Where(c => body is null || Invitation.MayGive(actor, c, Bodies.FirstOrDefault()?.Member, has.Contains(c))).Select(c => new Choice(c.ToString(), CapacityWords.Of(c)))];
        Members = (await plan.InForceAsync(HttpContext.Permit(), now.Day(), ct)).Match(p => p.Members, _ => []);
        this.Titled(Texts.Here("identity.people"), "people");
        return Page();
    }

    public string? Called(BodyId? body) => Bodies.FirstOrDefault(b => b.Id == body)?.Name;
}
