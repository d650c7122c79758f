using Concord.Core.Kernel;
using Concord.Core.Measures;
using CsCheck;

namespace Concord.Tests.Measures;

public sealed class TurnTests
{
    private static readonly DateOnly Begin = new(2009, 1, 1);

    private static readonly StageLadder Ladder = World.Ok(StageLadder.Create([new StageId("drafted"), new StageId("signed"), new StageId("in-force")]));

    private static readonly string[] Dates = ["2009-01-03", "2009-01-04/2009-01-07", "2009-01", "../2009-01-05", "2009-01-06/..", "2009-01-08~", "2009-02-01"];

    [Fact]
    public void Until_the_day_it_names_no_day_changes_a_standing() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, Dates.Length], Gen.Int[0, 9], Gen.Int[0, 2], Gen.Int[0, 3]).Array[0, 6].Sample(
            said =>
            {
                var statements = said.Select((s, i) => Said(i, s.Item1, s.Item2, s.Item3, s.Item4, s.Item5)).ToArray();
                var withdrawals = statements.Where(s => s.Id.Value.ToByteArray()[0] % 3 == 2).Select(s => new Withdrawal(s.Id, null, Begin.AddDays(5), 9) { Until = Begin.AddDays(8) }).ToArray();
                for (var day = Begin; day < Begin.AddDays(40);)
                {
                    var turn = Turn.After(statements, withdrawals, day) ?? Begin.AddDays(45);
                    for (var later = day.AddDays(1); later < turn; later = later.AddDays(1))
                    {
                        Assert.Equal(On(day), On(later));
                    }

                    Assert.True(turn > day);
                    day = turn;
                }

                string On(DateOnly day)
                {
                    var standing = Standing.Of(statements, withdrawals, Ladder, [], day, day);
                    return $"{standing.Certainly} {standing.Possibly} {standing.Vouched} {string.Join(' ', standing.Disputed)} {standing.CertainlyBy} {standing.PossiblyBy} "
                        + string.Join(' ', standing.Expectations.Select(e => $"{e.Statement} {e.State}"));
                }
            },
            iter: 3000);

    [Fact]
    public void What_no_date_can_turn_never_turns() =>
        Assert.Null(Turn.After([Said(1, 0, Dates.Length, 0, 0, 0)], [], Begin.AddDays(1)));

    private static Statement Said(int id, int stage, int date, int known, int polarity, int form)
    {
        var when = date == Dates.Length ? null : World.Ok(When.Parse(Dates[date]));
        return new Statement(
            new StatementId(new Guid(id, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 3])), default, default, default, null, null, null,
            form == 3 ? new Assertion.ExpectedStage(Ladder.Stages[stage], when) : new Assertion.ReachedStage(Ladder.Stages[stage], when),
            (Polarity)polarity, form == 2 ? Certainty.Hedged : Certainty.Plain, Begin.AddDays(known), id);
    }
}
