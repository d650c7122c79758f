using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Sources;

/// <summary>The words of a passage in its own paragraph.</summary>
/// <param name="Paragraph">The number of its paragraph.</param>
/// <param name="Span">Where it stands there, UTF-16.</param>
/// <param name="First">How many words stand before it.</param>
/// <param name="Words">Its words; one that it cuts into counts whole.</param>
/// <param name="Before">How many signs of the quote stand before its first word: an opening quotation mark. Below zero: so much of that word is not quoted.</param>
/// <param name="After">How many behind its last: a full stop. Below zero: so much of that word is not quoted.</param>
internal sealed record Quote(int Paragraph, TextSpan Span, int First, ImmutableArray<TextWord> Words, int Before, int After)
{
    /// <summary>It begins or ends inside a word.</summary>
    public bool CutsWord => Before < 0 || After < 0;

    /// <summary>Null when its own paragraph does not hold it.</summary>
    public static Quote? Of(AnchoredPassage passage, string text, ImmutableArray<TextWord> words)
    {
        if (passage.Passage.FindIn(text) is not { } span)
        {
            return null;
        }

        var first = FirstFrom(words, span.Start);
        var behind = first;
        while (behind < words.Length && words[behind].Start < span.End)
        {
            behind++;
        }

        return behind == first
            ? new Quote(passage.Paragraph, span, first, [], 0, 0)
            : new Quote(
                passage.Paragraph, span, first, words[first..behind], Signs(text, span.Start, words[first].Start), Signs(text, words[behind - 1].End, span.End));
    }

    /// <summary>The words from here to there with as many signs around them as the quote had, as far as they stand there; less what it left of its words.</summary>
    public TextSpan Around(string text, int start, int end)
    {
        if (CutsWord)
        {
            var (from, to) = (start - Math.Min(Before, 0), end + Math.Min(After, 0));
            (start, end) = from < to ? (from, to) : (start, end);
        }

        for (var left = Before; left > 0 && start > 0 && IsSign(text[start - 1]); left--)
        {
            start--;
        }

        for (var left = After; left > 0 && end < text.Length && IsSign(text[end]); left--)
        {
            end++;
        }

        return new TextSpan(start, end);
    }

    /// <summary>The first word that ends behind here.</summary>
    public static int FirstFrom(ImmutableArray<TextWord> words, int at)
    {
        var (low, high) = (0, words.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = words[middle].End <= at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static int Signs(string text, int from, int to)
    {
        if (to < from)
        {
            return to - from;
        }

        var signs = 0;
        for (var i = from; i < to; i++)
        {
            signs += IsSign(text[i]) ? 1 : 0;
        }

        return signs;
    }

    private static bool IsSign(char c) => !char.IsWhiteSpace(c) && !char.IsLetterOrDigit(c) && !char.IsSurrogate(c);
}
