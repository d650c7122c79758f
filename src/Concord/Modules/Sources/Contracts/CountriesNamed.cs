using System.Collections.Immutable;
using Concord.Core.Kernel.Search;
using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Modules.Sources.Contracts;

/// <summary>The countries that a text names, as the index and the excerpts have them.</summary>
internal static class CountriesNamed
{
    public static ImmutableArray<NamedCountry> In(string text) => [.. Gazetteer.Countries.Find(text).Select(c => new NamedCountry(c.Iso2, c.Span))];
}
