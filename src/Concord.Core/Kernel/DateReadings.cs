using System.Collections.Immutable;

namespace Concord.Core.Kernel;

/// <summary>Turns a phrase that was read into EDTF text.</summary>
internal static class DateReadings
{
    public static string? Edtf(DateExpression phrase, DateBound bound, bool about, DateOnly? written, Func<Tense> tense)
    {
        var units = DateYears.Resolve(phrase.Atoms, written, tense);
        if (units.IsEmpty)
        {
            return null;
        }

        var (low, high) = (units[0].Low, units[^1].High);
        if (units.Length > 1 && phrase.Joint != DateJoint.Range && !Touch(units))
        {
            return bound is DateBound.Within or DateBound.About or DateBound.FromIfAhead && units.All(u => u.Low == u.High)
                ? $"{(phrase.Joint == DateJoint.Or ? '[' : '{')}{string.Join(',', units.Select(u => u.Low.Text))}{(phrase.Joint == DateJoint.Or ? ']' : '}')}"
                : Bounded(bound, low, high, phrase.Atoms[^1].Part, tense);
        }

        if (about || bound == DateBound.About)
        {
            (low, high) = (low.About, high.About);
        }

        var isRun = phrase is { Joint: DateJoint.Range, Atoms.Length: > 1 } || phrase.Atoms[0].Kind == DateAtomKind.Window;
        return isRun && bound is DateBound.FromIfAhead or DateBound.From && phrase.Atoms.Length > 1 ? Whole(low, high) : Bounded(bound, low, high, phrase.Atoms[^1].Part, tense);
    }

    private static string Bounded(DateBound bound, DateUnit low, DateUnit high, DatePart part, Func<Tense> tense) => bound switch
    {
        DateBound.UpTo => UpTo(high, part),
        DateBound.Before when part == DatePart.End => UpTo(high, part),
        DateBound.Before => $"../{low.Previous.Text}",
        DateBound.After => $"{high.Next.Text}/..",
        DateBound.From => $"{low.Text}/..",
        DateBound.FromIfAhead when low == high && tense() == Tense.Future => $"{low.Text}/..",
        _ => Whole(low, high),
    };

    private static string UpTo(DateUnit high, DatePart part) => $"../{(part == DatePart.End ? high.Exactly : high).Text}";

    private static string Whole(DateUnit low, DateUnit high) => low == high ? low.Text : $"{low.Text}/{high.Text}";

    /// <summary>One member follows the other without a gap, so that the list is a range.</summary>
    private static bool Touch(ImmutableArray<(DateUnit Low, DateUnit High)> units)
    {
        for (var i = 1; i < units.Length; i++)
        {
            if (units[i - 1].High.Exactly.Next != units[i].Low.Exactly)
            {
                return false;
            }
        }

        return true;
    }
}
