namespace Concord.Core.Kernel;

/// <summary>Which piece of a unit is meant. The conventions are in <c>docs/dates.md</c>.</summary>
internal enum DatePart
{
    Whole, Early, EarlyToMid, Mid, MidToLate, Late, Start, End, LastDay, FirstWeek, SecondWeek, ThirdWeek, FourthWeek, LastWeek, WeekOf, FirstHalf, SecondHalf, FirstDays, LastDays, Weekend,
}

/// <summary>How an atom came to its date.</summary>
internal enum DateAtomKind
{
    /// <summary>A unit of the calendar, its year perhaps still to be found.</summary>
    Calendar,
    /// <summary>Already fixed, from its own words or from the context.</summary>
    Fixed,
    /// <summary>A day of the week, fixed by the tense.</summary>
    Weekday,
    /// <summary>A stretch of time from or to the day of writing: <c>the past three years</c>.</summary>
    Window,
    /// <summary>A distance ahead: <c>in two months</c>, a date only where the sentence looks forward.</summary>
    Ahead,
    /// <summary>A date that nobody can fix: <c>the near future</c>.</summary>
    Unfixed,
}

/// <summary>The smallest phrase: one date, without the preposition that leads it.</summary>
/// <param name="End">Index of the token after it.</param>
/// <param name="Days">How many, of the first or last days.</param>
internal readonly record struct DateAtom(int End, DateAtomKind Kind, DateUnit Low, DateUnit High, DatePart Part = DatePart.Whole, bool HasYear = true, bool IsInferred = false, int Days = 0)
{
    public static DateAtom Unfixed(int end) => new(end, DateAtomKind.Unfixed, default, default, IsInferred: true);

    public static DateAtom Calendar(int end, DateUnit unit, bool isInferred = false) =>
        new(end, DateAtomKind.Calendar, unit, unit, DatePart.Whole, unit.Year > 0, isInferred || unit.Year == 0);

    public static DateAtom Fixed(int end, DateUnit low, DateUnit high, DateAtomKind kind = DateAtomKind.Fixed) => new(end, kind, low, high, IsInferred: true);

    /// <summary>The same phrase in another year, its part worked out into months.</summary>
    public (DateUnit Low, DateUnit High) In(int year) => Kind == DateAtomKind.Calendar && !HasYear ? Parted(Low with { Year = year }) : Kind == DateAtomKind.Calendar ? Parted(Low) : (Low, High);

    private (DateUnit Low, DateUnit High) Parted(DateUnit unit)
    {
        if (Part == DatePart.Whole)
        {
            return (unit, unit);
        }

        if (Part >= DatePart.LastDay)
        {
            return InDays(unit);
        }

        if (unit.IsDecade)
        {
            var (from, to) = Part switch
            {
                DatePart.Start => (0, 0), DatePart.Early => (0, 3), DatePart.EarlyToMid => (0, 6), DatePart.Mid => (4, 6), DatePart.MidToLate => (4, 9), DatePart.End => (9, 9), _ => (7, 9),
            };
            var decade = unit.Year / 10 * 10;
            return (new(decade + from, IsAbout: true), new(decade + to, IsAbout: true));
        }

        if (unit.Group > 0 && unit.IsReal && Part is DatePart.Start or DatePart.End)
        {
            var month = DateUnit.MonthOf(Part == DatePart.End ? unit.Last : unit.First).About;
            return (month, month);
        }

        if (unit.Month > 0 || unit.Group > 0)
        {
            return (unit.About, unit.About);
        }

        var (first, last) = Part switch
        {
            DatePart.Start => (1, 1), DatePart.Early => (1, 4), DatePart.EarlyToMid => (1, 8), DatePart.Mid => (5, 8), DatePart.MidToLate => (5, 12), DatePart.End => (12, 12), _ => (9, 12),
        };
        return (new(unit.Year, first, IsAbout: true), new(unit.Year, last, IsAbout: true));
    }

    private (DateUnit Low, DateUnit High) InDays(DateUnit unit)
    {
        if (!unit.IsReal)
        {
            return (unit, unit);
        }

        var last = unit.Last;
        var monday = DateRelative.OnOrBefore(last, 1);
        var week = 7 * (Part - DatePart.FirstWeek);
        var (from, to) = Part switch
        {
            DatePart.LastDay => (last, last),
            DatePart.WeekOf => (monday, monday.AddDays(6)),
            DatePart.LastWeek => (last.AddDays(-6), last),
            DatePart.FirstHalf => (unit.First, unit.First.AddDays(14)),
            DatePart.SecondHalf => (unit.First.AddDays(15), last),
            DatePart.FirstDays => (unit.First, unit.First.AddDays(Days - 1)),
            DatePart.LastDays => (last.AddDays(1 - Days), last),
            _ => (unit.First.AddDays(week), unit.First.AddDays(week + 6)),
        };
        return Part is DatePart.LastDay or >= DatePart.WeekOf ? (DateUnit.Of(from), DateUnit.Of(to)) : (DateUnit.Of(from).About, DateUnit.Of(to).About);
    }
}
