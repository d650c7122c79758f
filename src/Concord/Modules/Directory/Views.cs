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

/// <summary>A body or an official.</summary>
/// <param name="Subject">What sources tell; null for a body that only the pack names.</param>
/// <param name="PackBody">Null when a source on record has told of it.</param>
/// <param name="Members">Whose it is; none for the region and others.</param>
/// <param name="Tenures">Of an official: offices over time.</param>
/// <param name="Number">The ledger's count; below nought for what is not in it.</param>
internal sealed record DirectoryEntry(
    SubjectView? Subject, BodyInForce? PackBody, ImmutableArray<MemberInForce> Members, ImmutableArray<Tenure> Tenures, ImmutableArray<FocalPoint> Focal, long Number)
{
    public DirectorySort Sort => Subject is { Sort: SubjectSort.Person } ? DirectorySort.Official : DirectorySort.Body;

    /// <summary>As written, or in the language of whoever asks.</summary>
    public string Name => Subject?.Title ?? Platform.Web.Data.Words(PackBody!.Names);

    public IEnumerable<string> Called => Subject?.Called ?? PackBody!.Names.All.Concat(PackBody.ShortNames.All).Select(n => n.Text).Distinct(StringComparer.Ordinal);
}

/// <summary>A member's bodies and officials; of the region and of others when there is no member.</summary>
internal sealed record DirectorySection(MemberInForce? Member, ImmutableArray<DirectoryEntry> Entries)
{
    public ImmutableArray<DirectoryEntry> Officials { get; } = [.. Entries.Where(e => e.Sort == DirectorySort.Official)];

    public ImmutableArray<DirectoryEntry> Bodies { get; } = [.. Entries.Where(e => e.Sort == DirectorySort.Body).OrderBy(e => e.Subject is null)];

    public ImmutableArray<FocalPoint> Focal { get; } =
        [.. Entries.SelectMany(e => e.Focal).OrderBy(f => f.Role == Ties.Deputy).ThenBy(f => f.Person.Title, StringComparer.Ordinal)];
}

/// <summary>An official: offices over time, and what they said.</summary>
internal sealed record OfficialPage(
    SubjectView Person, ImmutableArray<Tenure> Tenures, ImmutableArray<FocalPoint> Focal, ImmutableArray<SubjectStatement> Said, ImmutableDictionary<string, MeasureId> Bodies,
    ProcessInForce Process)
{
    public ImmutableDictionary<StatementId, SubjectStatement> ById { get; } = Person.Statements.ToImmutableDictionary(s => s.Id);
}

/// <summary>A body and whoever sources name in an office of it.</summary>
internal sealed record BodyPage(SubjectView Body, ImmutableArray<(SubjectView Person, Tenure Tenure)> Officials, ImmutableArray<FocalPoint> Focal, ImmutableArray<SubjectStatement> Said)
{
    /// <summary>How its credential stands for its member; null where nothing is recorded.</summary>
    public CredentialStanding? Credential { get; init; }
}

/// <summary>How an authority stands for a member, and by which names sources may call it.</summary>
internal sealed record NamedStanding(MemberId Member, string Body, CredentialStanding Standing, ImmutableArray<string> Keys);
