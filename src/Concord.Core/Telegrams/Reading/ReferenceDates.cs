using System.Globalization;

namespace Concord.Core.Telegrams.Reading;

/// <summary>The date of an e-mail or letter among the references. Month before day, as the post writes; said to be ambiguous where the other order is possible.</summary>
internal static class ReferenceDates
{
    private static readonly string[] WordFormats =
    [
        "MMMM d yyyy", "MMM d yyyy", "d MMMM yyyy", "d MMM yyyy", "MMMM d yy", "d MMM yy", "MMM d yy",
    ];

    public static string? Find(string text, out bool ambiguous)
    {
        ambiguous = false;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim(',', '.', '(', ')', ';')).ToArray();
        foreach (var word in words)
        {
            if (Numeric(word, out ambiguous) is { } date)
            {
                return date;
            }
        }

        for (var i = 0; i + 2 < words.Length; i++)
        {
            if (DateOnly.TryParseExact($"{words[i]} {words[i + 1]} {words[i + 2]}", WordFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    /// <summary>A date in figures parted by slashes, as ISO 8601; null when it is none.</summary>
    public static string? Numeric(ReadOnlySpan<char> word, out bool ambiguous)
    {
        ambiguous = false;
        Span<int> parts = stackalloc int[3];
        var count = 0;
        foreach (var range in word.Split('/'))
        {
            if (count == 3 || Figures.Number(word[range]) is not { } part)
            {
                return null;
            }

            parts[count++] = part;
        }

        if (count != 3)
        {
            return null;
        }

        var (month, day, year) = (parts[0], parts[1], parts[2]);
        if (month > 31 || year is > 99 and < 1900 or > 2100)
        {
            return null;
        }

        (month, day) = month > 12 ? (day, month) : (month, day);
        year = year > 99 ? year : year >= 66 ? 1900 + year : 2000 + year;
        if (month is < 1 or > 12 || year < 1 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        ambiguous = parts[0] <= 12 && parts[1] <= 12 && parts[0] != parts[1];
        return new DateOnly(year, month, day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
