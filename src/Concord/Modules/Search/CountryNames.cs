using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Modules.Search;

/// <summary>The names of countries in the languages of the region, as the platform's own tables (CLDR) have them.</summary>
internal static class CountryNames
{
    private static readonly ImmutableArray<string> Languages = ["zh-Hans", "zh-Hant", "th", "lo", "km", "my", "vi"];

    private static readonly FrozenDictionary<string, ImmutableArray<string>> All = Gazetteer.All.ToFrozenDictionary(c => c.Iso2, c => Names(c.Iso2));

    private static readonly FrozenDictionary<string, string> Codes = All
        .SelectMany(c => c.Value.Select(name => (Name: name, Iso2: c.Key)))
        .GroupBy(n => n.Name, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(g => g.Key, g => g.First().Iso2, StringComparer.OrdinalIgnoreCase);

    public static ImmutableArray<string> Of(string iso2) => All.GetValueOrDefault(iso2, []);

    /// <summary>The country that is called so; null for none.</summary>
    public static string? Iso2(string name) => Codes.GetValueOrDefault(name);

    /// <summary>A language and a country together make a place, and a place has a name of its own.</summary>
    private static ImmutableArray<string> Names(string iso2) =>
        [.. Languages.Select(language => new RegionInfo(language + "-" + iso2).NativeName).Where(name => name.Any(c => !char.IsAscii(c))).Distinct()];
}
