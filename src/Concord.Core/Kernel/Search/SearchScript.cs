using System.Globalization;
using System.Text;

namespace Concord.Core.Kernel.Search;

/// <summary>How the words of a script are told apart.</summary>
internal enum SearchScript
{
    /// <summary>Part of no word.</summary>
    None,

    /// <summary>Not seen: a soft hyphen, a joiner. It breaks nothing.</summary>
    Ignored,

    /// <summary>Words stand between spaces.</summary>
    Spaced,

    /// <summary>No spaces between words (Han and kana, Thai, Lao, Khmer, Burmese and their neighbours): pairs of signs are sought instead.</summary>
    Unspaced,
}

/// <summary>Which characters are of which kind (Unicode blocks and general categories).</summary>
internal static class SearchScripts
{
    public static SearchScript Of(Rune rune)
    {
        if (rune.IsAscii)
        {
            return char.IsAsciiLetterOrDigit((char)rune.Value) ? SearchScript.Spaced : SearchScript.None;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Format => SearchScript.Ignored,
            UnicodeCategory.DecimalDigitNumber => SearchScript.Spaced,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
                or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => IsUnspaced(rune.Value) ? SearchScript.Unspaced : SearchScript.Spaced,
            _ => SearchScript.None,
        };
    }

    private static bool IsUnspaced(int c) => c is
        (>= 0x0E00 and <= 0x0EFF) // Thai, Lao
        or (>= 0x1000 and <= 0x109F) or (>= 0xA9E0 and <= 0xA9FF) or (>= 0xAA60 and <= 0xAA7F) // Burmese
        or (>= 0x1780 and <= 0x17FF) // Khmer
        or (>= 0x1950 and <= 0x19DF) or (>= 0x1A20 and <= 0x1AAF) or (>= 0xAA80 and <= 0xAADF) // Tai
        or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0xFF66 and <= 0xFF9F) // kana
        or (>= 0x2E80 and <= 0x2FDF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF); // Han
}
