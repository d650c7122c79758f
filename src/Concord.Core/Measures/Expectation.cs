using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Measures;

/// <summary>What became of something announced.</summary>
public enum ExpectationState
{
    /// <summary>Not due yet, or without a date.</summary>
    Open,

    /// <summary>The stage was reached.</summary>
    Met,

    /// <summary>Announced anew, with another date; its history is the chain.</summary>
    Restated,

    /// <summary>Some of the days it may be due on are past.</summary>
    PossiblyOverdue,

    /// <summary>Every day it may be due on is past.</summary>
    Overdue,
}

/// <summary>What an <see cref="Assertion.ExpectedStage"/> statement leaves open (DESIGN 1).</summary>
/// <param name="Statement">The announcement.</param>
/// <param name="Stage">What is to be reached.</param>
/// <param name="Due">By when; null when no date was given.</param>
/// <param name="State">What became of it by the day asked for.</param>
/// <param name="DaysEarly">Met: so many days before the due time at the least; 0 when not for certain.</param>
/// <param name="DaysLate">Met or overdue: so many days after the due time at the least; 0 when not for certain.</param>
public sealed record Expectation(StatementId Statement, StageId Stage, When? Due, ExpectationState State, int DaysEarly, int DaysLate)
{
    internal static ImmutableArray<Expectation> From(
        ImmutableArray<Statement> counted, ImmutableArray<Reached> affirmed, DateOnly held, StageLadder ladder)
    {
        var announced = counted
            .Where(s => s is { Polarity: Polarity.Affirms, Assertion: Assertion.ExpectedStage e } && ladder.Rank(e.Stage) >= 0)
            .Select(s => (s.Id, Expected: (Assertion.ExpectedStage)s.Assertion))
            .ToImmutableArray();
        return [.. announced.Select((a, i) => Judge(
            a.Id,
            a.Expected,
            announced.Skip(i + 1).Any(later => later.Expected.Stage == a.Expected.Stage && later.Expected.Due is { } due && due != a.Expected.Due),
            affirmed.Where(r => r.Stage == a.Expected.Stage && r.Plain && r.CertainlyBy(held)).OrderBy(r => r.Latest).Cast<Reached?>().FirstOrDefault(),
            held))];
    }

    private static Expectation Judge(StatementId id, Assertion.ExpectedStage expected, bool restated, Reached? met, DateOnly held)
    {
        var first = expected.Due?.Earliest;
        var last = expected.Due?.Latest;
        if (met is { } reached)
        {
            var early = first is { } f && reached.Latest < f ? f.DayNumber - reached.Latest.DayNumber : 0;
            var late = last is { } l && reached.Earliest is { } e && e > l ? e.DayNumber - l.DayNumber : 0;
            return new Expectation(id, expected.Stage, expected.Due, ExpectationState.Met, early, late);
        }

        var overdue = last is { } end && held > end;
        var state = restated ? ExpectationState.Restated
            : overdue ? ExpectationState.Overdue
            : first is { } begin && held > begin ? ExpectationState.PossiblyOverdue
            : ExpectationState.Open;
        return new Expectation(
            id, expected.Stage, expected.Due, state, 0, state == ExpectationState.Overdue ? held.DayNumber - last!.Value.DayNumber : 0);
    }
}
