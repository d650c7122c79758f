namespace Concord.Core.Kernel;

/// <summary>Whether a statement affirms, denies, or makes it hang on a condition.</summary>
public enum Polarity
{
    /// <summary>It is so.</summary>
    Affirms,

    /// <summary>It is not so.</summary>
    Denies,

    /// <summary>It is so only if something else is.</summary>
    Conditional,
}

/// <summary>How sure the speaker was, as the reviewer read it.</summary>
public enum Certainty
{
    /// <summary>Said without a hedge.</summary>
    Plain,

    /// <summary>Hedged, unconfirmed, or possible.</summary>
    Hedged,
}

/// <summary>What a position does with its object.</summary>
public enum Stance
{
    /// <summary>Supports it.</summary>
    Supports,

    /// <summary>Opposes it.</summary>
    Opposes,

    /// <summary>Intends to do it.</summary>
    Intends,
}

/// <summary>
/// What a statement says of its subject: a closed family (DESIGN 1). Only <see cref="ReachedStage"/> can move a measure; nothing else does.
/// </summary>
public abstract record Assertion
{
    private Assertion()
    {
    }

    /// <summary>The measure reached a stage, then if known.</summary>
    public sealed record ReachedStage(StageId Stage, When? When) : Assertion;

    /// <summary>The measure is to reach a stage, by then if known. Expected is not done.</summary>
    public sealed record ExpectedStage(StageId Stage, When? Due) : Assertion;

    /// <summary>A figure: indicator, value, unit, period.</summary>
    public sealed record Measured(string Indicator, decimal Value, string Unit, When? Period) : Assertion;

    /// <summary>A body or member takes part, in a role.</summary>
    public sealed record Involves(string Who, string Role) : Assertion;

    /// <summary>A position on a question.</summary>
    public sealed record Position(string On, Stance Stance) : Assertion;

    /// <summary>What stands in the way, and what help is asked for.</summary>
    public sealed record Obstacle(string What, string? HelpNeeded) : Assertion;

    /// <summary>Anything else that is said.</summary>
    /// <param name="Text">The words that say it.</param>
    /// <param name="Aspect">What of the subject it describes, as a permanent name: <c>clause</c>, <c>covers/men</c>; null for nothing in particular.</param>
    public sealed record Describes(string Text, string? Aspect = null) : Assertion
    {
        /// <summary>The aspect of a clause of a declaration.</summary>
        public const string Clause = "clause";

        /// <summary>The words are a clause of the declaration that they describe.</summary>
        public bool AsClause => Aspect == Clause;

        /// <summary>Without an aspect it is written as before there were any, so that what was made of it stays the same.</summary>
        protected override bool PrintMembers(System.Text.StringBuilder builder)
        {
            ArgumentNullException.ThrowIfNull(builder);
            _ = builder.Append("Text = ").Append(Text).Append(Aspect is null ? "" : ", Aspect = ").Append(Aspect);
            return true;
        }
    }

    /// <summary>The one way to tell the family's members apart; a new member breaks every caller.</summary>
    public TOut Match<TOut>(
        Func<ReachedStage, TOut> reached, Func<ExpectedStage, TOut> expected, Func<Measured, TOut> measured,
        Func<Involves, TOut> involves, Func<Position, TOut> position, Func<Obstacle, TOut> obstacle, Func<Describes, TOut> describes)
    {
        ArgumentNullException.ThrowIfNull(reached);
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(involves);
        ArgumentNullException.ThrowIfNull(position);
        ArgumentNullException.ThrowIfNull(obstacle);
        ArgumentNullException.ThrowIfNull(describes);
        return this switch
        {
            ReachedStage a => reached(a),
            ExpectedStage a => expected(a),
            Measured a => measured(a),
            Involves a => involves(a),
            Position a => position(a),
            Obstacle a => obstacle(a),
            Describes a => describes(a),
            _ => throw new InvalidOperationException("the family of assertions is closed"),
        };
    }
}

/// <summary>
/// Someone said something about something (DESIGN 1). Never edited; withdrawn or superseded by another act, with who and why.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Measure">What it is about.</param>
/// <param name="Passage">The sentence that says it.</param>
/// <param name="Label">How widely it may be shown; inherited from its passage.</param>
/// <param name="Speaker">Who said it, name as written; null when the writer of the source speaks.</param>
/// <param name="SpeakerMember">The member for which the speaker spoke; null for anyone else.</param>
/// <param name="Said">When it was said; null when not known.</param>
/// <param name="Assertion">What was said.</param>
/// <param name="Polarity">Affirmed, denied, conditional.</param>
/// <param name="Certainty">Plain or hedged.</param>
/// <param name="Known">The second clock, k: the day its source reached the process (UTC).</param>
/// <param name="Sequence">When it was recorded, as the ledger counts; only orders what became known on one day.</param>
public sealed record Statement(
    StatementId Id, MeasureId Measure, PassageId Passage, LabelId Label, string? Speaker, MemberId? SpeakerMember,
    When? Said, Assertion Assertion, Polarity Polarity, Certainty Certainty, DateOnly Known, long Sequence)
{
    /// <summary>
    /// Whoever said it asked to be protected, and it is told without them: no name, no member, no day and no meeting is given. It moves a stage as any other; it
    /// vouches neither as the measure's own government nor as another.
    /// </summary>
    public bool IsShielded { get; init; }
}

/// <summary>A statement taken back, or replaced by another. It has a clock of its own.</summary>
/// <param name="Statement">The one taken back.</param>
/// <param name="SupersededBy">The one that stands instead, or null.</param>
/// <param name="Known">The day it was taken back (UTC).</param>
/// <param name="Sequence">The ledger's count.</param>
public sealed record Withdrawal(StatementId Statement, StatementId? SupersededBy, DateOnly Known, long Sequence)
{
    /// <summary>The day (UTC) from which the statement counts again, since the withdrawal was itself undone; null while it stands.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>As far as was known on that day, the statement is taken back.</summary>
    public bool StandsOn(DateOnly known) => Known <= known && !(Until <= known);
}
