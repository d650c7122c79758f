using System.Collections.Immutable;
using Concord.Core.Identity;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>
/// Who keeps the accounts of the whole installation. One always stays: whoever ends a holding of them changes the installation’s own row too, so that of two who end one at the same time the
/// second is told.
/// </summary>
internal static class Administrators
{
    /// <summary>All that they hold, in force. The installation’s row is read before.</summary>
    public static async Task<ImmutableArray<Holding>> ReadAsync(ConcordDb db, CancellationToken ct)
    {
        _ = await db.Set<InstallationRow>().SingleOrDefaultAsync(ct).ConfigureAwait(false);
        return
        [
            .. (await db.Set<HoldingRow>().AsNoTracking().Where(h => h.Capacity == Capacity.Administrator && h.Body == null && h.Ended == null).ToListAsync(ct).ConfigureAwait(false)).Select(h => h.ToHolding()),
        ];
    }

    /// <summary>With the next commit these end.</summary>
    public static void End(ConcordDb db, IEnumerable<HoldingRow> ended)
    {
        if (ended.Any(h => h is { Capacity: Capacity.Administrator, Body: null }) && db.Set<InstallationRow>().Local.SingleOrDefault() is { } installation)
        {
            db.Touch(installation);
        }
    }
}
