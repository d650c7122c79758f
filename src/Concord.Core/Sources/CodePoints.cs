namespace Concord.Core.Sources;

/// <summary>Positions in Unicode code points and in UTF-16 code units of one text. A half of a pair that stands alone counts as one.</summary>
public static class CodePoints
{
    /// <summary>How many code points a text has.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return text.Length;
        }

        var count = 0;
        foreach (var unused in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    /// <summary>Where so many code points end; the end of the text when it has fewer, its beginning for less than none. Total.</summary>
    public static int Utf16(string text, int codePoints)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (codePoints >= 0 && codePoints <= text.Length && !text.AsSpan(0, codePoints).ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return codePoints;
        }

        var at = 0;
        for (; codePoints > 0 && at < text.Length; codePoints--)
        {
            at += Step(text, at);
        }

        return at;
    }

    internal static int Step(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
}
