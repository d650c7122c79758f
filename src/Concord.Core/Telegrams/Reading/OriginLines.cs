namespace Concord.Core.Telegrams.Reading;

/// <summary>FL3 in its three serial forms: State <c>DE RI #7545/01 3530614</c>, ACP 127 <c>DE Y 0051 22/1856Z</c>, ACP 126 <c>DE Y NR 051</c>.</summary>
internal static class OriginLines
{
    public static OriginLine? Read(ReadOnlySpan<char> line)
    {
        if (!LineForms.IsOrigin(line))
        {
            return null;
        }

        var words = new Words(line[3..]);
        words.MoveNext();
        var station = words.Current;
        var hash = station.IndexOf('#');
        var rest = hash > 0 ? line[(line.IndexOf('#') + 1)..] : words.Rest.TrimStart('#').TrimStart();
        station = hash > 0 ? station[..hash] : station;
        var parts = new Words(rest);
        parts.MoveNext();
        if (parts.Current is "NR")
        {
            parts.MoveNext();
        }

        var serial = parts.Current;
        var slash = serial.IndexOf('/');
        int? section = slash > 0 ? Figures.Small(serial[(slash + 1)..]) : null;
        var number = Figures.Number(slash > 0 ? serial[..slash] : serial);
        parts.MoveNext();
        var filed = parts.Current;
        var (day, time) = Filed(filed);
        return new(station.ToString(), number, section, day, time);
    }

    private static (int? Day, string? Time) Filed(ReadOnlySpan<char> filed)
    {
        if (filed.Length == 7 && Figures.Number(filed) is not null)
        {
            return (Figures.Number(filed[..3]), filed[3..].ToString());
        }

        // ACP 127: day of the month, not of the year
        var slash = filed.IndexOf('/');
        return slash > 0 && filed.Length >= slash + 5 && Figures.Number(filed.Slice(slash + 1, 4)) is not null
            ? (null, filed.Slice(slash + 1, 4).ToString())
            : (null, null);
    }
}
