using Concord.Core.Kernel;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>What a token is made of.</summary>
internal enum Shape
{
    Word,
    Number,
    Mark,
}

/// <summary>A word, a number or a mark of a paragraph. A possessive ending (<c>'s</c>) is a token of its own.</summary>
internal readonly record struct Token(int Start, int End, string Lower, Shape Shape, bool IsCapital)
{
    public bool Is(string word) => Lower.Equals(word, StringComparison.Ordinal);

    public bool IsPossessive => Lower is "'s" or "'";
}

/// <summary>Cuts a text into tokens; every character that is not a blank belongs to exactly one.</summary>
internal static class Tokens
{
    public static Token[] Cut(string text)
    {
        var tokens = new List<Token>(text.Length / 5);
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var end = EndOf(text, at);
            tokens.Add(Make(text, at, end));
            at = end;
        }
        return [.. tokens];
    }

    private static int EndOf(string text, int at)
    {
        var first = text[at];
        if (char.IsAsciiDigit(first))
        {
            return EndOfNumber(text, at);
        }
        if (IsQuoteMark(first) && at + 1 < text.Length && text[at + 1] is 's' or 'S' && !IsWordAt(text, at + 2) && at > 0 && char.IsLetterOrDigit(text[at - 1]))
        {
            return at + 2;
        }
        return char.IsLetter(first) ? EndOfWord(text, at) : at + 1;
    }

    private static int EndOfNumber(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length
            && (char.IsAsciiLetterOrDigit(text[end]) || (text[end] is ',' or '.' or '-' or '/' or ':' && end + 1 < text.Length && char.IsAsciiLetterOrDigit(text[end + 1]))))
        {
            end++;
        }
        return end;
    }

    private static int EndOfWord(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length)
        {
            var c = text[end];
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark)
            {
                end++;
            }
            else if (c is '-' or '/' or '&' && IsWordAt(text, end + 1))
            {
                end++;
            }
            else if (c == '-' && end + 1 < text.Length && text[end + 1] == ' ')
            {
                end++;
            }
            else if (IsQuoteMark(c) && IsWordAt(text, end + 1) && !IsPossessiveAt(text, end))
            {
                end++;
            }
            else if (c == '.' && IsAbbreviation(text, at, end))
            {
                end++;
            }
            else
            {
                break;
            }
        }
        return end;
    }

    private static bool IsAbbreviation(string text, int start, int dot)
    {
        if (dot - start == 1 && char.IsUpper(text[start]))
        {
            return true;
        }
        var hasDot = text.AsSpan(start, dot - start).Contains('.');
        return hasDot
            ? dot >= 2 && text[dot - 2] == '.'
            : Words.IsAbbreviation(text[start..dot]) && dot + 1 < text.Length;
    }

    private static bool IsPossessiveAt(string text, int quote) =>
        quote + 1 < text.Length && text[quote + 1] is 's' or 'S' && !IsWordAt(text, quote + 2);

    private static bool IsWordAt(string text, int at) => at < text.Length && char.IsLetterOrDigit(text[at]);

    private static bool IsQuoteMark(char c) => c is '\'' or '\u2019';

    private static Token Make(string text, int start, int end)
    {
        var first = text[start];
        var shape = char.IsAsciiDigit(first) ? Shape.Number : char.IsLetter(first) || (IsQuoteMark(first) && end - start == 2) ? Shape.Word : Shape.Mark;
        var lower = text[start..end].ToLowerInvariant();
        if (lower.Contains('\u2019', StringComparison.Ordinal))
        {
            lower = lower.Replace('\u2019', '\'');
        }
        if (shape == Shape.Mark && lower == "'" && start > 0 && text[start - 1] is 's' or 'S')
        {
            shape = Shape.Word;
        }
        return new Token(start, end, lower, shape, char.IsUpper(first));
    }

    /// <summary>The span of text that the tokens <c>[first, end)</c> cover.</summary>
    public static TextSpan SpanOf(Token[] tokens, int first, int end) => new(tokens[first].Start, tokens[end - 1].End);
}
