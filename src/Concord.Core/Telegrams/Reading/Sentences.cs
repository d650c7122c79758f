using System.Buffers;

namespace Concord.Core.Telegrams.Reading;

/// <summary>How a text stands where a line ends.</summary>
internal static class Sentences
{
    /// <summary>The text is empty or its last sentence is over.</summary>
    public static bool IsOver(ReadOnlySpan<char> text)
    {
        var end = text.TrimEnd(" \"')]\u201D\u2019");
        return end.IsEmpty || end[^1] is '.' or '!' or '?' or ':' or ';';
    }

    /// <summary>
    /// A word that a break went through without a hyphen: the two parts together stand elsewhere in the telegram as a word, and one of them nowhere else.
    /// </summary>
    public static bool IsOneWord(ReadOnlySpan<char> before, ReadOnlySpan<char> next, ReadOnlySpan<char> everything)
    {
        if (before.IsEmpty || next.IsEmpty || !char.IsLetter(before[^1]) || !char.IsLower(next[0]))
        {
            return false;
        }

        var start = before.Length;
        while (start > 0 && char.IsLetter(before[start - 1]))
        {
            start--;
        }

        var end = 0;
        while (end < next.Length && char.IsLetter(next[end]))
        {
            end++;
        }

        var left = before[start..];
        var right = next[..end];
        if (left.Length > 40 || right.Length > 40 || left.Length + right.Length < 4)
        {
            return false;
        }

        var word = string.Concat(left, right);
        return Count(everything, word, 1) > 0 && (Count(everything, left, 2) < 2 || Count(everything, right, 2) < 2);
    }

    private static int Count(ReadOnlySpan<char> text, ReadOnlySpan<char> word, int enough)
    {
        var count = 0;
        var wanted = SearchValues.Create([word.ToString()], StringComparison.OrdinalIgnoreCase);
        for (var at = text.IndexOfAny(wanted); at >= 0 && count < enough; at = text.IndexOfAny(wanted))
        {
            var end = at + word.Length;
            count += (at == 0 || !char.IsLetter(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end])) ? 1 : 0;
            text = text[end..];
        }

        return count;
    }
}
