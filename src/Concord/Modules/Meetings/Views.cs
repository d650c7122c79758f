using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Meetings;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;

namespace Concord.Modules.Meetings;

/// <summary>A meeting in the list.</summary>
/// <param name="Year">Of its first certain day, held or expected; null when none is known.</param>
/// <param name="IsHeld">Some source says that it was held.</param>
internal sealed record MeetingLine(SubjectView Meeting, int? Year, bool IsHeld, int Sessions)
{
    public IEnumerable<When> Days => Meeting.Reached.Select(r => r.When).Concat(Meeting.Expected.Select(r => r.When)).OfType<When>().DistinctBy(w => w.Edtf);

    public IEnumerable<string> Places => Meeting.Ties(Ties.Place).Select(t => t.Who).Distinct(StringComparer.OrdinalIgnoreCase);
}

/// <summary>What one speaker said at the meeting.</summary>
/// <param name="Speaker">Null for one who is protected.</param>
internal sealed record Spoken(string? Speaker, string? Capacity, MemberInForce? Member, ImmutableArray<SubjectStatement> Said);

/// <summary>That something was signed or agreed there.</summary>
internal sealed record Agreed(SubjectView Subject, SubjectStatement By, StageInForce? Stage);

/// <summary>Something that two sources say differently, or one says: each with its sentence.</summary>
internal sealed record SaidValue(string Text, ImmutableArray<SubjectStatement> By);

/// <summary>A meeting with everything that is said of it.</summary>
/// <param name="Sessions">In the order of their days.</param>
/// <param name="Columns">The meeting itself, where somebody says who might attend it, and its sessions.</param>
/// <param name="Days">Null when there is nothing to draw.</param>
/// <param name="Answers">Who answered questions, and who did not.</param>
internal sealed record MeetingPage(
    SubjectView Meeting, ImmutableArray<SubjectView> Sessions, ImmutableArray<SubjectView> Columns, AdmissionTable Admission, MeetingDays? Days,
    ImmutableArray<Spoken> Spoken, ImmutableArray<(string Who, SubjectView At, SubjectStatement By)> Answers, ImmutableArray<Agreed> Agreed, ProcessInForce Process)
{
    /// <summary>Every statement by its id, for the cells of the table.</summary>
    public ImmutableDictionary<StatementId, SubjectStatement> ById { get; } =
        Sessions.Append(Meeting).SelectMany(s => s.Statements).DistinctBy(s => s.Id).ToImmutableDictionary(s => s.Id);
}
