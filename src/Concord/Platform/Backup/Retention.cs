using System.Collections.Immutable;
using System.Globalization;

namespace Concord.Platform.Backup;

/// <summary>Which backups of a folder stay: the last of each of so many days, weeks (ISO 8601) and months in which there were any. The newest always stays.</summary>
internal sealed record Retention(int Days, int Weeks, int Months)
{
    private const string Start = "concord-", End = ".age", Stamp = "yyyyMMdd'T'HHmmss'Z'";

    public static string NameAt(DateTimeOffset at) => Start + at.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture) + End;

    /// <summary>When a file of this name was made; null for a file that is none of ours, which is never removed.</summary>
    public static DateTimeOffset? MadeAt(string name) =>
        name.StartsWith(Start, StringComparison.Ordinal) && name.EndsWith(End, StringComparison.Ordinal)
        && DateTimeOffset.TryParseExact(
            name[Start.Length..^End.Length], Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : null;

    /// <summary>The names of those that go.</summary>
    public ImmutableArray<string> Outdated(IEnumerable<string> names)
    {
        var made = names.Select(n => (Name: n, At: MadeAt(n))).Where(n => n.At is not null).Select(n => (n.Name, At: n.At!.Value.UtcDateTime))
            .OrderByDescending(n => n.At).ToImmutableArray();
        var kept = Last(made, Days, at => at.Date)
            .Concat(Last(made, Weeks, at => (ISOWeek.GetYear(at), ISOWeek.GetWeekOfYear(at))))
            .Concat(Last(made, Months, at => (at.Year, at.Month)))
            .Concat(made.Take(1).Select(n => n.Name))
            .ToHashSet(StringComparer.Ordinal);
        return [.. made.Select(n => n.Name).Where(n => !kept.Contains(n))];
    }

    private static IEnumerable<string> Last<TKey>(IEnumerable<(string Name, DateTime At)> newestFirst, int periods, Func<DateTime, TKey> period) =>
        newestFirst.GroupBy(n => period(n.At)).Take(periods).Select(g => g.First().Name);
}
