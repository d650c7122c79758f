namespace Concord.Platform.Ledger;

/// <summary>What is done behind the answers: every second while the server runs, and once more when it stops.</summary>
internal abstract class EverySecond(IServiceScopeFactory scopes, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);

    private bool stops;

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        stops = true;
        return base.StopAsync(cancellationToken);
    }

    /// <summary>A server that is thrown away without being stopped has nothing left to work with: the next one that starts does it.</summary>
    protected bool IsGone(Exception fault) => !stops && fault is ObjectDisposedException or System.Threading.Channels.ChannelClosedException;

    /// <summary>Whatever hinders it is tried again the next time; nothing is thrown but that it was cancelled.</summary>
    protected abstract Task OnceAsync(IServiceProvider services, CancellationToken ct);

    /// <summary>When the server stops.</summary>
    protected virtual Task LastAsync(IServiceProvider services) => OnceAsync(services, CancellationToken.None);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Often, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await InScopeAsync(services => OnceAsync(services, stoppingToken)).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException || IsGone(fault))
        {
            if (stops)
            {
                await InScopeAsync(LastAsync).ConfigureAwait(false);
            }
        }
    }

    private async Task InScopeAsync(Func<IServiceProvider, Task> run)
    {
        var scope = scopes.CreateAsyncScope();
        await using var ofScope = scope.ConfigureAwait(false);
        await run(scope.ServiceProvider).ConfigureAwait(false);
    }
}
