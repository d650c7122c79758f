using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Core.Telegrams;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Measures;

/// <summary>Which day is asked for, and as far as was known on which day (DESIGN, rule 4).</summary>
internal sealed record AsOf(DateOnly Held, DateOnly Known);

/// <summary>What a person settles on when deciding a proposal; also what is suggested before.</summary>
/// <param name="Kind">Key of the kind of measure; null when the statement is about no measure.</param>
/// <param name="Measure">An existing measure to attach it to; null for a new one.</param>
/// <param name="Form">Reached, Expected, Position or Describes.</param>
/// <param name="Stage">Needed by Reached and Expected.</param>
/// <param name="When">EDTF; when it was reached, or is due.</param>
internal sealed record Reading(
    string? Kind, string Title, ImmutableArray<MemberId> Members, MeasureId? Measure, AssertionForm Form, StageId? Stage, string? When,
    Polarity Polarity, Certainty Certainty, string? Speaker, MemberId? SpeakerMember)
{
    /// <summary>The speaker's title and body.</summary>
    public string? Capacity { get; init; }

    /// <summary>The meeting at which it was said.</summary>
    public string? Occasion { get; init; }

    /// <summary>EDTF; when it was said, which is not when it happened.</summary>
    public string? Said { get; init; }

    /// <summary>Of Involves, who: a body, a party to a meeting.</summary>
    public string? Who { get; init; }

    /// <summary>Of Involves, as what: the title of an office, a role.</summary>
    public string? Role { get; init; }

    /// <summary>Its words are a clause of the declaration.</summary>
    public bool AsClause { get; init; }

    /// <summary>Of a position, which.</summary>
    public Stance? Stance { get; init; }

    /// <summary>Of an obstacle, the help asked for.</summary>
    public string? Help { get; init; }

    /// <summary>Key of the plan area that an obstacle stands in the way of.</summary>
    public string? Area { get; init; }

    /// <summary>Of a law, what is said that it covers and does not.</summary>
    public ImmutableArray<Covered> Covers { get; init; } = [];
}

/// <summary>A decision as shown. <paramref name="Version"/> goes into the form.</summary>
internal sealed record DecisionView(Verdict Verdict, MeasureId? Measure, string? Why, ActorId By, DateTimeOffset At, long Version);

/// <summary>A proposal to decide on.</summary>
/// <param name="Decision">Null when nobody has decided; then the form's version is 0.</param>
/// <param name="Suggested">What accepting it without a change would record.</param>
/// <param name="Existing">Measures that it might be about, the likeliest first.</param>
internal sealed record ReviewItem(Proposal Proposal, DecisionView? Decision, Reading Suggested, ImmutableArray<MeasureName> Existing)
{
    /// <summary>What members reply to what was recorded of it.</summary>
    public ImmutableArray<ReplyView> Replies { get; init; } = [];

    /// <summary>The version for the form.</summary>
    public long Seen => Decision?.Version ?? 0;

    /// <summary>What was decided of the same words, read in the same way, in an earlier version; nobody is asked again.</summary>
    public DecisionView? Carried { get; init; }

    /// <summary>What holds: decided here, else carried over; null or open when it waits.</summary>
    public DecisionView? Holds => Decision is { Verdict: not Verdict.Open } ? Decision : Carried ?? Decision;

    public bool IsCarried => Carried is not null && Holds == Carried;

    public bool IsOpen => Holds is null or { Verdict: Verdict.Open };

    /// <summary>By which pages name it: from 1, in the order in which it was proposed.</summary>
    public int Number => Proposal.Ordinal + 1;

    /// <summary>Why it must be decided alone; none when it may be accepted with others.</summary>
    public ImmutableArray<OneByOneReason> Alone { get; } = OneByOne.Of(new FactToDecide(
        Proposal.Status, Proposal.Polarity, Proposal.DateCertainty, Proposal.Attribution, Proposal.Confidence, Proposal.ProtectSource,
        Proposal.Figures.Any(f => f.Doubtful), Proposal.Passage.Prefix + Proposal.Passage.Exact + Proposal.Passage.Suffix));
}

/// <summary>A measure in a list to choose from.</summary>
internal sealed record MeasureName(MeasureId Id, string Kind, string Title);

/// <summary>A measure, where it stands, and everything that was said of it.</summary>
/// <param name="Kind">Null when the pack in force no longer has this kind.</param>
/// <param name="NotYetKnown">Statements that became known after the day asked for.</param>
/// <param name="Deciding">The statement by which it stands where it stands; null when none says a stage.</param>
internal sealed record MeasurePage(
    MeasureId Id, string Title, KindInForce? Kind, ImmutableArray<MemberInForce> Members, ImmutableArray<string> Areas, Standing Standing,
    ImmutableArray<StatementView> Statements, AsOf AsOf, int NotYetKnown, StatementId? Deciding)
{
    /// <summary>The standing mergings by which others are one with it.</summary>
    public ImmutableArray<MergingView> Mergings { get; init; } = [];

    /// <summary>The titles of all that are one with it, itself included, of which this person may know something.</summary>
    public IReadOnlyDictionary<MeasureId, string> Titles { get; init; } = ImmutableDictionary<MeasureId, string>.Empty;
}

