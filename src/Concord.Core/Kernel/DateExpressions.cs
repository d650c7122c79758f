using System.Collections.Immutable;

namespace Concord.Core.Kernel;

/// <summary>How the dates of one phrase belong together.</summary>
internal enum DateJoint
{
    Range, Or, And,
}

/// <summary>One or more dates told in one breath.</summary>
/// <param name="End">Index of the token after it.</param>
internal sealed record DateExpression(int End, ImmutableArray<DateAtom> Atoms, DateJoint Joint);

/// <summary>Reads single dates, ranges (<c>December 12-14</c>, <c>from March to June</c>) and lists (<c>May or June</c>).</summary>
internal sealed class DateExpressions
{
    private const int MostMembers = 12;
    private readonly DatePhraseText t;
    private readonly DateCalendar calendar;
    private readonly DateRelative relative;
    private readonly DateParts parts;

    public DateExpressions(DatePhraseText text, DateContext context)
    {
        t = text;
        calendar = new(text, context);
        relative = new(text, context, calendar);
        parts = new(text, context, calendar, relative);
    }

    public DateExpression? Read(int i, DateBound bound, DateLead lead)
    {
        if (lead != DateLead.Window && Days(i) is { } run)
        {
            return run;
        }

        var isSpan = lead == DateLead.None && t.IsYear(i) && t.IsDash(i + 1) && t.IsYear(i + 2) && !(t.IsTight(i) && t.IsDash(i - 1));
        if (Atom(i, isSpan ? DateLead.Joined : lead) is not { } first)
        {
            return null;
        }

        if (isSpan)
        {
            return Range(first);
        }

        if (first.Kind is DateAtomKind.Unfixed or DateAtomKind.Window or DateAtomKind.Ahead || first.Part == DatePart.Weekend)
        {
            return bound == DateBound.Between ? null : new(first.End, [first], DateJoint.And);
        }

        if (bound == DateBound.Between)
        {
            return Follow(first, t.Is(first.End, "and") ? first.End + 1 : -1, DateJoint.Range) ?? Range(first);
        }

        return Range(first) ?? List(first) ?? (bound != DateBound.Between ? new(first.End, [first], DateJoint.And) : null);
    }

    private DateAtom? Atom(int i, DateLead lead) => lead == DateLead.Window ? Stretch(i) : parts.Read(i) ?? (lead is DateLead.Joined ? null : relative.Read(i, lead)) ?? calendar.Read(i, lead) ?? (lead is DateLead.Joined ? relative.Read(i, lead) : null);

    /// <summary><c>for</c> and <c>over</c> belong to a stretch of time only; <c>within</c> may also stand before a date.</summary>
    private DateAtom? Stretch(int i) => relative.Read(i, DateLead.Window) is { } atom && (atom.Kind is DateAtomKind.Window or DateAtomKind.Unfixed || atom.Part == DatePart.Weekend || t.Is(i - 1, "within")) ? atom
        : t.Is(i - 1, "within") ? calendar.Read(i, DateLead.In) : null;

    private DateExpression? Range(DateAtom first)
    {
        var at = first.End;
        if (t.IsDash(at))
        {
            return ShortYears(first) ?? Follow(first, at + 1, DateJoint.Range);
        }

        if (t.IsMark(at, '/') && first is { Kind: DateAtomKind.Calendar, HasYear: true, Low: { Month: 0, Group: 0 }, Part: DatePart.Whole })
        {
            return ShortYears(first) ?? Follow(first, at + 1, DateJoint.Range);
        }

        var next = t.IsOneOf(at, "to", "through", "thru", "until", "till") ? at + 1 : t.Is(at, "up") && t.IsOneOf(at + 1, "to", "until") ? at + 2 : -1;
        return Follow(first, next, DateJoint.Range);
    }

    /// <summary><c>2007/08</c>, <c>2008–10</c>: the second year in two digits.</summary>
    private DateExpression? ShortYears(DateAtom first)
    {
        var at = first.End + 1;
        return first is { Kind: DateAtomKind.Calendar, Low: { Year: > 0, Month: 0, Group: 0 }, Part: DatePart.Whole } && t.IsTight(at) && t.IsTight(at - 1) && t[at].Length == 2
            && t.IsNumber(at, 2, 1, 99) && t[at].Value > first.Low.Year % 100 && !(t.IsTight(at + 1) && t.IsDash(at + 1))
            ? new(at + 1, [first, DateAtom.Calendar(at + 1, new((first.Low.Year / 100 * 100) + t[at].Value))], DateJoint.Range) : null;
    }

    private DateExpression? Follow(DateAtom first, int next, DateJoint joint)
    {
        if (next < 0)
        {
            return null;
        }

        var second = NextDay(first, next) ?? Atom(next, DateLead.Joined) ?? (t.The(next) > next ? Atom(t.The(next), DateLead.Joined) : null);
        return second is { Kind: DateAtomKind.Calendar or DateAtomKind.Fixed or DateAtomKind.Weekday } atom && Fits(first, atom) ? new(atom.End, [first, atom], joint) : null;
    }

