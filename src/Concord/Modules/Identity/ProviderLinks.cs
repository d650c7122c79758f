using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>A provider as whoever may use it sees it.</summary>
internal sealed record OfferedProvider(string Key, string Name, string Origin);

/// <summary>
/// Which account a provider's word opens: one that its owner linked to (issuer, subject), and none by a name or an address of mail. It vouches for people of one body, so that
/// whoever came by it acts for that body alone and changes no other key.
/// </summary>
internal sealed class ProviderLinks(ConcordDb db, TimeProvider clock)
{
    /// <summary>All, for the door; or those of some bodies.</summary>
    public async Task<ImmutableArray<OfferedProvider>> OfferedAsync(HttpContext http, IReadOnlyCollection<BodyId>? of, CancellationToken ct)
    {
        var rows = await db.Set<ProviderRow>().AsNoTracking().Where(p => of == null || of.Contains(p.Body)).OrderBy(p => p.Name)
            .Select(p => new OfferedProvider(p.Key, p.Name, p.Origin)).ToListAsync(ct).ConfigureAwait(false);
        http.Features.Set(new FormTargets([.. rows.Select(r => r.Origin).Distinct()]));
        return [.. rows];
    }

    /// <summary>Refused with <c>provider.not-linked</c>, which is an act, since somebody may be trying.</summary>
    public async Task<Result<AccountRow>> OpenAsync(Vouched who, DateOnly today, CancellationToken ct)
    {
        var account = await (
            from link in db.Set<LinkRow>()
            join a in db.Set<AccountRow>() on link.Account equals a.Id
            where link.Provider == who.Provider.Key && link.Subject == who.Subject && a.Closed == null
            select a).SingleOrDefaultAsync(ct).ConfigureAwait(false);
        if (account is not null && (await Sessions.HeldAsync(db, account.Id, today, ct).ConfigureAwait(false)).Any(h => h.Body == who.Provider.Body))
        {
            return account;
        }

        var told = await db.CommitAsync(new Act(Doors.SignIn(), "provider.refused", KeepProviders.About(who.Provider.Key)), ct).ConfigureAwait(false);
        return told.Then<AccountRow>(_ => new Refusal("provider.not-linked", who.Provider.Name));
    }

    /// <summary>The owner of an account links it. Refused with <c>keys.by-provider</c>, <c>provider.another-body</c>, <c>provider.already-linked</c>.</summary>
    public async Task<Result<string>> LinkAsync(SignedIn owner, Vouched who, DateOnly today, CancellationToken ct)
    {
        var held = await Sessions.HeldAsync(db, owner.Actor.Id, today, ct).ConfigureAwait(false);
        if (owner.Only is not null || held.All(h => h.Body != who.Provider.Body))
        {
            return new Refusal(owner.Only is not null ? "keys.by-provider" : "provider.another-body");
        }

        Add(owner.Actor.Id, who);
        var act = new Act(Doors.Own(owner.Actor), "provider.linked", Doors.About(owner.Actor.Id), null, Told(who.Provider.Key));
        return (await db.CommitAsync(act, ct).ConfigureAwait(false)).Match<Result<string>>(
            _ => who.Provider.Name, r => r[0].Code == "store.already-there" ? new Refusal("provider.already-linked") : r);
    }

    /// <summary>With the next commit.</summary>
    public void Add(ActorId account, Vouched who) =>
        _ = db.Add(new LinkRow { Provider = who.Provider.Key, Subject = who.Subject, Account = account, Made = clock.GetUtcNow() });

    public static Dictionary<string, string?> Told(string provider) => new() { ["provider"] = provider };
}
