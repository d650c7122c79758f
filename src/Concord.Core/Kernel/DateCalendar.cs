namespace Concord.Core.Kernel;

/// <summary>Reads the names and numbers of the calendar: days, months, years. What is counted in them is read by <see cref="DateStretches"/>, the years of budgets and schools by <see cref="DateFiscal"/>.</summary>
internal sealed class DateCalendar
{
    private readonly DatePhraseText t;
    private readonly DateContext context;
    private readonly DateStretches stretches;
    private readonly DateFiscal fiscal;

    public DateCalendar(DatePhraseText text, DateContext context)
    {
        (t, this.context) = (text, context);
        stretches = new(text, this);
        fiscal = new(text, context);
    }

    /// <summary>Any calendar date at <paramref name="i"/>. <paramref name="lead"/> says what stands before, which is evidence for the doubtful ones.</summary>
    public DateAtom? Read(int i, DateLead lead) =>
        Numeric(i) ?? DayFirst(i) ?? Weekday(i, lead) ?? MonthFirst(i, lead) ?? stretches.Ordinal(i) ?? WeekOf(i, lead) ?? stretches.Group(i, lead) ?? stretches.Season(i, lead) ?? Decade(i) ?? fiscal.Read(i) ?? BareYear(i, lead);

    /// <summary><c>2008</c>, <c>2550 (2007)</c>, <c>B.E. 2550</c>, <c>2007 (B.E. 2550)</c>, <c>the year 2008</c>, <c>'07</c> after a month.</summary>
    public (int Year, int End)? Year(int i, bool afterMonth = false)
    {
        var at = t.The(i);
        at = t.Is(at, "calendar") && t.Is(at + 1, "year") ? at + 2 : t.Is(at, "year") ? at + 1 : at == i ? i : -1;
        if (at < 0)
        {
            return null;
        }

        if (Buddhist(at) is { } era)
        {
            return era;
        }

        if (t.IsYear(at) && !IsInsideCode(at))
        {
            return t.IsMark(at + 1, '(') && Buddhist(at + 2) is { } same && same.Year == t[at].Value && t.IsMark(same.End, ')') ? (same.Year, same.End + 1) : (t[at].Value, at + 1);
        }

        return afterMonth && t.IsApostrophe(at) && t.IsTight(at + 1) && t[at + 1].Length == 2 && t.IsNumber(at + 1, 2, 0, 99) ? (Pivot(t[at + 1].Value), at + 2) : null;
    }

    /// <summary>A year in figures or in words that lean on the day of writing: <c>of last year</c>.</summary>
    public (int? Year, int End, bool IsInferred)? Yearish(int i, bool allowTheYear = false)
    {
        if (Year(i, true) is { } written)
        {
            return (written.Year, written.End, false);
        }

        var at = t.The(i);
        var shift = t[at].Word switch { "last" or "previous" or "past" => -1, "this" or "current" => 0, "next" or "coming" or "upcoming" => 1, _ => 9 };
        return shift != 9 && t.Is(at + 1, "year") ? (context.Written?.Year + shift, at + 2, true)
            : allowTheYear && at > i && t.Is(at, "year") ? (context.Written?.Year, at + 1, true)
            : null;
    }

    /// <summary>Two digits: 66 and later belong to the last century (as in a date-time group).</summary>
    public static int Pivot(int year) => year >= 66 ? 1900 + year : 2000 + year;

    /// <summary><c>[of|,] year</c> after a month, quarter or season.</summary>
    public (int? Year, int End, bool IsInferred)? YearAfter(int i)
    {
        var at = t.Is(i, "of") || (t.IsMark(i, ',') && (t.IsYear(i + 1) || t.Is(i + 1, "b"))) ? i + 1 : i;
        return at > i + 1 || (t.Is(at, "year") && at == i) ? null : Yearish(at);
    }

    /// <summary>A day number that is no figure of something else.</summary>
    public bool IsDay(int i)
    {
        var after = i + 1;
        return t.IsNumber(i, 2, 1, 31) && (IsSuffix(after)
            || (!t.IsCounted(after) && !(t.IsTight(after) && (t[after].Kind is DateTokenKind.Word || t.IsMark(after, ':') || t.IsMark(after, '%')))));
    }

    /// <summary>After the day and its <c>th</c>.</summary>
    public int AfterDay(int i) => IsSuffix(i + 1) ? i + 2 : i + 1;

