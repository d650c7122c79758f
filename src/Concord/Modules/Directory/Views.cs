using System.Collections.Immutable;
using Concord.Core.Directory;
using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;

namespace Concord.Modules.Directory;

/// <summary>Somebody to turn to, or who stands in.</summary>
/// <param name="Who">For which member or body.</param>
/// <param name="Role">Focal point or deputy.</param>
/// <param name="Seen">How often it was confirmed; for the form.</param>
internal sealed record FocalPoint(SubjectView Person, string Who, string Role, SubjectStatement By, Confirmed Confirmed, int Seen);

/// <summary>An official with the offices that sources name.</summary>
internal sealed record OfficialLine(SubjectView Person, ImmutableArray<Tenure> Tenures);

/// <summary>A member's bodies and officials; of the region and of others when there is no member.</summary>
/// <param name="PackBodies">Bodies that the pack names and no source on record has told of.</param>
internal sealed record DirectorySection(
    MemberInForce? Member, ImmutableArray<SubjectView> Bodies, ImmutableArray<BodyInForce> PackBodies, ImmutableArray<OfficialLine> Officials, ImmutableArray<FocalPoint> Focal);

/// <summary>Members in protocol order, then all others.</summary>
internal sealed record DirectoryList(ImmutableArray<DirectorySection> Sections);

/// <summary>An official: offices over time, and what they said.</summary>
internal sealed record OfficialPage(
    SubjectView Person, ImmutableArray<Tenure> Tenures, ImmutableArray<FocalPoint> Focal, ImmutableArray<SubjectStatement> Said, ImmutableDictionary<string, MeasureId> Bodies,
    ProcessInForce Process)
{
    public ImmutableDictionary<StatementId, SubjectStatement> ById { get; } = Person.Statements.ToImmutableDictionary(s => s.Id);
}

/// <summary>A body and whoever sources name in an office of it.</summary>
internal sealed record BodyPage(SubjectView Body, ImmutableArray<(SubjectView Person, Tenure Tenure)> Officials, ImmutableArray<FocalPoint> Focal, ImmutableArray<SubjectStatement> Said);
