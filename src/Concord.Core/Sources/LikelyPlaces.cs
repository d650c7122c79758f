using System.Collections.Immutable;

namespace Concord.Core.Sources;

/// <summary>A place where a quote stands with some words changed.</summary>
/// <param name="Paragraph">In which paragraph.</param>
/// <param name="First">Its first word that is the quote's.</param>
/// <param name="Last">Its last.</param>
/// <param name="Kept">So many words of the quote stand there in their order.</param>
/// <param name="Changed">So many words must be put in, taken out or exchanged.</param>
internal readonly record struct LikelyPlace(int Paragraph, int First, int Last, int Kept, int Changed);

/// <summary>
/// Finds quotes whose words were changed a little: where words that follow each other in the quote follow each other in the text, the two are compared within a
/// band (edit distance by words). Each quote is compared at few places only, so that the time stays in proportion to the texts.
/// </summary>
internal sealed class LikelyPlaces
{
    private const int MostPlaces = 6;
    private const int TellsNothing = 200;
    private const int WidestBand = 40;
    private const int LongestQuote = 600;

    private readonly ImmutableArray<ImmutableArray<TextWord>> paragraphs;

    public LikelyPlaces(ImmutableArray<ImmutableArray<TextWord>> paragraphs) => this.paragraphs = paragraphs;

    /// <summary>The best place of a quote in one paragraph; null when too little of it is there.</summary>
    public LikelyPlace? In(ImmutableArray<TextWord> quote, int paragraph)
    {
        var offsets = new Dictionary<int, List<int>>();
        for (var i = 0; i < quote.Length; i++)
        {
            (offsets.TryGetValue(quote[i].Folded, out var list) ? list : offsets[quote[i].Folded] = []).Add(i);
        }

        var votes = new Dictionary<int, int>();
        var words = paragraphs[paragraph];
        for (var at = 0; at < words.Length; at++)
        {
            if (offsets.TryGetValue(words[at].Folded, out var list) && list.Count <= 8)
            {
                foreach (var offset in list)
                {
                    votes[at - offset] = votes.GetValueOrDefault(at - offset) + 1;
                }
            }
        }

        return Best(quote, votes.OrderByDescending(v => v.Value).ThenBy(v => v.Key).Take(MostPlaces).Select(v => (paragraph, v.Key)));
    }

    /// <summary>The best places of each quote in all paragraphs, the best first.</summary>
    public ImmutableArray<ImmutableArray<LikelyPlace>> Anywhere(IReadOnlyList<ImmutableArray<TextWord>> quotes)
    {
        var offsets = new Dictionary<long, List<(int Quote, int At)>>();
        foreach (var (which, quote) in quotes.Index())
        {
            for (var i = 0; i + 1 < quote.Length && i < LongestQuote; i++)
            {
                var gram = Gram(quote[i], quote[i + 1]);
                (offsets.TryGetValue(gram, out var list) ? list : offsets[gram] = []).Add((which, i));
            }
        }

        var often = new Dictionary<long, int>();
        Walk((gram, _, _) => often[gram] = often.GetValueOrDefault(gram) + 1, offsets);
        var votes = new Dictionary<(int Quote, int Paragraph, int Diagonal), int>();
        Walk(
            (gram, paragraph, at) =>
            {
                var list = offsets[gram];
                if ((long)often[gram] * list.Count <= TellsNothing)
                {
                    foreach (var (quote, offset) in list)
                    {
                        var place = (quote, paragraph, at - offset);
                        votes[place] = votes.GetValueOrDefault(place) + 1;
                    }
                }
            },
            offsets);
        var byQuote = votes.ToLookup(v => v.Key.Quote);
        return
        [
            .. quotes.Select((quote, which) => byQuote[which]
                .OrderByDescending(v => v.Value).ThenBy(v => v.Key.Paragraph).ThenBy(v => v.Key.Diagonal)
                .Take(MostPlaces)
                .Select(v => Compare(quote, v.Key.Paragraph, v.Key.Diagonal))
                .OfType<LikelyPlace>()
                .GroupBy(p => p.Paragraph)
                .Select(g => g.MaxBy(Worth))
                .OrderByDescending(Worth).ThenBy(p => p.Paragraph)
                .ToImmutableArray()),
        ];
    }

    /// <summary>Kept words count, changed ones count half against it.</summary>
    public static double Worth(LikelyPlace place) => place.Kept - (place.Changed / 2.0);

