using System.Collections.Immutable;

namespace Concord.Core.Kernel.Search;

/// <summary>What is kept of a text to find it by.</summary>
/// <param name="Text">A word, a word without its marks, a sign, a pair of signs, or <c>@</c> and the code of a country named.</param>
/// <param name="Position">Which word or sign of the text it is, from 0.</param>
/// <param name="Span">Where it stands, UTF-16.</param>
public readonly record struct SearchToken(string Text, int Position, TextSpan Span);

/// <summary>A country named in a text, whatever name the text gives it.</summary>
/// <param name="Iso2">Its code.</param>
/// <param name="Span">Where, UTF-16.</param>
public readonly record struct NamedCountry(string Iso2, TextSpan Span);

/// <summary>
/// The tokens of a text: its words for scripts with spaces, signs and pairs of signs for those without (DESIGN 6: own gram tokens, the same on both databases).
/// Total, linear, the same for the same text.
/// </summary>
public static class SearchTokens
{
    /// <summary>In the order of the text.</summary>
    public static ImmutableArray<SearchToken> Of(string text) => Of(text, []);

    /// <summary>As <see cref="Of(string)"/>, with the countries named, in their order.</summary>
    public static ImmutableArray<SearchToken> Of(string text, ImmutableArray<NamedCountry> countries)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pieces = SearchPieces.Of(text);
        var made = ImmutableArray.CreateBuilder<SearchToken>(pieces.Count + countries.Length);
        var named = 0;
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            for (; named < countries.Length && countries[named].Span.Start < piece.Span.End; named++)
            {
                made.Add(new SearchToken(OfCountry(countries[named].Iso2), i, countries[named].Span));
            }

            if (piece.IsSign)
            {
                made.Add(new SearchToken(piece.Folded, i, piece.Span));
                if (piece.GoesOn)
                {
                    made.Add(new SearchToken(piece.Folded + pieces[i + 1].Folded, i, new TextSpan(piece.Span.Start, pieces[i + 1].Span.End)));
                }

                continue;
            }

            made.Add(new SearchToken(piece.Folded, i, piece.Span));
            var bare = SearchFolding.Bare(piece.Folded);
            if (bare.Length > 0 && bare != piece.Folded)
            {
                made.Add(new SearchToken(bare, i, piece.Span));
            }
        }

        return made.ToImmutable();
    }

    /// <summary>The token of a country.</summary>
    public static string OfCountry(string iso2) => "@" + iso2;
}
