using Concord.Core.Kernel;
using Concord.Platform.Backup;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>Everybody signs in anew after a restore, which brings back sessions that were ended since.</summary>
internal sealed class EndAllSessions(ConcordDb db, TimeProvider clock) : IRestored
{
    private readonly Guid act = Guid.CreateVersion7();

    public async Task PutRightAsync()
    {
        var now = clock.GetUtcNow();
        var running = await db.Set<SessionRow>().AsNoTracking().Where(s => s.Ended == null).ToListAsync(CancellationToken.None).ConfigureAwait(false);
        running.ForEach(s => s.Ended = now);
        db.Tell(act, running);
        _ = await db.Set<SessionRow>().Where(s => s.Ended == null).ExecuteUpdateAsync(s => s.SetProperty(r => r.Ended, now), CancellationToken.None).ConfigureAwait(false);
    }

    public Act Tells(Permit permit) => new(permit, "installation.sessions-ended", "installation:1") { Id = act };
}
