namespace Concord.Core.Telegrams.Reading;

/// <summary>The labelled lines between the classification and the first paragraph.</summary>
internal enum HeadKind
{
    None,
    Order,
    Tags,
    Subject,
    Reference,
    ClassifiedBy,
    Other,
}

internal static class HeadLines
{
    private static readonly string[] CaptionPhrases =
    [
        "NOT FOR INTERNET DISTRIBUTION", "ROGER CHANNEL", "DISSENT CHANNEL", "DS CHANNEL", "MED CHANNEL", "EYES ONLY", "LIMITED OFFICIAL USE", "CONTAINS SBU",
    ];

    private static readonly string[] CaptionWords =
    [
        "SIPDIS", "SENSITIVE", "NOFORN", "EXDIS", "NODIS", "LIMDIS", "STADIS", "NOCONTRACT", "ORCON", "PROPIN", "AIDAC", "TERREP", "SBU", "FOUO", "EFTO",
        "CODEL", "VISAS", "NIACT", "ECONOMIC", "HARTS", "EXCLUSIVE", "EXCISE",
    ];

    /// <summary>Which labelled line it is, and where its value begins.</summary>
    public static HeadKind Kind(ReadOnlySpan<char> line, out int valueAt)
    {
        valueAt = 0;
        if (line.Length < 3)
        {
            return HeadKind.None;
        }

        return (line[0] | 0x20) switch
        {
            'e' when OrderLine.IsOne(line) => HeadKind.Order,
            't' when Label(line, "TAGS", ref valueAt) || Label(line, "TAG", ref valueAt) => HeadKind.Tags,
            's' when Label(line, "SUBJECT", ref valueAt) || Label(line, "SUBJ", ref valueAt) => HeadKind.Subject,
            'r' when Label(line, "REFERENCES", ref valueAt) || Label(line, "REFERENCE", ref valueAt) || Label(line, "REF(S)", ref valueAt)
                || Label(line, "REFTELS", ref valueAt) || Label(line, "REFTEL", ref valueAt)
                || Label(line, "REFS", ref valueAt) || Label(line, "REF", ref valueAt) => HeadKind.Reference,
            'c' when Label(line, "CLASSIFIED BY", ref valueAt) => HeadKind.ClassifiedBy,
            'c' when Label(line, "CAPTIONS", ref valueAt) => HeadKind.Other,
            'd' when Label(line, "DERIVED FROM", ref valueAt) || Label(line, "DECLASSIFY ON", ref valueAt) => HeadKind.Other,
            'r' when Label(line, "REASON", ref valueAt) => HeadKind.Other,
            _ => HeadKind.None,
        };
    }

    /// <summary>Nothing but captions: each of them, or none when there is another word.</summary>
    public static List<string>? Captions(ReadOnlySpan<char> line)
    {
        List<string>? found = null;
        var rest = line.Trim("/ ");
        while (!rest.IsEmpty)
        {
            var name = NextCaption(rest);
            if (name is null || found?.Count == 16)
            {
                return null;
            }

            (found ??= []).Add(name);
            rest = rest[name.Length..].TrimStart(" ,/;");
        }

        return found;
    }

    /// <summary>FOR or PASS as a word: an instruction to pass the telegram on.</summary>
    public static bool IsPassing(ReadOnlySpan<char> line)
    {
        foreach (var word in new Words(line))
        {
            if (word is "FOR" or "PASS" or "PLEASE" or "PLS" || word.Equals("for", StringComparison.Ordinal) || word.StartsWith("PASS:", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string? NextCaption(ReadOnlySpan<char> rest)
    {
        foreach (var phrase in CaptionPhrases)
        {
            if (rest.StartsWith(phrase, StringComparison.Ordinal))
            {
                return phrase;
            }
        }

        foreach (var word in CaptionWords)
        {
            if (rest.StartsWith(word, StringComparison.Ordinal) && (rest.Length == word.Length || rest[word.Length] is ' ' or ',' or '/' or ';'))
            {
                return word;
            }
        }

        return null;
    }

    private static bool Label(ReadOnlySpan<char> line, string label, ref int valueAt)
    {
        if (!line.StartsWith(label, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var at = label.Length;
        while (at < line.Length && line[at] == ' ')
        {
            at++;
        }

        if (at < line.Length && line[at] is ':' or ';')
        {
            at++;
        }
        else if (at == label.Length && at < line.Length)
        {
            return false;
        }
        else if (!IsCapital(line[..label.Length]))
        {
            // "Subject matter experts …" is a sentence, "SUBJECT STRAITS …" a label that lost its colon
            return false;
        }

        while (at < line.Length && line[at] == ' ')
        {
            at++;
        }

        valueAt = at;
        return true;
    }

    private static bool IsCapital(ReadOnlySpan<char> label) => !label.ContainsAnyInRange('a', 'z');
}
