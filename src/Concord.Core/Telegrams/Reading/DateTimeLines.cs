using System.Collections.Immutable;

namespace Concord.Core.Telegrams.Reading;

/// <summary>FL5. A date that does not exist stays null and is never rolled over; two-digit years from 66 on are of the last century.</summary>
internal static class DateTimeLines
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    public static DateTimeGroup? Read(ReadOnlySpan<char> line)
    {
        if (!LineForms.IsDateTime(line))
        {
            return null;
        }

        var precedence = ImmutableArray.CreateBuilder<string>(2);
        var words = new Words(line);
        while (words.MoveNext() && words.Current.Length == 1)
        {
            precedence.Add(words.Current.ToString().ToUpperInvariant());
        }

        var group = words.Current;
        words.MoveNext();
        var month = words.Current;
        words.MoveNext();
        var year = words.Current;
        var signals = Signals(words.Rest);
        return new(precedence.ToImmutable(), $"{group} {month} {year}", Utc(group, month, year), signals);
    }

    /// <summary>The four-digit year of a written group, whatever its day; null when it cannot be read.</summary>
    public static int? Year(string? written) =>
        written is null ? null : Year(written.AsSpan(written.LastIndexOf(' ') + 1));

    public static ImmutableArray<string> Signals(ReadOnlySpan<char> rest)
    {
        var signals = ImmutableArray.CreateBuilder<string>();
        foreach (var word in new Words(rest))
        {
            if (signals.Count == 32)
            {
                break;
            }

            signals.Add(word.ToString());
        }

        return signals.ToImmutable();
    }

    private static int? Year(ReadOnlySpan<char> text) =>
        Figures.Number(text) switch
        {
            { } y when text.Length == 2 => y >= 66 ? 1900 + y : 2000 + y,
            { } y when text.Length == 4 && y is >= 1900 and < 2100 => y,
            _ => null,
        };

    private static DateTimeOffset? Utc(ReadOnlySpan<char> group, ReadOnlySpan<char> monthName, ReadOnlySpan<char> yearText)
    {
        var (day, hour, minute) = (Figures.Number(group[..2]), Figures.Number(group[2..4]), Figures.Number(group[4..6]));
        var month = 1 + Array.IndexOf(Months, monthName[..3].ToString().ToUpperInvariant());
        if (day is not { } d || hour is not { } h || minute is not { } m || Year(yearText) is not { } year
            || month == 0 || (monthName.Length > 3 && !IsLongMonth(monthName, month))
            || h > 23 || m > 59 || d < 1 || d > DateTime.DaysInMonth(year, month) || Zone(char.ToUpperInvariant(group[6])) is not { } zone)
        {
            return null;
        }

        return new DateTimeOffset(year, month, d, h, m, 0, TimeSpan.Zero).AddHours(-zone);
    }

    private static bool IsLongMonth(ReadOnlySpan<char> name, int month) =>
        System.Globalization.CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month).StartsWith(name.ToString(), StringComparison.OrdinalIgnoreCase);

    // military time zones: A to M without J are east of Z, N to Y west
    private static int? Zone(char letter) => letter switch
    {
        'Z' => 0,
        >= 'A' and <= 'I' => letter - 'A' + 1,
        >= 'K' and <= 'M' => letter - 'A',
        >= 'N' and <= 'Y' => -(letter - 'N' + 1),
        _ => null,
    };
}
