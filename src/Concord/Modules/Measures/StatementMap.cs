using Concord.Core.Kernel;

namespace Concord.Modules.Measures;

/// <summary>A statement's row and the statement itself.</summary>
internal static class StatementMap
{
    /// <summary>The statement; of the nil measure when it speaks of none.</summary>
    public static Statement ToStatement(StatementRow r) => new(
        r.Id, r.MeasureId ?? default, r.PassageId, r.LabelId, r.Speaker, r.SpeakerMember, r.Said, ToAssertion(r), r.Polarity, r.Certainty, r.Known, r.Sequence) { IsShielded = r.Shielded };

    public static Assertion ToAssertion(StatementRow r) => r.Form switch
    {
        AssertionForm.Reached => new Assertion.ReachedStage(r.Stage ?? default, r.Date),
        AssertionForm.Expected => new Assertion.ExpectedStage(r.Stage ?? default, r.Date),
        AssertionForm.Measured => new Assertion.Measured(r.Text ?? "", r.Value ?? 0, r.Detail ?? "", r.Date),
        AssertionForm.Involves => new Assertion.Involves(r.Text ?? "", r.Detail ?? ""),
        AssertionForm.Position => new Assertion.Position(r.Text ?? "", Enum.TryParse<Stance>(r.Detail, out var stance) ? stance : Stance.Supports),
        AssertionForm.Obstacle => new Assertion.Obstacle(r.Text ?? "", r.Detail),
        AssertionForm.Describes => new Assertion.Describes(r.Text ?? "", r.Detail),
    };

    public static void Put(StatementRow row, Assertion assertion)
    {
        (row.Form, row.Stage, row.Date, row.Text, row.Detail, row.Value) = assertion.Match<(AssertionForm, StageId?, When?, string?, string?, decimal?)>(
            a => (AssertionForm.Reached, a.Stage, a.When, null, null, null),
            a => (AssertionForm.Expected, a.Stage, a.Due, null, null, null),
            a => (AssertionForm.Measured, null, a.Period, a.Indicator, a.Unit, a.Value),
            a => (AssertionForm.Involves, null, null, a.Who, a.Role, null),
            a => (AssertionForm.Position, null, null, a.On, a.Stance.ToString(), null),
            a => (AssertionForm.Obstacle, null, null, a.What, a.HelpNeeded, null),
            a => (AssertionForm.Describes, null, null, a.Text, a.Aspect, null));
        (row.Earliest, row.Latest) = (row.Date?.Earliest, row.Date?.Latest);
    }
}
