using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Modules.Sources.Contracts;

/// <summary>The names of countries in the languages of the region, as the platform's own tables (CLDR) have them.</summary>
internal static class CountryNames
{
    private static readonly ImmutableArray<string> Languages = ["zh-Hans", "zh-Hant", "th", "lo", "km", "my", "vi"];

    /// <summary>Those of each code that are not written in plain Latin letters.</summary>
    public static FrozenDictionary<string, ImmutableArray<string>> All { get; } = Gazetteer.All.ToFrozenDictionary(c => c.Iso2, c => Names(c.Iso2));

    private static readonly FrozenDictionary<string, string> Codes = All
        .SelectMany(c => c.Value.Select(name => (Name: name, Iso2: c.Key)))
        .GroupBy(n => n.Name, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(g => g.Key, g => g.First().Iso2, StringComparer.OrdinalIgnoreCase);

    public static ImmutableArray<string> Of(string iso2) => All.GetValueOrDefault(iso2, []);

    /// <summary>The country that is called so; null for none.</summary>
    public static string? Iso2(string name) => Codes.GetValueOrDefault(name);

    /// <summary>
    /// The name tells its country wherever it stands in a text: in a script without spaces, anywhere; with spaces, as words of its own. One sign or two letters, and
    /// the Lao name of Laos, which is the word for he and she too, do not.
    /// </summary>
    public static bool StandsAlone(string name) => IsUnspaced(name) ? name.Length > 1 && name != "\u0EA5\u0EB2\u0EA7" : name.Length > 2;

    /// <summary>No spaces stand between the words of its script.</summary>
    public static bool IsUnspaced(string name) => name.All(c => c >= '\u0E00' && !char.IsWhiteSpace(c));

    /// <summary>A language and a country together make a place, and a place has a name of its own; another stands behind it between parentheses.</summary>
    private static ImmutableArray<string> Names(string iso2) =>
    [
        .. Languages.SelectMany(language => new RegionInfo(language + "-" + iso2).NativeName.Split([" (", ")"], StringSplitOptions.RemoveEmptyEntries))
            .Where(name => name.Any(c => !char.IsAscii(c))).Distinct(),
    ];
}
