namespace Concord.Platform;

/// <summary>Days are UTC (DESIGN 2.4).</summary>
internal static class UtcDays
{
    public static DateOnly Today(this TimeProvider clock) => clock.GetUtcNow().Day();

    public static DateOnly Day(this DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}