/// <summary>Somebody said that two measures are one: who, why and when.</summary>
internal sealed record MergingView(MergingId Id, MeasureId From, MeasureId Into, Capacity By, string? Why, DateTimeOffset At);

/// <summary>A statement, its sentence, and how it was taken back, if it was.</summary>
/// <param name="Passage">Null only when this person may not see the passage, which the labels rule out.</param>
/// <param name="ByOwnMember">Said for one of the measure's own members (DESIGN, rule 2).</param>
internal sealed record StatementView(
    StatementId Id, PassageView? Passage, string? Speaker, MemberInForce? SpeakerMember, bool ByOwnMember, Assertion Assertion, Polarity Polarity,
    Certainty Certainty, DateOnly Known, WithdrawalView? Withdrawal)
{
    public bool Withdrawn => Withdrawal is not null;

    /// <summary>Every time it was taken back, as far as was known on the day asked for, the first first.</summary>
    public ImmutableArray<WithdrawalView> History { get; init; } = [];

    /// <summary>How often a person, a review or the pack took it back; goes into the forms.</summary>
    public int TakenBack => History.Count(w => w.Cause != WithdrawalCause.Issuer);

    /// <summary>The same for the fold.</summary>
    public IEnumerable<Withdrawal> Withdrawals =>
        History.Select(w => new Withdrawal(Id, w.SupersededBy, w.Known, 0) { Until = w.Restored?.Known });

    public string? Capacity { get; init; }

    public string? Occasion { get; init; }

    public When? Said { get; init; }

    public Attribution? Attribution { get; init; }

    /// <summary>Key of the plan area it was said about; null when it names none.</summary>
    public string? Area { get; init; }

    /// <summary>The title of the measure it was made about, when another now stands for both.</summary>
    public string? SaidOf { get; init; }

    /// <summary>Under which it is shown.</summary>
    public Label? Label { get; init; }

    /// <summary>Whoever said it is protected: only the sentence itself shows who it was.</summary>
    public bool Protected { get; init; }

    /// <summary>What members reply to it, those that are withdrawn too.</summary>
    public ImmutableArray<ReplyView> Replies { get; init; } = [];
}

/// <summary>A statement taken back: by whom and why, and what was to stand instead.</summary>
/// <param name="Number">The first, the second time.</param>
/// <param name="Restored">How it was undone, so that the statement counted again; null while it stands.</param>
internal sealed record WithdrawalView(
    int Number, WithdrawalCause Cause, Capacity By, string? Why, DateTimeOffset At, DateOnly Known, StatementId? SupersededBy, RestorationView? Restored);

/// <summary>A withdrawal undone: by whom and why.</summary>
internal sealed record RestorationView(Capacity By, string? Why, DateTimeOffset At, DateOnly Known);

/// <summary>A statement with all that was said of the same measure.</summary>
/// <param name="Number">Its number there.</param>
internal sealed record StatementPage(MeasurePage Measure, int Number)
{
    public StatementView Statement => Measure.Statements[Number - 1];
}

/// <summary>The record: members by areas, in protocol order. No totals, no ranks.</summary>
internal sealed record RecordPage(
    ProcessInForce Process, PhaseInForce Phase, ImmutableArray<RecordRow> Rows, AsOf AsOf, int NotYetKnown, int OutsideTheTable);

/// <summary>A member's row: one cell for each area of the phase, in order.</summary>
internal sealed record RecordRow(MemberInForce Member, ImmutableArray<RecordCell> Cells);

/// <summary>A cell: its measures, each once.</summary>
internal sealed record RecordCell(MemberInForce Member, AreaInForce Area, ImmutableArray<RecordMeasure> Measures);

/// <summary>A measure in a cell.</summary>
/// <param name="Stage">The stage it has reached for certain, else may have reached; null for none.</param>
/// <param name="IsCertain">False when it only may have reached it.</param>
/// <param name="Passage">The sentence by which it stands there, else the latest that speaks of it.</param>
/// <param name="Joint">How many members' measure it is.</param>
internal sealed record RecordMeasure(
    MeasureId Id, string Title, KindInForce Kind, StageInForce? Stage, bool IsCertain, Standing Standing, int Joint, int Statements, PassageView? Passage)
{
    /// <summary>What members reply to that sentence.</summary>
    public ImmutableArray<ReplyView> Replies { get; init; } = [];
}

/// <summary>A cell opened to its sentences.</summary>
internal sealed record CellPage(MemberInForce Member, AreaInForce Area, PhaseInForce Phase, ImmutableArray<MeasurePage> Measures, AsOf AsOf);
