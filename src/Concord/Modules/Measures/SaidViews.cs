using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Core.Telegrams.Gazetteers;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Measures;

/// <summary>The measure, or the question, that a statement speaks of.</summary>
internal sealed record SaidMeasure(MeasureId Id, SubjectSort Sort, string Title, ImmutableArray<string> Areas);

/// <summary>A statement by itself, with the measure it speaks of, if any.</summary>
internal sealed record SaidView(StatementView Statement, SaidMeasure? Measure)
{
    /// <summary>For which member it was said; null for anybody else.</summary>
    public MemberInForce? By => Statement.SpeakerMember;

    /// <summary>An obstacle of which nothing is said but the help asked for.</summary>
    public bool IsOnlyHelp => Statement.Assertion is Assertion.Obstacle { What: var what, HelpNeeded: { } help } && help.Contains(what, StringComparison.Ordinal);
}

/// <summary>A question, and who took which position on it.</summary>
/// <param name="On">By the title of the measure or question, else in the words of the first sentence that put it.</param>
/// <param name="Measure">The measure that the position is on, or the question itself where the process keeps questions.</param>
/// <param name="Positions">In protocol order; others after the members.</param>
internal sealed record QuestionView(string On, SaidMeasure? Measure, ImmutableArray<SaidView> Positions)
{
    /// <summary>In which words it is put, each once.</summary>
    public ImmutableArray<string> Wordings { get; init; } = [];
}

/// <summary>Positions by question.</summary>
/// <param name="About">Only those that name this country.</param>
/// <param name="Member">Only those of this member.</param>
internal sealed record PositionsPage(ProcessInForce Process, ImmutableArray<QuestionView> Questions, Country? About, MemberInForce? Member, AsOf AsOf);

/// <summary>An area of a phase and what stands in its way.</summary>
internal sealed record ObstacleArea(PhaseInForce Phase, AreaInForce Area, ImmutableArray<SaidView> Obstacles);

/// <summary>Obstacles by area.</summary>
/// <param name="Elsewhere">Those of no area.</param>
internal sealed record ObstaclesPage(ProcessInForce Process, ImmutableArray<ObstacleArea> Areas, ImmutableArray<SaidView> Elsewhere, MemberInForce? Member, AsOf AsOf);

/// <summary>What a sentence says of one element of the definition.</summary>
internal sealed record CoverageView(CoverageElement Element, bool Covers, PassageView? Passage);

/// <summary>A law and what was said that it covers.</summary>
internal sealed record LawView(MeasureId Id, string Title, KindInForce? Kind, Standing Standing, ImmutableArray<CoverageView> Coverage);

/// <summary>A member's laws.</summary>
internal sealed record LawColumn(MemberInForce Member, ImmutableArray<LawView> Laws);

/// <summary>Laws side by side.</summary>
internal sealed record LawsPage(ProcessInForce Process, ImmutableArray<LawColumn> Members, AsOf AsOf)
{
    /// <summary>Elements of which something is said of any law, in the order of the definition.</summary>
    public ImmutableArray<CoverageElement> Told { get; } =
        [.. Members.SelectMany(m => m.Laws).SelectMany(l => l.Coverage).Select(c => c.Element).Distinct().Order()];
}
