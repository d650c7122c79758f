using System.Collections.Immutable;

namespace Concord.Core.Telegrams.Reading;

/// <summary>The first line of the text: classification, caveats, section, post and serial (TELEGRAMS 1.3).</summary>
internal sealed record ClassificationLine(
    string Classification, ImmutableArray<string> Caveats, int? Section, int? Sections, string? Post, int? Serial)
{
    private static readonly string[] Classes = ["TOP SECRET", "UNCLASSIFIED", "CONFIDENTIAL", "LIMITED OFFICIAL USE", "RESTRICTED", "UNCLAS", "SECRET"];

    private static readonly (string Letters, string Name)[] Spaced =
        [("TOPSECRET", "TOP SECRET"), ("UNCLASSIFIED", "UNCLASSIFIED"), ("CONFIDENTIAL", "CONFIDENTIAL"), ("UNCLAS", "UNCLAS"), ("SECRET", "SECRET")];

    private static readonly string[] KnownCaveats =
    [
        "E F T O", "EFTO", "N O F O R N", "NOFORN", "NODIS", "EXDIS", "LIMDIS", "STADIS", "SENSITIVE", "SIPDIS", "NOCONTRACT", "ORCON", "PROPIN", "SBU",
        "FOUO", "FOR OFFICIAL USE ONLY", "NC", "OC",
    ];

    /// <summary>Cheap test for the first letters of a classification.</summary>
    public static bool MayStart(ReadOnlySpan<char> line) => line.Length >= 6 && line[0] is 'U' or 'C' or 'S' or 'T' or 'L' or 'R' && Match(line, out _, out _);

    /// <summary>Null when the line is none. A reading without a post or a section is a bare classification, as at a page break.</summary>
    public static ClassificationLine? Read(ReadOnlySpan<char> line)
    {
        if (!Match(line, out var classification, out var rest))
        {
            return null;
        }

        var caveats = ImmutableArray.CreateBuilder<string>();
        rest = ReadCaveats(rest, caveats);
        var (section, sections) = ReadSection(ref rest);
        rest = ReadCaveats(rest, caveats);
        var (post, serial) = ReadPost(rest);
        return new(classification, caveats.ToImmutable(), section, sections, post, serial);
    }

    private static bool Match(ReadOnlySpan<char> line, out string classification, out ReadOnlySpan<char> rest)
    {
        foreach (var name in Classes)
        {
            if (StartsWithWord(line, name))
            {
                classification = name;
                rest = line[name.Length..];
                return true;
            }
        }

        if (line.Length > 1 && line[1] == ' ')
        {
            foreach (var (letters, name) in Spaced)
            {
                if (SpacedLength(line, letters) is > 0 and var length)
                {
                    classification = name;
                    rest = line[length..];
                    return true;
                }
            }
        }

        classification = "";
        rest = [];
        return false;
    }

    // S E C R E T, however many blanks part the letters
    private static int SpacedLength(ReadOnlySpan<char> line, string letters)
    {
        var at = 0;
        for (var i = 0; i < letters.Length; i++)
        {
            var from = at;
            while (i > 0 && at < line.Length && line[at] == ' ')
            {
                at++;
            }

            if (at == line.Length || line[at] != letters[i] || (i > 0 && at == from))
            {
                return 0;
            }

            at++;
        }

        return at == line.Length || line[at] is ' ' or '/' or ',' ? at : 0;
    }

    private static bool StartsWithWord(ReadOnlySpan<char> line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal) && (line.Length == name.Length || line[name.Length] is ' ' or '/' or ',');

    private static ReadOnlySpan<char> ReadCaveats(ReadOnlySpan<char> rest, ImmutableArray<string>.Builder caveats)
    {
        rest = rest.Trim().TrimStart(',').TrimStart();
        while (rest.StartsWith("//", StringComparison.Ordinal))
        {
            var body = rest.TrimStart('/');
            var end = body.IndexOf("//", StringComparison.Ordinal);
            var inside = end >= 0 ? body[..end] : UpToBlank(body);
            foreach (var part in inside.ToString().Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                Add(caveats, Close(part));
            }

            rest = body[inside.Length..].TrimStart('/').TrimStart();
        }

        for (var found = true; found;)
        {
            found = false;
            foreach (var name in KnownCaveats)
            {
                if (StartsWithWord(rest, name))
                {
                    Add(caveats, Close(name));
                    rest = rest[name.Length..].TrimStart(" /,");
                    found = true;
                    break;
                }
            }
        }

        return rest;
    }

    private static (int? Section, int? Sections) ReadSection(ref ReadOnlySpan<char> rest)
    {
        var words = new Words(rest);
        if (!words.MoveNext())
        {
            return (null, null);
        }

        var final = words.Current is "FINAL";
        if (final && !words.MoveNext())
        {
            return (null, null);
        }

        if (words.Current is not ("SECTION" or "SEC"))
        {
            return (null, null);
        }

        int? section = null;
        if (!words.MoveNext())
        {
            return (null, null);
        }

        if (!final || words.Current is not "OF")
        {
            section = Figures.Small(words.Current);
            if (section is null || !words.MoveNext())
            {
                return (null, null);
            }
        }

        if (words.Current is not "OF" || !words.MoveNext() || Figures.Small(words.Current) is not { } total)
        {
            return (null, null);
        }

        rest = words.Rest;
        return (section ?? total, total);
    }

    private static (string? Post, int? Serial) ReadPost(ReadOnlySpan<char> rest)
    {
        rest = rest.Trim();
        var blank = rest.LastIndexOf(' ');
        if (blank > 0 && rest.Length - blank - 1 is >= 1 and <= 8 && Figures.Number(rest[(blank + 1)..]) is { } serial)
        {
            return (OneBlank(rest[..blank]), serial);
        }

        return (rest.IsEmpty ? null : OneBlank(rest), null);
    }

    private static string OneBlank(ReadOnlySpan<char> text) =>
        string.Join(' ', text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static ReadOnlySpan<char> UpToBlank(ReadOnlySpan<char> text) => text.IndexOf(' ') is var at and >= 0 ? text[..at] : text;

    private static string Close(string caveat) =>
        caveat.Length > 2 && caveat[1] == ' ' ? caveat.Replace(" ", "", StringComparison.Ordinal) : caveat;

    private static void Add(ImmutableArray<string>.Builder caveats, string caveat)
    {
        if (caveats.Count < 16 && !caveats.Contains(caveat))
        {
            caveats.Add(caveat);
        }
    }
}
