using Concord.Core.Kernel;
using Concord.Modules.Audit.Contracts;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Audit;

/// <summary>Reads the ledger. Interning a label is part of another act and is left out of what people read.</summary>
internal sealed class ActQueries(ConcordDb db) : IActs
{
    public async Task<ActsPage> PageAsync(Permit permit, int page, int perPage, CancellationToken ct)
    {
        var told = Told(db.Set<ActRow>().AsNoTracking());
        var pages = Math.Max(1, (await told.CountAsync(ct).ConfigureAwait(false) + perPage - 1) / perPage);
        page = Math.Clamp(page, 1, pages);
        var rows = await told.OrderByDescending(a => a.Sequence).Skip((page - 1) * perPage).Take(perPage)
            .Select(a => new ActView(a.At, a.Actor, a.Capacity, a.Verb, a.About, a.Why))
            .ToListAsync(ct).ConfigureAwait(false);
        return new ActsPage([.. rows], page, pages);
    }

    internal static IQueryable<ActRow> Told(IQueryable<ActRow> acts) => acts.Where(a => !a.Verb.StartsWith("label."));
}
