using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Telemetry;
using Concord.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Ledger;

/// <summary>
/// Chains the acts that were committed, and signs where the chain has come to. One of all processes does it at a time: whoever holds the lease. What hinders it loses
/// nothing: the acts stand unsealed until the next time.
/// </summary>
internal sealed class Sealer(ConcordDb db, StoreSettings store, LedgerMemory memory, TimeProvider clock)
{
    /// <summary>So many acts get one signed head.</summary>
    private const int Together = 5_000;

    private const string Name = "sealer";

    private static readonly TimeSpan LeaseLasts = TimeSpan.FromSeconds(15);

    /// <summary>Of this process.</summary>
    private static readonly Guid Holder = Guid.NewGuid();

    /// <summary>Seals all that is there; how many acts. 0 where another process holds the lease, and where the chain is another than this machine remembers: nothing is signed over that.</summary>
    public async Task<int> SealAsync(CancellationToken ct)
    {
        var sealedNow = 0;
        if (!await db.Set<ActRow>().AnyAsync(a => a.Position == null, ct).ConfigureAwait(false))
        {
            return sealedNow;
        }

        for (var more = true; more && !ct.IsCancellationRequested;)
        {
            var (some, end) = (0, (ChainPlace?)null);
            await db.MaintainAsync(async () =>
            {
                db.ChangeTracker.Clear();
                (some, end) = await HoldsLeaseAsync(db, Holder, clock.GetUtcNow()).ConfigureAwait(false) && await memory.FaultAsync(CancellationToken.None).ConfigureAwait(false) is null
                    ? await SomeAsync().ConfigureAwait(false) : (0, null);
            }).ConfigureAwait(false);
            db.ChangeTracker.Clear();
            if (end is not null)
            {
                memory.Keep(end);
            }

            sealedNow += some;
            more = some == Together;
        }

        return sealedNow;
    }

    /// <summary>
    /// Whether this holder has the lease now, in the transaction that runs. It is one statement, since all are woken at once: of two that find it free the second waits for the first, and then
    /// finds it taken.
    /// </summary>
    internal static async Task<bool> HoldsLeaseAsync(ConcordDb db, Guid holder, DateTimeOffset now)
    {
        var until = now + LeaseLasts;
        var ahead = until + Clocks.Apart;
        var taken = await db.Set<LeaseRow>().Where(l => l.Name == Name && (l.Holder == holder || l.Until <= now || l.Until > ahead))
            .ExecuteUpdateAsync(l => l.SetProperty(r => r.Holder, holder).SetProperty(r => r.Until, until), CancellationToken.None).ConfigureAwait(false);
        if (taken == 0 && !await db.Set<LeaseRow>().AnyAsync(l => l.Name == Name, CancellationToken.None).ConfigureAwait(false))
        {
            _ = db.Add(new LeaseRow { Name = Name, Holder = holder, Until = until });
            return true;
        }

        return taken == 1;
    }

    /// <summary>How many acts wait for a seal, and since when the oldest does.</summary>
    public async Task<(int Acts, TimeSpan Age)> TailAsync(CancellationToken ct)
    {
        var waiting = db.Set<ActRow>().AsNoTracking().Where(a => a.Position == null);
        return await waiting.OrderBy(a => a.Sequence).Select(a => (DateTimeOffset?)a.At).FirstOrDefaultAsync(ct).ConfigureAwait(false) is { } oldest
            ? (await waiting.CountAsync(ct).ConfigureAwait(false), clock.GetUtcNow() - oldest)
            : (0, TimeSpan.Zero);
    }

    /// <summary>Acts have waited longer than this though nothing was sealed meanwhile: nobody seals.</summary>
    public async Task<bool> IsStuckAsync(TimeSpan longer, CancellationToken ct)
    {
        if ((await TailAsync(ct).ConfigureAwait(false)).Age <= longer)
        {
            return false;
        }

        var last = await db.Set<HeadRow>().AsNoTracking().OrderByDescending(h => h.Position).Select(h => (DateTimeOffset?)h.At).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        return last is null || clock.GetUtcNow() - last > longer;
    }

    private async Task<(int Acts, ChainPlace? End)> SomeAsync()
    {
        var acts = await db.Set<ActRow>().Where(a => a.Position == null).OrderBy(a => a.Sequence).Take(Together).ToListAsync(CancellationToken.None).ConfigureAwait(false);
        if (acts.Count == 0)
        {
            return (0, null);
        }

        var last = await db.Set<ActRow>().AsNoTracking().Where(a => a.Position != null).OrderByDescending(a => a.Position)
            .Select(a => new { a.Position, a.Seal }).FirstOrDefaultAsync(CancellationToken.None).ConfigureAwait(false);
        var (position, seal) = (last?.Position ?? 0, last?.Seal ?? Chain.Beginning.ToArray());
        foreach (var act in acts)
        {
            // An act of an earlier version has no hash of its reason yet.
            act.WhyHash ??= Chain.Salted(act.PayloadSalt, act.Why ?? "");
            seal = Chain.Seal(seal, ++position, act.ToChained());
            (act.Position, act.Seal) = (position, seal);
        }

        await SignAsync(position, seal).ConfigureAwait(false);
        return (acts.Count, new ChainPlace(position, seal));
    }

    private async Task SignAsync(long position, byte[] seal)
    {
        var (key, at) = (LedgerKey.Of(store.Folder), clock.GetUtcNow());
        memory.Know(key.Public);
        if (!await db.Set<LedgerKeyRow>().AnyAsync(k => k.Id == key.Id, CancellationToken.None).ConfigureAwait(false))
        {
            _ = db.Add(new LedgerKeyRow { Id = key.Id, Public = key.Public, Since = at });
        }

        _ = db.Add(new HeadRow
        {
            Position = position, Seal = seal, At = at, Key = key.Id, Signature = key.Sign(Chain.Head(position, seal, InstantConverter.Micros(at))),
        });
    }
}

/// <summary>Seals what was committed while the server runs, and once more when it stops.</summary>
internal sealed class Sealing(IServiceScopeFactory scopes, TimeProvider clock, Wakes wakes, ILogger<Sealing> log) : EverySecond(scopes, clock, wakes)
{
    private string? told;

    protected override async Task OnceAsync(IServiceProvider services, CancellationToken ct)
    {
        try
        {
            var sealer = services.GetRequiredService<Sealer>();
            _ = await sealer.SealAsync(ct).ConfigureAwait(false);
            var fault = await services.GetRequiredService<LedgerMemory>().FaultAsync(ct).ConfigureAwait(false);
            if (fault is not null && fault.Code != told)
            {
                log.LogError("The ledger is not sealed any more: {Why}", fault.Sentence());
            }

            told = fault?.Code;
            if (Figures.TailIsWatched)
            {
                var (acts, age) = await sealer.TailAsync(ct).ConfigureAwait(false);
                Figures.Tail(acts, age);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !IsGone(fault))
        {
            // Tried again within a second; the tail stays unsealed and verify says so.
            log.LogWarning("The ledger could not be sealed: {Fault}", fault.GetType().Name);
        }
    }
}
