namespace Concord.Core.Kernel;

/// <summary>
/// The days a fuzzy date spans, as day numbers of the proleptic Gregorian calendar.
/// </summary>
/// <param name="Earliest">First day possible; null when open or unknown.</param>
/// <param name="Latest">Last day possible; null when open or unknown.</param>
/// <param name="SurelyFrom">From here it certainly holds; <see cref="long.MaxValue"/> when that cannot be said.</param>
/// <param name="SurelyTo">To here it certainly holds; <see cref="long.MinValue"/> when that cannot be said.</param>
internal readonly record struct EdtfBounds(long? Earliest, long? Latest, long SurelyFrom, long SurelyTo)
{
    /// <summary>A unit: some day from the first to the last; certain only when they are one.</summary>
    public static EdtfBounds Unit(long first, long last) => new(first, last, last, first);

    /// <summary>One or all of several units: certain of no day.</summary>
    public static EdtfBounds Set(long? first, long? last) => new(first, last, long.MaxValue, long.MinValue);
}

/// <summary>Day numbers for any year; <see cref="DateOnly"/> knows years 1 to 9999 only.</summary>
internal static class Civil
{
    private static readonly long First = Number(1, 1, 1);
    private static readonly long Last = Number(9999, 12, 31);

    /// <summary>Days since 1 March of year 0, whose months then all begin at a fixed place (leap days last).</summary>
    public static long Number(long year, int month, int day)
    {
        var shifted = month > 2 ? year : year - 1;
        var era = shifted >= 0 ? shifted / 400 : (shifted - 399) / 400;
        var inEra = shifted - (era * 400);
        var inYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        return (era * 146097) + (inEra * 365) + (inEra / 4) - (inEra / 100) + inYear;
    }

    public static int DaysIn(long year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>The day, held within the years <see cref="DateOnly"/> knows.</summary>
    public static DateOnly? Clamp(long? number) => number is not { } day ? null
        : DateOnly.FromDayNumber((int)(Math.Clamp(day, First, Last) - First));
}
