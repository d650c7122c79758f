using System.Collections.Immutable;

namespace Concord.Core.Kernel;

/// <summary>
/// Gives the dates of a phrase their years. A date without one takes it from its neighbour in the phrase; if none has a year, the past takes the latest
/// that is not after the day of writing, the future the first that is not over before it.
/// </summary>
internal static class DateYears
{
    private const int ShortRun = 31;

    /// <summary>The units of every member in order; empty when the phrase needs a day of writing that is not known, or names a day that does not exist.</summary>
    public static ImmutableArray<(DateUnit Low, DateUnit High)> Resolve(ImmutableArray<DateAtom> atoms, DateOnly? written, Func<Tense> tense)
    {
        var found = new (DateUnit Low, DateUnit High)?[atoms.Length];
        for (var i = 0; i < atoms.Length; i++)
        {
            if (atoms[i].Kind == DateAtomKind.Unfixed)
            {
                return [];
            }

            found[i] = atoms[i].Kind == DateAtomKind.Weekday ? Weekday(atoms[i], written, tense) : atoms[i].HasYear ? atoms[i].In(0) : null;
        }

        if (Array.TrueForAll(found, f => f is null))
        {
            if (written is not { } day || Anchor(atoms, day, tense()) is not { } anchored)
            {
                return [];
            }

            found[anchored.Index] = anchored.Unit;
        }

        for (var i = atoms.Length - 2; i >= 0; i--)
        {
            found[i] ??= found[i + 1] is { } next ? Beside(atoms[i], next, -1) : null;
        }

        for (var i = 1; i < atoms.Length; i++)
        {
            found[i] ??= found[i - 1] is { } before ? Beside(atoms[i], before, 1) : null;
        }

        return Array.TrueForAll(found, f => f is { } unit && unit.Low.IsReal && unit.High.IsReal) ? [.. found.Select(f => f!.Value)] : [];
    }

    private static (DateUnit, DateUnit)? Weekday(DateAtom atom, DateOnly? written, Func<Tense> tense)
    {
        if (written is not { } day)
        {
            return null;
        }

        if (atom.Part == DatePart.Weekend)
        {
            var saturday = tense() == Tense.Past ? DateRelative.OnOrBefore(day, 6) : DateRelative.OnOrAfter(day.AddDays(-1), 6);
            return (DateUnit.Of(saturday), DateUnit.Of(saturday.AddDays(1)));
        }

        var unit = DateUnit.Of(tense() == Tense.Past ? DateRelative.OnOrBefore(day, atom.Low.Year) : DateRelative.OnOrAfter(day, atom.Low.Year));
        return (unit, unit);
    }

    /// <summary>The year of the last member; in the past a run of a few days may still be going on.</summary>
    private static (int Index, (DateUnit Low, DateUnit High) Unit)? Anchor(ImmutableArray<DateAtom> atoms, DateOnly written, Tense tense)
    {
        var last = atoms.Length - 1;
        var runs = last > 0 && tense == Tense.Past && atoms[last].Low.Day > 0 && IsShort(atoms[0].Low, atoms[last].Low);
        var index = runs ? 0 : last;
        for (var year = tense == Tense.Past ? written.Year + 1 : written.Year - 1; year > written.Year - 9 && year < written.Year + 9; year += tense == Tense.Past ? -1 : 1)
        {
            var unit = atoms[index].In(year);
            if (unit.Low.IsReal && unit.High.IsReal && (tense == Tense.Past ? unit.Low.First <= written : unit.High.Last >= written))
            {
                return (index, unit);
            }
        }

        return null;
    }

    private static bool IsShort(DateUnit low, DateUnit high) => (((high.Month - low.Month + 12) % 12 * 31) + high.Day - low.Day) <= ShortRun;

    /// <summary>The year that puts the member on the right side of its neighbour.</summary>
    private static (DateUnit, DateUnit)? Beside(DateAtom atom, (DateUnit Low, DateUnit High) neighbour, int side)
    {
        if (!neighbour.Low.IsReal || !neighbour.High.IsReal)
        {
            return null;
        }

        var year = side < 0 ? neighbour.Low.First.Year : neighbour.High.Last.Year;
        var same = atom.In(year);
        return !same.Low.IsReal ? same
            : side < 0 ? (same.Low.First <= neighbour.Low.First ? same : atom.In(year - 1))
            : same.Low.First >= neighbour.High.First ? same : atom.In(year + 1);
    }
}
