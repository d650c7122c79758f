using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Plan;

/// <summary>A kind of measure and the steps of its life.</summary>
/// <param name="Facts">Kinds of fact that tell of it, as the extraction names them: <c>national-plan</c>.</param>
/// <param name="Stages">In the order in which they are reached.</param>
/// <param name="Areas">Keys of the plan areas in which a measure of this kind counts until somebody places it; of several phases.</param>
public sealed record MeasureKind(
    Guid Id, string Key, Wordings Names, Wordings PluralNames, ImmutableArray<string> Facts, ImmutableArray<Stage> Stages,
    ImmutableArray<string> Areas)
{
    /// <summary>What sort of subject a thing of this kind is.</summary>
    public SubjectSort Sort { get; init; }

    /// <summary>
    /// The stage that a status says is reached; null when it says nothing of the kind. A status stands for the least that it can mean:
    /// nothing moves a measure up but a statement that says so (DESIGN 1).
    /// </summary>
    public Stage? StageOf(string status) => Stages.FirstOrDefault(s => s.Statuses.Contains(status));

    /// <summary>Its place in the order; -1 for a stage of another kind.</summary>
    public int OrderOf(Stage stage) => Stages.IndexOf(stage);

    /// <summary>The default areas of one phase.</summary>
    public ImmutableArray<Area> AreasIn(Phase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        return [.. phase.Areas.Where(a => Areas.Contains(a.Key))];
    }
}

/// <summary>A step in the life of a kind of measure.</summary>
/// <param name="Statuses">Statuses of a fact that say it is reached: <c>in-force</c>.</param>
/// <param name="IsEnd">The measure is over: ended, repealed, withdrawn.</param>
public sealed record Stage(Guid Id, string Key, Wordings Names, ImmutableArray<string> Statuses, bool IsEnd);

/// <summary>A period of the plan. Plans are adopted late and overrun, so phases may overlap.</summary>
/// <param name="Period">As planned.</param>
/// <param name="Ran">As it really ran, where a source says otherwise than the plan.</param>
public sealed record Phase(
    Guid Id, string Key, Wordings Names, Wordings ShortNames, When? Period, When? Ran, ImmutableArray<Area> Areas,
    ImmutableArray<string> Sources, bool Unconfirmed);

/// <summary>A numbered area of a phase.</summary>
public sealed record Area(
    Guid Id, string Key, string Number, Wordings Names, Wordings ShortNames, ImmutableArray<Target> Targets,
    ImmutableArray<string> Sources, bool Unconfirmed)
{
    /// <summary>Beginnings of words, in lower case, by which a sentence is taken to speak of it.</summary>
    public ImmutableArray<string> Words { get; init; } = [];
}

/// <summary>What an area is to reach: a target, or an outcome with its outputs beneath it.</summary>
/// <param name="Form"><c>target</c>, <c>outcome</c> or <c>output</c>.</param>
public sealed record Target(
    Guid Id, string Key, string Number, string Form, Wordings Names, ImmutableArray<Target> Targets,
    ImmutableArray<string> Sources, bool Unconfirmed);
