using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;

namespace Concord.Core.Telegrams.Reading;

/// <summary>A geographic tag: FIPS 10-4 code, ISO code, name, and the words by which a text mentions it.</summary>
internal sealed record Place(string Code, string? Iso2, string Name, PlaceWord[] Words);

/// <summary>A word by which a text mentions a place. A short word or one in capitals counts in capitals only.</summary>
internal sealed record PlaceWord(string Text)
{
    public bool IsCapital { get; } = Text.Length < 4 || !Text.AsSpan().ContainsAnyExcept(Capitals);

    /// <summary>Finds the word; made when it is first looked for.</summary>
    public SearchValues<string> Finder => field ??= SearchValues.Create([Text], IsCapital ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    /// <summary>Names of other places that begin with this word: where one of them stands, this one does not (<c>Niger</c> in <c>Nigeria</c>).</summary>
    public ImmutableArray<string> Longer { get => field.IsDefault ? field = [.. Tables.WordsLongerThan(Text)] : field; }

    private static readonly SearchValues<char> Capitals = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ.");
}

/// <summary>The tables of tags that ship with the core (5 FAH-3; FIPS 10-4).</summary>
internal static class Tables
{
    /// <summary>The words of all places that begin with this text and go on with a letter.</summary>
    public static IEnumerable<string> WordsLongerThan(string text) => Places.Values
        .SelectMany(p => p.Words)
        .Select(w => w.Text)
        .Where(w => w.Length > text.Length && w.StartsWith(text, StringComparison.OrdinalIgnoreCase) && char.IsLetter(w[text.Length]));

    /// <summary>Geographic tags by code.</summary>
    public static FrozenDictionary<string, Place> Places { get; } = Rows("geographic-tags.tsv")
        .Select(r => new Place(r[0], r[1].Length == 0 ? null : r[1], r[2], [.. r[3].Split('|').Select(w => new PlaceWord(w))]))
        .ToFrozenDictionary(p => p.Code, StringComparer.Ordinal);

    /// <summary>Subject, program and organization tags.</summary>
    public static FrozenDictionary<string, string> Tags { get; } = Rows("tags.tsv")
        .ToFrozenDictionary(r => r[0], r => r[1], StringComparer.Ordinal);

    private static List<string[]> Rows(string name)
    {
        var assembly = typeof(Tables).Assembly;
        var resource = assembly.GetManifestResourceNames().Single(n => n.EndsWith(name, StringComparison.Ordinal) && IsWhole(n, name));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                rows.Add(line.Split('\t'));
            }
        }

        return rows;
    }

    private static bool IsWhole(string resource, string name) =>
        resource.Length == name.Length || resource[^(name.Length + 1)] is '/' or '\\' or '.';
}
