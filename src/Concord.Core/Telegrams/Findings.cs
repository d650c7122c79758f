using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Telegrams;

/// <summary>What the extraction proposes; a person decides (DESIGN, rule 8).</summary>
public sealed record Findings(
    ImmutableArray<Fact> Facts,
    ImmutableArray<PersonMention> Persons,
    ImmutableArray<MeetingMention> Meetings,
    ImmutableArray<CommitmentMention> Commitments,
    ImmutableArray<Caveat> Caveats)
{
    /// <summary>What declarations and agreements provide, whether or not it binds anybody; <c>concord read</c> prints those that do, among the commitments.</summary>
    public ImmutableArray<CommitmentMention> Provisions { get; init; } = [];

    /// <summary>Who was in the room in which role, and who answered questions; not printed by <c>concord read</c>.</summary>
    public ImmutableArray<AttendanceMention> Attendance { get; init; } = [];

    /// <summary>Meetings that are still to come, or were put off or called off; not printed by <c>concord read</c>.</summary>
    public ImmutableArray<MeetingMention> Ahead { get; init; } = [];

    /// <summary>What was not searched, as a complaint about the telegram; null when all of it was.</summary>
    public Complaint? Limit { get; init; }

    /// <summary>Nothing found.</summary>
    public static Findings None { get; } = new([], [], [], [], []);
}

/// <summary>Where something is said: paragraph and span (UTF-16) of its clean text.</summary>
public sealed record Anchor(string ParagraphId, TextSpan Span, string Quote);

/// <summary>What a fact is about.</summary>
public enum FactKind
{
    /// <summary>Somebody said something that is none of the others.</summary>
    Statement,
    /// <summary>A law or regulation.</summary>
    Law,
    /// <summary>An agreement, memorandum or arrangement between members.</summary>
    Agreement,
    /// <summary>An office, unit, task force, working group, centre.</summary>
    Institution,
    /// <summary>A national plan, strategy or its implementation plan.</summary>
    NationalPlan,
    /// <summary>A training, workshop or course.</summary>
    Training,
    /// <summary>A campaign to inform.</summary>
    Campaign,
    /// <summary>A police or inspection operation, with what came of it.</summary>
    Operation,
    /// <summary>A pilot project or programme.</summary>
    Pilot,
    /// <summary>Help for victims or from a donor.</summary>
    Assistance,
    /// <summary>A declaration of ministers, and what it provides.</summary>
    Declaration,
}

/// <summary>How far the thing has come, as the sentence says it and never further.</summary>
public enum FactStatus
{
    /// <summary>May or might.</summary>
    Possible,
    /// <summary>Somebody intends to.</summary>
    Intended,
    /// <summary>Planned.</summary>
    Planned,
    /// <summary>Expected, will be.</summary>
    Expected,
    /// <summary>Promised.</summary>
    Pledged,
    /// <summary>Somebody supports it.</summary>
    Supports,
    /// <summary>A plain statement was made.</summary>
    Made,
    /// <summary>A draft exists.</summary>
    Drafted,
    /// <summary>Before a body that has not decided.</summary>
    AwaitingApproval,
    /// <summary>A cabinet or council of ministers approved.</summary>
    Approved,
    /// <summary>Initialled.</summary>
    Initialed,
    /// <summary>Signed.</summary>
    Signed,
    /// <summary>Adopted.</summary>
    Adopted,
    /// <summary>A parliament passed it.</summary>
    Passed,
    /// <summary>Enacted.</summary>
    Enacted,
    /// <summary>In force.</summary>
    InForce,
    /// <summary>Set up, created, opened.</summary>
    Established,
    /// <summary>Going on.</summary>
    Ongoing,
    /// <summary>Prolonged.</summary>
    Extended,
    /// <summary>Done.</summary>
    Completed,
    /// <summary>Put off.</summary>
    Postponed,
    /// <summary>Taken back.</summary>
    Withdrawn,
    /// <summary>Ended.</summary>
    Ended,
}

