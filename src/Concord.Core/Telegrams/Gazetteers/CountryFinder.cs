using System.Collections.Frozen;
using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Telegrams.Gazetteers;

/// <summary>
/// Finds countries by any of their names, and their adjectives and people. Longest name first; a name is taken only as written or all in
/// capitals (<c>turkey</c> and <c>polish</c> are not countries); names of seas, books and dishes that hold a country word are none.
/// </summary>
public sealed class CountryFinder
{
    private static readonly FrozenSet<string> Honorifics =
        new[] { "Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Sir", "Col", "Gen", "Capt", "Maj", "Lt", "Sgt", "Amb", "Ambassador" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Languages =
        new[] { "language", "languages", "speaking", "translation", "translations", "speaker", "speakers", "version" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Speaking =
        new[] { "in", "into", "speak", "speaks", "spoke", "speaking", "fluent" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly PhraseTable<Name> names;
    private readonly PhraseTable<string> none;

    internal CountryFinder(PhraseTable<Name> names, PhraseTable<string> none) => (this.names, this.none) = (names, none);

    /// <summary>One name: the countries it may mean (the first by default, unless <paramref name="Default"/> is false).</summary>
    internal sealed record Name(ImmutableArray<Country> Candidates, bool Default, bool IsAdjective);

    /// <summary>
    /// All mentions in order. A name that several countries share (<c>Korea</c>, <c>GOI</c>) is a mention only where <paramref name="home"/>,
    /// the country of the originating post, is one of them. Total; linear.
    /// </summary>
    public ImmutableArray<CountryMention> Find(string text, string? home = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = ImmutableArray.CreateBuilder<CountryMention>();
        bool? capitals = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (!PhraseTable<Name>.IsWordStart(text, i)) continue;
            var (length, name) = names.At(text, i);
            var (skip, _) = none.At(text, i);
            if (skip > 0 && skip >= length)
            {
                i += skip - 1;
                continue;
            }

            if (length == 0) continue;
            var span = new TextSpan(i, i + length);
            i += length - 1;
            if (Pick(name!, home) is not { } country) continue;
            if (length <= 3 && IsCapitalsWord(text, span) && (capitals ??= text.Length > 24 && !text.Any(char.IsLower))) continue;
            if (IsPerson(text, span) || (name!.IsAdjective && IsLanguage(text, span))) continue;
            found.Add(new CountryMention(span, country.Iso2, country.Name, name.IsAdjective));
        }

        return found.ToImmutable();
    }

    internal Country? Named(string name, string? home = null) =>
        names.TryGet(name, out var found) ? Pick(found!, home) : null;

    private static Country? Pick(Name name, string? home)
    {
        if (home is not null)
            foreach (var candidate in name.Candidates)
                if (candidate.Iso2 == home)
                    return candidate;
        return name.Default ? name.Candidates[0] : null;
    }

    /// <summary>In a text all in capitals <c>US</c> and <c>CAR</c> are words like others.</summary>
    private static bool IsCapitalsWord(string text, TextSpan span)
    {
        for (var i = span.Start; i < span.End; i++)
            if (!char.IsUpper(text[i]))
                return false;
        return true;
    }

    private static bool IsPerson(string text, TextSpan span) => Honorifics.Contains(Before(text, span.Start));

    private static bool IsLanguage(string text, TextSpan span)
    {
        var after = span.End;
        if (after < text.Length && text[after] is ' ' or '-')
        {
            var end = ++after;
            while (end < text.Length && char.IsLetter(text[end])) end++;
            return Languages.Contains(text[after..end])
                || (Speaking.Contains(Before(text, span.Start)) && text.AsSpan(after, end - after) is "and" or "or");
        }

        return (after == text.Length || text[after] is '.' or ',' or ';' or ')') && Speaking.Contains(Before(text, span.Start));
    }

    /// <summary>The word before a position, without the full stop of an abbreviation.</summary>
    private static string Before(string text, int start)
    {
        var end = start;
        while (end > 0 && text[end - 1] is ' ' or '.') end--;
        if (end == start) return "";
        var begin = end;
        while (begin > 0 && char.IsLetter(text[begin - 1]) && end - begin < 16) begin--;
        return text[begin..end];
    }
}
