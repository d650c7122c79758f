using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>Everybody signs in anew: after a restore, which brings back sessions that were ended since.</summary>
internal sealed class EndAllSessions(ConcordDb db, TimeProvider clock)
{
    /// <summary>How many were open.</summary>
    public async Task<Result<int>> HandleAsync(Permit permit, CancellationToken ct)
    {
        if (permit.Doing != Doing.Administer)
        {
            return new Refusal("access.denied");
        }

        var open = await db.Set<SessionRow>().Where(s => s.Ended == null).ToListAsync(ct).ConfigureAwait(false);
        open.ForEach(s => s.Ended = clock.GetUtcNow());
        return (await db.CommitAsync(new Act(permit, "installation.sessions-ended", "installation:1"), ct).ConfigureAwait(false)).Map(_ => open.Count);
    }
}
