using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Directory;

/// <summary>That a source names somebody in an office.</summary>
/// <param name="Body">As written.</param>
/// <param name="Title">As written.</param>
/// <param name="On">The day by which it was so: when it was said, else when its source became known.</param>
public sealed record OfficeSaid(StatementId Id, string Body, string Title, DateOnly On);

/// <summary>An office that somebody is known to have held.</summary>
/// <param name="First">The first day by which a source names them in it.</param>
/// <param name="Last">The last; nothing is said of what came after.</param>
public sealed record Tenure(string Body, string Title, DateOnly First, DateOnly Last, ImmutableArray<OfficeSaid> By);

/// <summary>
/// The offices of a person over time. A source shows that somebody held an office on a day; it shows neither the beginning nor the end of it, so that none is
/// made up between two sources.
/// </summary>
public static class Tenures
{
    /// <summary>Oldest first; the same office of the same body is one, however often it is named.</summary>
    public static ImmutableArray<Tenure> Of(IEnumerable<OfficeSaid> said) =>
    [
        .. said
            .GroupBy(s => (NameKey.Of(s.Body), NameKey.Of(s.Title)))
            .Select(g =>
            {
                ImmutableArray<OfficeSaid> by = [.. g.OrderBy(s => s.On).ThenBy(s => s.Id.Value)];
                return new Tenure(by[0].Body, by[0].Title, by[0].On, by[^1].On, by);
            })
            .OrderBy(t => t.First).ThenBy(t => t.Last).ThenBy(t => t.Title, StringComparer.Ordinal).ThenBy(t => t.Body, StringComparer.Ordinal),
    ];
}

/// <summary>How far a focal point is still to be relied on.</summary>
/// <param name="LastConfirmed">The last day on which somebody said that it is still so.</param>
/// <param name="IsStale">Nobody did so for a year.</param>
public sealed record Confirmed(DateOnly LastConfirmed, bool IsStale)
{
    /// <summary>Recording it confirms it for the first time; what was confirmed after the day asked for was not known yet.</summary>
    public static Confirmed Of(DateOnly recorded, IEnumerable<DateOnly> confirmed, DateOnly today)
    {
        var last = confirmed.Where(d => d <= today).Append(recorded).Max();
        return new Confirmed(last, last.AddYearsOrLast(1) < today);
    }
}

file static class Days
{
    public static DateOnly AddYearsOrLast(this DateOnly day, int years) => day.Year + years > 9999 ? DateOnly.MaxValue : day.AddYears(years);
}
