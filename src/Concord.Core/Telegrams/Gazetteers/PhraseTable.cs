using System.Collections.Frozen;

namespace Concord.Core.Telegrams.Gazetteers;

/// <summary>How the letters of a text must agree with a phrase.</summary>
internal enum Casing
{
    /// <summary>As the phrase is written, or all in capitals.</summary>
    AsWrittenOrCapitals,

    /// <summary>In any way.</summary>
    Any,
}

/// <summary>
/// Phrases found in a text at a given place, the longest first. A phrase begins and ends at the edge of a word. The table is keyed by
/// the first word (or the last, for reading from the right), so a look costs no more than the few phrases that share it.
/// </summary>
internal sealed class PhraseTable<T>
{
    private readonly FrozenDictionary<string, (string Phrase, T Value)[]> byWord;
    private readonly FrozenDictionary<string, (string Phrase, T Value)[]>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly Casing casing;
    private readonly bool fromRight;

    internal PhraseTable(IEnumerable<(string Phrase, T Value)> phrases, Casing casing, bool fromRight = false)
    {
        this.casing = casing;
        this.fromRight = fromRight;
        byWord = phrases
            .GroupBy(p => fromRight ? LastWord(p.Phrase, p.Phrase.Length).ToString() : FirstWord(p.Phrase, 0).ToString(), StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(p => p.Phrase.Length).ToArray(), StringComparer.OrdinalIgnoreCase);
        lookup = byWord.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The longest phrase that begins at <paramref name="start"/>; its length is 0 when there is none.</summary>
    internal (int Length, T? Value) At(string text, int start)
    {
        if (!lookup.TryGetValue(FirstWord(text, start), out var candidates)) return default;
        foreach (var (phrase, value) in candidates)
            if (IsEdge(text, start + phrase.Length) && Agrees(text, start, phrase))
                return (phrase.Length, value);
        return default;
    }

    /// <summary>The longest phrase that ends before <paramref name="end"/>; its length is 0 when there is none.</summary>
    internal (int Length, T? Value) EndingAt(string text, int end)
    {
        if (!fromRight || end <= 0 || end > text.Length || !lookup.TryGetValue(LastWord(text, end), out var candidates)) return default;
        foreach (var (phrase, value) in candidates)
        {
            var start = end - phrase.Length;
            if (start >= 0 && (start == 0 || !IsWordChar(text[start - 1])) && Agrees(text, start, phrase))
                return (phrase.Length, value);
        }

        return default;
    }

    /// <summary>True when the whole text is one of the phrases.</summary>
    internal bool TryGet(string text, out T? value)
    {
        var (length, found) = fromRight ? EndingAt(text, text.Length) : At(text, 0);
        value = found;
        return length > 0 && length == text.Length;
    }

    internal static bool IsWordChar(char c) => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark;

    internal static bool IsWordStart(string text, int i) => IsWordChar(text[i]) && (i == 0 || !IsWordChar(text[i - 1]));

    private static bool IsEdge(string text, int end) =>
        end <= text.Length && (end == text.Length || !IsWordChar(text[end]) || !IsWordChar(text[end - 1]));

    private bool Agrees(string text, int start, string phrase)
    {
        if (start + phrase.Length > text.Length) return false;
        var exact = true;
        var capitals = true;
        for (var i = 0; i < phrase.Length && (exact || capitals); i++)
        {
            var t = Plain(text[start + i]);
            var p = Plain(phrase[i]);
            if (casing == Casing.Any && char.ToUpperInvariant(t) == char.ToUpperInvariant(p)) continue;
            exact &= t == p;
            capitals &= t == char.ToUpperInvariant(p);
        }

        return exact || capitals;
    }

    private static char Plain(char c) => c switch { '\u2019' => '\'', '\u00A0' or '\n' or '\r' or '\t' => ' ', '\u2010' or '\u2011' => '-', _ => c };

    private static ReadOnlySpan<char> FirstWord(string text, int start)
    {
        var end = start;
        while (end < text.Length && IsWordChar(text[end])) end++;
        return text.AsSpan(start, end - start);
    }

    private static ReadOnlySpan<char> LastWord(string text, int end)
    {
        while (end > 0 && !IsWordChar(text[end - 1])) end--;
        var start = end;
        while (start > 0 && IsWordChar(text[start - 1])) start--;
        return text.AsSpan(start, end - start);
    }
}
