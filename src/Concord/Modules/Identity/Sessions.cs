using System.Globalization;
using System.Security.Claims;
using Concord.Core.Kernel;
using Concord.Platform;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>
/// Being signed in is a row: it begins with an act, it can be ended by its owner from anywhere, and it is looked at in each request. The cookie holds its number
/// and nothing that it would be a harm to have read.
/// </summary>
internal sealed class Sessions(ConcordDb db, TimeProvider clock) : CookieAuthenticationEvents
{
    /// <summary>After so long one signs in anew, whatever one did.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>After so long without a request.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(2);

    /// <summary>So long a key that was shown lets keys be changed; then it is asked for again.</summary>
    public static readonly TimeSpan ProofLasts = TimeSpan.FromMinutes(10);

    private const string Claim = "session";

    /// <summary>An account that is closed or erased at the same time is signed in nowhere: the cookie then names no session.</summary>
    public override async Task SigningIn(CookieSigningInContext context)
    {
        Result<SessionId> begun;
        do
        {
            begun = await BeginAsync(context).ConfigureAwait(false);
        }
        while (begun.Match(_ => false, r => r[0].Code == AccountStore.Overtaken));
        begun.Match<object?>(
            id =>
            {
                ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(new Claim(Claim, id.Value.ToString("D")));
                return null;
            },
            r => r[0].Code == "account.unknown" ? null : throw new InvalidOperationException("no session could be begun: " + r[0].Code));
    }

