using System.Collections.Immutable;
using System.Globalization;

namespace Concord.Core.Telegrams.Reading;

/// <summary>The checks of TELEGRAMS 1.9. An error only where the telegram contradicts itself.</summary>
internal static class Checks
{
    public static void All(Reading reading, TextReader text, ImmutableArray<GeographicTag> geographic)
    {
        SerialChecks.Run(reading);
        DateChecks.Run(reading);
        PrecedenceChecks.Run(reading);
        SectionChecks.Run(reading, text);
        EndingChecks.Run(reading, text);
        MarkingChecks.Run(reading);
        TagChecks.Run(reading, geographic);
    }

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Serial of FL3, MRN, every page header, FL15: one number.</summary>
internal static class SerialChecks
{
    public static void Run(Reading reading)
    {
        foreach (var d in reading.Drafts)
        {
            if (d.Origin?.Serial is { } sent && d.Class?.Serial is { } numbered && sent != numbered)
            {
                reading.Complaints.Add("mrn-serial-mismatch", Severity.Error, reading.Line(d.ClassAt), Checks.Text(sent), Checks.Text(numbered));
            }
        }

        if (Usual(reading) is not { } usual)
        {
            return;
        }

        foreach (var header in reading.Lines.PageHeaders.Where(h => h.Serial != usual))
        {
            reading.Complaints.Add("page-header-serial", Severity.Error, reading.Script.Number(header.At), Checks.Text(header.Serial), Checks.Text(usual));
        }

        foreach (var d in reading.Drafts.Where(d => d.EndSerial is { } end && end != usual))
        {
            reading.Complaints.Add("eom-serial", Severity.Error, reading.Line(d.EndSerialAt), Checks.Text(d.EndSerial!.Value), Checks.Text(usual));
        }
    }

    // what most of them say; of equals the first written
    private static int? Usual(Reading reading) =>
        reading.Drafts.SelectMany(d => new[] { d.Origin?.Serial, d.Class?.Serial, d.EndSerial })
            .Concat(reading.Lines.PageHeaders.Select(h => (int?)h.Serial))
            .Where(s => s is not null).GroupBy(s => s).MaxBy(g => g.Count())?.Key;
}

/// <summary>The date-time group exists, and FL3 was filed on its day or the next, not earlier.</summary>
internal static class DateChecks
{
    public static void Run(Reading reading)
    {
        foreach (var d in reading.Drafts)
        {
            if (d.Dtg is { Utc: null } wrong)
            {
                reading.Complaints.Add("dtg-invalid", Severity.Error, reading.Line(d.DtgAt), wrong.Written);
            }
            else if (d is { Dtg.Utc: { } utc, Origin.JulianDay: { } day } && !Fits(utc, day, d.Origin.Time))
            {
                reading.Complaints.Add("dtg-julian-mismatch", Severity.Error, reading.Line(d.OriginAt), $"{day:000}{d.Origin.Time}", d.Dtg.Written, Checks.Text(utc.DayOfYear));
            }
        }
    }

    private static bool Fits(DateTimeOffset utc, int day, string? time)
    {
        if (day == utc.DayOfYear)
        {
            return Figures.Number(time) is not { } filed || filed >= (utc.Hour * 100) + utc.Minute;
        }

        return day == (utc.Year == 9999 ? 1 : utc.AddDays(1).DayOfYear);
    }
}

/// <summary>FL2 = the highest of FL5; action words = its first letter, info words not above its last.</summary>
internal static class PrecedenceChecks
{
    private const string FromHighest = "ZOPR";

    public static void Run(Reading reading)
    {
        foreach (var d in reading.Sections)
        {
            if (d.Dtg is not { Precedence: { Length: > 0 } letters })
            {
                continue;
            }

            var (first, last) = (Rank(letters[0][0]), Rank(letters[^1][0]));
            if (first < 0 || last < 0)
            {
                continue;
            }

            if (letters.Length > 1 && first >= last)
            {
                Complain(reading, d.DtgAt, letters[0], letters[^1]);
            }

            if (d.Routing is { Precedence: var digraph } && Math.Min(Rank(digraph[0]), Rank(digraph[1])) != Math.Min(first, last))
            {
                Complain(reading, d.RoutingAt, digraph, string.Join(' ', letters));
            }

            // with two, some action addressee has the first
            var second = d.Action.Exists(a => Rank(a.Addressee.Precedence) is var r && (r == first || r < 0)) ? last : first;
            foreach (var (addressee, at) in d.Action)
            {
                if (Rank(addressee.Precedence) is >= 0 and var rank && rank != first && rank != second)
                {
                    Complain(reading, at, addressee.Precedence!, string.Join(' ', letters));
                }
            }

            foreach (var (addressee, at) in d.Info)
            {
                if (Rank(addressee.Precedence) is >= 0 and var rank && rank < last)
                {
                    Complain(reading, at, addressee.Precedence!, string.Join(' ', letters));
                }
            }
        }
    }

    private static void Complain(Reading reading, int at, string one, string other) =>
        reading.Complaints.Add("precedence-mismatch", Severity.Error, reading.Line(at), one, other);

    private static int Rank(char letter) => FromHighest.IndexOf(letter, StringComparison.Ordinal);

    private static int Rank(string? word) => word switch
    {
        "FLASH" => 0,
        "IMMEDIATE" or "NIACT IMMEDIATE" => 1,
        "PRIORITY" => 2,
        "ROUTINE" => 3,
        _ => -1,
    };
}
