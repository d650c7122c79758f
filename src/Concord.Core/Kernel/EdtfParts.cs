namespace Concord.Core.Kernel;

/// <summary>Reads <c>year[-month[-day]]</c> with unspecified digits and qualifiers, from left to right.</summary>
internal ref struct EdtfParts(string text)
{
    public const int YearMargin = 183;
    private const int DayMargin = 3;
    private const int MonthMargin = 15;
    private const int GroupMargin = 45;

    private int at;
    private int margin;

    public static bool IsQualifier(char c) => c is '?' or '~' or '%';

    /// <summary><c>%</c> is both uncertain and approximate: twice the margin.</summary>
    public static int Weight(char qualifier) => qualifier == '%' ? 2 : 1;

    public Result<EdtfDate> Read()
    {
        var negative = false;
        if (!Part(4, ref negative, out var year, out var yearQualifier))
        {
            return Fault("when.year");
        }

        if (negative && year.SequenceEqual("0000"))
        {
            return Fault("when.year");
        }

        Qualify(yearQualifier, YearUnit(year));
        if (at == text.Length)
        {
            return Years(year, negative);
        }

        var none = false;
        if (text[at] != '-')
        {
            return Fault(text[at] is 'T' ? "when.time-of-day" : text[at] is 'S' or 'E' ? "when.unsupported" : "when.unreadable");
        }

        at++;
        if (!Part(2, ref none, out var month, out var monthQualifier))
        {
            return Fault("when.month");
        }

        if (month is not ['X', _] and not [_, 'X'] && Value(month) is >= 21 and <= 41 and var group)
        {
            Qualify(monthQualifier, GroupMargin);
            return at == text.Length ? Group(year, negative, group) : Fault("when.unreadable");
        }

        Qualify(monthQualifier, month is "XX" ? YearMargin : MonthMargin);
        if (at == text.Length)
        {
            return Days(year, negative, month, default, "when.month");
        }

        if (text[at] != '-')
        {
            return Fault(text[at] is 'T' ? "when.time-of-day" : "when.unreadable");
        }

        at++;
        if (!Part(2, ref none, out var day, out var dayQualifier))
        {
            return Fault("when.day");
        }

        Qualify(dayQualifier, day is "XX" ? MonthMargin : DayMargin);
        return at == text.Length ? Days(year, negative, month, day, "when.no-such-day")
            : Fault(text[at] is 'T' ? "when.time-of-day" : "when.unreadable");
    }

    /// <summary>A qualifier stands before its part (this part alone) or after it (this and those to the left), never both.</summary>
    private bool Part(int length, ref bool negative, out ReadOnlySpan<char> digits, out char qualifier)
    {
        qualifier = '\0';
        digits = default;
        if (at < text.Length && IsQualifier(text[at]))
        {
            qualifier = text[at++];
        }

        if (length == 4 && at < text.Length && text[at] == '-')
        {
            negative = true;
            at++;
        }

        if (text.Length - at < length)
        {
            return false;
        }

        digits = text.AsSpan(at, length);
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c) && c != 'X')
            {
                return false;
            }
        }

        at += length;
        if (qualifier == '\0' && at < text.Length && IsQualifier(text[at]))
        {
            qualifier = text[at++];
        }

        return true;
    }

    private void Qualify(char qualifier, int unit)
    {
        if (qualifier != '\0')
        {
            margin = Math.Max(margin, unit * Weight(qualifier));
        }
    }

    private static int YearUnit(ReadOnlySpan<char> year) => year switch
    {
        [_, 'X', _, _] or ['X', _, _, _] => 182621,
        [_, _, 'X', _] => 18262,
        [_, _, _, 'X'] => 1826,
        _ => YearMargin,
    };

    private readonly Result<EdtfDate> Years(ReadOnlySpan<char> year, bool negative)
    {
        var (low, high) = YearSpan(year, negative);
        return new EdtfDate(Civil.Number(low, 1, 1), Civil.Number(high, 12, 31), margin);
    }

    private readonly Result<EdtfDate> Group(ReadOnlySpan<char> year, bool negative, int group)
    {
        var (low, high) = YearSpan(year, negative);
        var (first, months) = group switch
        {
            24 or 28 or 30 => (12, 3),
            <= 28 => (3 * ((group - 21) % 4) + 3, 3),
            29 => (9, 3),
            31 => (3, 3),
            32 => (6, 3),
            <= 36 => (3 * (group - 33) + 1, 3),
            <= 39 => (4 * (group - 37) + 1, 4),
            _ => (6 * (group - 40) + 1, 6),
        };
        var (lastYear, lastMonth) = first + months - 1 > 12 ? (high + 1, first + months - 13) : (high, first + months - 1);
        return new EdtfDate(Civil.Number(low, first, 1), Civil.Number(lastYear, lastMonth, Civil.DaysIn(lastYear, lastMonth)), margin);
    }

    /// <summary>The first and the last real day that the digits allow; none at all is a refusal.</summary>
    private readonly Result<EdtfDate> Days(ReadOnlySpan<char> year, bool negative, ReadOnlySpan<char> month, ReadOnlySpan<char> day, string fault)
    {
        var (low, high) = YearSpan(year, negative);
        long? first = null;
        long? last = null;
        for (var y = low; y <= high && first is null; y++)
        {
            first = Fits(year, Math.Abs(y)) ? Edge(y, month, day, false) : null;
        }

        for (var y = high; y >= low && last is null; y--)
        {
            last = Fits(year, Math.Abs(y)) ? Edge(y, month, day, true) : null;
        }

        return first is { } a && last is { } b ? new EdtfDate(a, b, margin) : Fault(fault);
    }

    private static long? Edge(int year, ReadOnlySpan<char> month, ReadOnlySpan<char> day, bool isLast)
    {
        for (var i = 1; i <= 12; i++)
        {
            var m = isLast ? 13 - i : i;
            if (!Fits(month, m))
            {
                continue;
            }

            var days = Civil.DaysIn(year, m);
            for (var j = 1; j <= days; j++)
            {
                var d = isLast ? days + 1 - j : j;
                if (day.IsEmpty || Fits(day, d))
                {
                    return Civil.Number(year, m, d);
                }
            }
        }

        return null;
    }

    private static (int Low, int High) YearSpan(ReadOnlySpan<char> year, bool negative)
    {
        var (low, high) = (0, 0);
        foreach (var c in year)
        {
            low = (low * 10) + (c == 'X' ? 0 : c - '0');
            high = (high * 10) + (c == 'X' ? 9 : c - '0');
        }

        return negative ? (-high, -low) : (low, high);
    }

    private static bool Fits(ReadOnlySpan<char> mask, int value)
    {
        for (var i = mask.Length - 1; i >= 0; i--, value /= 10)
        {
            if (mask[i] != 'X' && mask[i] - '0' != value % 10)
            {
                return false;
            }
        }

        return value == 0;
    }

    private static int Value(ReadOnlySpan<char> digits) => ((digits[0] - '0') * 10) + digits[1] - '0';

    private readonly Result<EdtfDate> Fault(string code) => new Refusal(code, text, text[Math.Min(at, text.Length)..]);
}
