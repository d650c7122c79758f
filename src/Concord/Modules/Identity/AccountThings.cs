using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>An account is told of to whoever it is, and to whoever keeps it: with the invitations by which it came to be what it is.</summary>
internal sealed class AccountThings(ConcordDb db, Bodies bodies, TimeProvider clock) : IThings
{
    public const string Account = "account";

    public ImmutableArray<string> Kinds { get; } = [Account];

    /// <summary>What makes accounts those of a body: they hold it for that body, in their own right and now; what was lent or is over does not.</summary>
    public static IQueryable<HoldingRow> Of(IQueryable<HoldingRow> held, BodyId? body, DateOnly today) =>
        held.Where(h => h.Body == body && h.Ended == null && h.Of == null && (h.Until == null || h.Until >= today));

    public async Task<ThingTold?> FindAsync(Permit permit, Thing thing, CancellationToken ct)
    {
        var (id, me) = (new ActorId(thing.Id), permit.Actor);
        var (keeps, body) = (permit.To(Doing.KeepAccounts).IsOk, me.Keeps);
        var theirs = id == me.Id || (keeps && (body is null || await Of(db.Set<HoldingRow>().Where(h => h.Account == id), body, clock.Today()).AnyAsync(ct).ConfigureAwait(false)));
        if (!theirs || !await db.Set<AccountRow>().AnyAsync(a => a.Id == id, ct).ConfigureAwait(false))
        {
            return null;
        }

        var called = await bodies.PeopleAsync([id], ct).ConfigureAwait(false);
        var invitations = await db.Set<InvitationRow>().Where(i => i.AcceptedBy == id && (body == null || i.Body == body || id == me.Id)).Select(i => i.Id).ToListAsync(ct).ConfigureAwait(false);
        return new ThingTold(called[id], id == me.Id ? "/account" : "/people", [thing.ToString(), .. invitations.Select(InvitePerson.About)]);
    }
}
