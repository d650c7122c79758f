using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Sources;

/// <summary>
/// Everything that a source proposes: its facts, and beside them its meetings, the officials that it names in their office, the clauses of declarations and
/// whoever was in the room. What two rules found in the same words is proposed once.
/// </summary>
/// <param name="Fact">The fact itself, or the words of another proposal in the shape of one.</param>
internal sealed record Proposing(ProposalForm Form, Fact Fact, Occasion Occasion, ProposedSubject? Subject)
{
    private const int LongestTitle = 200;
    private static readonly string[] Agreements = ["agreement", "memorandum", "accord", "treaty", "convention", "protocol", "mou", "pact"];
    private static readonly string[] Private = ["victim", "survivor", "witness", "informant"];
    private static readonly Occasion None = new(null, null, null);

    public static IEnumerable<Proposing> Of(Telegram telegram, Findings findings)
    {
        var clauses = findings.Provisions.ToLookup(c => c.Anchor.ParagraphId);
        var taken = new HashSet<CommitmentMention>();
        var facts = findings.Facts.Zip(Occasions.Of(telegram, findings), (fact, occasion) => Fact_(fact, occasion, clauses, taken)).ToImmutableArray();
        var spans = facts.ToLookup(f => f.Fact.Anchor.ParagraphId, f => f.Fact.Anchor.Span);
        return
        [
            .. facts,
            .. Meetings(telegram, findings),
            .. findings.Persons.Where(IsOfficial).DistinctBy(p => (p.Name, p.Title, p.Body)).Select(Official),
            .. findings.Provisions.Where(c => !taken.Contains(c)).Select(Clause),
            .. findings.Commitments.Where(c => c.Of is null && !spans[c.Anchor.ParagraphId].Any(s => s.Overlaps(c.Anchor.Span))).Select(c => Commitment(c, findings)),
            .. Attendances(telegram, findings),
        ];
    }

    /// <summary>A declaration does not act: what a fact tells of its words is a clause of it.</summary>
    private static Proposing Fact_(Fact fact, Occasion occasion, ILookup<string, CommitmentMention> clauses, HashSet<CommitmentMention> taken)
    {
        var clause = fact.Status is FactStatus.Made or FactStatus.Pledged or FactStatus.Supports or FactStatus.Intended
            ? clauses[fact.Anchor.ParagraphId].FirstOrDefault(c => c.Anchor.Span.Overlaps(fact.Anchor.Span) && fact.Kind is FactKind.Declaration or FactKind.Agreement or FactKind.Statement)
            : null;
        return clause is null || !taken.Add(clause)
            ? new Proposing(ProposalForm.Fact, fact, occasion, null)
            : Clause(clause) with { Occasion = None };
    }

    private static Proposing Clause(CommitmentMention clause) => new(
        ProposalForm.Clause,
        Plain(clause.Anchor, Shown(clause.Text), "clause") with { Kind = KindOf(clause.Of!), Date = clause.Date with { Certainty = DateCertainty.None } },
        None,
        new ProposedSubject { Of = clause.Of });

    private static FactKind KindOf(string document) =>
        Agreements.Any(w => document.Contains(w, StringComparison.OrdinalIgnoreCase))
            ? FactKind.Agreement : FactKind.Declaration;

    private static Proposing Commitment(CommitmentMention said, Findings findings) => new(
        ProposalForm.Fact,
        Plain(said.Anchor, Shown(said.Text), "commitment") with
        {
            Status = FactStatus.Pledged,
            Speaker = said.By,
            Attribution = said.By is null ? Attribution.Author : Attribution.Explicit,
            Date = said.Date,
            Country = findings.Persons.FirstOrDefault(p => p.Name == said.By)?.Country ?? said.By,
        },
        None,
        null);

    private static IEnumerable<Proposing> Meetings(Telegram telegram, Findings findings)
    {
        var parts = Occasions.PartsOf(telegram, findings);
        var ahead = findings.Ahead.Where(a => findings.Meetings.All(m => a.Status != FactStatus.Expected || !m.Name.Equals(a.Name, StringComparison.OrdinalIgnoreCase)));
        foreach (var meeting in findings.Meetings.Where(m => m.IsSession || !ahead.Any(a => IsSame(a.Anchor, m.Anchor))).Concat(ahead.DistinctBy(a => (a.Name, a.Status))))
        {
            var admission = Admission.Of(meeting.AdmissionRule, meeting.CouldNotAttend);
            yield return new Proposing(
                meeting.IsSession ? ProposalForm.Session : ProposalForm.Meeting,
                Plain(meeting.Anchor, Shown(meeting.Name), meeting.IsSession ? "session" : "meeting") with { Status = meeting.Status, Date = meeting.Date },
                None,
                new ProposedSubject
                {
                    Of = parts.GetValueOrDefault(meeting),
                    Place = meeting.Place,
                    Rule = meeting.AdmissionRule,
                    Admitted = admission.Admitted,
                    NotAdmitted = admission.NotAdmitted,
                });
        }
    }

    private static bool IsSame(Anchor one, Anchor other) => one.ParagraphId == other.ParagraphId && one.Span.Overlaps(other.Span);

    /// <summary>In an office, of a body or a country; never whoever asks to be protected.</summary>
    private static bool IsOfficial(PersonMention person) =>
        person is { ProtectSource: false, Title: { } title } && (person.Body is not null || person.Country is not null)
        && !Private.Any(w => title.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static Proposing Official(PersonMention person) => new(
        ProposalForm.Official,
        Plain(person.Anchor, Shown(person.Name), "official") with { Country = person.Country },
        None,
        new ProposedSubject { Role = person.Title, Body = person.Body ?? person.Country });

    private static IEnumerable<Proposing> Attendances(Telegram telegram, Findings findings) =>
        from attendance in findings.Attendance
        let meeting = Occasions.MeetingAt(telegram, findings, attendance.Anchor, inSentence: attendance.Role != Ties.Answered)
        where meeting is not null
        select new Proposing(
            ProposalForm.Attendance,
            Plain(attendance.Anchor, Shown(string.Join(", ", attendance.Who)), "attendance-" + attendance.Role) with { Polarity = attendance.IsDenied ? FactPolarity.Negative : FactPolarity.Positive },
            None,
            new ProposedSubject { Of = meeting.Name, OfSession = meeting.IsSession, Role = attendance.Role, Who = attendance.Who });

    /// <summary>Said by the writer of the source, plainly.</summary>
    private static Fact Plain(Anchor anchor, string title, string rule) => new(
        FactKind.Statement, FactStatus.Made, FactPolarity.Positive, title, null, null, FactDate.None, [], [], null, Attribution.Author, anchor, rule, Confidence.High, false);

    private static string Shown(string text) => SourceReading.Short(text, LongestTitle);
}
