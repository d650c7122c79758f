using System.Collections.Immutable;
using Concord.Core.Identity;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>
/// Closes an account without erasing anybody: what was held and where they were signed in ends, the keys stay on record and open nothing. Opened again, it holds nothing until somebody invites. Acts.
/// </summary>
internal sealed class CloseAccount(ConcordDb db, TimeProvider clock)
{
    /// <summary>What whoever closes is shown before; refused with <c>account.unknown</c>.</summary>
    public async Task<Result<(string Name, long Version)>> LookAsync(Permit permit, ActorId id, CancellationToken ct) =>
        (permit.Doing == Doing.KeepOwn ? permit.Actor.Id != id : permit.Doing != Doing.KeepAccounts || permit.Actor.Keeps is not null) ? new Refusal("account.unknown")
            : await db.Set<AccountRow>().AsNoTracking().Where(a => a.Id == id && a.Closed == null).Select(a => new { a.Name, a.Version }).SingleOrDefaultAsync(ct).ConfigureAwait(false) is { } found
                ? (found.Name, found.Version) : new Refusal("account.unknown");

    /// <summary>
    /// Whether whoever is signed in may close their own account: with a key of theirs shown lately. A provider's word closes one that has no key of its own and holds nothing of another body.
    /// Refused with <c>keys.prove-again</c> and <c>keys.by-provider</c>.
    /// </summary>
    public async Task<Refusal?> MayOwnAsync(SignedIn who, CancellationToken ct)
    {
        var id = who.Actor.Id;
        return who.Only is not { } only ? Sessions.MayChangeKeys(who, clock.GetUtcNow()) ? null : new Refusal("keys.prove-again")
            : await db.Set<AccountRow>().AnyAsync(
                a => a.Id == id && a.PasswordHash == null && !db.Set<PasskeyRow>().Any(p => p.Account == id) && !db.Set<HoldingRow>().Any(h => h.Account == id && h.Ended == null && h.Body != only), ct).ConfigureAwait(false)
                ? null : new Refusal("keys.by-provider");
    }

    public async Task<Result<ActorId>> CloseAsync(Permit permit, ActorId id, string? why, long seen, CancellationToken ct)
    {
        var account = await db.Set<AccountRow>().SingleOrDefaultAsync(a => a.Id == id, ct).ConfigureAwait(false);
        if (account is null)
        {
            return new Refusal("account.unknown");
        }

        var held = await db.Set<HoldingRow>().Where(h => h.Account == id).ToListAsync(ct).ConfigureAwait(false);
        var administrators = await Administrators.ReadAsync(db, ct).ConfigureAwait(false);
        return await Closing.May(permit, id, account.Closed is not null, [.. held.Select(h => h.ToHolding())], administrators, why).Match(
            async reason =>
            {
                var now = clock.GetUtcNow();
                db.Saw(account, seen);
                (account.Closed, account.SecurityStamp) = (now, Guid.NewGuid().ToString("N"));
                Administrators.End(db, held.Where(h => h.Ended is null));
                held.ForEach(h => h.Ended ??= now);
                await db.Set<SessionRow>().Where(s => s.Account == id && s.Ended == null).ForEachAsync(s => s.Ended = now, ct).ConfigureAwait(false);
                return (await db.CommitAsync(new Act(permit, "account.closed", Doors.About(id), reason), ct).ConfigureAwait(false)).Map(_ => id);
            },
            refusals => Task.FromResult<Result<ActorId>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>Its keys open it again.</summary>
    public async Task<Result<ActorId>> OpenAsync(Permit permit, ActorId id, long seen, CancellationToken ct)
    {
        var account = await db.Set<AccountRow>().SingleOrDefaultAsync(a => a.Id == id, ct).ConfigureAwait(false);
        var erased = await db.Set<SubjectKeyRow>().AnyAsync(k => k.Subject == id.Value && k.Erased != null, ct).ConfigureAwait(false);
        if (account is null)
        {
            return new Refusal("account.unknown");
        }

        if (Closing.MayOpen(permit, account.Closed is not null, erased) is { } refusal)
        {
            return refusal;
        }

        db.Saw(account, seen);
        account.Closed = null;
        return (await db.CommitAsync(new Act(permit, "account.opened", Doors.About(id)), ct).ConfigureAwait(false)).Map(_ => id);
    }
}
