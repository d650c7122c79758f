using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Measures;

/// <summary>A number of the record that leads to its sentence.</summary>
internal sealed record RecordCite(MeasureId Id, string Title, PassageView? Passage);

/// <summary>Measures of one kind that stand alike.</summary>
/// <param name="Expected">What was announced of those of which no stage is said: expected is not done.</param>
/// <param name="Count">Each counted once.</param>
/// <param name="Cites">The first of them; the cell opened shows all.</param>
internal sealed record RecordLine(
    KindInForce Kind, StageInForce? Stage, bool IsCertain, StageInForce? Expected, int Count, bool Disputed, ImmutableArray<RecordCite> Cites);

/// <summary>A cell as its lines.</summary>
internal sealed record FaceCell(AreaInForce Area, ImmutableArray<RecordLine> Lines);

/// <summary>A member's row.</summary>
internal sealed record FaceRow(MemberInForce Member, ImmutableArray<FaceCell> Cells);

/// <summary>The record of today as its page shows it.</summary>
internal sealed record RecordFace(
    ProcessInForce Process, PhaseInForce Phase, ImmutableArray<FaceRow> Rows, AsOf AsOf, int NotYetKnown, int OutsideTheTable)
{
    /// <summary>Out of which sources it tells something, and under which labels; also of what is told without its speaker, whose sentence no number leads to.</summary>
    public ImmutableArray<(SourceId Source, LabelId Label)> Behind { get; init; } = [];
}
