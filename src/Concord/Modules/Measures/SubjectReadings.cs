using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Measures;

/// <summary>
/// What accepting a proposal about a meeting, an official or a clause would record: the statement itself, and what else its sentence says of the same subject. A
/// process whose pack keeps no such kind keeps the words as a remark.
/// </summary>
internal static class SubjectReadings
{
    public static Reading Of(Proposal proposal, ProcessInForce process)
    {
        var said = proposal.Subject ?? new ProposedSubject();
        var kind = KindOf(proposal, process);
        var plain = new Reading(
            kind?.Key, proposal.Title, [], null, AssertionForm.Describes, null, null,
            proposal.Polarity == FactPolarity.Negative ? Polarity.Denies : Polarity.Affirms, Certainty.Plain, null, null);
        return kind is null ? plain : proposal.Form switch
        {
            ProposalForm.Official => plain with
            {
                Members = process.FindMember(proposal.Country) is { } member ? [member.Id] : [],
                Form = AssertionForm.Involves,
                Who = said.Body,
                Role = said.Role,
            },
            ProposalForm.Attendance => plain with { Title = said.Of ?? proposal.Title, Form = AssertionForm.Involves, Who = said.Who.FirstOrDefault(), Role = said.Role },
            ProposalForm.Clause => plain with { Title = said.Of ?? proposal.Title, AsClause = true },
            _ => Meeting(proposal, kind, plain),
        };
    }

    /// <summary>Beside what the reading says. A party that was kept out is one statement, so that it can be taken back alone.</summary>
    public static IEnumerable<(Assertion Assertion, Polarity? Polarity)> Beside(Proposal proposal, Reading reading, KindInForce kind)
    {
        if (proposal.Subject is not { } said)
        {
            yield break;
        }

        if (proposal.Form is ProposalForm.Meeting or ProposalForm.Session)
        {
            yield return (new Assertion.Involves(proposal.Title, Ties.Named), Polarity.Affirms);
            if (proposal.Status == FactStatus.Postponed && proposal.Date is { } due && kind.StageOf("completed") is { } held)
            {
                yield return (new Assertion.ExpectedStage(held.Id, due), Polarity.Affirms);
            }

            (string? Who, string Role)[] one = [(said.Place, Ties.Place), (proposal.Form == ProposalForm.Session ? said.Of : null, Ties.PartOf), (said.Rule, Ties.Rule)];
            foreach (var (who, role) in one.Where(o => o.Who is not null)
                .Concat(said.Admitted.Select(a => ((string?)a, Ties.Admitted))).Concat(said.NotAdmitted.Select(a => ((string?)a, Ties.NotAdmitted))))
            {
                yield return (new Assertion.Involves(who!, role), null);
            }
        }

        foreach (var other in proposal.Form == ProposalForm.Attendance && reading.Role is { } tie ? said.Who.Skip(1).Select(w => new Assertion.Involves(w, tie)) : [])
        {
            yield return (other, null);
        }
    }

    private static KindInForce? KindOf(Proposal proposal, ProcessInForce process) => proposal.Form switch
    {
        ProposalForm.Attendance when proposal.Subject is { OfSession: true } => process.KindOf(SubjectSort.Session),
        ProposalForm.Meeting or ProposalForm.Attendance => process.KindOf(SubjectSort.Meeting),
        ProposalForm.Session => process.KindOf(SubjectSort.Session),
        ProposalForm.Official => process.KindOf(SubjectSort.Person),
        ProposalForm.Clause when proposal.Kind == FactKind.Agreement => process.KindOfFact("agreement") ?? process.KindOf(SubjectSort.Declaration),
        ProposalForm.Clause => process.KindOf(SubjectSort.Declaration) ?? process.KindOfFact("declaration"),
        _ => null,
    };

    private static Reading Meeting(Proposal proposal, KindInForce kind, Reading plain)
    {
        var held = kind.StageOf("completed");
        return proposal.Status switch
        {
            FactStatus.Completed when held is not null => plain with { Form = AssertionForm.Reached, Stage = held.Id, When = proposal.Date?.Edtf },
            FactStatus.Expected or FactStatus.Planned when held is not null => plain with { Form = AssertionForm.Expected, Stage = held.Id, When = proposal.Date?.Edtf },

            // Put off, it was not held; for when it is expected now stands beside.
            FactStatus.Postponed when held is not null => plain with { Form = AssertionForm.Reached, Stage = held.Id, Polarity = Polarity.Denies },
            FactStatus.Withdrawn when kind.StageOf("withdrawn") is { } withdrawn => plain with { Form = AssertionForm.Reached, Stage = withdrawn.Id },
            _ => plain,
        };
    }
}
