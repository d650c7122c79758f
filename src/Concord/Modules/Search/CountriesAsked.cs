using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Core.Telegrams.Gazetteers;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Search;

/// <summary>Names of countries in a question: each finds all names of its country (DESIGN, rule 11), in small letters too, and in the members' own scripts.</summary>
internal static class CountriesAsked
{
    private const string Behind = "နိုင်ငံ";

    private static readonly ImmutableArray<string> Before = ["ประเทศ", "ປະເທດ", "ເມືອງ", "ប្រទេស"];

    public static ImmutableArray<SoughtCountry> In(string text, ProcessInForce? process)
    {
        var found = new List<SoughtCountry>();
        foreach (var named in Gazetteer.Countries.Find(text).Concat(Shouted(text)).Where(c => !c.IsAdjective))
        {
            Add(found, named.Span, named.Iso2, process);
        }

        foreach (var span in Written(text))
        {
            if (Bare(text[span.Start..span.End]).Select(written => process?.FindMember(written)?.Iso2 ?? CountryNames.Iso2(written)).FirstOrDefault(c => c is not null) is { } iso2)
            {
                Add(found, span, iso2, process);
            }
        }

        // A name of several words, in a script with spaces.
        foreach (var named in CountriesNamed.Native(text).Concat(CountriesNamed.Native(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text)))
            .Where(n => n.Span.End <= text.Length && !CountryNames.IsUnspaced(text[n.Span.Start..n.Span.End])))
        {
            Add(found, named.Span, named.Iso2, process);
        }

        return [.. found.OrderBy(f => f.Span.Start)];
    }

    private static ImmutableArray<CountryMention> Shouted(string text)
    {
        var capitals = text.ToUpperInvariant();
        return capitals.Length == text.Length ? Gazetteer.Countries.Find(capitals) : [];
    }

    /// <summary>As written, and without the word for country that stands before the name, in Burmese behind it.</summary>
    private static IEnumerable<string> Bare(string written) =>
    [
        written,
        .. Before.Where(w => written.StartsWith(w, StringComparison.Ordinal)).Select(w => written[w.Length..]),
        .. written.EndsWith(Behind, StringComparison.Ordinal) ? [written[..^Behind.Length]] : Array.Empty<string>(),
    ];

    private static void Add(List<SoughtCountry> found, TextSpan span, string iso2, ProcessInForce? process)
    {
        if (!found.Any(f => f.Span.Overlaps(span)))
        {
            var names = (process?.Members.Where(m => m.Iso2 == iso2).SelectMany(m => m.Called) ?? []).Concat(CountryNames.Of(iso2));
            found.Add(new SoughtCountry(span, iso2, [.. names.Where(n => n.Any(c => !char.IsAscii(c)) && !CountriesNamed.In(n).Any(c => c.Iso2 == iso2 && c.Span.Length == n.Length)).Distinct()]));
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