    private static long Gram(TextWord a, TextWord b) => ((long)a.Folded << 32) | (uint)b.Folded;

    private void Walk(Action<long, int, int> meet, Dictionary<long, List<(int Quote, int At)>> offsets)
    {
        for (var p = 0; p < paragraphs.Length; p++)
        {
            var words = paragraphs[p];
            for (var at = 0; at + 1 < words.Length; at++)
            {
                var gram = Gram(words[at], words[at + 1]);
                if (offsets.ContainsKey(gram))
                {
                    meet(gram, p, at);
                }
            }
        }
    }

    private LikelyPlace? Best(ImmutableArray<TextWord> quote, IEnumerable<(int Paragraph, int Diagonal)> places)
    {
        LikelyPlace? best = null;
        foreach (var (paragraph, diagonal) in places)
        {
            if (Compare(quote, paragraph, diagonal) is { } place && (best is null || Worth(place) > Worth(best.Value)))
            {
                best = place;
            }
        }

        return best;
    }

    /// <summary>
    /// Compares the quote with the words around a diagonal. Taken when three fifths of its words are there in their order, two of them at least, and no more
    /// was put between them than the quote is long.
    /// </summary>
    private LikelyPlace? Compare(ImmutableArray<TextWord> quote, int paragraph, int diagonal)
    {
        var words = paragraphs[paragraph];
        var length = Math.Min(quote.Length, LongestQuote);
        var band = Math.Min(Math.Max(6, length / 2), WidestBand);
        var from = Math.Max(0, diagonal - band);
        var to = Math.Min(words.Length, diagonal + length + band);
        if (to <= from || length == 0)
        {
            return null;
        }

        var kept = Common(quote.AsSpan(0, length), words.AsSpan(from, to - from), diagonal - from, band);
        if (kept.Count < 2 || kept.Count * 5 < length * 3)
        {
            return null;
        }

        var (first, last) = (from + kept[0].Text, from + kept[^1].Text);
        var between = last - first + 1 - kept.Count;
        return between > length ? null : new LikelyPlace(paragraph, first, last, kept.Count, between + length - kept.Count);
    }

    /// <summary>The longest common run of words in their order, within the band around the diagonal; of several the one that stands closest together at its end.</summary>
    private static List<(int Quote, int Text)> Common(ReadOnlySpan<TextWord> quote, ReadOnlySpan<TextWord> text, int diagonal, int band)
    {
        // Row i holds the columns diagonal + i - band … diagonal + i + band.
        var width = (2 * band) + 1;
        var length = new int[(quote.Length + 1) * width];
        for (var i = quote.Length - 1; i >= 0; i--)
        {
            for (var k = width - 1; k >= 0; k--)
            {
                var j = diagonal + i - band + k;
                if (j < 0 || j >= text.Length)
                {
                    continue;
                }

                var down = k > 0 ? length[((i + 1) * width) + k - 1] : 0;
                var right = k + 1 < width ? length[(i * width) + k + 1] : 0;
                length[(i * width) + k] = quote[i].Folded == text[j].Folded ? length[((i + 1) * width) + k] + 1 : Math.Max(down, right);
            }
        }

        var kept = new List<(int, int)>();
        var (row, column) = (0, First(diagonal, band, text.Length, length));
        while (row < quote.Length && column >= 0)
        {
            var k = column - (diagonal + row - band);
            if (k < 0 || k >= width || column >= text.Length)
            {
                // Left of the band or right of it: the next row is the way on.
                if (k < 0)
                {
                    column++;
                }
                else
                {
                    row++;
                }

                continue;
            }

            var here = length[(row * width) + k];
            if (here == 0)
            {
                break;
            }

            if (quote[row].Folded == text[column].Folded && here == length[((row + 1) * width) + k] + 1)
            {
                kept.Add((row++, column++));
            }
            else if (k > 0 && length[((row + 1) * width) + k - 1] == here)
            {
                row++;
            }
            else
            {
                column++;
            }
        }

        return kept;
    }

    /// <summary>The last column of the first row from which as much can be had as from any before it.</summary>
    private static int First(int diagonal, int band, int columns, int[] length)
    {
        var best = -1;
        for (var k = 0; k <= 2 * band; k++)
        {
            var j = diagonal - band + k;
            if (j >= 0 && j < columns && (best < 0 || length[k] >= length[best - (diagonal - band)]))
            {
                best = j;
            }
        }

        return best;
    }
}