    /// <summary>The month at the token and the index after it and its point, whatever the evidence.</summary>
    public (int Month, int End)? Month(int i) => t[i].Class switch
    {
        DateWord.Month when t.IsUpper(i) || t[i].Value is not (3 or 4 or 5 or 6 or 8) => (t[i].Value, i + 1),
        DateWord.MonthShort when t.IsUpper(i) => (t[i].Value, t.IsMark(i + 1, '.') && t.IsTight(i + 1) ? i + 2 : i + 1),
        _ => null,
    };

    private bool IsSuffix(int i) => t.IsTight(i) && t[i] is { Kind: DateTokenKind.Word, Length: 2 } token
        && t.Text.AsSpan(token.Start, 2) is var s && (s.Equals("st", StringComparison.OrdinalIgnoreCase) || s.Equals("nd", StringComparison.OrdinalIgnoreCase)
            || s.Equals("rd", StringComparison.OrdinalIgnoreCase) || s.Equals("th", StringComparison.OrdinalIgnoreCase));

    private bool IsInsideCode(int i) =>
        (t.IsTight(i) && (t[i - 1].Kind == DateTokenKind.Word || t.IsMark(i - 1, '/') || t.IsMark(i - 1, '.') || t.IsMark(i - 1, '#') || t.IsMark(i - 1, '$') || t.IsMark(i - 1, '+')
            || (t.IsDash(i - 1) && t.IsTight(i - 1) && t[i - 2].Kind == DateTokenKind.Number && !t.IsYear(i - 2) && t[i - 2].Length > 2)))
        || (t.IsTight(i + 1) && t[i + 1].Kind == DateTokenKind.Word);

    private (int Year, int End)? Buddhist(int i)
    {
        if (t.Is(i, "b") && t.IsMark(i + 1, '.') && t.Is(i + 2, "e"))
        {
            i = t.IsMark(i + 3, '.') ? i + 4 : i + 3;
        }
        else if (t.Is(i, "be") && t.IsCapitals(i))
        {
            i++;
        }
        else
        {
            return t.IsNumber(i, 4, 2400, 2700) && t.IsMark(i + 1, '(') && t.IsYear(i + 2) && t[i + 2].Value == t[i].Value - 543 && t.IsMark(i + 3, ')') ? (t[i + 2].Value, i + 4) : null;
        }

        if (!t.IsNumber(i, 4, 2400, 2700))
        {
            return null;
        }

        var year = t[i].Value - 543;
        return (year, t.IsMark(i + 1, '(') && t.IsYear(i + 2) && t[i + 2].Value == year && t.IsMark(i + 3, ')') ? i + 4 : i + 1);
    }

    /// <summary><c>2008-02-20</c>, <c>02/20/2008</c> (American; day first only when the month could not be), <c>190614Z DEC 07</c>.</summary>
    private DateAtom? Numeric(int i)
    {
        if (t[i].Kind != DateTokenKind.Number || (t.IsTight(i) && (t.IsDash(i - 1) || t.IsMark(i - 1, '/') || t[i - 1].Kind is DateTokenKind.Word or DateTokenKind.Number)))
        {
            return null;
        }

        var (a, b, c) = (t[i], t[i + 2], t[i + 4]);
        var joined = t.IsTight(i + 1) && t.IsTight(i + 2) && t.IsTight(i + 3) && t.IsTight(i + 4) && b.Kind == DateTokenKind.Number && c.Kind == DateTokenKind.Number
            && !(t.IsTight(i + 5) && (t.IsDash(i + 5) || t.IsMark(i + 5, '/') || t[i + 5].Kind is DateTokenKind.Word));
        if (joined && t.IsDash(i + 1) && t.IsDash(i + 3) && t.IsYear(i) && b.Length == 2 && c.Length == 2 && b.Value is >= 1 and <= 12 && c.Value is >= 1 and <= 31)
        {
            return DateAtom.Calendar(i + 5, new(a.Value, b.Value, c.Value));
        }

        if (joined && t.IsMark(i + 1, '/') && t.IsMark(i + 3, '/') && a.Length <= 2 && b.Length <= 2 && (t.IsYear(i + 4) || c.Length == 2))
        {
            var year = c.Length == 2 ? Pivot(c.Value) : c.Value;
            return a.Value is >= 1 and <= 12 && b.Value is >= 1 and <= 31 ? DateAtom.Calendar(i + 5, new(year, a.Value, b.Value))
                : a.Value is >= 13 and <= 31 && b.Value is >= 1 and <= 12 ? DateAtom.Calendar(i + 5, new(year, b.Value, a.Value))
                : null;
        }

        return a.Length == 6 && a.Value / 10000 is >= 1 and <= 31 && t.IsTight(i + 1) && t[i + 1].Length == 1 && Month(i + 2) is { } month && t.IsNumber(month.End, 4, 0, 2100) && t[month.End].Length is 2 or 4
            ? DateAtom.Calendar(month.End + 1, new(t[month.End].Length == 2 ? Pivot(t[month.End].Value) : t[month.End].Value, month.Month, a.Value / 10000))
            : null;
    }

