namespace Concord.Core.Kernel;

/// <summary>Phrases that lean on the day of writing, or count from a meeting.</summary>
internal sealed class DateRelative(DatePhraseText t, DateContext context, DateCalendar calendar)
{
    private readonly DateOccasions occasions = new(t, context);

    public DateAtom? Read(int i, DateLead lead) =>
        t[i].Kind is DateTokenKind.Word or DateTokenKind.Number
            ? NamedDay(i) ?? Weekend(i, lead) ?? Ago(i) ?? Beside(i) ?? Window(i, lead) ?? Shifted(i) ?? Vague(i, lead) ?? occasions.Read(i, lead)
            : null;

    private DateAtom Fixed(int end, Func<DateOnly, (DateUnit Low, DateUnit High)> from, DateAtomKind kind = DateAtomKind.Fixed)
    {
        if (context.Written is not { } written)
        {
            return DateAtom.Unfixed(end);
        }

        var (low, high) = from(written);
        return DateAtom.Fixed(end, low, high, kind);
    }

    private DateAtom Day(int end, Func<DateOnly, DateOnly> from) => Fixed(end, w => (DateUnit.Of(from(w)), DateUnit.Of(from(w))));

    private DateAtom? NamedDay(int i) => t[i].Word switch
    {
        "yesterday" => Day(i + 1, w => w.AddDays(-1)),
        "today" or "tonight" => Day(i + 1, w => w),
        "tomorrow" => Day(i + 1, w => w.AddDays(1)),
        "the" when t.Is(i + 1, "day") && t.Is(i + 2, "before") && t.Is(i + 3, "yesterday") => Day(i + 4, w => w.AddDays(-2)),
        "the" when t.Is(i + 1, "day") && t.Is(i + 2, "after") && t.Is(i + 3, "tomorrow") => Day(i + 4, w => w.AddDays(2)),
        _ => null,
    };

    /// <summary><c>over the weekend</c>, <c>this weekend</c>: Saturday and Sunday, which of them the tense says; <c>last</c> and <c>next</c> say it themselves.</summary>
    private DateAtom? Weekend(int i, DateLead lead)
    {
        if (!t.Is(i + 1, "weekend"))
        {
            return null;
        }

        return t[i].Word switch
        {
            "the" when lead is DateLead.Window or DateLead.On or DateLead.In => WeekendOf(i + 2),
            "this" => WeekendOf(i + 2),
            "last" => Fixed(i + 2, w => (DateUnit.Of(OnOrBefore(w.AddDays(-1), 7).AddDays(-1)), DateUnit.Of(OnOrBefore(w.AddDays(-1), 7)))),
            "next" => Fixed(i + 2, w => (DateUnit.Of(OnOrAfter(w.AddDays(1), 6)), DateUnit.Of(OnOrAfter(w.AddDays(1), 6).AddDays(1)))),
            _ => null,
        };
    }

    private static DateAtom WeekendOf(int end) => new(end, DateAtomKind.Weekday, new(6), default, DatePart.Weekend, HasYear: false, IsInferred: true);

    /// <summary><c>30 days after publication</c>, <c>two weeks before the meeting</c>: a date only where the day of the meeting is known.</summary>
    private DateAtom? Beside(int i)
    {
        if (t.Is(i, "the") || Quantity(i) is not { } count || t[count.End].Class != DateWord.Unit || !t.IsOneOf(count.End + 1, "after", "following", "before")
            || t.IsOneOf(i - 1, "within", "for") || t[count.End + 2].Kind != DateTokenKind.Word || calendar.Read(count.End + 2, DateLead.From) is not null)
        {
            return null;
        }

        var isBefore = t.Is(count.End + 1, "before");
        var noun = t.IsOneOf(count.End + 2, "the", "its", "their", "his", "her", "this", "a", "an") ? count.End + 3 : count.End + 2;
        var after = t[noun] is { Kind: DateTokenKind.Word, Length: > 4 } ? noun + 1 : count.End + 2;
        return occasions.Day(count.End + 2, !isBefore) is not { } meeting ? DateAtom.Unfixed(after)
            : meeting.Day is { } day && count.Number is { } number && Moved(day, isBefore ? -number : number, t[count.End].Value, true) is var unit ? DateAtom.Fixed(meeting.End, unit, unit)
            : DateAtom.Unfixed(meeting.End);
    }

