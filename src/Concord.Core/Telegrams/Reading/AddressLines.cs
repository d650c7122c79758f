namespace Concord.Core.Telegrams.Reading;

/// <summary>FL7 and FL8 without their first word: <c>[RI/]PLAD [precedence] [MCN]</c>.</summary>
internal static class AddressLines
{
    private static readonly string[] Precedences = ["NIACT IMMEDIATE", "IMMEDIATE", "PRIORITY", "ROUTINE", "FLASH"];

    public static Addressee Read(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        string? ri = null;
        var slash = text.IndexOf('/');
        if (slash is >= 3 and <= 8 && !text[..slash].ContainsAnyExceptInRange('A', 'Z') && (slash > 3 || text[..3] is "ZEN"))
        {
            ri = text[..slash].ToString();
            text = text[(slash + 1)..].TrimStart();
        }

        string? mcn = null;
        var blank = text.LastIndexOf(' ');
        if (blank > 0 && text.Length - blank - 1 <= 5 && Figures.Number(text[(blank + 1)..]) is not null)
        {
            mcn = text[(blank + 1)..].ToString();
            text = text[..blank].TrimEnd();
        }

        string? precedence = null;
        foreach (var word in Precedences)
        {
            if (text.EndsWith(word, StringComparison.Ordinal) && text.Length > word.Length && text[^(word.Length + 1)] == ' ')
            {
                precedence = word;
                text = text[..^(word.Length + 1)].TrimEnd();
                break;
            }
        }

        var plad = text.TrimEnd(',').TrimEnd().ToString();
        return new(ri, plad, precedence, mcn, plad.EndsWith("COLLECTIVE", StringComparison.Ordinal));
    }

    /// <summary>The addressee whole, when a line is only the end of its designator: <c>COLLECTIVE</c>, <c>DC PRIORITY</c>, <c>IMMEDIATE 4095</c>; else null.</summary>
    public static Addressee? Wrapped(Addressee before, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || before is not { Precedence: null, Mcn: null })
        {
            return null;
        }

        foreach (var word in new Words(text))
        {
            if (!(word is "COLLECTIVE" || Precedences.Contains(word.ToString()) || (word.Length == 2 && !word.ContainsAnyExceptInRange('A', 'Z'))
                || (word.Length <= 5 && Figures.Number(word) is not null)))
            {
                return null;
            }
        }

        var whole = Read($"{before.Plad} {text}");
        return whole with { Ri = before.Ri };
    }

    /// <summary>Parts a line at an exemption inside it: <c>… COLLECTIVE, XMT, AMEMBASSY SOFIA</c>. The exempted part is empty when there is none.</summary>
    public static ReadOnlySpan<char> BeforeExempted(ReadOnlySpan<char> line, out ReadOnlySpan<char> exempted)
    {
        var at = line.IndexOf("XMT", StringComparison.Ordinal);
        if (at > 0 && line[at - 1] is ' ' or ',' && (at + 3 == line.Length || line[at + 3] is ' ' or ',' or '/'))
        {
            exempted = line[(at + 3)..];
            return line[..at].TrimEnd(" ,");
        }

        exempted = [];
        return line;
    }
}