    /// <summary>Both of a kind: a bare year does not range with a day of the week, and years ascend.</summary>
    private static bool Fits(DateAtom first, DateAtom second) =>
        (first.Kind == DateAtomKind.Weekday) == (second.Kind == DateAtomKind.Weekday)
        && !(first is { HasYear: true, Kind: DateAtomKind.Calendar } && second is { HasYear: true, Kind: DateAtomKind.Calendar } && first.Low.Year > second.Low.Year);

    /// <summary><c>-14</c> after <c>December 12</c>: a later day of the same month.</summary>
    private DateAtom? NextDay(DateAtom first, int i)
    {
        if (first is not { Kind: DateAtomKind.Calendar, HasYear: false, Low: { Day: > 0, Month: > 0 } } || !calendar.IsDay(i) || t[i].Value <= first.Low.Day || IsThings(i + 1)
            || calendar.Month(calendar.AfterDay(i)) is not null)
        {
            return null;
        }

        var end = calendar.AfterDay(i);
        var unit = first.Low with { Day = t[i].Value };
        return calendar.YearAfter(end) is { } year
            ? year.Year is { } known ? DateAtom.Calendar(year.End, unit with { Year = known }, year.IsInferred) : null
            : DateAtom.Calendar(end, unit);
    }

    private bool IsThings(int i) => t[i] is { Kind: DateTokenKind.Word, Class: DateWord.None, Length: > 3 } token && char.IsLower(t.Text[token.Start])
        && t.Text[token.End - 1] == 's' && t.Text[token.End - 2] != 's';

    private DateExpression? List(DateAtom first)
    {
        var members = ImmutableArray.CreateBuilder<DateAtom>();
        members.Add(first);
        var at = first.End;
        for (var commas = false; members.Count < MostMembers;)
        {
            var isComma = t.IsMark(at, ',');
            var conjunction = isComma && t.IsOneOf(at + 1, "and", "or") ? at + 1 : at;
            var isLast = t.IsOneOf(conjunction, "and", "or") || (!commas && t.IsMark(at, '/'));
            if (!isLast && !isComma)
            {
                return null;
            }

            var next = (isLast ? conjunction : at) + 1;
            var atom = NextDay(members[^1], next) ?? Atom(next, DateLead.Joined);
            if (atom is not { Kind: DateAtomKind.Calendar or DateAtomKind.Fixed } member || !IsLike(first, member))
            {
                return null;
            }

            members.Add(member);
            at = member.End;
            if (isLast)
            {
                return new(at, members.ToImmutable(), t.Is(conjunction, "and") ? DateJoint.And : DateJoint.Or);
            }

            commas = true;
        }

        return null;
    }

    /// <summary>Members of a list are of one size: days with days, months with months.</summary>
    private static bool IsLike(DateAtom first, DateAtom next) =>
        (first.Low.Day > 0) == (next.Low.Day > 0) && (first.Low.Month > 0) == (next.Low.Month > 0) && (first.Low.Group > 0) == (next.Low.Group > 0) && first.Low.IsDecade == next.Low.IsDecade
        && first.Kind == next.Kind && Fits(first, next);

    /// <summary><c>12-14 December 2007</c>, <c>28 and 29 November</c>, <c>12, 13 and 14 December</c>.</summary>
    private DateExpression? Days(int i)
    {
        if (!calendar.IsDay(i) || (t.IsTight(i) && !t.IsMark(i - 1, '(')))
        {
            return null;
        }

        var numbers = ImmutableArray.CreateBuilder<int>();
        numbers.Add(t[i].Value);
        var at = calendar.AfterDay(i);
        var joint = DateJoint.And;
        while (numbers.Count < MostMembers)
        {
            if (numbers.Count > 1 && calendar.AfterDayOf(numbers[^1], t.Is(at, "of") ? at + 1 : at) is { } last)
            {
                return new(last.End, [.. numbers.Take(numbers.Count - 1).Select(n => DateAtom.Calendar(last.End, last.Low with { Day = n }, last.IsInferred)), last], joint);
            }

            joint = t.IsDash(at) || t.IsOneOf(at, "to", "through") ? DateJoint.Range : t.Is(at, "and") ? DateJoint.And : t.Is(at, "or") ? DateJoint.Or : joint;
            if (!(t.IsDash(at) || t.IsOneOf(at, "to", "through", "and", "or") || t.IsMark(at, ',')) || !calendar.IsDay(at + 1) || t[at + 1].Value <= numbers[^1])
            {
                return null;
            }

            numbers.Add(t[at + 1].Value);
            at = calendar.AfterDay(at + 1);
        }

        return null;
    }
}
