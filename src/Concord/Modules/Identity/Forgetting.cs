using Concord.Core.Identity;
using Concord.Core.Kernel;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>Takes names, addresses and keys of people out of what is kept, with the next commit.</summary>
internal static class Forgetting
{
    /// <summary>Whom these invited, and the keys of what acts keep of that.</summary>
    public static Task InvitationsAsync(ConcordDb db, IReadOnlyCollection<InvitationRow> invitations, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var invitation in invitations)
        {
            (invitation.For, invitation.Mail) = ("", null);
        }

        return KeysAsync(db, [.. invitations.Select(i => i.Id.Value)], now, ct);
    }

    /// <summary>The keys of what acts keep of these subjects, and of what they would keep later.</summary>
    public static async Task KeysAsync(ConcordDb db, IReadOnlyCollection<Guid> subjects, DateTimeOffset now, CancellationToken ct)
    {
        var keys = await db.Set<SubjectKeyRow>().Where(k => subjects.Contains(k.Subject)).ToListAsync(ct).ConfigureAwait(false);
        foreach (var subject in subjects.Except(keys.Select(k => k.Subject)))
        {
            keys.Add(new SubjectKeyRow { Subject = subject });
            _ = db.Add(keys[^1]);
        }

        keys.ForEach(k => (k.Key, k.Erased) = (null, k.Erased ?? now));
    }
}

/// <summary>Forgets whom invitations were for that nobody accepted, some days after they are over. Acts of the operator.</summary>
internal sealed class ForgetInvitations(ConcordDb db, TimeProvider clock)
{
    /// <summary>So long after it is over, whoever invited may still want to see to whom it went.</summary>
    public static readonly TimeSpan Kept = Invitation.Lasts;

    private const int AtOnce = 100;

    /// <summary>How many.</summary>
    public async Task<int> OnceAsync(CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var (now, before) = (clock.GetUtcNow(), clock.GetUtcNow() - Kept);
        var over = await db.Set<InvitationRow>().Where(i => i.AcceptedBy == null && i.For != "" && i.Expires <= before).OrderBy(i => i.Expires).Take(AtOnce).ToListAsync(ct).ConfigureAwait(false);
        if (over.Count == 0)
        {
            return 0;
        }

        await Forgetting.InvitationsAsync(db, over, now, ct).ConfigureAwait(false);
        var committed = await LocalOperator.Ask(Doing.KeepAccounts).Match(
            permit => db.CommitAsync([.. over.Select(i => new Act(permit, "invitation.forgotten", InvitePerson.About(i.Id)))], ct),
            refusals => Task.FromResult<Result<Receipt>>(refusals)).ConfigureAwait(false);
        return committed.Match(_ => over.Count, _ => 0);
    }
}

/// <summary>Looks every hour while the server runs; what hinders it is tried again the next time.</summary>
internal sealed class ForgettingInvitations(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ForgettingInvitations> log) : EverySecond(scopes, clock, wakes: null)
{
    protected override TimeSpan Often => TimeSpan.FromHours(1);

    protected override async Task OnceAsync(IServiceProvider services, CancellationToken ct)
    {
        try
        {
            while (await services.GetRequiredService<ForgetInvitations>().OnceAsync(ct).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !IsGone(fault))
        {
            log.LogWarning("Invitations that are over could not be forgotten: {Fault}", fault.GetType().Name);
        }
    }

    protected override Task LastAsync(IServiceProvider services) => Task.CompletedTask;
}