    /// <summary><c>28 November 2007</c>, <c>the 28th of November</c>, <c>19 DEC 07</c>.</summary>
    private DateAtom? DayFirst(int i)
    {
        var at = t.The(i);
        if (!t.IsNumber(at, 2, 1, 31) || (t.IsTight(at) && !t.IsMark(at - 1, '(')))
        {
            return null;
        }

        var next = AfterDay(at);
        next = t.Is(next, "of") && next < at + 3 ? next + 1 : next;
        return next > at + 1 || !t.Is(i, "the") ? AfterDayOf(t[at].Value, next) : null;
    }

    /// <summary>The month and perhaps the year after a day number.</summary>
    public DateAtom? AfterDayOf(int day, int i) => Month(i) is not { } month ? null : WithYear(new(0, month.Month, day), month.End, t[i].Length == 3 && t.IsCapitals(i));

    /// <summary>The unit with the year that follows it, if one does.</summary>
    public DateAtom WithYear(DateUnit unit, int i, bool military = false)
    {
        if (military && t.IsNumber(i, 2, 0, 99) && t[i].Length == 2 && !t.IsCounted(i + 1))
        {
            return DateAtom.Calendar(i + 1, unit with { Year = Pivot(t[i].Value) });
        }

        return YearAfter(i) is { } year
            ? year.Year is { } known ? DateAtom.Calendar(year.End, unit with { Year = known }, year.IsInferred) : DateAtom.Unfixed(year.End)
            : DateAtom.Calendar(i, unit);
    }

    private DateAtom? Weekday(int i, DateLead lead)
    {
        if (t[i].Class != DateWord.Weekday || !t.IsUpper(i))
        {
            return null;
        }

        var at = t.IsMark(i + 1, ',') || t.IsMark(i + 1, '(') ? i + 2 : i + 1;
        var date = Numeric(at) ?? DayFirst(at) ?? (Month(at) is { } month && IsDay(month.End) ? MonthFirst(at, lead) : null);
        return date is { } day ? (t.IsMark(i + 1, '(') ? t.IsMark(day.End, ')') ? day with { End = day.End + 1 } : null : day)
            : new(i + 1, DateAtomKind.Weekday, new(t[i].Value), default, HasYear: false, IsInferred: true);
    }

    /// <summary><c>November 28, 2007</c>, <c>November 28</c>, <c>November 2007</c>, <c>November</c>.</summary>
    private DateAtom? MonthFirst(int i, DateLead lead)
    {
        if (Month(i) is not { } month)
        {
            return null;
        }

        var at = t.The(month.End);
        if (IsDay(at) && (at == month.End || AfterDay(at) > at + 1) && lead != DateLead.In)
        {
            return WithYear(new(0, month.Month, t[at].Value), AfterDay(at));
        }

        var bare = WithYear(new(0, month.Month), month.End);
        return bare.Kind == DateAtomKind.Unfixed || bare.HasYear || IsMonth(i, month.End, lead) ? bare : null;
    }

