using Concord.Core.Identity;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>
/// Erases a person: the account is closed and keeps neither name nor address nor key, what they held and where they were signed in ends, and the keys of what acts keep of them are gone. An act.
/// </summary>
internal sealed class ErasePerson(ConcordDb db, TimeProvider clock)
{
    /// <summary>What whoever erases is shown before; refused with <c>account.unknown</c>.</summary>
    public async Task<Result<(string Name, long Version)>> LookAsync(Permit permit, ActorId id, CancellationToken ct) =>
        permit.Actor.Keeps is not null ? new Refusal("account.unknown")
            : await db.Set<AccountRow>().AsNoTracking().Where(a => a.Id == id && !db.Set<SubjectKeyRow>().Any(k => k.Subject == id.Value && k.Erased != null)).Select(a => new { a.Name, a.Version })
                .SingleOrDefaultAsync(ct).ConfigureAwait(false) is { } found ? (found.Name, found.Version) : new Refusal("account.unknown");

    public async Task<Result<ActorId>> HandleAsync(Permit permit, ActorId id, string? why, long seen, CancellationToken ct)
    {
        var account = await db.Set<AccountRow>().SingleOrDefaultAsync(a => a.Id == id, ct).ConfigureAwait(false);
        if (account is null)
        {
            return new Refusal("account.unknown");
        }

        var held = await db.Set<HoldingRow>().Where(h => h.Account == id).ToListAsync(ct).ConfigureAwait(false);
        var administrators = await InvitePerson.AdministratorsAsync(db, ct).ConfigureAwait(false);
        var erased = await db.Set<SubjectKeyRow>().AnyAsync(k => k.Subject == id.Value && k.Erased != null, ct).ConfigureAwait(false);
        return await Erasing.May(permit, id, erased, [.. held.Select(h => h.ToHolding())], administrators, why).Match(
            async reason =>
            {
                db.Saw(account, seen);
                await ForgetAsync(account, held, ct).ConfigureAwait(false);
                return (await db.CommitAsync(new Act(permit, "account.erased", Doors.About(id), reason), ct).ConfigureAwait(false)).Map(_ => id);
            },
            refusals => Task.FromResult<Result<ActorId>>(refusals)).ConfigureAwait(false);
    }

    private async Task ForgetAsync(AccountRow account, List<HoldingRow> held, CancellationToken ct)
    {
        var (id, now) = (account.Id, clock.GetUtcNow());
        (account.Name, account.Mail, account.PasswordHash, account.AuthenticatorKey, account.RecoveryCodes) = ("", null, null, null, "");
        (account.SignInName, account.NormalizedName) = ("erased-" + id.Value.ToString("N"), "ERASED-" + id.Value.ToString("N").ToUpperInvariant());
        (account.TwoFactor, account.Closed, account.SecurityStamp) = (false, account.Closed ?? now, Guid.NewGuid().ToString("N"));
        held.ForEach(h => (h.Ended, h.ChosenName) = (h.Ended ?? now, null));
        db.RemoveRange(await db.Set<PasskeyRow>().Where(p => p.Account == id).ToListAsync(ct).ConfigureAwait(false));
        db.RemoveRange(await db.Set<LinkRow>().Where(l => l.Account == id).ToListAsync(ct).ConfigureAwait(false));
        await db.Set<SessionRow>().Where(s => s.Account == id).ForEachAsync(s => (s.Ended, s.Agent) = (s.Ended ?? now, ""), ct).ConfigureAwait(false);
        var invitations = await db.Set<InvitationRow>().Where(i => i.AcceptedBy == id).ToListAsync(ct).ConfigureAwait(false);
        invitations.ForEach(i => (i.For, i.Mail) = ("", null));
        var subjects = invitations.Select(i => i.Id.Value).Append(id.Value).ToList();
        var keys = await db.Set<SubjectKeyRow>().Where(k => subjects.Contains(k.Subject)).ToListAsync(ct).ConfigureAwait(false);
        foreach (var subject in subjects.Except(keys.Select(k => k.Subject)))
        {
            keys.Add(new SubjectKeyRow { Subject = subject });
            _ = db.Add(keys[^1]);
        }

        keys.ForEach(k => (k.Key, k.Erased) = (null, now));
    }
}
