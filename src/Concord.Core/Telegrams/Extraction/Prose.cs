using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>A word of a text as written, with the full stop of an initial or an honorific (<c>J.</c>, <c>Mr.</c>, <c>H.E.</c>).</summary>
internal readonly record struct Wordlet(string Text, int Start, int End)
{
    internal bool IsCapital => char.IsUpper(Text[0]) || (Text.Length > 1 && Text[0] is '\'' && char.IsUpper(Text[1]));

    /// <summary>Two or more letters, all capitals: an acronym, or a surname written large.</summary>
    internal bool IsCapitals => Text.Length > 1 && !Text.Any(char.IsLower) && Text.Count(char.IsUpper) > 1 && !Text.Contains('.', StringComparison.Ordinal);

    internal bool IsInitial => Text.Length == 2 && Text[1] == '.' && char.IsUpper(Text[0]);

    internal TextSpan Span => new(Start, End);
}

/// <summary>Cuts a clean paragraph into words and sentences, for the readers of names, meetings, commitments and caveats.</summary>
internal static class Prose
{
    private static readonly string[] Stopped =
    [
        "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Col", "Lt", "Maj", "Capt", "Sgt", "Brig", "Adm", "Cmdr", "Sen", "Rep", "Gov", "Amb", "Hon", "Rev", "Pol", "St", "Jr", "Sr",
        "Sra", "Mme", "Fr", "Eng", "Atty", "Insp", "Supt", "No", "vs", "approx", "Dept", "Asst", "Cpl", "Messrs", "Smt",
    ];

    /// <summary>The words in order. A possessive ending is not part of its word.</summary>
    internal static ImmutableArray<Wordlet> WordsOf(string text)
    {
        var words = ImmutableArray.CreateBuilder<Wordlet>();
        var at = 0;
        while (at < text.Length)
        {
            if (!char.IsLetterOrDigit(text[at]) || (at > 1 && text[at - 1] is '\'' or '\u2019' && IsPossessive(text, at - 1) && PhraseEnds(text, at - 2)))
            {
                at++;
                continue;
            }

            var end = EndOfWord(text, at);
            words.Add(new Wordlet(text[at..end], at, end));
            at = end;
        }

        return words.ToImmutable();
    }

    /// <summary>The sentences in order, trimmed, each with its closing mark.</summary>
    internal static ImmutableArray<TextSpan> SentencesOf(string text)
    {
        var sentences = ImmutableArray.CreateBuilder<TextSpan>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('.' or '!' or '?') || (text[i] == '.' && IsInside(text, i))) continue;
            var end = i + 1;
            while (end < text.Length && text[end] is '"' or '\u201d' or ')' or '\'' or '\u2019') end++;
            if (end < text.Length && (!char.IsWhiteSpace(text[end]) || !Opens(text, end))) continue;
            Add(sentences, text, start, end);
            start = i = end;
        }

        Add(sentences, text, start, text.Length);
        return sentences.ToImmutable();
    }

    private static void Add(ImmutableArray<TextSpan>.Builder sentences, string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        if (end > start) sentences.Add(new TextSpan(start, end));
    }

    private static bool Opens(string text, int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is '(' or '"' or '\u201c' or '\'' or '\u2018' or '[' or '-')) at++;
        return at >= text.Length || char.IsUpper(text[at]) || char.IsDigit(text[at]) || !char.IsLetter(text[at]) || char.GetUnicodeCategory(text[at]) == System.Globalization.UnicodeCategory.OtherLetter;
    }

    /// <summary>The full stop of an abbreviation, an initial or a figure.</summary>
    private static bool IsInside(string text, int dot)
    {
        if (dot + 1 < text.Length && char.IsLetterOrDigit(text[dot + 1])) return true;
        var start = dot;
        while (start > 0 && char.IsLetter(text[start - 1])) start--;
        var length = dot - start;
        if (length == 1 && char.IsUpper(text[start])) return start == 0 || text[start - 1] != '.' || !EndsHere(text, dot);
        foreach (var word in Stopped)
            if (word.Length == length && text.AsSpan(start, length).SequenceEqual(word))
                return true;
        return false;
    }

    /// <summary><c>U.S.</c> before a blank and an opening word ends a sentence.</summary>
    private static bool EndsHere(string text, int dot)
    {
        var at = dot + 1;
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        var end = at;
        while (end < text.Length && char.IsLetter(text[end])) end++;
        return at >= text.Length || Gazetteers.NameWords.IsOpening(text[at..end]);
    }

    private static int EndOfWord(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length)
        {
            var c = text[end];
            var joined = end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]);
            if (Gazetteers.PhraseTable<string>.IsWordChar(c) || char.IsSurrogate(c) || (c is '-' or '/' && joined) || (c is '\'' or '\u2019' && joined && !IsPossessive(text, end)))
                end++;
            else if (c == '.' && (IsInitials(text, at, end) || (joined && char.IsDigit(text[end + 1]) && char.IsDigit(text[end - 1])) || IsStopped(text, at, end)))
                end++;
            else
                break;
        }

        return end;
    }

    private static bool IsPossessive(string text, int at) =>
        text[at + 1] is 's' or 'S' && (at + 2 >= text.Length || !char.IsLetterOrDigit(text[at + 2]));

    private static bool PhraseEnds(string text, int at) => Gazetteers.PhraseTable<string>.IsWordChar(text[at]) || text[at] is '.' or ')';

    private static bool IsInitials(string text, int start, int dot) =>
        char.IsUpper(text[dot - 1]) && (dot - start == 1 || text[dot - 2] == '.');

    private static bool IsStopped(string text, int start, int dot)
    {
        foreach (var word in Stopped)
            if (word.Length == dot - start && text.AsSpan(start, dot - start).SequenceEqual(word))
                return true;
        return false;
    }
}