    /// <summary>A number in figures or words, <c>a</c> as one; <c>few</c> and <c>several</c> as none that can be told.</summary>
    private (int? Number, int End)? Quantity(int i)
    {
        if (t.IsNumber(i, 3, 1, 400))
        {
            return (t[i].Value, i + 1);
        }

        if (t[i].Class == DateWord.Count)
        {
            return t.IsDash(i + 1) && t[i + 2].Class == DateWord.Count && t[i].Value >= 20 && t[i + 2].Value < 10 ? (t[i].Value + t[i + 2].Value, i + 3) : (t[i].Value, i + 1);
        }

        return t.Is(i, "a") && t.Is(i + 1, "few") ? (null, i + 2)
            : t.Is(i, "a") && t.Is(i + 1, "couple") && t.Is(i + 2, "of") ? (2, i + 3)
            : t.Is(i, "couple") && t.Is(i + 1, "of") ? (2, i + 2)
            : t.IsOneOf(i, "few", "several", "many") ? (null, i + 1)
            : t.IsOneOf(i, "a", "an") ? (1, i + 1)
            : null;
    }

    /// <summary><c>two months ago</c>: of the unit's precision.</summary>
    private DateAtom? Ago(int i)
    {
        var at = t.IsOneOf(i, "about", "around", "approximately", "some", "roughly", "nearly", "almost") ? i + 1
            : t.Is(i, "over") ? i + 1 : i;
        if (Quantity(at) is not { } count || t[count.End].Class != DateWord.Unit || !t.Is(count.End + 1, "ago"))
        {
            return null;
        }

        var end = count.End + 2;
        var unit = t[count.End].Value;
        return count.Number is not { } number ? DateAtom.Unfixed(end) : Fixed(end, w =>
        {
            var point = Moved(w, -number, unit, true);
            return at > i || unit == DatePhraseWords.Weeks ? (point.About, point.About) : (point, point);
        });
    }

    /// <summary>The unit that lies so many units away. <paramref name="own"/>: in years when the unit is a year, else in months; days and weeks as days.</summary>
    private static DateUnit Moved(DateOnly from, int number, int unit, bool own) => unit switch
    {
        DatePhraseWords.Days => DateUnit.Of(from.AddDays(number)),
        DatePhraseWords.Weeks => DateUnit.Of(from.AddDays(7 * number)),
        _ when unit >= 12 && own => new(from.Year + (number * unit / 12)),
        _ => DateUnit.MonthOf(from.AddMonths(number * unit)),
    };

