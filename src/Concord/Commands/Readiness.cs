using Concord.Core.Kernel;
using Concord.Modules.Plan;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Commands;

/// <summary>
/// Whether this server can do its work, for whatever stands before it and asks: its database is there and has this program's schema, a pack is in force, the ledger is
/// the one that this machine remembers, acts are sealed. It says which part is not, and nothing else. Asked often it looks once a second.
/// </summary>
internal sealed class Readiness(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan HoldsFor = TimeSpan.FromSeconds(1);

    /// <summary>Acts are sealed within two seconds; after so long somebody must look.</summary>
    private static readonly TimeSpan SealedWithin = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim one = new(1);
    private (string? Lacks, DateTimeOffset At) last = (null, DateTimeOffset.MinValue);

    public async Task<IResult> AnswerAsync(CancellationToken ct)
    {
        var lacks = await LacksAsync(ct).ConfigureAwait(false);
        return lacks is null ? Results.Text("ready") : Results.Text("not ready: " + lacks, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>The part that is not ready: database, schema, pack, ledger or sealer; null when all are.</summary>
    public async Task<string?> LacksAsync(CancellationToken ct)
    {
        await one.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (clock.GetUtcNow() - last.At >= HoldsFor)
            {
                last = (await LookAsync(ct).ConfigureAwait(false), clock.GetUtcNow());
            }

            return last.Lacks;
        }
        finally
        {
            _ = one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<string?> LookAsync(CancellationToken ct)
    {
        var scope = scopes.CreateAsyncScope();
        await using var ofScope = scope.ConfigureAwait(false);
        var services = scope.ServiceProvider;
        try
        {
            return !await services.GetRequiredService<ConcordDb>().Database.CanConnectAsync(ct).ConfigureAwait(false) ? "database"
                : !(await services.GetRequiredService<Upgrade>().StateAsync(ct).ConfigureAwait(false)).Match(s => s == StoreState.Current, _ => false) ? "schema"
                : !(await services.GetRequiredService<PlanQueries>().PackAsync(ct).ConfigureAwait(false)).IsOk ? "pack"
                : await services.GetRequiredService<LedgerMemory>().FaultAsync(ct).ConfigureAwait(false) is not null ? "ledger"
                : await services.GetRequiredService<Sealer>().IsStuckAsync(SealedWithin, ct).ConfigureAwait(false) ? "sealer"
                : null;
        }
        catch (Exception fault) when (services.GetRequiredService<ConcordDb>().Meaning(fault) is not null)
        {
            return "database";
        }
    }
}
