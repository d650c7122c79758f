using System.Collections.Immutable;

namespace Concord.Core.Sources;

/// <summary>Words of a text in which quotes are sought: a paragraph, or all of them.</summary>
/// <param name="Paragraph">Its number.</param>
/// <param name="Words">Its words.</param>
internal readonly record struct SoughtText(int Paragraph, ImmutableArray<TextWord> Words);

/// <summary>Where a quote stands.</summary>
/// <param name="Paragraph">In which paragraph.</param>
/// <param name="First">At which of its words it begins.</param>
internal readonly record struct QuotePlace(int Paragraph, int First);

/// <summary>
/// Finds many quotes, word for word, in one pass: by their first words, then compared whole. A quote that is found very often, or that would have to be compared very
/// often, is given up: it tells no place from another.
/// </summary>
internal sealed class QuoteFinder
{
    /// <summary>More places than that are not told apart.</summary>
    public const int MostPlaces = 32;

    private const int MostCompared = 20_000;
    private const int Head = 3;

    private readonly IReadOnlyList<ImmutableArray<TextWord>> quotes;
    private readonly Dictionary<(int, int, int), List<int>> byHead = [];
    private readonly List<QuotePlace>[] found;
    private readonly int[] compared;

    private QuoteFinder(IReadOnlyList<ImmutableArray<TextWord>> quotes)
    {
        this.quotes = quotes;
        found = [.. quotes.Select(_ => new List<QuotePlace>())];
        compared = new int[quotes.Count];
        foreach (var (at, quote) in quotes.Index().Where(q => q.Item.Length > 0))
        {
            var head = HeadOf(quote.AsSpan(), Math.Min(Head, quote.Length));
            if (!byHead.TryGetValue(head, out var list))
            {
                byHead[head] = list = [];
            }

            list.Add(at);
        }
    }

    /// <summary>The places of each quote, in the order of the text.</summary>
    public static IReadOnlyList<IReadOnlyList<QuotePlace>> Find(IReadOnlyList<ImmutableArray<TextWord>> quotes, IEnumerable<SoughtText> texts)
    {
        var finder = new QuoteFinder(quotes);
        foreach (var text in texts)
        {
            finder.Look(text);
        }

        return finder.found;
    }

    /// <summary>Whether the words stand there; a word written with another capital is the same unless the capital makes it another.</summary>
    public static bool Stands(ReadOnlySpan<TextWord> text, ReadOnlySpan<TextWord> quote)
    {
        for (var i = 0; i < quote.Length; i++)
        {
            if (text[i].Folded != quote[i].Folded)
            {
                return false;
            }
        }

        return true;
    }

    private void Look(SoughtText text)
    {
        var words = text.Words.AsSpan();
        for (var at = 0; at < words.Length; at++)
        {
            for (var length = 1; length <= Math.Min(Head, words.Length - at); length++)
            {
                if (byHead.TryGetValue(HeadOf(words[at..], length), out var list))
                {
                    Compare(list, text.Paragraph, words, at);
                }
            }
        }
    }

    private void Compare(List<int> list, int paragraph, ReadOnlySpan<TextWord> words, int at)
    {
        for (var i = list.Count - 1; i >= 0; i--)
        {
            var which = list[i];
            var quote = quotes[which].AsSpan();
            if (quote.Length <= words.Length - at && Stands(words[at..], quote))
            {
                found[which].Add(new QuotePlace(paragraph, at));
            }

            if (++compared[which] > MostCompared || found[which].Count > MostPlaces)
            {
                list.RemoveAt(i);
            }
        }
    }

    private static (int, int, int) HeadOf(ReadOnlySpan<TextWord> words, int length) =>
        (words[0].Folded, length > 1 ? words[1].Folded : -1, length > 2 ? words[2].Folded : -1);
}
