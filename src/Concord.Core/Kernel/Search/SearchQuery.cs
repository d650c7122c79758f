using System.Collections.Immutable;

namespace Concord.Core.Kernel.Search;

/// <summary>A token sought, at its distance from the first of its phrase.</summary>
/// <param name="Token">The token.</param>
/// <param name="IsBeginning">Any token that begins so.</param>
/// <param name="Offset">How many words or signs after the first.</param>
public readonly record struct SearchElement(string Token, bool IsBeginning, int Offset);

/// <summary>Tokens that stand one after another.</summary>
public sealed record SearchPhrase(ImmutableArray<SearchElement> Elements)
{
    /// <summary>The phrase of a text's words; null when it has none.</summary>
    public static SearchPhrase? Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pieces = SearchPieces.Of(text);
        var elements = ImmutableArray.CreateBuilder<SearchElement>(pieces.Count);
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            if (piece.GoesOn)
            {
                elements.Add(new SearchElement(piece.Folded + pieces[i + 1].Folded, false, i));
            }
            else if (!piece.IsSign || i == 0 || !pieces[i - 1].GoesOn)
            {
                // The last sign of a run stands in the pair before it.
                elements.Add(new SearchElement(piece.Folded, false, i));
            }
        }

        return elements.Count == 0 ? null : new SearchPhrase(elements.ToImmutable());
    }

    /// <summary>A country, by whatever name.</summary>
    public static SearchPhrase OfCountry(string iso2) => new([new SearchElement(SearchTokens.OfCountry(iso2), false, 0)]);
}

/// <summary>One thing that must occur.</summary>
/// <param name="Written">As asked.</param>
/// <param name="AnyOf">In any of these ways; the names of a country are ways of one term.</param>
public sealed record SearchTerm(string Written, ImmutableArray<SearchPhrase> AnyOf);

/// <summary>A country by one of its names in a question: in all its names it is sought.</summary>
/// <param name="Span">Where the question names it.</param>
/// <param name="Iso2">Its code.</param>
/// <param name="OtherNames">Names that a text's tokens do not tell to be the same: those of scripts that no gazetteer reads.</param>
public sealed record SoughtCountry(TextSpan Span, string Iso2, ImmutableArray<string> OtherNames);

/// <summary>
/// A question: all of its terms must occur. Words in quotation marks stand so one after another, and a country named there keeps its name; a word that ends
/// with <c>*</c> is the beginning of one.
/// </summary>
public sealed record SearchQuery(ImmutableArray<SearchTerm> Terms)
{
    /// <summary>In UTF-16 code units.</summary>
    public const int Longest = 300;

    /// <summary>Terms, and words or signs of one phrase.</summary>
    public const int Most = 24;

    /// <summary>Reads a question. Refused with <c>question.too-long</c>, <c>question.too-many</c>, or <c>question.no-word</c> when nothing in it can be sought.</summary>
    public static Result<SearchQuery> Parse(string text, ImmutableArray<SoughtCountry> countries)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > Longest)
        {
            return new Refusal("question.too-long", Digits(Longest), Digits(text.Length));
        }

        var terms = Chunks(text, countries).Select(c => Term(text, c)).OfType<SearchTerm>().DistinctBy(t => t.Written).ToImmutableArray();
        return terms.IsEmpty ? new Refusal("question.no-word")
            : terms.Length > Most || terms.Any(t => t.AnyOf[0].Elements.Length > Most) ? new Refusal("question.too-many", Digits(Most))
            : new SearchQuery(terms);
    }

    private static string Digits(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static SearchTerm? Term(string text, Chunk chunk)
    {
        var written = text[chunk.Span.Start..chunk.Span.End];
        var phrase = SearchPhrase.Of(written);
        if (phrase is null)
        {
            return null;
        }

        if (chunk.Country is { } country)
        {
            return new SearchTerm(
                written, [phrase, SearchPhrase.OfCountry(country.Iso2), .. country.OtherNames.Select(SearchPhrase.Of).OfType<SearchPhrase>()]);
        }

        var begins = !chunk.IsQuoted && written.EndsWith('*') && phrase.Elements[^1].Token.Length > 1;
        return new SearchTerm(
            written, [begins ? new SearchPhrase(phrase.Elements.SetItem(phrase.Elements.Length - 1, phrase.Elements[^1] with { IsBeginning = true })) : phrase]);
    }

    /// <summary>Quoted stretches, names of countries, and what stands between spaces.</summary>
    private static List<Chunk> Chunks(string text, ImmutableArray<SoughtCountry> countries)
    {
        var made = new List<Chunk>();
        var at = 0;
        while (at < text.Length)
        {
            if (IsQuote(text[at]))
            {
                var close = at + 1;
                while (close < text.Length && !IsQuote(text[close]))
                {
                    close++;
                }

                made.Add(new Chunk(new TextSpan(at + 1, close), true, null));
                at = close + 1;
            }
            else if (countries.FirstOrDefault(c => c.Span.Start == at) is { } country)
            {
                made.Add(new Chunk(country.Span, false, country));
                at = country.Span.End;
            }
            else if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else
            {
                var end = at + 1;
                while (end < text.Length && !char.IsWhiteSpace(text[end]) && !IsQuote(text[end]) && countries.All(c => c.Span.Start != end))
                {
                    end++;
                }

                made.Add(new Chunk(new TextSpan(at, end), false, null));
                at = end;
            }
        }

        return made;
    }

    private static bool IsQuote(char c) => c is '"' or '\u201C' or '\u201D' or '\u201E' or '\u00AB' or '\u00BB' or '\u300C' or '\u300D';

    private readonly record struct Chunk(TextSpan Span, bool IsQuoted, SoughtCountry? Country);
}
