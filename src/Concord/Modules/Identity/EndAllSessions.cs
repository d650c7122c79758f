using Concord.Core.Kernel;
using Concord.Platform.Backup;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>Everybody signs in anew after a restore, which brings back sessions that were ended since.</summary>
internal sealed class EndAllSessions(ConcordDb db, TimeProvider clock) : IRestored
{
    public async Task PutRightAsync()
    {
        var now = clock.GetUtcNow();
        _ = await db.Set<SessionRow>().Where(s => s.Ended == null).ExecuteUpdateAsync(s => s.SetProperty(r => r.Ended, now), CancellationToken.None).ConfigureAwait(false);
    }

    public Act Tells(Permit permit) => new(permit, "installation.sessions-ended", "installation:1");
}
