using System.Globalization;
using Concord.Core.Kernel;

namespace Concord.Platform.I18n;

/// <summary>Dates in words, as exact as they are known and never more. Instants name their zone.</summary>
internal static class WhenWords
{
    private static readonly CultureInfo Digits = CultureInfo.InvariantCulture;

    public static string Instant(DateTimeOffset at)
    {
        var utc = at.ToUniversalTime();
        return Texts.Here("shared.when-instant", Day(utc.Day()), utc.ToString("HH:mm", Digits));
    }

    public static string Day(DateOnly day) =>
        Texts.Here("shared.when-day", day.Day.ToString(Digits), Month(day.Month), day.Year.ToString(Digits));

    /// <summary>The reading of a fuzzy date in words; that it has none, when there is none.</summary>
    public static string Of(When? when) => when is null ? Texts.Here("shared.when-none") : Of(when.Edtf);

    internal static string Of(string edtf)
    {
        if (edtf is ['[' or '{', .., ']' or '}'])
        {
            return Texts.Here("shared.when-either", string.Join("; ", edtf[1..^1].Split(',').Select(Of)));
        }

        return edtf.Split('/') is [var from, var to] ? Interval(from, to) : One(edtf);
    }

    private static string Interval(string from, string to)
    {
        if (from is "" or "..")
        {
            return Texts.Here("shared.when-until", One(to));
        }

        if (to is "" or "..")
        {
            return Texts.Here("shared.when-from", One(from));
        }

        return from.Length == 10 && to.Length == 10 && from[..7] == to[..7] && DayOf(from) is { } a && DayOf(to) is { } b
            ? Texts.Here("shared.when-days", a.Day.ToString(Digits), b.Day.ToString(Digits), Month(a.Month), a.Year.ToString(Digits))
            : Texts.Here("shared.when-interval", One(from), One(to));
    }

    private static string One(string text)
    {
        var bare = text.TrimEnd('?', '~', '%').TrimStart('?', '~', '%');
        var said = Bare(bare);
        if (text.Contains('~', StringComparison.Ordinal) || text.Contains('%', StringComparison.Ordinal))
        {
            said = Texts.Here("shared.when-about", said);
        }

        return text.Contains('?', StringComparison.Ordinal) || text.Contains('%', StringComparison.Ordinal)
            ? Texts.Here("shared.when-unsure", said)
            : said;
    }

    private static string Bare(string text)
    {
        if (DayOf(text) is { } day)
        {
            return Day(day);
        }

        return text.Split('-') switch
        {
            [{ Length: 4 } year] when IsNumber(year) => Texts.Here("shared.when-year", year),
            [[.. var decade, 'X']] when decade.Length == 3 && IsNumber(decade) => Texts.Here("shared.when-decade", decade),
            [[.. var century, 'X', 'X']] when century.Length == 2 && IsNumber(century) => Texts.Here("shared.when-century", century),
            [var year, "XX"] when IsNumber(year) => Texts.Here("shared.when-unknown-month", year),
            [var year, "XX", "XX"] when IsNumber(year) => Texts.Here("shared.when-year", year),
            [var year, var month, "XX"] when IsNumber(year) && MonthOf(month) is { } m => Texts.Here("shared.when-unknown-day", Month(m), year),
            [var year, var month] when IsNumber(year) && MonthOf(month) is { } m => Texts.Here("shared.when-month", Month(m), year),
            [var year, var part] when IsNumber(year) && Texts.Find(CultureInfo.InvariantCulture, "shared.when-season-" + part) is not null =>
                Texts.Here("shared.when-season-" + part, year),
            _ => Texts.Here("shared.when-unspecified", text),
        };
    }

    private static string Month(int month) => Texts.Here("shared.month-" + month.ToString(Digits));

    private static int? MonthOf(string text) =>
        int.TryParse(text, NumberStyles.None, Digits, out var month) && month is >= 1 and <= 12 ? month : null;

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", Digits, DateTimeStyles.None, out var day) ? day : null;
}
