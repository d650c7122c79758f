using System.Collections.Immutable;
using System.Globalization;

namespace Concord.Platform.Backup;

/// <summary>A backup by its name.</summary>
/// <param name="Of">The word of the installation that it is of.</param>
internal sealed record NamedBackup(string Name, string Of, DateTimeOffset At);

/// <summary>
/// Which backups of a folder stay: the last of each of so many days, weeks (ISO 8601) and months in which there were any, of one installation. The one that was just made always stays, and
/// one that says it was made later neither goes nor counts.
/// </summary>
internal sealed record Retention(int Days, int Weeks, int Months)
{
    private const string Start = "concord-", End = ".age", Stamp = "yyyyMMdd'T'HHmmss'Z'";

    /// <param name="of">The word of the installation, without a hyphen.</param>
    public static string NameAt(string of, DateTimeOffset at) => Start + of + "-" + at.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture) + End;

    /// <summary>Of which installation a file of this name is and when it was made; null for a file that does not say both, which is never removed.</summary>
    public static NamedBackup? Read(string name) => Middle(name)?.Split('-') is [{ Length: > 0 } of, var stamp] && Moment(stamp) is { } at ? new NamedBackup(name, of, at) : null;

    /// <summary>Whether it is named as earlier versions did, after the moment alone: it may be anybody's.</summary>
    public static bool SaysNotWhose(string name) => Middle(name) is { } stamp && Moment(stamp) is not null;

    /// <summary>The names of those that go.</summary>
    /// <param name="made">The one that was just made.</param>
    public ImmutableArray<string> Outdated(IEnumerable<string> names, NamedBackup made)
    {
        var ours = names.Select(Read).OfType<NamedBackup>().Where(b => b.Of == made.Of && b.At <= made.At).OrderByDescending(b => b.At).ToImmutableArray();
        var kept = Last(ours, Days, at => at.Date)
            .Concat(Last(ours, Weeks, at => (ISOWeek.GetYear(at), ISOWeek.GetWeekOfYear(at))))
            .Concat(Last(ours, Months, at => (at.Year, at.Month)))
            .Append(made.Name)
            .ToHashSet(StringComparer.Ordinal);
        return [.. ours.Select(b => b.Name).Where(n => !kept.Contains(n))];
    }

    private static IEnumerable<string> Last<TKey>(IEnumerable<NamedBackup> newestFirst, int periods, Func<DateTime, TKey> period) =>
        newestFirst.GroupBy(b => period(b.At.UtcDateTime)).Take(periods).Select(g => g.First().Name);

    private static string? Middle(string name) =>
        name.StartsWith(Start, StringComparison.Ordinal) && name.EndsWith(End, StringComparison.Ordinal) && name.Length > Start.Length + End.Length ? name[Start.Length..^End.Length] : null;

    private static DateTimeOffset? Moment(string stamp) =>
        DateTimeOffset.TryParseExact(stamp, Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