    /// <summary><c>the past three years</c>, <c>over the next two years</c>, <c>within 30 days</c>, <c>in two months</c>.</summary>
    private DateAtom? Window(int i, DateLead lead)
    {
        var at = t.The(i);
        var direction = t[at].Word switch { "past" or "last" or "previous" or "preceding" => -1, "next" or "coming" or "following" or "upcoming" => 1, _ => 0 };
        if (direction != 0 && at > i)
        {
            var count = Quantity(at + 1);
            var unit = count?.End ?? at + 1;
            if (t.Is(unit + 1, "of") && (calendar.Yearish(unit + 2, true) is not null || calendar.Month(unit + 2) is not null))
            {
                return null;
            }

            if (t[unit].Class != DateWord.Unit || t.IsOneOf(at, "following", "preceding", "previous"))
            {
                return t[unit].Class == DateWord.Unit && (count is not null || t.IsOneOf(unit, "day", "week", "month", "year")) ? DateAtom.Unfixed(unit + 1) : null;
            }

            if (count is null && t[unit].Value == DatePhraseWords.Days)
            {
                return t.Is(at, "next") ? DateAtom.Unfixed(unit + 1) : t.Is(unit, "days") ? DateAtom.Unfixed(unit + 1) : null;
            }

            var isPlural = t.IsOneOf(unit, "weeks", "months", "quarters", "years", "decades");
            return (count is null && isPlural) || count is { Number: null } ? DateAtom.Unfixed(unit + 1) : Stretch(unit + 1, direction * (count?.Number ?? 1), t[unit].Value);
        }

        if (t.Is(i - 1, "within") && Quantity(i) is { } some && t.IsOneOf(some.End, "hours", "hrs", "hour"))
        {
            return t.IsOneOf(some.End + 1, "of", "after", "from", "following", "before") || some.Number is not { } hours ? DateAtom.Unfixed(some.End + 1)
                : Stretch(some.End + 1, (hours + 23) / 24, DatePhraseWords.Days);
        }

        if (lead is not (DateLead.In or DateLead.Window) || direction != 0 || t.Is(i - 1, "for") || t.Is(i - 1, "over") || t.IsOneOf(i - 1, "during", "throughout") || Quantity(i) is not { } ahead || t[ahead.End].Class != DateWord.Unit)
        {
            return null;
        }

        var end = !t.IsApostrophe(ahead.End + 1) ? ahead.End + 1 : t.Is(ahead.End + 2, "time") ? ahead.End + 3
            : t.Is(ahead.End + 2, "s") && t.Is(ahead.End + 3, "time") ? ahead.End + 4 : ahead.End + 1;
        if (t.Is(i - 1, "within"))
        {
            if (t.IsOneOf(end, "of", "after", "following") && ahead.Number is { } span && occasions.Day(end + 1, true) is { Day: { } from } meeting)
            {
                var unit = t[ahead.End].Value;
                var far = Moved(from, span, unit, unit >= 120);
                return DateAtom.Fixed(meeting.End, unit > 0 ? unit >= 120 ? new(from.Year) : DateUnit.MonthOf(from) : DateUnit.Of(from), far, DateAtomKind.Window);
            }

            return t.IsOneOf(end, "of", "after", "from", "following", "before") || ahead.Number is null ? DateAtom.Unfixed(end) : Stretch(end, ahead.Number.Value, t[ahead.End].Value);
        }

        return t.IsOneOf(end, "of", "after", "from") ? null
            : ahead.Number is not { } distance ? null
            : Fixed(end, w => (Moved(w, distance, t[ahead.End].Value, false), Moved(w, distance, t[ahead.End].Value, false)), DateAtomKind.Ahead);
    }

    private DateAtom Stretch(int end, int number, int unit) => Fixed(
        end,
        w =>
        {
            var today = unit > 0 ? unit >= 120 ? new DateUnit(w.Year) : DateUnit.MonthOf(w) : DateUnit.Of(w);
            var far = Moved(w, number, unit, unit >= 120);
            return number < 0 ? (far, today) : (today, far);
        },
        DateAtomKind.Window);

    /// <summary><c>last year</c>, <c>next month</c>, <c>this summer</c>, <c>last Thursday</c>, <c>next June</c>, <c>later this year</c>.</summary>
    private DateAtom? Shifted(int i)
    {
        var at = t.IsOneOf(i, "later", "earlier") ? i + 1 : i;
        var narrow = at > i ? t.Is(i, "later") ? 1 : -1 : 0;
        at = t.Is(at, "the") && t.IsOneOf(at + 1, "current", "coming") ? at + 1 : at;
        var shift = t[at].Word switch { "last" => -1, "this" or "current" => 0, "next" or "coming" or "upcoming" => 1, _ => 9 };
        if (shift == 9 || (i + 1 < at && shift != 0 && narrow != 0))
        {
            return null;
        }

        if (shift == 0 && t.IsOneOf(at + 1, "past", "coming", "last", "next"))
        {
            shift = t.IsOneOf(at + 1, "past", "last") ? -1 : 1;
            at++;
        }

        var word = t[at + 1];
        var end = at + 2;
        if (word.Class == DateWord.Unit && word.Word is "week" or "month" or "year" or "quarter" or "decade")
        {
            return Fixed(end, w => Narrowed(Unit(w, word.Value, shift), w, narrow));
        }

        if (word.Class == DateWord.Season)
        {
            return shift == 0 ? DateAtom.Calendar(end, new(0, Group: word.Value)) : Fixed(end, w => Near(w, new DateUnit(w.Year, Group: word.Value), shift));
        }

        if (word.Class == DateWord.Weekday && t.IsUpper(at + 1))
        {
            return Day(end, w => shift switch { < 0 => OnOrBefore(w.AddDays(-1), word.Value), 0 => OnOrBefore(w.AddDays(7 - DayOf(w)), word.Value), _ => OnOrAfter(w.AddDays(1), word.Value) });
        }

        return calendar.Month(at + 1) is { } month && calendar.Yearish(month.End) is null && !calendar.IsDay(month.End)
            ? shift == 0 ? DateAtom.Calendar(month.End, new(0, month.Month)) : Fixed(month.End, w => Near(w, new DateUnit(w.Year, month.Month), shift)) : null;
    }

