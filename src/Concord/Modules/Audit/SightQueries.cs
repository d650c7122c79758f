using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Web;
using Microsoft.EntityFrameworkCore;
using Admission = Concord.Core.Kernel.Access;

namespace Concord.Modules.Audit;

/// <summary>Who looked at a source: in which capacity, for which body, in how many minutes, and when last.</summary>
/// <param name="Thing">The source; null when nobody of the body may see it any more.</param>
/// <param name="Files">In how many minutes the file itself was taken.</param>
internal sealed record SightLine(ThingTold? Thing, string? History, Capacity Capacity, string? Body, int Times, int Files, DateTimeOffset Last);

internal sealed record SightsPage(ImmutableArray<SightLine> Lines, string? Body, int Page, int Pages);

/// <summary>Who looked at what one's body filed and is not public. It is told to whoever acts for that body, and never by name.</summary>
internal sealed class SightQueries(ConcordDb db, INames names, IEnumerable<IThings> things)
{
    public async Task<SightsPage> PageAsync(Permit permit, int page, int perPage, CancellationToken ct)
    {
        if (permit.Actor.Body is not { } body || !Admission.IsOfProcess(permit.Actor))
        {
            return new SightsPage([], null, 1, 1);
        }

        var me = permit.Actor.Id;
        var all = from sight in db.Set<SightRow>()
                  join act in db.Set<ActRow>() on sight.Act equals act.Id
                  where sight.Filer == body && act.Actor != me
                  group act by new { sight.Source, act.Capacity, act.Body } into seen
                  select new { seen.Key.Source, seen.Key.Capacity, seen.Key.Body, Times = seen.Count(), Files = seen.Sum(a => a.Verb == Noticed.Original ? 1 : 0), Last = seen.Max(a => a.Sequence) };
        var pages = Math.Max(1, (await all.CountAsync(ct).ConfigureAwait(false) + perPage - 1) / perPage);
        page = Math.Clamp(page, 1, pages);
        var rows = await all.OrderByDescending(r => r.Last).Skip((page - 1) * perPage).Take(perPage).ToListAsync(ct).ConfigureAwait(false);
        var last = rows.Select(r => r.Last).Distinct().ToList();
        var times = await db.Set<ActRow>().Where(a => last.Contains(a.Sequence)).ToDictionaryAsync(a => a.Sequence, a => a.At, ct).ConfigureAwait(false);
        var called = (await names.BodiesAsync(ct).ConfigureAwait(false)).ToDictionary(b => b.Id, b => b.Name);
        var told = new Dictionary<SourceId, ThingTold?>();
        foreach (var source in rows.Select(r => r.Source).Distinct())
        {
            told[source] = await things.First(t => t.Kinds.Contains("source")).FindAsync(permit, new Thing("source", source.Value), ct).ConfigureAwait(false);
        }

        return new SightsPage(
            [
                .. rows.Select(r => new SightLine(
                    told[r.Source], told[r.Source] is null ? null : new Thing("source", r.Source.Value).History + "?doing=read", r.Capacity, r.Body is { } b ? called.GetValueOrDefault(b) : null, r.Times, r.Files,
                    times[r.Last])),
            ],
            called.GetValueOrDefault(body), page, pages);
    }
}
