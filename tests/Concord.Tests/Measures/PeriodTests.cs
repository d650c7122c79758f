using Concord.Core.Kernel;
using Concord.Core.Measures;

namespace Concord.Tests.Measures;

/// <summary>Time cut into pieces: none overlaps, none is missing, and each is written in EDTF as the reader of dates reads it.</summary>
public sealed class PeriodTests
{
    [Theory]
    [InlineData(TimeStep.Day, "2008-04-15", "2008-04-15")]
    [InlineData(TimeStep.Month, "2008-04-15", "2008-04")]
    [InlineData(TimeStep.Quarter, "2008-04-15", "2008-34")]
    [InlineData(TimeStep.Year, "2008-04-15", "2008")]
    [InlineData(TimeStep.Decade, "2008-04-15", "200X")]
    [InlineData(TimeStep.Century, "2008-04-15", "20XX")]
    [InlineData(TimeStep.Quarter, "0044-12-31", "0044-36")]
    public void A_day_lies_in_a_period_that_EDTF_writes_so(TimeStep step, string day, string edtf)
    {
        var period = Period.Of(step, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(edtf, period.Edtf);
        var read = World.Ok(When.Parse(period.Edtf));
        Assert.Equal((period.First, period.Last), (read.Earliest, read.Latest));
        Assert.True(period.Holds(read));
    }

    [Fact]
    public void Periods_follow_each_other_without_a_gap_from_one_end_of_the_calendar_to_the_other()
    {
        foreach (var step in Enum.GetValues<TimeStep>())
        {
            foreach (var day in new[] { DateOnly.MinValue, new(99, 12, 31), new(1999, 12, 31), new(2000, 2, 29), new(2008, 3, 31), new(9998, 12, 31), DateOnly.MaxValue })
            {
                var period = Period.Of(step, day);
                Assert.True(period.First <= day && day <= period.Last, $"{step} {day}");
                if (period.Last < DateOnly.MaxValue)
                {
                    Assert.Equal(period.Index + 1, Period.Of(step, period.Last.AddDays(1)).Index);
                }
            }
        }
    }

    [Theory]
    [InlineData("2008-01-01", "2008-02-29", TimeStep.Day)]
    [InlineData("2004-10-29", "2008-12-01", TimeStep.Month)]
    [InlineData("1999-10-29", "2008-12-01", TimeStep.Quarter)]
    [InlineData("1969-10-29", "2008-12-01", TimeStep.Year)]
    [InlineData("0001-01-01", "9999-12-31", TimeStep.Century)]
    public void The_step_is_as_fine_as_a_picture_can_hold(string first, string last, TimeStep step) =>
        Assert.Equal(step, Period.Finest(Read(first), Read(last), 72));

    [Fact]
    public void What_is_known_roughly_is_held_by_no_finer_period()
    {
        var spring = World.Ok(When.Parse("2008-03/2008-05"));
        Assert.False(Period.Of(TimeStep.Month, spring.Earliest!.Value).Holds(spring));
        Assert.True(Period.Of(TimeStep.Year, spring.Earliest!.Value).Holds(spring));
        Assert.Equal(TimeStep.Quarter, Period.Finest(Read("2008-01-01"), Read("2008-02-01"), 72, TimeStep.Quarter));
    }

    private static DateOnly Read(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
