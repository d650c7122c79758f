namespace Concord.Core.Telegrams.Reading;

/// <summary>What a web archive leaves where it had made a link: <c>[PHUM](#)</c>, <c>[1](#)2008</c> (TELEGRAMS 1.10).</summary>
internal static class Residue
{
    /// <summary>How long the residue at the start of the text is, 0 when there is none.</summary>
    public static int Length(ReadOnlySpan<char> text, out ReadOnlySpan<char> label)
    {
        label = [];
        if (text.Length < 5 || text[0] != '[')
        {
            return 0;
        }

        var window = text[..Math.Min(text.Length, 160)];
        var close = window.IndexOf(']');
        if (close < 2 || close > 60 || close + 2 >= window.Length || window[close + 1] != '(')
        {
            return 0;
        }

        var end = window[(close + 2)..].IndexOf(')');
        if (end < 0 || !IsTarget(window.Slice(close + 2, end)))
        {
            return 0;
        }

        label = text[1..close];
        return close + 2 + end + 1;
    }

    private static bool IsTarget(ReadOnlySpan<char> target) =>
        target.IsEmpty || (target[0] is '#' or '/' or '.' || target.StartsWith("http", StringComparison.Ordinal)) && !target.Contains(' ');
}
