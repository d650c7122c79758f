using System.Globalization;

namespace Concord.Core.Kernel;

/// <summary>One whole unit as the date grammar builds it: a decade, a year, a part of a year (21–41), a month or a day.</summary>
internal readonly record struct DateUnit(int Year, int Month = 0, int Day = 0, int Group = 0, bool IsAbout = false, bool IsDecade = false)
{
    public static DateUnit Of(DateOnly day) => new(day.Year, day.Month, day.Day);

    public static DateUnit MonthOf(DateOnly day) => new(day.Year, day.Month);

    public bool IsReal => Year is >= 1 and <= 9998 && Month is >= 0 and <= 12 && (Day == 0 || (Month > 0 && Day <= Civil.DaysIn(Year, Month)));

    public string Text => (IsDecade ? $"{Year / 10:000}X"
        : Group > 0 ? $"{Year:0000}-{Group}"
        : Day > 0 ? $"{Year:0000}-{Month:00}-{Day:00}"
        : Month > 0 ? $"{Year:0000}-{Month:00}"
        : Year.ToString("0000", CultureInfo.InvariantCulture)) + (IsAbout ? "~" : "");

    public DateUnit About => this with { IsAbout = true };

    public DateUnit Exactly => this with { IsAbout = false };

    /// <summary>The first day; asked of real units only.</summary>
    public DateOnly First => Group > 0 ? new(Year, GroupStart, 1) : IsDecade ? new(Year / 10 * 10, 1, 1) : new(Year, Math.Max(1, Month), Math.Max(1, Day));

    /// <summary>The last day, inclusive.</summary>
    public DateOnly Last => IsDecade ? new((Year / 10 * 10) + 9, 12, 31)
        : Group > 0 ? First.AddMonths(GroupMonths).AddDays(-1)
        : Day > 0 ? First
        : Month > 0 ? First.AddMonths(1).AddDays(-1)
        : new(Year, 12, 31);

    /// <summary>The unit of the same size that follows; after a part of a year, the month.</summary>
    public DateUnit Next => Year < 9000 ? Sized(Last.AddDays(1)) : this;

    /// <summary>The unit of the same size that comes before.</summary>
    public DateUnit Previous => Year > 10 ? Sized(First.AddDays(-1)) : this;

    private DateUnit Sized(DateOnly day) =>
        Day > 0 ? Of(day) with { IsAbout = IsAbout }
        : Month > 0 || Group > 0 ? MonthOf(day) with { IsAbout = IsAbout }
        : new(day.Year, IsAbout: IsAbout, IsDecade: IsDecade);

    private int GroupStart => Group switch { 24 => 12, <= 24 => (3 * (Group - 21)) + 3, <= 36 => (3 * (Group - 33)) + 1, _ => (6 * (Group - 40)) + 1 };

    private int GroupMonths => Group >= 40 ? 6 : 3;
}
