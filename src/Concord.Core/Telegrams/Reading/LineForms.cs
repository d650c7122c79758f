namespace Concord.Core.Telegrams.Reading;

/// <summary>What a line is by its shape alone (ACP 127 format lines; TELEGRAMS 1.2). Each test looks at a line without its outer blanks.</summary>
internal static class LineForms
{
    private const string PrecedenceLetters = "ZOPRY";

    /// <summary>FL1: <c>VZCZCXRO5337</c>, or ZCZC alone.</summary>
    public static bool IsTransmissionId(ReadOnlySpan<char> line) =>
        line.StartsWith("VZCZC", StringComparison.Ordinal) || line.StartsWith("ZCZC", StringComparison.Ordinal);

    public static bool IsPrecedenceLetter(char c) => PrecedenceLetters.Contains(c, StringComparison.Ordinal);

    /// <summary>FL2: a digraph and routing indicators only.</summary>
    public static bool IsRouting(ReadOnlySpan<char> line)
    {
        if (line.Length < 6 || !IsPrecedenceLetter(line[0]) || !IsPrecedenceLetter(line[1]) || line[2] != ' ')
        {
            return false;
        }

        return AreRoutingIndicators(line[3..]);
    }

    /// <summary>Nothing but routing indicators (4 to 8 letters, first R, Q or U).</summary>
    public static bool AreRoutingIndicators(ReadOnlySpan<char> line)
    {
        var any = false;
        foreach (var word in new Words(line))
        {
            if (!IsRoutingIndicator(word))
            {
                return false;
            }

            any = true;
        }

        return any;
    }

    public static bool IsRoutingIndicator(ReadOnlySpan<char> word) =>
        word.Length is >= 4 and <= 8 && word[0] is 'R' or 'Q' or 'U' && !word.ContainsAnyExceptInRange('A', 'Z');

    /// <summary>FL3 in any of its three serial forms.</summary>
    public static bool IsOrigin(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith("DE ", StringComparison.Ordinal) || line.Length < 8)
        {
            return false;
        }

        var hash = line.IndexOf('#');
        if (hash > 0 && IsOneWord(line[3..hash].Trim(' ')))
        {
            return hash + 1 < line.Length && char.IsAsciiDigit(line[hash + 1]);
        }

        var words = new Words(line[3..].TrimStart());
        return words.MoveNext() && IsStation(words.Current) && words.MoveNext()
            && (words.Current is "NR" || (words.Current.Length >= 3 && !words.Current.ContainsAnyExceptInRange('0', '9')));
    }

    /// <summary>FL4: ZNR or ZNY and class letters.</summary>
    public static bool IsSecurity(ReadOnlySpan<char> line) =>
        line.Length >= 5 && line[0] == 'Z' && line[1] == 'N' && line[2] is 'R' or 'Y' && line[3] == ' ' && char.IsAsciiLetterUpper(line[4]);

    /// <summary>FL5: precedence and a group of six digits, a zone letter, a month and a year, however wrong their values.</summary>
    public static bool IsDateTime(ReadOnlySpan<char> line)
    {
        var words = new Words(line);
        var letters = 0;
        while (words.MoveNext() && words.Current.Length == 1 && IsPrecedenceLetter(char.ToUpperInvariant(words.Current[0])) && letters < 2)
        {
            letters++;
        }

        return letters > 0 && LooksLikeDateTimeGroup(words.Current) && words.MoveNext() && LooksLikeMonth(words.Current)
            && words.MoveNext() && words.Current.Length is 2 or 4 && char.IsAsciiDigit(words.Current[^1]);
    }

    /// <summary>BT alone, perhaps with the blanks or the sign of a copy.</summary>
    public static bool IsBreak(ReadOnlySpan<char> line) => line is "BT" || line is "B T";

    /// <summary>FL15: <c>#7545</c>.</summary>
    public static bool IsEndSerial(ReadOnlySpan<char> line) =>
        line.Length is >= 2 and <= 9 && line[0] == '#' && !line[1..].TrimStart(' ').ContainsAnyExceptInRange('0', '9')
        && char.IsAsciiDigit(line[^1]);

    /// <summary>FL16.</summary>
    public static bool IsEnd(ReadOnlySpan<char> line) => line is "NNNN" || line is "NNNN." || line is "N N N N";

    /// <summary>A row of one drawing sign, as under a heading.</summary>
    public static bool IsRule(ReadOnlySpan<char> line) =>
        line.Length >= 3 && line[0] is '-' or '=' or '_' or '*' && line.Trim(line[0]).IsEmpty;

    /// <summary>Group count or accounting symbol (FL10), which State traffic does not carry.</summary>
    public static bool IsGroupCount(ReadOnlySpan<char> line) =>
        line is "GRNC" || line.StartsWith("ACCT ", StringComparison.Ordinal)
        || (line.Length is >= 3 and <= 7 && line.StartsWith("GR", StringComparison.Ordinal) && !line[2..].ContainsAnyExceptInRange('0', '9'));

    private static bool IsOneWord(ReadOnlySpan<char> text) => text.Length is > 0 and <= 8 && !text.Contains(' ');

    private static bool IsStation(ReadOnlySpan<char> word) => word.Length is >= 1 and <= 8 && !word.ContainsAnyExceptInRange('A', 'Z');

    private static bool LooksLikeDateTimeGroup(ReadOnlySpan<char> word)
    {
        if (word.Length != 7 || !char.IsAsciiLetter(word[6]))
        {
            return false;
        }

        var digits = 0;
        foreach (var c in word[..6])
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        }

        return digits >= 4;
    }

    private static bool LooksLikeMonth(ReadOnlySpan<char> word) =>
        word.Length is >= 3 and <= 9 && IsWord(word);

    private static bool IsWord(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsAsciiLetter(c))
            {
                return false;
            }
        }

        return true;
    }
}
