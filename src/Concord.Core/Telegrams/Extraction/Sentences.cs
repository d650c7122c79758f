namespace Concord.Core.Telegrams.Extraction;

/// <summary>A half-open range of token numbers.</summary>
internal readonly record struct TokenRange(int First, int End)
{
    public bool IsEmpty => End <= First;

    public bool Holds(int token) => First <= token && token < End;
}

/// <summary>Cuts the tokens of a paragraph into sentences.</summary>
internal static class Sentences
{
    /// <summary>
    /// A sentence ends at a full stop, question or exclamation mark (with the closing quotes and brackets after it) before a
    /// capital, a number or the end. Abbreviations keep their stop and so never end one.
    /// </summary>
    public static List<TokenRange> Cut(Token[] tokens)
    {
        var sentences = new List<TokenRange>();
        var first = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Lower is not ("." or "?" or "!"))
            {
                continue;
            }
            var end = i + 1;
            while (end < tokens.Length && tokens[end].Lower is "\"" or ")" or "\u201d" or "]" or "'" && tokens[end].Start == tokens[end - 1].End)
            {
                end++;
            }
            if (end < tokens.Length && !Opens(tokens[end]))
            {
                continue;
            }
            sentences.Add(new TokenRange(first, end));
            first = end;
            i = end - 1;
        }
        if (first < tokens.Length)
        {
            sentences.Add(new TokenRange(first, tokens.Length));
        }
        return sentences;
    }

    private static bool Opens(Token token) =>
        token.IsCapital || token.Shape == Shape.Number || token.Lower is "\"" or "(" or "\u201c" or "[" or "'" or "-";
}