    /// <summary>Whether a month without day or year is one: May, March, April, June and August are also verbs, adjectives and names.</summary>
    private bool IsMonth(int i, int end, DateLead lead)
    {
        var doubtful = t[i].Class == DateWord.MonthShort || t[i].Value is 3 or 5;
        var isName = doubtful || t[i].Value is 4 or 6 or 8;
        if (!isName || lead is DateLead.Joined or DateLead.Part)
        {
            return true;
        }

        var followedByName = t.IsUpper(end) && !t.IsCapitals(i) && t[end].Class is not (DateWord.Month or DateWord.Plain) && t[i].Class == DateWord.Month;
        if (lead is DateLead.In)
        {
            return true;
        }

        if (lead is not DateLead.None)
        {
            return !followedByName;
        }

        var before = i - 1;
        if (t[before].Class == DateWord.Honorific || (t.IsMark(before, '.') && t[before - 1].Class == DateWord.Honorific) || followedByName
            || (t.IsUpper(before) && t[before].Class == DateWord.None && !t.IsCapitals(i)))
        {
            return false;
        }

        var joins = (t.IsOneOf(end, "and", "or", "to", "through") || t.IsMark(end, '/') || t.IsDash(end)) && Month(end + 1) is not null;
        return joins || !doubtful || (t.IsOneOf(before, "the", "a", "its", "their", "his", "her", "our", "s") && t[end].Kind == DateTokenKind.Word && t[end].Class == DateWord.None | t[end].Class == DateWord.Meeting
            && !t.IsUpper(end) && !t.Text.AsSpan(t[end].Start, t[end].Length).EndsWith("ing", StringComparison.Ordinal) && t[i].Class == DateWord.Month);
    }

    /// <summary><c>the week of December 10</c>: Monday to Sunday.</summary>
    private DateAtom? WeekOf(int i, DateLead lead) =>
        t.The(i) > i && t.Is(i + 1, "week") && t.IsOneOf(i + 2, "of", "beginning", "starting") && (DayFirst(i + 3) ?? MonthFirst(i + 3, DateLead.On)) is { Low.Day: > 0 } day && lead != DateLead.Part
            ? day with { Part = DatePart.WeekOf } : null;

    /// <summary><c>the 1990s</c>.</summary>
    public DateAtom? Decade(int i)
    {
        var at = t.The(i);
        var s = t.IsApostrophe(at + 1) ? at + 2 : at + 1;
        return t.IsYear(at) && t[at].Value % 10 == 0 && t.Is(s, "s") && t.IsTight(s) && t.IsTight(at + 1)
            ? DateAtom.Calendar(s + 1, new(t[at].Value, IsDecade: true)) : null;
    }

    /// <summary>A year alone needs a preposition, an article or brackets; a number of things or of a law is none.</summary>
    private DateAtom? BareYear(int i, DateLead lead)
    {
        if (Year(i) is not { } year)
        {
            return null;
        }

        var at = i;
        var after = year.End;
        var spelled = t.IsOneOf(t.The(at), "year", "calendar") || t.Is(at, "b") || t.Is(at, "be") || year.End > at + 1;
        if (t.IsDash(after) && t.IsTight(after) && t.IsTight(after + 1) && t[after + 1].Kind == DateTokenKind.Word && !t.IsOneOf(after + 1, "to", "through"))
        {
            return null;
        }

        if (t[after].Class == DateWord.Counted && !(lead is DateLead.In or DateLead.From && t[after].Value == 0))
        {
            return null;
        }

        if (spelled || lead is DateLead.In or DateLead.Joined or DateLead.From or DateLead.Part)
        {
            return DateAtom.Calendar(after, new(year.Year));
        }

        if (lead is DateLead.Edge)
        {
            return t[after].Kind == DateTokenKind.Word && t[after].Class == DateWord.None && IsPlural(after) ? null : DateAtom.Calendar(after, new(year.Year));
        }

        var before = i - 1;
        var isWord = t[after].Kind == DateTokenKind.Word && t[after].Class is DateWord.None or DateWord.Meeting;
        return (t.IsMark(before, '(') && t.IsMark(after, ')'))
            || (t.IsOneOf(before, "the", "a", "its", "their", "his", "her", "our") && isWord)
            || (t.Is(before, "s") && t.IsTight(before) && t.IsApostrophe(before - 1) && isWord)
            || (t.IsOneOf(before, "of", "for", "with") && !IsPlural(after) && !IsTotal(before - 1))
            ? DateAtom.Calendar(after, new(year.Year)) : null;
    }

    private bool IsPlural(int i) => t[i] is { Kind: DateTokenKind.Word, Class: DateWord.None, Length: > 3 } token && char.IsLower(t.Text[token.Start])
        && t.Text[token.End - 1] == 's' && t.Text[token.End - 2] != 's';

    private bool IsTotal(int i)
    {
        var word = t[i].Kind == DateTokenKind.Word ? t.Text.AsSpan(t[i].Start, t[i].Length) : default;
        return word.Equals("total", StringComparison.OrdinalIgnoreCase) || word.Equals("number", StringComparison.OrdinalIgnoreCase) || word.Equals("some", StringComparison.OrdinalIgnoreCase);
    }
}
