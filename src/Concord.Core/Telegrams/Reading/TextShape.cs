namespace Concord.Core.Telegrams.Reading;

/// <summary>Tells headings, bullets and the signature from the lines of a paragraph.</summary>
internal sealed class TextShape(TextLines lines)
{
    private const int LongestHeading = 100;

    /// <summary>A bullet: <c>-- </c>, <c>- </c>, <c>* </c>, or a sign for one; and where its words begin.</summary>
    public static int Bullet(ReadOnlySpan<char> line)
    {
        var signs = 0;
        while (signs < line.Length && signs < 3 && line[signs] is '-' or '*' or '\u2022' or '\u2013' or '\u2014' or '\u00B7')
        {
            signs++;
        }

        if (signs == 0 || signs == line.Length || (signs == 1 && line[1] != ' ') || line[signs] is '-' or '*' || (line[signs] != ' ' && !char.IsLetter(line[signs])))
        {
            return 0;
        }

        while (signs < line.Length && line[signs] == ' ')
        {
            signs++;
        }

        return signs < line.Length ? signs : 0;
    }

    /// <summary>How many lines from here on are a heading, 0 when they are none; <paramref name="number"/> is the last paragraph's.</summary>
    public int Heading(int at, bool isOver, int number)
    {
        var count = 0;
        while (at + count < lines.Count && count < 4 && (count == 0 || lines[at + count].Gap == Gap.None || IsCutByPage(at + count)))
        {
            var line = lines.Of(at + count);
            if (count > 0 && (LineForms.IsRule(line) || NumberedLines.TryRead(line, out _, out _)))
            {
                break;
            }

            count++;
        }

        if (count is 0 or > 3 || !MayBeHeading(lines.Of(at), first: true))
        {
            return 0;
        }

        var next = at + count;
        var last = lines.Of(next - 1);
        if (next >= lines.Count)
        {
            return 0;
        }

        if (LineForms.IsRule(lines.Of(next)))
        {
            return isOver || IsCapital(last) ? count : 0;
        }

        if (last[^1] is '.' or ',' or ';' && !Markers.IsHeading(last) || (!isOver && !IsCapital(last)))
        {
            return 0;
        }

        return IsFollowed(next, number) ? count : 0;
    }

    /// <summary>The last line is a name in capitals alone.</summary>
    public static bool IsSignature(ReadOnlySpan<char> line)
    {
        if (line.Length is < 2 or > 55 || !char.IsUpper(line[0]) || line[^1] == '.' && line.Contains(' '))
        {
            return false;
        }

        var (words, letters) = (0, 0);
        foreach (var word in new Words(line))
        {
            words++;
        }

        foreach (var c in line)
        {
            if (char.IsUpper(c))
            {
                letters++;
            }
            else if (c is not (' ' or '\'' or '-' or '.' or ',' or '/' or '\u2019'))
            {
                return false;
            }
        }

        return words <= 6 && letters >= 2 && !Markers.IsHeading(line);
    }

    // a page header parts the lines of an underlined heading
    private bool IsCutByPage(int at) =>
        lines[at].Gap.HasFlag(Gap.Page) && !Sentences.IsOver(lines.Of(at - 1)) && MayBeHeading(lines.Of(at), first: true) && !NumberedLines.TryRead(lines.Of(at), out _, out _)
        && at + 1 < lines.Count && LineForms.IsRule(lines.Of(at + 1));

    private bool IsFollowed(int next, int number)
    {
        var line = lines.Of(next);
        if (NumberedLines.TryRead(line, out var follows, out _))
        {
            return lines[next].Gap != Gap.None || follows == number + 1;
        }

        if (lines[next].Gap == Gap.None)
        {
            return false;
        }

        if (Bullet(line) > 0 || Markers.BeginsQuote(line, out var start, out _) && start == 0)
        {
            return true;
        }

        // another heading, or text without numbers
        var after = next + 1;
        return after < lines.Count && MayBeHeading(line, first: true)
            && (LineForms.IsRule(lines.Of(after)) || (NumberedLines.TryRead(lines.Of(after), out _, out _) && (line[^1] is not ('.' or ',' or ';') || Markers.IsHeading(line))) || (number == 0 && line.Length > 30));
    }

    private static bool MayBeHeading(ReadOnlySpan<char> line, bool first) =>
        line.Length is > 1 and <= LongestHeading && (!first || char.IsUpper(line[0]) || char.IsAsciiDigit(line[0]) || line[0] is '"' or '(' or '\u201C' || Residue.Length(line, out _) > 0)
        && !LineForms.IsRule(line) && Bullet(line) == 0;

    private static bool IsCapital(ReadOnlySpan<char> line) => !line.ContainsAnyInRange('a', 'z') && line.ContainsAnyInRange('A', 'Z');
}
