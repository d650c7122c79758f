using Concord.Core.Kernel;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>The span of a clause about a place in its sentence, bounded by marks and by a conjunction after a comma.</summary>
internal static class ClauseSpans
{
    internal static TextSpan Around(string text, TextSpan sentence, TextSpan at) =>
        new(Start(text, sentence, at.Start), End(text, sentence, at.End));

    internal static int Start(string text, TextSpan sentence, int at)
    {
        var start = at;
        while (start > sentence.Start && !IsBound(text, start - 1)) start--;
        while (start < at && text[start] is ' ' or '"' or '(' or '\u201c') start++;
        foreach (var word in (ReadOnlySpan<string>)["and ", "but ", "although ", "because ", "while ", "whereas "])
            if (at - start > word.Length && text.AsSpan(start, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase))
                return start + word.Length;
        return start;
    }

    internal static int End(string text, TextSpan sentence, int at)
    {
        var end = at;
        while (end < sentence.End && !IsBound(text, end) && !(text[end] is '.' or '!' or '?' && end >= sentence.End - 2)) end++;
        while (end > at && text[end - 1] is ' ' or '"' or '\u201d') end--;
        return end;
    }

    internal static TextSpan WithoutStop(string text, TextSpan sentence)
    {
        var end = sentence.End;
        while (end > sentence.Start + 1 && text[end - 1] is '.' or '!' or '?') end--;
        return new TextSpan(sentence.Start, end);
    }

    /// <summary>A comma between figures or before <c>Inc.</c> bounds nothing.</summary>
    private static bool IsBound(string text, int at) =>
        text[at] is ';' or '(' or ')' || (text[at] is ',' or ':' && at + 1 < text.Length && text[at + 1] == ' ');
}
