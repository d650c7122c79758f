using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Measures;

/// <summary>
/// The stages of a kind of measure in their order, from the pack: drafting, approved, passed, in force. A later stage says
/// more than an earlier one; nothing but a statement moves a measure along it.
/// </summary>
public sealed record StageLadder
{
    private StageLadder(ImmutableArray<StageId> stages) => Stages = stages;

    /// <summary>First to last.</summary>
    public ImmutableArray<StageId> Stages { get; }

    /// <summary>Refuses an empty ladder (<c>stages.none</c>) and a stage named twice (<c>stages.repeated</c>).</summary>
    public static Result<StageLadder> Create(ImmutableArray<StageId> stages) =>
        stages.IsDefaultOrEmpty ? new Refusal("stages.none")
        : stages.Distinct().Count() != stages.Length ? new Refusal("stages.repeated", stages.GroupBy(s => s).First(g => g.Count() > 1).Key.Value)
        : new StageLadder(stages);

    /// <summary>How far along, from 0; -1 for a stage that this kind does not have.</summary>
    public int Rank(StageId stage) => Stages.IndexOf(stage);
}
