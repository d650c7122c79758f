using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Meetings;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Platform;

namespace Concord.Modules.Meetings;

/// <summary>Meetings out of the statements that this person may see.</summary>
internal sealed class MeetingQueries(IReviews reviews, TimeProvider clock)
{
    private static readonly ImmutableArray<SubjectSort> Sorts = [SubjectSort.Meeting, SubjectSort.Session];

    private ((Permit Permit, DateOnly On, DateOnly Known) Asked, ImmutableArray<MeetingLine> Lines)? last;

    private DateOnly Today => clock.Today();

    /// <summary>All, as they stood on a day as far as was known on a day. Asked for again in one answer, they are not gathered again.</summary>
    public async Task<Result<ImmutableArray<MeetingLine>>> ListAsync(Permit permit, DateOnly on, DateOnly known, CancellationToken ct)
    {
        if (last is { } found && found.Asked == (permit, on, known))
        {
            return found.Lines;
        }

        var gathered = (await AskAsync(permit, Sorts, on, known, ct).ConfigureAwait(false)).Map<ImmutableArray<MeetingLine>>(all =>
        {
            var of = Sessions(all);
            return [.. all.Subjects.Where(s => s.Sort == SubjectSort.Meeting).Select(m => new MeetingLine(m, YearOf(m), m.Reached.Any(), of[m.Id].Count()))];
        });
        last = gathered.Match<((Permit, DateOnly, DateOnly), ImmutableArray<MeetingLine>)?>(lines => ((permit, on, known), lines), _ => null);
        return gathered;
    }

    /// <summary>One meeting; refused with <c>meeting.unknown</c>. A session leads to its meeting.</summary>
    public async Task<Result<MeetingPage>> PageAsync(Permit permit, MeasureId id, CancellationToken ct) =>
        await (await AskAsync(permit, [.. Sorts, SubjectSort.Declaration], Today, Today, ct).ConfigureAwait(false)).Match(
            async found =>
            {
                var names = Names(found);
                var asked = found.Subjects.FirstOrDefault(s => s.Parts.Contains(id) && Sorts.Contains(s.Sort));
                var meeting = asked is { Sort: SubjectSort.Session } session && MeetingOf(session, names) is { } of ? found.Subjects.First(s => s.Id == of) : asked;
                if (meeting is null)
                {
                    return new Refusal("meeting.unknown");
                }

                var sessions = Ordered(Sessions(found)[meeting.Id]);
                ImmutableArray<SubjectView> all = [meeting, .. sessions];
                var said = await reviews.SaidAsync(permit, new SaidAsked([.. all.SelectMany(s => s.Called).Distinct()], [], Today), ct).ConfigureAwait(false);
                return said.Map(s => Lay(found, meeting, sessions, names, s));
            },
            refusals => Task.FromResult<Result<MeetingPage>>(refusals)).ConfigureAwait(false);

    private Task<Result<SubjectsFound>> AskAsync(Permit permit, ImmutableArray<SubjectSort> sorts, DateOnly on, DateOnly known, CancellationToken ct) =>
        reviews.SubjectsAsync(permit, new SubjectsAsked(sorts, on, known), ct);

    private static MeetingPage Lay(
        SubjectsFound found, SubjectView meeting, ImmutableArray<SubjectView> sessions, NamedMeetings names, ImmutableArray<SubjectStatement> said)
    {
        ImmutableArray<SubjectView> all = [meeting, .. sessions];
        var ids = all.Select(s => s.Id).ToHashSet();
        var spoken = said
            .Where(s => s.Occasion is { } at && names.Find(at, s.Passage?.Source, s.Said) is { } where && ids.Contains(where))
            .GroupBy(s => (s.Protected, s.Speaker is { } speaker ? NameKey.Of(speaker) : null))
            .Select(g => new Spoken(g.First().Speaker, g.Select(s => s.Capacity).OfType<string>().FirstOrDefault(), g.Select(s => s.SpeakerMember).OfType<MemberInForce>().FirstOrDefault(), [.. g]))
            .ToImmutableArray();
        var admitted = all.SelectMany(s => s.Statements.Select(x => (Session: s.Id, Statement: x)))
            .Where(s => s.Statement.Assertion is Assertion.Involves { Role: Ties.Admitted or Ties.NotAdmitted })
            .Select(s => (s.Session, s.Statement, Tie: (Assertion.Involves)s.Statement.Assertion))
            .Select(s => new AdmissionSaid(s.Session, s.Tie.Who, AdmissionTable.Word(s.Tie.Role, s.Statement.Polarity, s.Statement.Certainty), s.Statement.Id))
            .ToImmutableArray();
        ImmutableArray<SubjectView> columns = admitted.Any(a => a.Session == meeting.Id) ? all : sessions;
        return new MeetingPage(
            meeting, sessions, columns, AdmissionTable.Of(columns.Select(s => s.Id), admitted),
            MeetingDays.Of(all.Select(s => new Sitting(s.Id, [.. s.Reached.Select(r => r.When).OfType<When>()]))),
            spoken,
            [.. all.SelectMany(s => s.Ties(Ties.Answered).Select(t => (t.Who, s, t.By)))],
            [.. found.Subjects.Where(s => s.Sort == SubjectSort.Declaration).SelectMany(d => d.Reached
                .Where(r => meeting.SawSigned(r.When, r.By)).Select(r => new Agreed(d, r.By, d.Kind.Stage(r.Stage))))],
            found.Process);
    }

    private static ILookup<MeasureId, SubjectView> Sessions(SubjectsFound found)
    {
        var names = Names(found);
        return found.Subjects.Where(s => s.Sort == SubjectSort.Session)
            .Select(s => (Session: s, Meeting: MeetingOf(s, names)))
            .Where(s => s.Meeting is not null)
            .ToLookup(s => s.Meeting!.Value, s => s.Session);
    }

    private static MeasureId? MeetingOf(SubjectView session, NamedMeetings names)
    {
        var held = session.Reached.Select(r => r.When).FirstOrDefault(w => w is not null);
        return session.Ties(Ties.PartOf).Select(t => names.Find(t.Who, t.By.Passage?.Source, held)).FirstOrDefault(m => m is not null);
    }

    /// <summary>The names of meetings and sessions, each with the days that its source gives.</summary>
    private static NamedMeetings Names(SubjectsFound found) => NamedMeetings.Of(
        from subject in found.Subjects
        where Sorts.Contains(subject.Sort)
        from name in subject.Ties(Ties.Named).Select(t => (t.Who, Source: t.By.Passage?.Source)).Concat(subject.Names.Select(n => (Who: n, Source: (SourceId?)null)))
        from held in subject.Reached.Select(r => r.When).DefaultIfEmpty(null)
        select new NamedMeeting(subject.Id, name.Who, name.Source, held));

    private static ImmutableArray<SubjectView> Ordered(IEnumerable<SubjectView> sessions) =>
        [.. sessions.OrderBy(s => s.Reached.Select(r => r.When?.Earliest).FirstOrDefault(d => d is not null) ?? DateOnly.MinValue).ThenBy(s => s.Statements.Min(x => x.Sequence))];

    private static int? YearOf(SubjectView meeting) =>
        meeting.Reached.Concat(meeting.Expected).Select(r => r.When?.Earliest?.Year ?? r.When?.Latest?.Year).FirstOrDefault(y => y is not null);
}
