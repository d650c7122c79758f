using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Measures.Contracts;

/// <summary>Which subjects are asked for.</summary>
/// <param name="Held">As they stood on this day.</param>
/// <param name="Known">As far as was known on this day.</param>
internal sealed record SubjectsAsked(ImmutableArray<SubjectSort> Sorts, DateOnly Held, DateOnly Known);

/// <summary>Subjects with what counts of what was said of them.</summary>
internal sealed record SubjectsFound(ProcessInForce Process, ImmutableArray<SubjectView> Subjects);

/// <summary>A meeting, an official, a body, a declaration: what is one by mergings is one here.</summary>
/// <param name="Names">The titles of all that are one with it, its own first.</param>
/// <param name="Parts">Their ids, its own first.</param>
/// <param name="Members">Whose it is, as the pack in force knows them.</param>
/// <param name="Statements">Those not taken back, in the order in which they became known.</param>
internal sealed record SubjectView(
    MeasureId Id, SubjectSort Sort, KindInForce Kind, string Title, ImmutableArray<string> Names, ImmutableArray<MeasureId> Parts, ImmutableArray<MemberInForce> Members,
    StageId? Stage, ImmutableArray<SubjectStatement> Statements)
{
    /// <summary>The ledger's count: when it was first recorded.</summary>
    public long Number { get; init; }

    /// <summary>Every name by which a source or the pack calls it.</summary>
    public IEnumerable<string> Called => Names.Concat(Ties(Concord.Core.Kernel.Ties.Named).Select(t => t.Who)).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Who or what is tied to it in a role.</summary>
    public IEnumerable<(string Who, SubjectStatement By)> Ties(string role) =>
        Statements.Where(s => s.Assertion is Assertion.Involves tie && tie.Role == role).Select(s => (((Assertion.Involves)s.Assertion).Who, s));

    /// <summary>
    /// Something was signed on the days of this meeting; or, where no day is given, the sentence names the meeting and its source tells of it. A longer stretch than
    /// a month is no day.
    /// </summary>
    public bool SawSigned(When? when, SubjectStatement by) => when is { Earliest: { } from, Latest: { } to }
        ? to.DayNumber - from.DayNumber < MostDays
            && Reached.Any(r => r.When is { Earliest: { } begin, Latest: { } end } && end.DayNumber - begin.DayNumber < MostDays && begin <= to && end >= from)
        : by.Passage is { } passage && Statements.Any(s => s.Passage?.Source == passage.Source) && Called.Any(n => NamedIn.Is(passage.Exact, n));

    private const int MostDays = 31;

    /// <summary>When it reached a stage, by statements that affirm it.</summary>
    public IEnumerable<(StageId Stage, When? When, SubjectStatement By)> Reached =>
        Statements.Where(s => s is { Assertion: Assertion.ReachedStage, Polarity: Polarity.Affirms })
            .Select(s => (((Assertion.ReachedStage)s.Assertion).Stage, ((Assertion.ReachedStage)s.Assertion).When, s));

    /// <summary>What is to come.</summary>
    public IEnumerable<(StageId Stage, When? When, SubjectStatement By)> Expected =>
        Statements.Where(s => s is { Assertion: Assertion.ExpectedStage, Polarity: Polarity.Affirms })
            .Select(s => (((Assertion.ExpectedStage)s.Assertion).Stage, ((Assertion.ExpectedStage)s.Assertion).Due, s));
}

/// <summary>What somebody said, with its sentence.</summary>
/// <param name="Speaker">As written; null when the writer of the source speaks, or when <paramref name="Protected"/>.</param>
/// <param name="Protected">Its source asks that the speaker be protected: only the sentence itself shows who it was.</param>
internal sealed record SubjectStatement(
    StatementId Id, PassageView? Passage, string? Speaker, MemberInForce? SpeakerMember, bool Protected, string? Capacity, string? Occasion, When? Said,
    Assertion Assertion, Polarity Polarity, Certainty Certainty, DateOnly Known, long Sequence)
{
    /// <summary>The subject it was made about; null when it speaks of none.</summary>
    public MeasureId? Of { get; init; }

    /// <summary>That subject's title.</summary>
    public string? OfTitle { get; init; }

    /// <summary>What members reply to it, those that are withdrawn too.</summary>
    public ImmutableArray<ReplyView> Replies { get; init; } = [];
}

/// <summary>Whose words are asked for: those said on these occasions, or by these speakers, names as written.</summary>
internal sealed record SaidAsked(ImmutableArray<string> Occasions, ImmutableArray<string> Speakers, DateOnly Known);

/// <summary>A tie that a person records from a sentence of a source.</summary>
/// <param name="Subject">Of whom.</param>
/// <param name="Like">A statement whose sentence says it.</param>
internal sealed record NewTie(MeasureId Subject, string Who, string Role, StatementId Like);
