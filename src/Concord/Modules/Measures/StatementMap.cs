using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;

namespace Concord.Modules.Measures;

/// <summary>A statement's row and the statement itself.</summary>
internal static class StatementMap
{
    /// <summary>Read by the measure: left to itself SQLite reads all statements of a label.</summary>
    public static IQueryable<StatementRow> ByMeasure(ConcordDb db) => db.Along<StatementRow>(nameof(StatementRow.MeasureId), nameof(StatementRow.LabelId));

    /// <summary>As it is shown by itself; who is protected is named by the sentence alone. Whether the speaker is of the measure's own members, how it was taken back and under which label it is shown is added where it is told.</summary>
    public static StatementView ToView(StatementRow r, ProcessInForce process, PassageView? passage, IEnumerable<ReplyView> replies) => new(
        r.Id, passage, r.Protect ? null : r.Speaker, r.SpeakerMember is { } member ? process.Member(member) : null, false, ToAssertion(r), r.Polarity, r.Certainty, r.Known, null)
    {
        Capacity = r.Protect ? null : r.Capacity,
        Protected = r.Protect,
        Occasion = r.Occasion,
        Said = r.Said,
        Attribution = r.Attribution,
        Area = r.Area,
        Replies = [.. replies],
    };

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
