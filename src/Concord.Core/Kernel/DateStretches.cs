namespace Concord.Core.Kernel;

/// <summary>Reads what is counted in a month or year: its days and weeks by number, halves, quarters, seasons.</summary>
internal sealed class DateStretches(DatePhraseText t, DateCalendar calendar)
{
    /// <summary><c>the first of May</c>, <c>the first day of 2008</c>, <c>the last day of November</c>, <c>the second week of April</c>, <c>the second half of April</c>,
    /// <c>the first ten days of April</c>.</summary>
    public DateAtom? Ordinal(int i)
    {
        var at = t.The(i);
        var isLast = t.IsOneOf(at, "last", "final", "latter");
        if (at == i || (t[at].Class != DateWord.Ordinal && !isLast))
        {
            return null;
        }

        if (RunOfDays(at, isLast) is { } run)
        {
            return run;
        }

        var day = t.IsOneOf(at + 1, "day");
        var week = t.IsOneOf(at + 1, "week");
        var of = day || week ? at + 2 : at + 1;
        if (!t.Is(of, "of") || (!day && !week && isLast) || calendar.Month(of + 1) is not { } month)
        {
            return null;
        }

        var date = calendar.WithYear(new(0, month.Month), month.End);
        var number = t[at].Value;
        return date.Kind == DateAtomKind.Unfixed ? date
            : week ? (isLast ? date with { Part = DatePart.LastWeek } : number <= 4 ? date with { Part = DatePart.FirstWeek + number - 1 } : null)
            : isLast ? date with { Part = DatePart.LastDay }
            : DateAtom.Calendar(date.End, date.Low with { Day = number }, date.IsInferred);
    }

    /// <summary>Halves of a month part after the 15th; days and weeks are counted from its first day or back from its last.</summary>
    private DateAtom? RunOfDays(int at, bool isLast)
    {
        var unit = t.IsDash(at + 1) ? at + 2 : at + 1;
        var half = t.Is(unit, "half");
        var count = half ? 0 : t.IsNumber(unit, 2, 2, 20) || t[unit].Class == DateWord.Count ? t[unit].Value : -1;
        var days = !half && t[unit + 1].Class == DateWord.Unit ? t[unit + 1].Value switch { DatePhraseWords.Days => count, DatePhraseWords.Weeks => 7 * count, _ => -1 } : count;
        var of = half ? unit + 1 : unit + 2;
        if (days < 0 || days > 27 || (!half && days < 2) || t[at].Value > (half ? 2 : isLast ? 99 : 1) || !t.Is(of, "of") || calendar.Month(of + 1) is not { } month)
        {
            return null;
        }

        var date = calendar.WithYear(new(0, month.Month), month.End);
        return date.Kind == DateAtomKind.Unfixed ? date
            : half ? date with { Part = isLast || t[at].Value == 2 ? DatePart.SecondHalf : DatePart.FirstHalf }
            : date with { Part = isLast ? DatePart.LastDays : DatePart.FirstDays, Days = days };
    }

    /// <summary>Quarters and halves: <c>the third quarter of 2008</c>, <c>Q3 2008</c>, <c>the second half of last year</c>, <c>the first nine months of 2007</c>.</summary>
    public DateAtom? Group(int i, DateLead lead)
    {
        if ((t.Is(i, "q") || t.Is(i, "h")) && t.IsUpper(i) && t.IsTight(i + 1) && t.IsNumber(i + 1, 1, 1, t.Is(i, "q") ? 4 : 2))
        {
            var group = (t.Is(i, "q") ? 32 : 39) + t[i + 1].Value;
            var written = calendar.WithYear(new(0, Group: group), i + 2);
            return written.HasYear || t.Is(i, "q") ? written : null;
        }

        var at = t.The(i);
        var isLast = t.IsOneOf(at, "last", "final", "latter");
        if (t[at].Class != DateWord.Ordinal && !isLast)
        {
            return null;
        }

        var unit = t.IsDash(at + 1) ? at + 2 : at + 1;
        if (t.Is(unit, "quarter") || t.Is(unit, "half"))
        {
            var quarter = t.Is(unit, "quarter");
            var number = isLast ? (quarter ? 4 : 2) : t[at].Value;
            if (number > (quarter ? 4 : 2))
            {
                return null;
            }

            var target = new DateUnit(0, Group: (quarter ? 32 : 39) + number);
            var year = calendar.YearAfter(unit + 1) ?? (t.Is(unit + 1, "of") ? calendar.Yearish(unit + 2, true) : null);
            return year is { } known ? (known.Year is { } y ? DateAtom.Calendar(known.End, target with { Year = y }, known.IsInferred) : DateAtom.Unfixed(known.End))
                : quarter && at > i && lead != DateLead.None && !isLast && !t.Is(unit + 1, "of") && t.IsFree(unit + 1) ? DateAtom.Calendar(unit + 1, target) : null;
        }

        if ((isLast || t[at].Value == 1) && (t[unit].Class == DateWord.Count || t.IsNumber(unit, 2, 2, 11)) && t.Is(unit + 1, "months") && t.Is(unit + 2, "of") && t[unit].Value is >= 2 and <= 11
            && calendar.Yearish(unit + 3, true) is { } of)
        {
            var months = t[unit].Value;
            return of.Year is { } y ? DateAtom.Fixed(of.End, new(y, isLast ? 13 - months : 1), new(y, isLast ? 12 : months)) with { IsInferred = of.IsInferred } : DateAtom.Unfixed(of.End);
        }

        return null;
    }

    /// <summary><c>autumn 2007</c>, <c>the spring of 2008</c>, <c>winter 2007-2008</c>; without a year only after a preposition, and <c>fall</c> only as <c>the fall</c>.</summary>
    public DateAtom? Season(int i, DateLead lead)
    {
        var at = t.The(i);
        if (t[at].Class != DateWord.Season)
        {
            return null;
        }

        var unit = new DateUnit(0, Group: t[at].Value);
        var date = calendar.WithYear(unit, at + 1);
        if (date.HasYear && date.Kind == DateAtomKind.Calendar && (t.IsDash(date.End) || t.IsMark(date.End, '/')) && t.IsTight(date.End + 1) && t.IsNumber(date.End + 1, 4, 0, 2100)
            && t[date.End + 1].Value % 100 == (date.Low.Year + 1) % 100)
        {
            return date with { End = date.End + 2 };
        }

        return date.HasYear || lead is DateLead.Part ? date
            : lead is not DateLead.None && lead is not DateLead.Joined && (at > i || !t.Is(at, "fall")) && t.IsFree(at + 1) && !t.IsDash(at + 1) ? date : null;
    }
}
