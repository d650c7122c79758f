namespace Concord.Platform.Web;

/// <summary>
/// A server that is stopped takes no new request and lets those that run come to their end. What has not ended after <see cref="Limits.GoesOnFor"/> is told to stop, as
/// if its asker had gone: a commit that has begun is finished, a long export ends.
/// </summary>
internal sealed class Stopping(RequestDelegate next, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext http)
    {
        using var late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var stopping = lifetime.ApplicationStopping.UnsafeRegister(static source => ((CancellationTokenSource)source!).CancelAfter(Limits.GoesOnFor), late);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, late.Token);
        http.RequestAborted = either.Token;
        await next(http).ConfigureAwait(false);
    }
}
