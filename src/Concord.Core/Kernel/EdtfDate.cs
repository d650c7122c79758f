namespace Concord.Core.Kernel;

/// <summary>One date of an EDTF expression: what its digits span, and the margin its qualifiers add.</summary>
/// <param name="First">First day of the digits, before any margin.</param>
/// <param name="Last">Last day of the digits.</param>
/// <param name="Margin">Days added at both ends by <c>~</c>, <c>?</c> or <c>%</c>.</param>
internal readonly record struct EdtfDate(long First, long Last, long Margin)
{
    public long Earliest => First - Margin;

    public long Latest => Last + Margin;

    public EdtfBounds Bounds => EdtfBounds.Unit(Earliest, Latest);

    public static Result<EdtfDate> Read(string text)
    {
        if (text.Length == 0)
        {
            return new Refusal("when.date-empty");
        }

        return text[0] == 'Y' ? LongYear(text) : new EdtfParts(text).Read();
    }

    /// <summary><c>Y</c>, a sign, five to ten digits: a year that four digits cannot hold.</summary>
    private static Result<EdtfDate> LongYear(string text)
    {
        var at = text.Length > 1 && text[1] == '-' ? 2 : 1;
        var begin = at;
        long year = 0;
        for (; at < text.Length && char.IsAsciiDigit(text[at]) && at - begin < 11; at++)
        {
            year = (year * 10) + text[at] - '0';
        }

        var digits = at - begin;
        if (digits < 5 || text[begin] == '0')
        {
            return new Refusal("when.year-not-long", text);
        }

        if (digits > 10)
        {
            return new Refusal("when.year-too-long", text);
        }

        var margin = 0;
        if (at < text.Length && EdtfParts.IsQualifier(text[at]))
        {
            margin = EdtfParts.YearMargin * EdtfParts.Weight(text[at++]);
        }

        if (at < text.Length)
        {
            return new Refusal(text[at] is 'E' or 'S' ? "when.unsupported" : "when.unreadable", text, text[at..]);
        }

        year = begin == 2 ? -year : year;
        return new EdtfDate(Civil.Number(year, 1, 1), Civil.Number(year, 12, 31), margin);
    }
}