    private static (DateUnit, DateUnit) Unit(DateOnly w, int unit, int shift)
    {
        if (unit == DatePhraseWords.Weeks)
        {
            var monday = OnOrBefore(w, 1).AddDays(7 * shift);
            return (DateUnit.Of(monday), DateUnit.Of(monday.AddDays(6)));
        }

        var moved = w.AddMonths(shift * unit);
        var one = unit switch { 1 => DateUnit.MonthOf(moved), 3 => new(moved.Year, Group: 33 + ((moved.Month - 1) / 3)), 12 => new(moved.Year), _ => new DateUnit(moved.Year / 10 * 10, IsDecade: true) };
        return (one, one);
    }

    /// <summary>Later or earlier in a unit: from, or up to, the day of writing.</summary>
    private static (DateUnit, DateUnit) Narrowed((DateUnit Low, DateUnit High) unit, DateOnly w, int narrow)
    {
        if (narrow == 0 || unit.Low.First > w || unit.High.Last < w)
        {
            return narrow == 0 ? unit : (unit.Low.About, unit.High.About);
        }

        var today = unit.Low.Month == 0 ? DateUnit.MonthOf(w) : DateUnit.Of(w);
        return narrow > 0 ? (today, unit.Low.Month == 0 ? DateUnit.MonthOf(unit.High.Last) : DateUnit.Of(unit.High.Last))
            : (unit.Low.Month == 0 ? DateUnit.MonthOf(unit.Low.First) : DateUnit.Of(unit.Low.First), today);
    }

    /// <summary>Last: over before the day of writing. Next: begins after it.</summary>
    private static (DateUnit, DateUnit) Near(DateOnly w, DateUnit unit, int shift)
    {
        var found = shift < 0 ? (unit.Last < w ? unit : unit with { Year = unit.Year - 1 }) : unit.First > w ? unit : unit with { Year = unit.Year + 1 };
        return (found, found);
    }

    public static DateOnly OnOrBefore(DateOnly day, int weekday) => day.AddDays(-((DayOf(day) - weekday + 7) % 7));

    public static DateOnly OnOrAfter(DateOnly day, int weekday) => day.AddDays((weekday - DayOf(day) + 7) % 7);

    private static int DayOf(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    /// <summary>Dates in words that nobody can fix.</summary>
    private DateAtom? Vague(int i, DateLead lead)
    {
        if (t.Is(i, "the") && t.IsOneOf(i + 1, "near", "foreseeable", "distant", "immediate") && t.IsOneOf(i + 2, "future", "term"))
        {
            return DateAtom.Unfixed(i + 3);
        }

        if (lead is DateLead.In && t.Is(i, "due") && t.Is(i + 1, "course"))
        {
            return DateAtom.Unfixed(i + 2);
        }

        if (lead is DateLead.In or DateLead.Window && t.Is(i, "recent") && t[i + 1].Class == DateWord.Unit)
        {
            return DateAtom.Unfixed(i + 2);
        }

        return lead is DateLead.On && t.IsOneOf(i, "a", "an", "some") && t.IsOneOf(i + 1, "later", "future", "early", "earlier") && t.IsOneOf(i + 2, "date", "time", "point") ? DateAtom.Unfixed(i + 3) : null;
    }
}
