using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Audit.Contracts;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Audit;

/// <summary>
/// Reads the ledger. Whoever keeps accounts reads what everybody did, of their body or of all; anybody else what they did themselves. The reason given with an act may
/// speak of what it is about, and is told only to whoever gave it and to the operator. Interning a label is part of another act and is left out of what people read.
/// </summary>
internal sealed class ActQueries(ConcordDb db, INames names) : IActs
{
    public async Task<ImmutableArray<ActView>> LatestAsync(Permit permit, int most, CancellationToken ct)
    {
        var rows = await Told(db.Set<ActRow>().AsNoTracking(), permit).Done().OrderByDescending(a => a.Sequence).Take(most).ToListAsync(ct).ConfigureAwait(false);
        var called = await names.PeopleAsync([.. rows.Select(r => r.Actor).Distinct()], ct).ConfigureAwait(false);
        return [.. rows.Select(a => Show(a, permit, called))];
    }

    internal static IQueryable<ActRow> Told(IQueryable<ActRow> acts, Permit permit)
    {
        var told = acts.Where(a => !a.Verb.StartsWith("label."));
        var (me, body) = (permit.Actor.Id, permit.Actor.Keeps);
        return !permit.To(Doing.ReadLedger).IsOk ? permit.Actor.IsKnown ? told.Where(a => a.Actor == me) : told.Where(a => false)
            : body is null ? told
            : told.Where(a => a.Body == body || a.Actor == me);
    }

    internal static string? Why(ActRow act, Permit permit) => permit.Actor.Capacity == Capacity.LocalOperator || act.Actor == permit.Actor.Id ? act.Why : null;

    internal static ActView Show(ActRow a, Permit permit, IReadOnlyDictionary<ActorId, string> called) =>
        new(a.At, a.Actor, a.Capacity, a.Verb, a.About, Why(a, permit)) { Who = called.GetValueOrDefault(a.Actor) };
}
