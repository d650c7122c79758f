using Concord.Core.Kernel;

namespace Concord.Core.Sources;

/// <summary>What stands before and behind a quote, in words: how much of it is the same in both versions.</summary>
internal static class Surroundings
{
    private const int Enough = 4;

    /// <summary>How many words before it are the same; full when that is enough, or all there are.</summary>
    public static (int Count, bool Full) Back(ReadOnlySpan<TextWord> was, ReadOnlySpan<TextWord> now)
    {
        var same = 0;
        while (same < Enough && same < was.Length && same < now.Length && was[^(same + 1)].Folded == now[^(same + 1)].Folded)
        {
            same++;
        }

        return Counted(same, was.Length, now.Length);
    }

    /// <summary>How many words behind it are the same; full when that is enough, or all there are.</summary>
    public static (int Count, bool Full) Forth(ReadOnlySpan<TextWord> was, ReadOnlySpan<TextWord> now)
    {
        var same = 0;
        while (same < Enough && same < was.Length && same < now.Length && was[same].Folded == now[same].Folded)
        {
            same++;
        }

        return Counted(same, was.Length, now.Length);
    }

    private static (int Count, bool Full) Counted(int same, int was, int now) =>
        same == was && same == now ? same == 0 ? (1, false) : (Enough, true) : (same, same == Enough);
}

/// <summary>The sentence around a quote.</summary>
internal static class Sentences
{
    private const int Longest = 600;

    /// <summary>Whether a word that can turn a sentence round came into the rest of the quote's sentence, or went out of it.</summary>
    public static bool AreTurned(string was, TextSpan quote, string now, TextSpan place, WordNumbers numbers) =>
        !Weighty(was, quote, numbers).SequenceEqual(Weighty(now, place, numbers));

    private static List<int> Weighty(string text, TextSpan quote, WordNumbers numbers)
    {
        var start = quote.Start;
        while (start > 0 && quote.Start - start < Longest && !IsEnd(text, start - 1))
        {
            start--;
        }

        // A quote that ends its sentence is followed by another one.
        var end = quote.End;
        var ended = quote.Length > 0 && IsEnd(text, quote.End - 1);
        while (!ended && end < text.Length && end - quote.End < Longest && !IsEnd(text, end))
        {
            end++;
        }

        var around = numbers.Of(text[start..quote.Start]).Concat(numbers.Of(text[quote.End..end]));
        return [.. around.Select(w => w.Folded).Where(w => WeightyWords.Is(numbers[w])).Order()];
    }

    /// <summary>A sign that ends a sentence and does not stand inside a figure or after an initial.</summary>
    private static bool IsEnd(string text, int at) => text[at] switch
    {
        '!' or '?' or ';' or '。' or '\u17d4' or '\u104b' or '\u0964' => true,
        '.' => (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]) || text[at + 1] is '"' or '”' or ')')
            && !(at > 0 && char.IsUpper(text[at - 1]) && (at == 1 || !char.IsLetter(text[at - 2]))),
        _ => false,
    };
}
