using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;

namespace Concord.Tests.Measures;

public sealed class TakingBackTests
{
    private static readonly DateOnly Day = new(2009, 4, 1);

    private static readonly ImmutableArray<StatementId> All = [.. Enumerable.Range(1, 3).Select(Id)];

    [Fact]
    public void A_statement_is_taken_back_with_a_reason_and_another_in_its_place() =>
        Assert.Equal(new Withdrawal(Id(1), Id(2), Day, 0), World.Ok(TakingBack.Withdraw(Id(1), All, [], "misread", Id(2), Day)));

    [Fact]
    public void Without_a_reason_nothing_is_taken_back() =>
        Assert.Equal("withdrawal.why-missing", World.Refused(TakingBack.Withdraw(Id(1), All, [], "  ", null, Day)));

    [Fact]
    public void A_reason_is_no_book() =>
        Assert.Equal("withdrawal.why-too-long", World.Refused(TakingBack.Withdraw(Id(1), All, [], new string('x', 2001), null, Day)));

    [Fact]
    public void What_stands_instead_is_another_statement_of_the_measure_that_counts()
    {
        Withdrawal gone = new(Id(2), null, Day, 1);
        foreach (var other in new[] { Id(1), Id(2), Id(9) })
        {
            Assert.Equal("withdrawal.superseded-other", World.Refused(TakingBack.Withdraw(Id(1), All, [gone], "misread", other, Day)));
        }
    }

    [Fact]
    public void It_is_taken_back_once_and_again_after_it_was_restored()
    {
        Withdrawal first = new(Id(1), null, Day, 1);
        Assert.Equal("withdrawal.already", World.Refused(TakingBack.Withdraw(Id(1), All, [first], "misread", null, Day)));
        var undone = World.Ok(TakingBack.Restore(first, null, Day.AddDays(2)));
        Assert.Equal("restoration.already", World.Refused(TakingBack.Restore(undone, null, Day.AddDays(3))));
        Assert.True(TakingBack.Withdraw(Id(1), All, [undone], "misread", null, Day.AddDays(3)).IsOk);
    }

    [Fact]
    public void A_withdrawal_stands_from_its_day_until_the_day_it_was_undone()
    {
        var undone = new Withdrawal(Id(1), null, Day, 1) { Until = Day.AddDays(2) };
        Assert.Equal([false, true, true, false], new[] { -1, 0, 1, 2 }.Select(d => undone.StandsOn(Day.AddDays(d))));
    }

    private static StatementId Id(int n) => new(new Guid(n, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 3]));
}
