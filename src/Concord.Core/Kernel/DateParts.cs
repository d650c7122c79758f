namespace Concord.Core.Kernel;

/// <summary>Early, mid, late, the end of: pieces of a year, month, season or decade.</summary>
internal sealed class DateParts(DatePhraseText t, DateContext context, DateCalendar calendar, DateRelative relative)
{
    public DateAtom? Read(int i)
    {
        if (YearEnd(i) is { } yearEnd)
        {
            return yearEnd;
        }

        if (Piece(i) is not { } piece)
        {
            return null;
        }

        var at = piece.End;
        if (t.Is(at, "in") && piece.Part is DatePart.Early or DatePart.Late)
        {
            at++;
        }

        if (piece.Part is DatePart.Start or DatePart.End or DatePart.Mid && t.IsOneOf(at, "the") && t[at + 1] is { Class: DateWord.Unit } unit && unit.Word is "year" or "month" or "decade" or "week" && !calendar.Year(at).HasValue)
        {
            return Current(at + 2, t[at + 1].Word, piece.Part);
        }

        if (calendar.Decade(at) is { } decade)
        {
            return decade with { Part = piece.Part };
        }

        if (calendar.Yearish(at) is { } year && !(t.IsCounted(year.End) && t.Is(i, "end")))
        {
            return t.IsApostrophe(year.End) && t.Is(year.End + 1, "s") ? null
                : year.Year is { } known ? DateAtom.Calendar(year.End, new(known), year.IsInferred) with { Part = piece.Part } : DateAtom.Unfixed(year.End);
        }

        if (relative.Read(at, DateLead.Part) is { Kind: DateAtomKind.Fixed or DateAtomKind.Unfixed } fixedAtom && t.IsOneOf(t.The(at), "this", "last", "next", "coming", "current"))
        {
            return fixedAtom.Kind == DateAtomKind.Unfixed ? fixedAtom
                : fixedAtom.Low == fixedAtom.High ? fixedAtom with { Kind = DateAtomKind.Calendar, Part = piece.Part }
                : fixedAtom with { Low = fixedAtom.Low.About, High = fixedAtom.High.About };
        }

        return calendar.Read(at, DateLead.Part) is { } atom && (atom.Kind == DateAtomKind.Unfixed || (atom.Kind == DateAtomKind.Calendar && atom.Low.Day == 0 && atom.Part == DatePart.Whole))
            ? atom with { Part = piece.Part } : null;
    }

    private DateAtom Current(int end, string unit, DatePart part)
    {
        if (context.Written is not { } day)
        {
            return DateAtom.Unfixed(end);
        }

        var week = DateUnit.Of(DateRelative.OnOrBefore(day, 1).AddDays(part == DatePart.End ? 6 : 0)).About;
        return unit == "week" ? DateAtom.Fixed(end, week, week)
            : DateAtom.Calendar(end, unit == "month" ? DateUnit.MonthOf(day) : unit == "decade" ? new(day.Year / 10 * 10, IsDecade: true) : new(day.Year), true) with { Part = part };
    }

    /// <summary><c>year-end 2007</c>, <c>by year's end</c>, <c>mid-year</c>.</summary>
    private DateAtom? YearEnd(int i)
    {
        var end = t.Is(i, "year") ? t.IsDash(i + 1) && t.Is(i + 2, "end") ? i + 3 : t.Is(i + 1, "end") ? i + 2 : t.IsApostrophe(i + 1) && t.Is(i + 2, "s") && t.Is(i + 3, "end") ? i + 4 : -1 : -1;
        var part = DatePart.End;
        if (end < 0 && t.Is(i, "mid") && t.IsDash(i + 1) && t.Is(i + 2, "year"))
        {
            (end, part) = (i + 3, DatePart.Mid);
        }

        return end < 0 ? null
            : calendar.Year(end) is { } year ? DateAtom.Calendar(year.End, new(year.Year)) with { Part = part }
            : Current(end, "year", part);
    }

    private (DatePart Part, int End)? Piece(int i)
    {
        var at = t.The(i);
        if (t.IsOneOf(at, "end", "beginning", "start", "middle"))
        {
            var part = t[at].Word switch { "end" => DatePart.End, "middle" => DatePart.Mid, _ => DatePart.Start };
            return t.Is(at + 1, "of") ? (part, at + 2) : part == DatePart.End && at == i ? (part, t.IsDash(at + 1) ? at + 2 : at + 1) : null;
        }

        var tail = t.Is(at + 1, "part") ? at + 2 : at + 1;
        if (t.IsOneOf(at, "early", "late", "latter", "later") && tail > at + 1 && t.Is(tail, "of"))
        {
            return (t.Is(at, "early") ? DatePart.Early : DatePart.Late, tail + 1);
        }

        if (t.Is(at, "early"))
        {
            var mid = Joiner(at + 1);
            return mid > at + 1 && t.Is(mid, "mid") ? (DatePart.EarlyToMid, t.IsDash(mid + 1) ? mid + 2 : mid + 1) : (DatePart.Early, t.IsDash(at + 1) ? at + 2 : at + 1);
        }

        if (t.Is(at, "mid"))
        {
            var late = Joiner(t.IsDash(at + 1) ? at + 2 : at + 1);
            return late > at + 2 || (late > at + 1 && !t.IsDash(at + 1)) ? t.Is(late, "late") ? (DatePart.MidToLate, t.IsDash(late + 1) ? late + 2 : late + 1) : null
                : (DatePart.Mid, t.IsDash(at + 1) ? at + 2 : at + 1);
        }

        return t.Is(at, "late") ? (DatePart.Late, t.IsDash(at + 1) ? at + 2 : at + 1)
            : t.Is(at, "later") && t.Is(at + 1, "in") ? (DatePart.Late, at + 1)
            : null;
    }

    /// <summary><c>to</c>, <c>-to-</c>, <c>or</c>, <c>/</c> between two pieces.</summary>
    private int Joiner(int i)
    {
        var at = t.IsDash(i) ? i + 1 : i;
        return t.IsOneOf(at, "to", "or", "and") ? t.IsDash(at + 1) ? at + 2 : at + 1 : t.IsMark(i, '/') ? i + 1 : at;
    }
}
