namespace Concord.Core.Kernel;

/// <summary>What clocks do: those of several machines are not quite the same, and one that was wrong is set back.</summary>
public static class Clocks
{
    /// <summary>
    /// So far, in time of the clock, what another machine wrote may lie ahead. What lies further ahead was written by a clock that has since been set back: what should have held for minutes
    /// (a session, a lease, an invitation) would hold until the wrong clock's day, and does not hold at all.
    /// </summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(5);
}
