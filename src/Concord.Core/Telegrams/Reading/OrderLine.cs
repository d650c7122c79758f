namespace Concord.Core.Telegrams.Reading;

/// <summary>The E.O. line; orders of 1972 to 2009. A line that is one but cannot be read whole is garbled.</summary>
internal static class OrderLine
{
    private static readonly string[] Orders = ["11652", "12065", "12356", "12958", "13292", "13526"];

    private static readonly string[] Values = ["N/A", "NA", "N.A", "NONE", "NOT APPLICABLE", "DECL", "GDS", "XGDS", "ADS", "XDS", "OADR", "UPON", "EXEMPT", "X"];

    public static bool IsOne(ReadOnlySpan<char> line) => PrefixLength(line) > 0;

    public static (ExecutiveOrder Order, bool Garbled) Read(ReadOnlySpan<char> line)
    {
        var rest = line[PrefixLength(line)..].TrimStart(" .:");
        var end = 0;
        while (end < rest.Length && rest[end] is not (':' or ' ' or ';'))
        {
            end++;
        }

        var order = rest[..end].ToString();
        var value = rest[end..].TrimStart(" :;").Trim().ToString();
        var garbled = !Orders.Contains(order) || !IsValue(value);
        return (new(order, value.Length == 0 ? null : value), garbled);
    }

    private static bool IsValue(string value) =>
        value.Length > 0 && value.AsSpan().IndexOfAny("?#*\uFFFD") < 0
        && (char.IsAsciiDigit(value[0]) || Values.Any(v => value.StartsWith(v, StringComparison.OrdinalIgnoreCase)));

    // E.O., E. O., E.0., EO, E,O.: then the number
    private static int PrefixLength(ReadOnlySpan<char> line)
    {
        if (line.Length < 4 || line[0] is not ('E' or 'e'))
        {
            return 0;
        }

        var at = 1;
        while (at < line.Length && at < 4 && line[at] is '.' or ' ' or ',')
        {
            at++;
        }

        if (at >= line.Length || line[at] is not ('O' or 'o' or '0'))
        {
            return 0;
        }

        at++;
        var point = at > 2 || (at < line.Length && line[at] == '.');
        while (at < line.Length && line[at] is '.' or ' ' or ',')
        {
            at++;
        }

        var digits = 0;
        for (var i = at; i < line.Length && i < at + 6; i++)
        {
            digits += char.IsAsciiDigit(line[i]) ? 1 : 0;
        }

        return digits >= 3 || (point && line.Contains("N/A", StringComparison.OrdinalIgnoreCase)) ? at : 0;
    }
}
