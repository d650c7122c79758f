namespace Concord.Platform.Work;

/// <summary>Rings for everybody who waits; whoever was busy meanwhile hears it afterwards.</summary>
internal sealed class Bell
{
    private readonly Lock guard = new();
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long rung;

    /// <summary>How often it rang.</summary>
    public long Rung => Interlocked.Read(ref rung);

    public void Ring()
    {
        TaskCompletionSource ringing;
        lock (guard)
        {
            _ = Interlocked.Increment(ref rung);
            (ringing, next) = (next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        ringing.SetResult();
    }

    /// <summary>Ends when it has rung more often than somebody heard.</summary>
    public Task AfterAsync(long heard)
    {
        lock (guard)
        {
            return rung > heard ? Task.CompletedTask : next.Task;
        }
    }
}

/// <summary>
/// Tells whoever works behind the answers that something was committed, here or, on PostgreSQL, by another machine (<see cref="Listening"/>). It does not say what: that is in the
/// database, and whoever was not woken looks there within a second.
/// </summary>
internal sealed class Wakes
{
    /// <summary>There may be something to do.</summary>
    public Bell Work { get; } = new();

    /// <summary>Other machines are to be told.</summary>
    public Bell Others { get; } = new();

    public void Committed()
    {
        Work.Ring();
        Others.Ring();
    }
}