    private async Task<Result<SessionId>> BeginAsync(CookieSigningInContext context)
    {
        var (now, account, ct) = (clock.GetUtcNow(), Id(context.Principal!), context.HttpContext.RequestAborted);
        if (await db.Set<AccountRow>().SingleOrDefaultAsync(a => a.Id == account && a.Closed == null, ct).ConfigureAwait(false) is not { } owner)
        {
            return new Refusal("account.unknown");
        }

        var row = new SessionRow
        {
            Id = new SessionId(Guid.NewGuid()),
            Account = account,
            Began = now,
            Until = now + Longest,
            Agent = Agent(context.HttpContext.Request.Headers.UserAgent.ToString()),
            Provider = context.Properties.GetParameter<string>(nameof(SessionRow.Provider)),
        };
        row.Proved = row.Provider is null ? now : null;
        row.Holding = await FirstAsync(row, now, ct).ConfigureAwait(false);
        db.Touch(owner);
        _ = db.Add(row);
        var told = row.Provider is { } provider ? ProviderLinks.Told(provider) : null;
        return (await db.CommitAsync(new Act(Doors.SignIn(), "session.began", Doors.About(account), null, told), ct).ConfigureAwait(false)).Map(_ => row.Id);
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (await ActorAsync(Session(context.Principal), context.HttpContext.RequestAborted).ConfigureAwait(false) is not { } who)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name).ConfigureAwait(false);
            return;
        }

        context.HttpContext.Features.Set(who.Actor);
        context.HttpContext.Features.Set(who);
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        if (context.HttpContext.Features.Get<SignedIn>() is { } who
            && await db.Set<SessionRow>().SingleOrDefaultAsync(s => s.Id == who.Session && s.Ended == null, context.HttpContext.RequestAborted).ConfigureAwait(false) is { } row)
        {
            row.Ended = clock.GetUtcNow();
            var ended = await db.CommitAsync(new Act(Doors.Own(who.Actor), "session.ended", Doors.About(row.Account)), context.HttpContext.RequestAborted).ConfigureAwait(false);
            ended.Match<object?>(_ => null, r => throw new InvalidOperationException("the session could not be ended: " + r[0].Code));
        }
    }

    /// <summary>Signs in by the word of a provider.</summary>
    public static AuthenticationProperties By(string provider)
    {
        var properties = new AuthenticationProperties();
        properties.SetParameter(nameof(SessionRow.Provider), provider);
        return properties;
    }

    /// <summary>Whether they showed a key of their own so lately that they may change keys.</summary>
    public static bool MayChangeKeys(SignedIn who, DateTimeOffset now) => who.Proved is { } at && now < at + ProofLasts && at <= now + Clocks.Apart;

    /// <summary>Those that are not over; one that began in the future is.</summary>
    public static IQueryable<SessionRow> Running(ConcordDb db, DateTimeOffset now)
    {
        var ahead = now + Clocks.Apart;
        return db.Set<SessionRow>().AsNoTracking().Where(s => s.Ended == null && s.Until > now && s.Began <= ahead);
    }

    /// <summary>Which account a principal names.</summary>
    public static ActorId Id(ClaimsPrincipal principal) =>
        new(Guid.Parse(principal.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture));

    /// <summary>Who is signed in under this number, as what, now; null for a session that is over.</summary>
    private async Task<SignedIn?> ActorAsync(SessionId? id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = id is null ? null : await (
            from session in Running(db, now)
            join account in db.Set<AccountRow>().AsNoTracking() on session.Account equals account.Id
            where session.Id == id && account.Closed == null
            select new
            {
                session, account,
                only = db.Set<ProviderRow>().Where(p => p.Key == session.Provider).Select(p => (BodyId?)p.Body).FirstOrDefault(),
                holding = db.Set<HoldingRow>().FirstOrDefault(h => h.Id == session.Holding && h.Account == session.Account),
            }).SingleOrDefaultAsync(ct).ConfigureAwait(false);
        if (found is null || (found.session.Provider is not null && found.only is null))
        {
            return null;
        }

        var source = found.holding?.Of is { } of ? await db.Set<HoldingRow>().AsNoTracking().SingleOrDefaultAsync(h => h.Id == of, ct).ConfigureAwait(false) : null;
        var holding = found.holding is { } row && row.ToHolding().HoldsOn(now.Day(), source?.ToHolding()) && (found.only is null || row.Body == found.only) ? row : null;
        var actor = new Actor(found.account.Id, holding?.ChosenName ?? found.account.Name, holding?.Capacity ?? Capacity.Public, holding?.Body) 
        {
            Member = holding?.Member,
            Credential = holding?.Capacity == Capacity.Official ? await CredentialQueries.StandingAsync(db, holding.Member, holding.Body, now.Day(), ct).ConfigureAwait(false) : null,
        };
        return new SignedIn(found.session.Id, found.account.Name, actor, holding?.Id) { Only = found.only, Proved = found.session.Proved };
    }

    /// <summary>The capacity in which they acted last, or the first that they hold.</summary>
    private async Task<HoldingId?> FirstAsync(SessionRow begun, DateTimeOffset now, CancellationToken ct)
    {
        var account = begun.Account;
        var only = begun.Provider is null ? null : await db.Set<ProviderRow>().Where(p => p.Key == begun.Provider).Select(p => (BodyId?)p.Body).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        var last = await db.Set<SessionRow>().AsNoTracking().Where(s => s.Account == account).OrderByDescending(s => s.Began).Select(s => s.Holding).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        var held = (await HeldAsync(db, account, now.Day(), ct).ConfigureAwait(false)).Where(h => only is null || h.Body == only).ToList();
        return held.FirstOrDefault(h => h.Id == last)?.Id ?? held.FirstOrDefault()?.Id;
    }

    /// <summary>What somebody holds on a day, delegations among them.</summary>
    public static async Task<List<HoldingRow>> HeldAsync(ConcordDb db, ActorId account, DateOnly day, CancellationToken ct)
    {
        var rows = await (
            from h in db.Set<HoldingRow>().AsNoTracking()
            where h.Account == account && h.Ended == null
            orderby h.Id
            select new { h, of = db.Set<HoldingRow>().FirstOrDefault(o => o.Id == h.Of) }).ToListAsync(ct).ConfigureAwait(false);
        return [.. rows.Where(r => r.h.ToHolding().HoldsOn(day, r.of?.ToHolding())).Select(r => r.h)];
    }

    private static SessionId? Session(ClaimsPrincipal? principal) =>
        Guid.TryParse(principal?.FindFirstValue(Claim), out var id) ? new SessionId(id) : null;

    /// <summary>The browser's name and system as it gives them, for its owner to know it by.</summary>
    private static string Agent(string header) => string.Concat(header.Where(c => !char.IsControl(c)).Take(200));
}
