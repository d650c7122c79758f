using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Concord.Core.Telegrams.Gazetteers;

/// <summary>Countries of the whole world (ISO 3166-1 and Kosovo), their names, adjectives and posts, read once from the embedded tables.</summary>
public static class Gazetteer
{
    private static readonly ImmutableArray<ImmutableArray<string>> Rows = Tsv.Rows("countries.tsv");

    private static readonly string[] PostPrefixes =
    [
        "AMEMBASSY", "AMEMB", "AMCONSUL", "AMCONGEN", "AMCON", "USMISSION", "USLO", "USINT", "USDEL", "USDAO", "US OFFICE", "USOFFICE", "US MISSION",
        "AIT", "EMBASSY", "CONSULATE", "BRANCH OFFICE", "REO", "IROFF", "PRT", "AMEMBASSY OFFICE", "SECSTATE",
    ];

    /// <summary>All countries and areas, by code.</summary>
    public static ImmutableArray<Country> All { get; } = [.. Rows.Select(r => new Country(r[0], r[1]))];

    private static readonly FrozenDictionary<string, Country> ByCode = All.ToFrozenDictionary(c => c.Iso2, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Country> Cities = Rows
        .SelectMany(r => Tsv.Values(r[4]).Select(city => (City: city, Country: ByCode[r[0]])))
        .GroupBy(p => p.City, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(g => g.Key, g => g.First().Country, StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds countries in a text.</summary>
    public static CountryFinder Countries { get; } = new(
        new PhraseTable<CountryFinder.Name>(Names(), Casing.AsWrittenOrCapitals),
        new PhraseTable<string>(Tsv.Rows("not-countries.tsv").Select(r => (r[0], r[0])), Casing.AsWrittenOrCapitals));

    /// <summary>The country with this ISO 3166-1 alpha-2 code, or null.</summary>
    public static Country? ByIso2(string iso2) => ByCode.GetValueOrDefault(iso2);

    /// <summary>
    /// The country that this whole text names, by any of its names or adjectives, with a possessive ending or article; null when it names none or
    /// may mean several and <paramref name="home"/> is none of them.
    /// </summary>
    public static Country? CountryOf(string name, string? home = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        var bare = name.Trim();
        if (bare.EndsWith("'s", StringComparison.Ordinal) || bare.EndsWith("\u2019s", StringComparison.Ordinal)) bare = bare[..^2];
        else if (bare.EndsWith('\'') || bare.EndsWith('\u2019')) bare = bare[..^1];
        if (Countries.Named(bare, home) is { } country) return country;
        return bare.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? Countries.Named(bare[4..], home) : null;
    }

    /// <summary>The country of a city that is a capital or a post, in any case; null when it is not known.</summary>
    public static Country? CountryOfCity(string city) => Cities.GetValueOrDefault(city);

    /// <summary>The country of a post's plain language address designator: <c>AMEMBASSY PHNOM PENH</c>, <c>AMCONSUL CHIANG MAI</c>, <c>BEIJING</c>.</summary>
    public static Country? CountryOfPost(string? plad)
    {
        if (string.IsNullOrWhiteSpace(plad)) return null;
        var post = plad.Trim();
        var slash = post.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0) post = post[..slash].TrimEnd();
        if (Cities.TryGetValue(post, out var whole)) return whole;
        foreach (var prefix in PostPrefixes)
            if (post.Length > prefix.Length && post.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && post[prefix.Length] == ' ')
            {
                post = post[prefix.Length..].Trim();
                break;
            }

        return Beginning(post) ?? Ending(post) ?? CountryOf(post);
    }

    private static Country? Beginning(string post)
    {
        for (var end = post.Length; end > 0; end = post.LastIndexOf(' ', end - 1))
            if (Cities.TryGetValue(post[..end], out var country))
                return country;
        return null;
    }

    private static Country? Ending(string post)
    {
        for (var at = post.IndexOf(' ', StringComparison.Ordinal); at >= 0; at = post.IndexOf(' ', at + 1))
            if (Cities.TryGetValue(post[(at + 1)..], out var country))
                return country;
        return null;
    }

    private static IEnumerable<(string, CountryFinder.Name)> Names()
    {
        var shared = Tsv.Rows("ambiguous.tsv").ToDictionary(r => r[0], r => Tsv.Values(r[1]), StringComparer.Ordinal);
        foreach (var (name, codes) in shared)
        {
            var people = name.EndsWith("an", StringComparison.Ordinal) || name.EndsWith("ese", StringComparison.Ordinal) || name.EndsWith("er", StringComparison.Ordinal);
            var entry = new CountryFinder.Name([.. codes.Where(c => c != "?").Select(c => ByCode[c])], codes[0] != "?", people);
            yield return (name, entry);
            if (people && Plural(name) is { } plural) yield return (plural, entry);
        }

        foreach (var row in Rows)
        {
            ImmutableArray<Country> only = [ByCode[row[0]]];
            foreach (var name in Tsv.Values(row[2]).Prepend(row[1]))
                yield return (name, new CountryFinder.Name(only, true, false));
            foreach (var people in Tsv.Values(row[3]))
            {
                yield return (people, new CountryFinder.Name(only, true, true));
                if (Plural(people) is { } plural) yield return (plural, new CountryFinder.Name(only, true, true));
            }
        }
    }

    /// <summary>The people's plural: none for <c>Burmese</c>, <c>French</c>, <c>Swiss</c>, and none for <c>Lao</c>, whose plural is the country.</summary>
    private static string? Plural(string people) =>
        people is "Lao" or "Sino" or "Dutch" or "French" || people.EndsWith('s') || people.EndsWith("ese", StringComparison.Ordinal)
            || people.EndsWith("sh", StringComparison.Ordinal) || people.EndsWith("men", StringComparison.Ordinal) || people.EndsWith('x')
            ? null
            : people + "s";
}
