using System.Text;
using Concord.Core.Kernel;

namespace Concord.Core.Sources;

/// <summary>
/// An anchor in a paragraph: the exact words, what stands before and after, and the position (W3C Web Annotation, TextQuoteSelector and
/// TextPositionSelector). Positions are Unicode code points of the clean paragraph, half open.
/// </summary>
/// <param name="Exact">The words.</param>
/// <param name="Prefix">Up to 24 code points before.</param>
/// <param name="Suffix">Up to 24 code points after.</param>
/// <param name="Span">Where, in code points.</param>
public sealed record Passage(string Exact, string Prefix, string Suffix, TextSpan Span)
{
    /// <summary>How many code points of context are kept on each side.</summary>
    public const int Context = 24;

    /// <summary>The passage of a span that counts UTF-16 code units. A span outside the text is cut to it; a split surrogate pair is kept whole.</summary>
    public static Passage Cut(string text, TextSpan utf16)
    {
        ArgumentNullException.ThrowIfNull(text);
        var start = Whole(text, Math.Clamp(utf16.Start, 0, text.Length), -1);
        var end = Whole(text, Math.Clamp(utf16.End, start, text.Length), 1);
        var first = CodePoints.Count(text.AsSpan(0, start));
        return new Passage(
            text[start..end],
            text[Back(text, start)..start],
            text[end..Forth(text, end)],
            new TextSpan(first, first + CodePoints.Count(text.AsSpan(start, end - start))));
    }

    /// <summary>
    /// Where the passage stands in this text, in UTF-16 code units: where it stood, else where its words stand with the same context, else where
    /// its words stand alone and once. Null when it is lost; it is never guessed.
    /// </summary>
    public TextSpan? FindIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Exact.Length == 0)
        {
            return null;
        }

        var at = CodePoints.Utf16(text, Span.Start);
        if (at + Exact.Length <= text.Length && text.AsSpan(at, Exact.Length).SequenceEqual(Exact))
        {
            return new TextSpan(at, at + Exact.Length);
        }

        var whole = text.IndexOf(Prefix + Exact + Suffix, StringComparison.Ordinal);
        if (whole >= 0)
        {
            return new TextSpan(whole + Prefix.Length, whole + Prefix.Length + Exact.Length);
        }

        var once = text.IndexOf(Exact, StringComparison.Ordinal);
        return once >= 0 && text.IndexOf(Exact, once + 1, StringComparison.Ordinal) < 0 ? new TextSpan(once, once + Exact.Length) : null;
    }

    /// <summary>
    /// Where the passage, or what a cut left of it, stands in a piece of its text that begins at this position (code points); UTF-16 code units
    /// of the piece. Null when none of it does, or other words stand there.
    /// </summary>
    public TextSpan? FindInPiece(string piece, int from)
    {
        ArgumentNullException.ThrowIfNull(piece);
        if (Exact.Length == 0 || Span.End <= from)
        {
            return null;
        }

        var skipped = CodePoints.Utf16(Exact, Math.Max(0, from - Span.Start));
        var start = CodePoints.Utf16(piece, Math.Max(0, Span.Start - from));
        var words = Exact.AsSpan(skipped, Math.Min(Exact.Length - skipped, piece.Length - start));
        return words.Length > 0 && piece.AsSpan(start).StartsWith(words, StringComparison.Ordinal) ? new TextSpan(start, start + words.Length) : null;
    }

    private static int Whole(string text, int at, int direction) =>
        at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]) ? at + direction : at;

    private static int Back(string text, int at)
    {
        for (var left = Context; left > 0 && at > 0; left--)
        {
            at = Whole(text, at - 1, -1);
        }

        return at;
    }

    private static int Forth(string text, int at)
    {
        for (var left = Context; left > 0 && at < text.Length; left--)
        {
            at += CodePoints.Step(text, at);
        }

        return at;
    }
}
