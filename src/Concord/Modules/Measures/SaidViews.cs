using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Core.Telegrams.Gazetteers;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Measures;

/// <summary>The measure, or the question, that a statement speaks of.</summary>
internal sealed record SaidMeasure(MeasureId Id, SubjectSort Sort, string Title, string Kind, ImmutableArray<string> Areas)
{
    public MeasureRef Ref => new(Id.Value, Title, Kind);
}

/// <summary>A statement by itself, with the measure it speaks of, if any.</summary>
internal sealed record SaidView(StatementView Statement, SaidMeasure? Measure)
{
    /// <summary>The ledger's count.</summary>
    public long Number { get; init; }

    /// <summary>Key of the plan area it was said about, or of its measure's in the record's phase; null for none.</summary>
    public string? Area { get; init; }

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
internal sealed record PositionsPage(ProcessInForce Process, ImmutableArray<QuestionView> Questions, Country? About);

/// <summary>An area of a phase and what stands in its way.</summary>
internal sealed record ObstacleArea(PhaseInForce Phase, AreaInForce Area, ImmutableArray<SaidView> Obstacles);

/// <summary>What a sentence says of one element of the definition, and what members reply to that.</summary>
internal sealed record CoverageView(CoverageElement Element, bool Covers, PassageView? Passage, ImmutableArray<ReplyView> Replies);

/// <summary>A law and what was said that it covers.</summary>
internal sealed record LawView(MeasureId Id, string Title, KindInForce? Kind, Standing Standing, ImmutableArray<CoverageView> Coverage);

/// <summary>A member's laws.</summary>
internal sealed record LawColumn(MemberInForce Member, ImmutableArray<LawView> Laws);

/// <summary>What a sentence says of a law and one element of the definition; without one, a law of which nothing of the kind is said.</summary>
/// <param name="Number">The ledger's count.</param>
internal sealed record LawSaid(LawView Law, ImmutableArray<MemberInForce> Members, CoverageView? Said, StatementId? Statement, DateOnly Known, long Number);

/// <summary>Laws side by side.</summary>
internal sealed record LawsPage(ImmutableArray<LawColumn> Members)
{
    /// <summary>Elements of which something is said of any law, in the order of the definition.</summary>
    public ImmutableArray<CoverageElement> Told { get; } =
        [.. Members.SelectMany(m => m.Laws).SelectMany(l => l.Coverage).Select(c => c.Element).Distinct().Order()];

    /// <summary>The columns of all members, or of the one asked for.</summary>
    public static LawsPage Of(ProcessInForce process, IReadOnlyCollection<LawSaid> said, MemberInForce? only) => new(
        [
            .. process.Members.Where(m => only is null || m.Id == only.Id).Select(m => new LawColumn(
                m,
                [
                    .. said.Where(s => s.Members.Any(x => x.Id == m.Id)).GroupBy(s => s.Law.Id)
                        .Select(l => l.First().Law with { Coverage = [.. l.OrderBy(s => s.Number).Select(s => s.Said).OfType<CoverageView>()] })
                        .OrderBy(l => l.Title, StringComparer.Ordinal),
                ])),
        ]);
}
