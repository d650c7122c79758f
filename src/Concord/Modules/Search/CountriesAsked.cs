using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Core.Telegrams.Gazetteers;
using Concord.Modules.Plan.Contracts;

namespace Concord.Modules.Search;

/// <summary>Names of countries in a question: each finds all names of its country (DESIGN, rule 11), in small letters too, and in the members' own scripts.</summary>
internal static class CountriesAsked
{
    public static ImmutableArray<SoughtCountry> In(string text, ProcessInForce? process)
    {
        var found = new List<SoughtCountry>();
        foreach (var named in Gazetteer.Countries.Find(text).Concat(Shouted(text)).Where(c => !c.IsAdjective))
        {
            Add(found, named.Span, named.Iso2, process);
        }

        foreach (var span in Written(text))
        {
            var written = text[span.Start..span.End];
            if ((process?.FindMember(written)?.Iso2 ?? CountryNames.Iso2(written)) is { } iso2)
            {
                Add(found, span, iso2, process);
            }
        }

        return [.. found.OrderBy(f => f.Span.Start)];
    }

    private static ImmutableArray<CountryMention> Shouted(string text)
    {
        var capitals = text.ToUpperInvariant();
        return capitals.Length == text.Length ? Gazetteer.Countries.Find(capitals) : [];
    }

    private static void Add(List<SoughtCountry> found, TextSpan span, string iso2, ProcessInForce? process)
    {
        if (!found.Any(f => f.Span.Overlaps(span)))
        {
            var names = (process?.Members.Where(m => m.Iso2 == iso2).SelectMany(m => m.Called) ?? []).Concat(CountryNames.Of(iso2));
            found.Add(new SoughtCountry(span, iso2, [.. names.Where(n => n.Any(c => !char.IsAscii(c)) && Gazetteer.CountryOf(n) is null).Distinct()]));
        }
    }

    /// <summary>What stands between spaces.</summary>
    private static IEnumerable<TextSpan> Written(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at > start)
            {
                yield return new TextSpan(start, at);
            }
        }
    }
}