/// <summary>Whether the sentence affirms, denies, or makes it hang on a condition.</summary>
public enum FactPolarity
{
    /// <summary>It is so.</summary>
    Positive,
    /// <summary>It is not so.</summary>
    Negative,
    /// <summary>Only if.</summary>
    Conditional,
}

/// <summary>How the speaker is known.</summary>
public enum Attribution
{
    /// <summary>Named in the sentence.</summary>
    Explicit,
    /// <summary>A pronoun, resolved.</summary>
    Pronoun,
    /// <summary>The bullet or the speech goes on without saying so.</summary>
    Implicit,
    /// <summary>The writer of the telegram.</summary>
    Author,
}

/// <summary>How sure the rule is of its reading.</summary>
public enum Confidence
{
    /// <summary>Look twice.</summary>
    Low,
    /// <summary>Probable.</summary>
    Medium,
    /// <summary>Explicit, unhedged.</summary>
    High,
}

/// <summary>Whether the date tells what was or what is to come.</summary>
public enum DateCertainty
{
    /// <summary>There is no date.</summary>
    None,
    /// <summary>It was then.</summary>
    Actual,
    /// <summary>It is to be then.</summary>
    Expected,
}

/// <summary>A fact's date: the words, the reading, and whether it was or is to be.</summary>
public sealed record FactDate(string? Text, When? When, DateCertainty Certainty)
{
    /// <summary>No date.</summary>
    public static FactDate None { get; } = new(null, null, DateCertainty.None);
}

/// <summary>A number that a fact carries.</summary>
/// <param name="Value">As a number; millions multiplied out.</param>
/// <param name="Unit">The noun counted: <c>operations</c>.</param>
/// <param name="What">What was done with or to them.</param>
/// <param name="Qualifier"><c>up to</c>, <c>about</c>, <c>at least</c>, … or null.</param>
/// <param name="Period">The period it covers.</param>
/// <param name="Doubtful">Its digits are damaged or restored.</param>
public sealed record Figure(decimal Value, string Unit, string? What, string? Qualifier, When? Period, bool Doubtful);

/// <summary>One candidate fact.</summary>
public sealed record Fact(
    FactKind Kind, FactStatus Status, FactPolarity Polarity, string Title, string? Country, string? Iso2,
    FactDate Date, ImmutableArray<string> Partners, ImmutableArray<Figure> Figures,
    string? Speaker, Attribution Attribution, Anchor Anchor, string Rule, Confidence Confidence, bool ProtectSource);

/// <summary>A person named, as written.</summary>
public sealed record PersonMention(
    string Name, string? Title, string? Body, string? Country, bool ProtectSource, Anchor Anchor);

/// <summary>A meeting or a session of one, with who might attend.</summary>
public sealed record MeetingMention(
    string Name, FactDate Date, string? Place, string? AdmissionRule, ImmutableArray<string> CouldNotAttend, Anchor Anchor)
{
    /// <summary>Completed, expected, postponed or withdrawn.</summary>
    public FactStatus Status { get; init; } = FactStatus.Completed;

    /// <summary>It is a part of a meeting, told of for who might attend it.</summary>
    public bool IsSession { get; init; }
}

/// <summary>Something that somebody undertook.</summary>
public sealed record CommitmentMention(string? By, string Text, FactDate Date, Anchor Anchor)
{
    /// <summary>The declaration or agreement of which it is a provision, by its name; null when somebody undertook it by word alone.</summary>
    public string? Of { get; init; }

    /// <summary>Somebody is bound by it: a provision that only stresses or recognises binds nobody.</summary>
    public bool Binds { get; init; } = true;
}

/// <summary>What limits the reading: <c>access</c>, <c>hedge</c>, <c>source</c>, <c>protect source</c>, <c>unconfirmed</c>, <c>other</c>.</summary>
public sealed record Caveat(string Type, Anchor Anchor);
