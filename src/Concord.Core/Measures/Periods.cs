using System.Globalization;
using Concord.Core.Kernel;

namespace Concord.Core.Measures;

/// <summary>How finely time is cut, the finest first.</summary>
public enum TimeStep
{
    /// <summary>Days.</summary>
    Day,

    /// <summary>Calendar months.</summary>
    Month,

    /// <summary>Quarters of a year.</summary>
    Quarter,

    /// <summary>Years.</summary>
    Year,

    /// <summary>Ten years: 2000 to 2009.</summary>
    Decade,

    /// <summary>A hundred years: 1900 to 1999.</summary>
    Century,
}

/// <summary>A piece of time between two cuts.</summary>
/// <param name="Step">How finely time is cut.</param>
/// <param name="Index">Its number from the beginning of the calendar; the next piece has the next.</param>
public readonly record struct Period(TimeStep Step, int Index)
{
    /// <summary>Its first day; the calendar begins on 1 January of year 1.</summary>
    public DateOnly First => Begin(Step, Index);

    /// <summary>Its last day; the calendar ends on 31 December 9999.</summary>
    public DateOnly Last => Begin(Step, Index + 1) is var next && next == DateOnly.MaxValue ? next : next.AddDays(-1);

    /// <summary>In EDTF: <c>2008-04-15</c>, <c>2008-04</c>, <c>2008-34</c> (the second quarter), <c>2008</c>, <c>200X</c>, <c>20XX</c>.</summary>
    public string Edtf => Step switch
    {
        TimeStep.Day => First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeStep.Month => First.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        TimeStep.Quarter => string.Create(CultureInfo.InvariantCulture, $"{Index / 4:0000}-{33 + (Index % 4)}"),
        TimeStep.Year => Index.ToString("0000", CultureInfo.InvariantCulture),
        TimeStep.Decade => Index.ToString("000", CultureInfo.InvariantCulture) + "X",
        TimeStep.Century => Index.ToString("00", CultureInfo.InvariantCulture) + "XX",
    };

    /// <summary>The period in which a day lies.</summary>
    public static Period Of(TimeStep step, DateOnly day) => new(step, step switch
    {
        TimeStep.Day => day.DayNumber,
        TimeStep.Month => (day.Year * 12) + day.Month - 1,
        TimeStep.Quarter => (day.Year * 4) + ((day.Month - 1) / 3),
        TimeStep.Year => day.Year,
        TimeStep.Decade => day.Year / 10,
        TimeStep.Century => day.Year / 100,
    });

    /// <summary>The finest step, from one on, in which a stretch of time has no more than so many periods; centuries when none has.</summary>
    public static TimeStep Finest(DateOnly first, DateOnly last, int most, TimeStep from = TimeStep.Day) =>
        Enum.GetValues<TimeStep>().Where(s => s >= from).Cast<TimeStep?>().FirstOrDefault(s => Of(s!.Value, last).Index - Of(s.Value, first).Index < most) ?? TimeStep.Century;

    /// <summary>A fuzzy date may begin in it and end outside: then it is only known roughly, as far as this step goes.</summary>
    public bool Holds(When when)
    {
        ArgumentNullException.ThrowIfNull(when);
        return when.Earliest >= First && when.Latest <= Last;
    }

    private static DateOnly Begin(TimeStep step, int index) => step switch
    {
        TimeStep.Day => index > DateOnly.MaxValue.DayNumber ? DateOnly.MaxValue : DateOnly.FromDayNumber(index),
        TimeStep.Month => Civil(index / 12, (index % 12) + 1),
        TimeStep.Quarter => Civil(index / 4, ((index % 4) * 3) + 1),
        TimeStep.Year => Civil(index, 1),
        TimeStep.Decade => Civil(index * 10, 1),
        TimeStep.Century => Civil(index * 100, 1),
    };

    private static DateOnly Civil(int year, int month) => year > 9999 ? DateOnly.MaxValue : year < 1 ? DateOnly.MinValue : new DateOnly(year, month, 1);
}
