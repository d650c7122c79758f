using Concord.Core.Kernel;

namespace Concord.Core.Measures;

/// <summary>When time alone can change where a measure stands: a date that comes or passes, a statement that becomes known.</summary>
public static class Turn
{
    /// <summary>
    /// The first day after <paramref name="day"/> on which the standing of today (held and known on one day) may differ from that of <paramref name="day"/>,
    /// should nothing more be recorded; null when it never will. How many days something is late is no difference.
    /// </summary>
    /// <param name="statements">All that may be seen of the measure, also those not known yet.</param>
    /// <param name="withdrawals">Of those statements.</param>
    /// <param name="day">The day of the standing.</param>
    public static DateOnly? After(IEnumerable<Statement> statements, IEnumerable<Withdrawal> withdrawals, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(statements);
        ArgumentNullException.ThrowIfNull(withdrawals);
        DateOnly? first = null;
        foreach (var s in statements)
        {
            Consider(s.Known);
            Consider(s.Said?.Latest);
            var when = s.Assertion switch
            {
                Assertion.ReachedStage reached => reached.When,
                Assertion.ExpectedStage expected => expected.Due,
                _ => null,
            };
            Consider(when?.Earliest);
            Consider(when?.Latest);
            Consider(Next(when?.Earliest));
            Consider(Next(when?.Latest));
        }

        foreach (var w in withdrawals)
        {
            Consider(w.Known);
            Consider(w.Until);
        }

        return first;

        void Consider(DateOnly? at)
        {
            if (at > day && !(at >= first))
            {
                first = at;
            }
        }
    }

    private static DateOnly? Next(DateOnly? day) => day is { } d && d < DateOnly.MaxValue ? d.AddDays(1) : null;
}
