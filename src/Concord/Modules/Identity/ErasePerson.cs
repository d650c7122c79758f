using Concord.Core.Identity;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>
/// Erases a person: the account is closed and keeps neither name nor address nor key, what they held and where they were signed in ends, and the keys of what acts keep of them are gone. Invitations to the same address of
/// mail are over. An act.
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
        var administrators = await Administrators.ReadAsync(db, ct).ConfigureAwait(false);
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
        var (id, mail, now) = (account.Id, account.Mail, clock.GetUtcNow());
        (account.Name, account.Mail, account.PasswordHash, account.AuthenticatorKey, account.RecoveryCodes) = ("", null, null, null, "");
        (account.SignInName, account.NormalizedName) = ("erased-" + id.Value.ToString("N"), "ERASED-" + id.Value.ToString("N").ToUpperInvariant());
        (account.TwoFactor, account.Closed, account.SecurityStamp) = (false, account.Closed ?? now, Guid.NewGuid().ToString("N"));
        Administrators.End(db, held.Where(h => h.Ended is null));
        held.ForEach(h => (h.Ended, h.ChosenName) = (h.Ended ?? now, null));
        db.RemoveRange(await db.Set<PasskeyRow>().Where(p => p.Account == id).ToListAsync(ct).ConfigureAwait(false));
        db.RemoveRange(await db.Set<LinkRow>().Where(l => l.Account == id).ToListAsync(ct).ConfigureAwait(false));
        await db.Set<SessionRow>().Where(s => s.Account == id).ForEachAsync(s => (s.Ended, s.Agent) = (s.Ended ?? now, ""), ct).ConfigureAwait(false);
        var open = await db.Set<InvitationRow>().Where(i => i.AcceptedBy == id || (i.AcceptedBy == null && i.Mail != null)).ToListAsync(ct).ConfigureAwait(false);
        var invitations = open.Where(i => i.AcceptedBy == id || string.Equals(i.Mail, mail, StringComparison.OrdinalIgnoreCase)).ToList();
        invitations.ForEach(i => i.Closed ??= now);
        await Forgetting.InvitationsAsync(db, invitations, now, ct).ConfigureAwait(false);
        await Forgetting.KeysAsync(db, [id.Value], now, ct).ConfigureAwait(false);
    }
}
