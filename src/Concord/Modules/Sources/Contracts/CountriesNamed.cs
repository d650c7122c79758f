using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Modules.Sources.Contracts;

/// <summary>The countries that a text names, in English or in a language of the region, as the index and the excerpts have them.</summary>
internal static class CountriesNamed
{
    private static readonly FrozenDictionary<string, string> Codes = CountryNames.All
        .SelectMany(c => c.Value.Where(CountryNames.StandsAlone).Select(name => (Name: name, Iso2: c.Key)))
        .GroupBy(n => n.Name, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.First().Iso2, StringComparer.Ordinal);

    private static readonly SearchValues<string> Any = SearchValues.Create([.. Codes.Keys], StringComparison.Ordinal);

    private static readonly ImmutableArray<int> Lengths = [.. Codes.Keys.Select(n => n.Length).Distinct().OrderDescending()];

    /// <summary>In their order, apart from each other.</summary>
    public static ImmutableArray<NamedCountry> In(string text)
    {
        var english = Gazetteer.Countries.Find(text).Select(c => new NamedCountry(c.Iso2, c.Span));
        return System.Text.Ascii.IsValid(text) ? [.. english] : [.. english.Concat(Native(text)).OrderBy(n => n.Span.Start)];
    }

    /// <summary>Of two names that begin at one place, the longer.</summary>
    public static IEnumerable<NamedCountry> Native(string text)
    {
        for (var at = 0; at < text.Length && text.AsSpan(at).IndexOfAny(Any) is >= 0 and var step;)
        {
            at += step;
            var from = at;
            var name = Lengths.Where(l => from + l <= text.Length).Select(l => text.Substring(from, l)).FirstOrDefault(n => Codes.ContainsKey(n) && (CountryNames.IsUnspaced(n) || IsWords(text, from, n.Length)));
            if (name is not null)
            {
                yield return new NamedCountry(Codes[name], new TextSpan(at, at + name.Length));
            }

            at += name?.Length ?? 1;
        }
    }

    private static bool IsWords(string text, int from, int length) =>
        (from == 0 || !char.IsLetterOrDigit(text[from - 1])) && (from + length == text.Length || !char.IsLetterOrDigit(text[from + length]));
}
