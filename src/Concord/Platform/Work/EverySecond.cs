namespace Concord.Platform.Work;

/// <summary>What is done behind the answers: when something was committed, every second in any case while the server runs, and once more when it stops.</summary>
/// <param name="wakes">Null for what no commit tells of.</param>
internal abstract class EverySecond(IServiceScopeFactory scopes, TimeProvider clock, Wakes? wakes) : BackgroundService
{
    /// <summary>However often it is woken, so long it rests: what comes meanwhile is done together.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private readonly Bell bell = wakes?.Work ?? new Bell();
    private bool stops;

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        stops = true;
        return base.StopAsync(cancellationToken);
    }

    /// <summary>Whether anybody woke it or not.</summary>
    protected virtual TimeSpan Often => TimeSpan.FromSeconds(1);

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
            var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            for (var heard = 0L; ;)
            {
                if (await Task.WhenAny(tick, bell.AfterAsync(heard)).ConfigureAwait(false) == tick)
                {
                    _ = await tick.ConfigureAwait(false);
                    tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
                }

                // Heard before it looks: what is committed while it looks wakes it again.
                heard = bell.Rung;
                await InScopeAsync(services => OnceAsync(services, stoppingToken)).ConfigureAwait(false);
                await Task.Delay(Rest, clock, stoppingToken).ConfigureAwait(false);
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
