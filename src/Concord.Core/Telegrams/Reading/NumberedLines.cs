namespace Concord.Core.Telegrams.Reading;

/// <summary>A paragraph number at the start of a line: <c>4. </c>, <c>¶5.</c>, and the residue <c>[1](#)4.</c> that stands for a pilcrow.</summary>
internal static class NumberedLines
{
    /// <summary>Reads the number and where the words after it begin.</summary>
    public static bool TryRead(ReadOnlySpan<char> line, out int number, out int textAt)
    {
        (number, textAt) = (0, 0);
        if (line.IsEmpty || !(char.IsAsciiDigit(line[0]) || line[0] is '\u00B6' or '['))
        {
            return false;
        }

        var at = 0;
        if (line[0] == '[')
        {
            at = Residue.Length(line, out var label);
            if (at == 0 || label.ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }
        }

        while (at < line.Length && line[at] is '\u00B6' or ' ')
        {
            at++;
        }

        var from = at;
        while (at < line.Length && at - from < 4 && char.IsAsciiDigit(line[at]))
        {
            at++;
        }

        if (at == from || at - from > 3 || at >= line.Length || line[at] != '.')
        {
            return false;
        }

        number = Figures.Number(line[from..at]) ?? 0;
        at++;
        if (at < line.Length && !(line[at] is ' ' or '\t' or '(' or '\u00A0' || char.IsLetter(line[at])))
        {
            return false;
        }

        while (at < line.Length && char.IsWhiteSpace(line[at]))
        {
            at++;
        }

        textAt = at;
        return true;
    }
}
