using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>An account is told of to whoever it is, and to whoever keeps it: with the invitations by which it came to be what it is.</summary>
internal sealed class AccountThings(ConcordDb db, Bodies bodies) : IThings
{
    public const string Account = "account";

    public ImmutableArray<string> Kinds { get; } = [Account];

    public async Task<ThingTold?> FindAsync(Permit permit, Thing thing, CancellationToken ct)
    {
        var (id, me) = (new ActorId(thing.Id), permit.Actor);
        var (keeps, body) = (permit.To(Doing.KeepAccounts).IsOk, me.Keeps);
        var found = await db.Set<AccountRow>().AnyAsync(
            a => a.Id == id && (id == me.Id || (keeps && (body == null || db.Set<HoldingRow>().Any(h => h.Account == id && h.Body == body)))), ct).ConfigureAwait(false);
        if (!found)
        {
            return null;
        }

        var called = await bodies.PeopleAsync([id], ct).ConfigureAwait(false);
        var invitations = await db.Set<InvitationRow>().Where(i => i.AcceptedBy == id && (body == null || i.Body == body || id == me.Id)).Select(i => i.Id).ToListAsync(ct).ConfigureAwait(false);
        return new ThingTold(called[id], id == me.Id ? "/account" : "/people", [thing.ToString(), .. invitations.Select(InvitePerson.About)]);
    }
}
