using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Meetings;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Meetings;

/// <summary>A meeting: days, sessions, who might attend what, who spoke; every line leads to its sentence.</summary>
[Asks(Doing.Read), Shows("measure")]
internal sealed class MeetingPageModel(MeetingQueries meetings) : AskingPage
{
    public MeetingPage View { get; private set; } = null!;

    /// <summary>Who received it, was in the chair, and so on, each with who says so; only what somebody says.</summary>
    public IEnumerable<(string Name, ImmutableArray<SaidValue> Values)> Roles =>
        from role in (string[])[Ties.Host, Ties.Chair, Ties.Participant, Ties.Observer]
        let values = Values(View.Meeting, role)
        where !values.IsEmpty
        select (RoleName(role), values);

    /// <summary>The days that sources give, side by side.</summary>
    public ImmutableArray<SaidValue> Days =>
    [
        .. View.Meeting.Reached.Where(r => r.When is not null).GroupBy(r => r.When!.Edtf)
            .Select(g => new SaidValue(WhenWords.Of(g.First().When), [.. g.Select(r => r.By)])),
    ];

    public ImmutableArray<SaidValue> Expected =>
    [
        .. View.Meeting.Expected.GroupBy(r => r.When?.Edtf)
            .Select(g => new SaidValue(Texts.Here("meetings.expected-for", WhenWords.Of(g.First().When)), [.. g.Select(r => r.By)])),
    ];

    /// <summary>Sentences by which it was not held: put off, called off.</summary>
    public IEnumerable<SubjectStatement> NotHeld =>
        View.Meeting.Statements.Where(s => s is { Assertion: Assertion.ReachedStage, Polarity: not Polarity.Affirms });

    /// <summary>Two sources give days that cannot both be right.</summary>
    public bool DaysDiffer
    {
        get
        {
            var days = View.Meeting.Reached.Select(r => r.When).OfType<When>().ToImmutableArray();
            return days.Any(a => days.Any(b => a.Latest < b.Earliest || a.Edtf != b.Edtf));
        }
    }

    public ImmutableArray<PassageView> Sources =>
        [.. View.ById.Values.Concat(View.Spoken.SelectMany(s => s.Said)).Select(s => s.Passage).OfType<PassageView>().DistinctBy(p => p.Source)];

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => ShowAsync(
        permit => meetings.PageAsync(permit, new MeasureId(id), ct),
        view =>
        {
            if (view.Meeting.Id.Value != id)
            {
                return Redirect(MeasureLinks.Subject(SubjectSort.Meeting, view.Meeting.Id));
            }

            View = view;
            this.Titled(view.Meeting.Title, "meetings");
            return Page();
        });

    /// <summary>Who or what is tied to a meeting or session in a role, as the pack calls a member.</summary>
    public ImmutableArray<SaidValue> Values(SubjectView subject, string role) =>
    [
        .. subject.Ties(role).Where(t => t.By.Polarity == Polarity.Affirms).GroupBy(t => NameKey.Of(Shown(t.Who)), StringComparer.Ordinal)
            .Select(g => new SaidValue(Shown(g.First().Who), [.. g.Select(t => t.By)])),
    ];

    public string Shown(string who) => View.Process.FindMember(who) is { } member ? Data.Words(member.Names) : who;

    public string RoleName(string role) =>
        View.Process.RoleNames(role) is { } names && Data.Words(names) is { Length: > 0 } name ? name : Texts.Here("meetings.role-" + role);

    public static string Word(Admitted word) => Texts.Here("meetings.word-" + word.ToString().ToLowerInvariant());

    public string Short(SubjectView session) => session.Id == View.Meeting.Id ? Texts.Here("meetings.whole") : session.Title;
}
