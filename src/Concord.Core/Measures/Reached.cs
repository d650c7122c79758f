using Concord.Core.Kernel;

namespace Concord.Core.Measures;

/// <summary>
/// A statement that says something of a stage having been reached. A statement without a date of its own says
/// that the stage had been reached when it was made: at some day up to the day it was said, or else became known.
/// </summary>
internal readonly record struct Reached(Statement Statement, StageId Stage, DateOnly? Earliest, DateOnly Latest)
{
    public bool Affirms => Statement.Polarity == Polarity.Affirms;

    public bool IsDenial => Statement.Polarity == Polarity.Denies;

    public bool Plain => Statement.Certainty == Certainty.Plain;

    public static IEnumerable<Reached> From(Statement statement, StageLadder ladder)
    {
        if (statement.Assertion is Assertion.ReachedStage { Stage: var stage, When: var when } && ladder.Rank(stage) >= 0)
        {
            var said = statement.Said?.Latest ?? statement.Known;
            yield return when is null
                ? new Reached(statement, stage, null, said)
                : new Reached(statement, stage, when.Earliest, when.Latest ?? Later(said, when.Earliest));
        }
    }

    // "since 2008" has no last day: the stage was reached by the time of saying so, but not before it can have begun
    private static DateOnly Later(DateOnly said, DateOnly? first) => first is { } f && f > said ? f : said;

    /// <summary>Every day it may have been reached on is past or come.</summary>
    public bool CertainlyBy(DateOnly day) => Latest <= day;

    /// <summary>A day it may have been reached on is past or come; an open beginning always is.</summary>
    public bool PossiblyBy(DateOnly day) => Earliest is not { } first || first <= day;

    /// <summary>
    /// This denial speaks of a time when, by the other statement, the stage may have been reached. "Not yet in force" said in 2007 does not
    /// contradict "in force since 2008".
    /// </summary>
    public bool Contradicts(Reached other) => Stage == other.Stage && (other.Earliest is not { } since || Latest >= since);
}
