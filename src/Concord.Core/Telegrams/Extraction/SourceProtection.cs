using Concord.Core.Kernel;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>Whether the text asks to protect a source: the one place that judges it, for persons, facts and caveats.</summary>
internal static class SourceProtection
{
    private const int LongestBracket = 60;
    private const int Reach = 160;

    private static readonly string[] Plain = ["strictly protect", "please protect", "protect source", "protect the source", "source protected"];

    private static readonly string[] Whose = ["source", "request", "identity", "name"];

    /// <summary>A bracket of the span asks for it, or plain words do: <c>please protect</c>.</summary>
    internal static bool IsAsked(string text, TextSpan span)
    {
        for (var i = span.Start; i < span.End; i++)
            if (text[i] is '(' && BracketAsks(text, i))
                return true;
        var said = text.AsSpan(span.Start, span.Length);
        foreach (var words in Plain)
            if (said.Contains(words, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    /// <summary>The next bracket of the sentence asks for it.</summary>
    internal static bool IsAskedAfter(string text, int end)
    {
        var limit = Math.Min(text.Length, end + Reach);
        for (var i = end; i < limit; i++)
        {
            if (text[i] is '.' && i + 1 < text.Length && text[i + 1] == ' ') return false;
            if (text[i] is '(') return BracketAsks(text, i);
        }

        return false;
    }

    /// <summary><c>(strictly protect)</c>, <c>(source protection requested)</c>; a <c>(Child Protection Unit)</c> asks nothing.</summary>
    private static bool BracketAsks(string text, int open)
    {
        var length = text.AsSpan(open, Math.Min(LongestBracket, text.Length - open)).IndexOf(')');
        if (length < 0) return false;
        var inside = text.AsSpan(open, length);
        for (var at = 0; inside[at..].IndexOf("protect", StringComparison.OrdinalIgnoreCase) is >= 0 and var next; at += next + 1)
        {
            var rest = inside[(at + next + "protect".Length)..];
            if (rest.StartsWith("ed", StringComparison.OrdinalIgnoreCase)) rest = rest[2..];
            if (rest.IsEmpty || !char.IsLetter(rest[0])) return true;
        }

        if (!inside.Contains("protection", StringComparison.OrdinalIgnoreCase)) return false;
        foreach (var word in Whose)
            if (inside.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
