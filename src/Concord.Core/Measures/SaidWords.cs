using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Measures;

/// <summary>A sentence as its words, each with its place, so that what is read from it can be given back as written. Linear.</summary>
internal sealed class SaidWords
{
    private readonly string text;
    private readonly ImmutableArray<(string Lower, TextSpan Span)> words;

    public SaidWords(string text)
    {
        this.text = text;
        var found = ImmutableArray.CreateBuilder<(string, TextSpan)>();
        for (var i = 0; i < text.Length;)
        {
            if (!IsLetter(text, i))
            {
                i++;
                continue;
            }

            var from = i;
            while (i < text.Length && IsLetter(text, i))
            {
                i++;
            }

            found.Add((text[from..i].Replace('’', '\'').ToLowerInvariant(), new TextSpan(from, i)));
        }

        words = found.ToImmutable();
    }

    public int Count => words.Length;

    public string this[int at] => at >= 0 && at < words.Length ? words[at].Lower : "";

    /// <summary>How many words of this phrase stand here; 0 when it does not. A star stands for any ending: <c>support*</c>.</summary>
    public int At(int at, string phrase)
    {
        var count = 0;
        foreach (var part in phrase.Split(' '))
        {
            var word = this[at + count];
            if (word.Length == 0 || !(part[^1] == '*' ? word.StartsWith(part[..^1], StringComparison.Ordinal) : word == part))
            {
                return 0;
            }

            count++;
        }

        return count;
    }

    /// <summary>The longest of the phrases that stands here; 0 when none does.</summary>
    public int AtAny(int at, ImmutableArray<string> phrases)
    {
        var longest = 0;
        foreach (var phrase in phrases)
        {
            longest = Math.Max(longest, At(at, phrase));
        }

        return longest;
    }

    /// <summary>The first place at or after <paramref name="from"/> and before <paramref name="to"/> where one of the phrases stands, and its length; -1 for none.</summary>
    public (int At, int Length) First(ImmutableArray<string> phrases, int from = 0, int to = int.MaxValue)
    {
        for (var i = from; i < Math.Min(to, words.Length); i++)
        {
            if (AtAny(i, phrases) is > 0 and var length)
            {
                return (i, length);
            }
        }

        return (-1, 0);
    }

    public bool Has(ImmutableArray<string> phrases, int from = 0, int to = int.MaxValue) => First(phrases, from, to).At >= 0;

    /// <summary>The words from one to before another as written, without what parts sentences at the ends; null for none.</summary>
    public string? Text(int from, int to)
    {
        (from, to) = (Math.Max(0, from), Math.Min(to, words.Length));
        if (from >= to)
        {
            return null;
        }

        // a bracket that is opened inside is closed inside
        var end = words[to - 1].Span.End;
        if (end < text.Length && text[end] is ')' or '"' or '”' or '%' && text.AsSpan(words[from].Span.Start, end - words[from].Span.Start).ContainsAny('(', '"', '“'))
        {
            end++;
        }

        return text[words[from].Span.Start..end];
    }

    /// <summary>Where the part of the sentence ends that holds this word: at a semicolon, a full stop, a colon or a dash; a comma ends it when asked to.</summary>
    public int EndOfPart(int at, bool comma = false)
    {
        for (var i = Math.Max(at, 0); i < words.Length - 1; i++)
        {
            var between = text.AsSpan(words[i].Span.End, words[i + 1].Span.Start - words[i].Span.End);
            if (between.ContainsAny(';', '.', ':') || between.IndexOf("--", StringComparison.Ordinal) >= 0 || (comma && between.Contains(',')))
            {
                return i + 1;
            }
        }

        return words.Length;
    }

    /// <summary>Where the part of the sentence begins that holds this word; a comma begins one when asked to.</summary>
    public int StartOfPart(int at, bool comma = false)
    {
        for (var i = Math.Min(at, words.Length - 1); i > 0; i--)
        {
            var between = text.AsSpan(words[i - 1].Span.End, words[i].Span.Start - words[i - 1].Span.End);
            if (between.ContainsAny(';', '.', ':') || between.IndexOf("--", StringComparison.Ordinal) >= 0 || (comma && between.Contains(',')))
            {
                return i;
            }
        }

        return 0;
    }

    private static bool IsLetter(string text, int i) =>
        char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i])
        || (text[i] is '\'' or '’' or '-' && i > 0 && i < text.Length - 1 && char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(text[i + 1]));
}
