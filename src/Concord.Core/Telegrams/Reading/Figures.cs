namespace Concord.Core.Telegrams.Reading;

/// <summary>Whole numbers of header lines; null for anything else, never an overflow.</summary>
internal static class Figures
{
    /// <summary>Up to eight digits.</summary>
    public static int? Number(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > 8 || text.ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        var value = 0;
        foreach (var c in text)
        {
            value = (value * 10) + (c - '0');
        }

        return value;
    }

    /// <summary>Up to three digits.</summary>
    public static int? Small(ReadOnlySpan<char> text) => text.Length <= 3 ? Number(text) : null;
}
