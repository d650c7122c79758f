using System.Globalization;

namespace Concord.Core.Kernel;

/// <summary>What comparing two fuzzy dates can say.</summary>
public enum Order
{
    /// <summary>The first is over before the second begins.</summary>
    Before,
    /// <summary>The first begins after the second is over.</summary>
    After,
    /// <summary>They may lie either way.</summary>
    Possibly,
}

/// <summary>An answer about a fuzzy date: it need not be certain.</summary>
public enum Answer
{
    /// <summary>Certainly not.</summary>
    No,
    /// <summary>It may be so.</summary>
    Possibly,
    /// <summary>Certainly.</summary>
    Yes,
}

/// <summary>
/// A date as exact as its source, in EDTF (ISO 8601-2:2019): levels 0 and 1 without times of day; of level 2 sets
/// (<c>[a,b]</c> one of, <c>{a,b}</c> all of, with <c>a..b</c> inside), sub-year groupings 25–41, unspecified digits anywhere, and qualified parts.
/// Whole units are inclusive: <c>2008-01</c> ends on 31 January.
/// </summary>
/// <remarks>
/// <para><c>~</c> and <c>?</c> widen a unit at both ends by about half of it (day 3 days, month 15, part of a year 45, year 183, decade 5 years, century 50,
/// millennium 500), <c>%</c> by twice that. The standard gives no margin; this one is Concord's, chosen so that less precision never narrows.</para>
/// <para>Seasons 21–24 are read as northern (the standard has 29–32 for the south): spring is March to May; winter begins in December of the year named and ends in February of the next.</para>
/// <para>Days before 1 January of year 1 and after 31 December 9999 are held to those days in <see cref="Earliest"/> and <see cref="Latest"/>; comparison uses the true ones.</para>
/// </remarks>
public sealed record When
{
    private readonly EdtfBounds bounds;

    internal When(string edtf, EdtfBounds bounds)
    {
        Edtf = edtf;
        this.bounds = bounds;
    }

    /// <summary>The EDTF text, in canonical form.</summary>
    public string Edtf { get; }

    /// <summary>The first day it can begin on; null when open or unknown.</summary>
    public DateOnly? Earliest => Civil.Clamp(bounds.Earliest);

    /// <summary>The last day it can end on (inclusive); null when open or unknown.</summary>
    public DateOnly? Latest => Civil.Clamp(bounds.Latest);

    /// <summary>Reads EDTF. Refuses with <c>when.*</c> codes that say what is wrong; never throws.</summary>
    public static Result<When> Parse(string edtf) => EdtfReader.Read(edtf);

    /// <summary>One day.</summary>
    public static When Day(DateOnly day)
    {
        var number = Civil.Number(day.Year, day.Month, day.Day);
        return new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), EdtfBounds.Unit(number, number));
    }

    /// <summary>One month. Refuses <c>when.month</c>.</summary>
    public static Result<When> Month(int year, int month) =>
        year is < -9999 or > 9999 ? new Refusal("when.year", Text(year))
        : Parse($"{YearText(year)}-{month.ToString("00", CultureInfo.InvariantCulture)}");

    /// <summary>One year: four digits, or <c>Y</c> and more.</summary>
    public static Result<When> Year(int year) => Parse(YearText(year));

    /// <summary>From the beginning of the first to the end of the second. Refuses ends that are intervals or sets, and an end before its beginning.</summary>
    public static Result<When> Interval(When start, When end)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(end);
        return Parse($"{start.Edtf}/{end.Edtf}");
    }

    /// <summary>Any time up to the end of the unit: <c>../2008-01</c>.</summary>
    public static Result<When> UpTo(When end)
    {
        ArgumentNullException.ThrowIfNull(end);
        return Parse($"../{end.Edtf}");
    }

    /// <summary>From the beginning of the unit on: <c>2004/..</c>.</summary>
    public static Result<When> From(When start)
    {
        ArgumentNullException.ThrowIfNull(start);
        return Parse($"{start.Edtf}/..");
    }

    /// <summary>Which is earlier; <see cref="Order.Possibly"/> whenever a day of the one could fall on either side of, or upon, a day of the other.</summary>
    public static Order Compare(When a, When b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.bounds.Latest < b.bounds.Earliest ? Order.Before
            : a.bounds.Earliest > b.bounds.Latest ? Order.After
            : Order.Possibly;
    }

    /// <summary>True when this is over before the other begins.</summary>
    public bool CertainlyBefore(When other) => Compare(this, other) == Order.Before;

    /// <summary>True when this begins after the other is over.</summary>
    public bool CertainlyAfter(When other) => Compare(this, other) == Order.After;

    /// <summary>
    /// Whether the day belongs to it. A month says "some day of it": <see cref="Answer.Possibly"/>. An interval holds with certainty between the
    /// last day it can begin on and the first it can end on.
    /// </summary>
    public Answer Covers(DateOnly day)
    {
        var number = Civil.Number(day.Year, day.Month, day.Day);
        return number < bounds.Earliest || number > bounds.Latest ? Answer.No
            : bounds.SurelyFrom <= number && number <= bounds.SurelyTo ? Answer.Yes
            : Answer.Possibly;
    }

    /// <summary>True when every day of the other lies within the days this may cover.</summary>
    public bool Encloses(When other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (bounds.Earliest is null || bounds.Earliest <= other.bounds.Earliest)
            && (bounds.Latest is null || bounds.Latest >= other.bounds.Latest);
    }

    /// <inheritdoc/>
    public override string ToString() => Edtf;

    private static string YearText(int year) => year switch
    {
        > 9999 => $"Y{Text(year)}",
        < -9999 => $"Y{Text(year)}",
        < 0 => $"-{(-year).ToString("0000", CultureInfo.InvariantCulture)}",
        _ => year.ToString("0000", CultureInfo.InvariantCulture),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
