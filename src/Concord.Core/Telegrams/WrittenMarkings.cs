using System.Collections.Immutable;
using Concord.Core.Telegrams.Reading;

namespace Concord.Core.Telegrams;

/// <summary>A line that says how a whole document is classified.</summary>
/// <param name="Classification">As a telegram has it (CONFIDENTIAL), or a marking for it (SBU).</param>
/// <param name="Caveats">What stands beside it: NOFORN, SENSITIVE.</param>
public sealed record Banner(string Classification, ImmutableArray<string> Caveats);

/// <summary>
/// The markings that stand in the text of what is no telegram: a report, a letter with a telegram in it. Portion markings at the beginning of a line (<c>3. (C) …</c>) or at
/// the end of a short one (<c>Summary (SBU)</c>), and lines that are a classification and nothing else (<c>CONFIDENTIAL</c>, <c>S E C R E T SECTION 01 OF 02</c>). The third item of a list that
/// is counted in capitals, <c>(A) (B) (C)</c>, and the sign of a copyright are none. Total; linear.
/// </summary>
public static class WrittenMarkings
{
    private const int LongestBanner = 100;

    private const int LongestHeading = 120;

    private static readonly ImmutableDictionary<string, string> Plain = ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create("SENSITIVE BUT UNCLASSIFIED", "SBU"), KeyValuePair.Create("FOR OFFICIAL USE ONLY", "FOUO"),
        KeyValuePair.Create("UNCLASSIFIED//FOR OFFICIAL USE ONLY", "FOUO"), KeyValuePair.Create("OFFICIAL USE ONLY", "FOUO"),
    ]);

    /// <summary>The portion markings of each text, and the lines which mark the whole.</summary>
    /// <param name="texts">The parts of a document in their order.</param>
    public static (ImmutableArray<ImmutableArray<string>> Parts, ImmutableArray<Banner> Whole) Of(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var (parts, whole, letter) = (ImmutableArray.CreateBuilder<ImmutableArray<string>>(), ImmutableArray.CreateBuilder<Banner>(), '\0');
        foreach (var text in texts)
        {
            var part = ImmutableArray<string>.Empty;
            foreach (var line in text.AsSpan().EnumerateLines())
            {
                part = Portion(line.Trim(), ref letter) is { } marking && !part.Contains(marking) ? part.Add(marking) : part;
                if (BannerOf(line) is { } banner && !whole.Any(w => w.Classification == banner.Classification && w.Caveats.SequenceEqual(banner.Caveats)))
                {
                    whole.Add(banner);
                }
            }

            parts.Add(part);
        }

        return (parts.ToImmutable(), whole.ToImmutable());
    }

    /// <param name="letter">The capital that began a line in brackets last.</param>
    private static string? Portion(ReadOnlySpan<char> line, ref char letter)
    {
        var start = line[Numbered(line)..];
        var before = letter;
        if (start is ['(', >= 'A' and <= 'Z', ')', ..])
        {
            letter = start[1];
        }

        if (Markers.Marking(start, out var after) is { } marking)
        {
            return marking.Length == 1 && (marking[0] == before + 1 || IsYear(start[after..])) ? null : marking;
        }

        return line.Length is > 0 and <= LongestHeading && line[^1] == ')' && line.LastIndexOf('(') is > 0 and var open ? Markers.Marking(line[open..], out _) : null;
    }

    /// <summary>How long the number at the beginning is: <c>3. </c>, <c>12) </c>.</summary>
    private static int Numbered(ReadOnlySpan<char> line)
    {
        var at = 0;
        while (at < line.Length && char.IsAsciiDigit(line[at]))
        {
            at++;
        }

        if (at == 0 || at == line.Length || line[at] is not ('.' or ')'))
        {
            return 0;
        }

        at++;
        while (at < line.Length && line[at] == ' ')
        {
            at++;
        }

        return at;
    }

    private static bool IsYear(ReadOnlySpan<char> text) =>
        text.Length >= 4 && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2]) && char.IsAsciiDigit(text[3]);

    private static Banner? BannerOf(ReadOnlySpan<char> line)
    {
        if (line.Length > 4 * LongestBanner || line.Trim(" \t*-–—.[]()") is not { Length: >= 6 and <= LongestBanner } said)
        {
            return null;
        }

        var bare = said.ContainsAnyInRange('a', 'z') ? said.ToString().ToUpperInvariant() : said.ToString();
        bare = bare.StartsWith("STRICTLY ", StringComparison.Ordinal) ? bare["STRICTLY ".Length..] : bare;
        if (Plain.TryGetValue(bare, out var plain))
        {
            return new Banner(plain, []);
        }

        var isWhole = bare.Length == said.Length && !said.ContainsAnyInRange('a', 'z');
        return ClassificationLine.Read(bare) is { } read && (read is { Post: null, Section: null } || (isWhole && (read.Section ?? read.Serial) is not null))
            ? new Banner(read.Classification, read.Caveats)
            : null;
    }
}
