using System.Buffers;
using System.Globalization;
using System.Text;

namespace Concord.Core.Kernel.Search;

/// <summary>What is written differently and is the same word: case, width, compatible forms (NFKC), digits of any script.</summary>
internal static class SearchFolding
{
    /// <summary>Of a longer word only this beginning counts, in text and question alike.</summary>
    public const int Longest = 40;

    /// <summary>So much of a word is looked at to find that beginning.</summary>
    private const int Looked = 120;

    private static readonly SearchValues<char> Upper = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>The word as it is kept; empty when nothing of it is left.</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        if (System.Text.Ascii.IsValid(word))
        {
            word = word[..Math.Min(word.Length, Longest)];
            return word.ContainsAny(Upper) ? word.ToString().ToLowerInvariant() : word.ToString();
        }

        var plain = new StringBuilder(Math.Min(word.Length, Looked));
        foreach (var rune in Cut(word, Looked).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format && !IsVariant(rune.Value))
            {
                _ = plain.Append(rune.ToString());
            }
        }

        var folded = new StringBuilder(plain.Length);
        foreach (var rune in plain.ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant().EnumerateRunes())
        {
            _ = Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber
                ? folded.Append((char)('0' + (int)Rune.GetNumericValue(rune)))
                : rune.Value == 'ς' ? folded.Append('σ') : folded.Append(rune.ToString());
        }

        return Cut(folded.ToString().Normalize(NormalizationForm.FormC), Longest).ToString();
    }

    /// <summary>The word without its marks, as it is typed where there are no keys for them: <c>viet</c> for <c>việt</c>. The word itself when it has none.</summary>
    public static string Bare(string folded)
    {
        if (System.Text.Ascii.IsValid(folded))
        {
            return folded;
        }

        var bare = new StringBuilder(folded.Length);
        foreach (var c in folded.Normalize(NormalizationForm.FormD))
        {
            if (!IsMark(c))
            {
                _ = Letters(c) is { } letters ? bare.Append(letters) : bare.Append(c);
            }
        }

        return Cut(bare.ToString().Normalize(NormalizationForm.FormC), Longest).ToString();
    }

    /// <summary>Letters that no decomposition takes apart.</summary>
    private static string? Letters(char c) => c switch
    {
        'đ' or 'ð' => "d",
        'ø' => "o",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => null,
    };

    /// <summary>Marks of Latin, Greek, Cyrillic, Hebrew and Arabic; in other scripts they are the vowels themselves.</summary>
    private static bool IsMark(char c) => c is
        (>= '\u0300' and <= '\u036F') or (>= '\u0591' and <= '\u05BD') or '\u05BF' or '\u05C1' or '\u05C2' or '\u05C4' or '\u05C5' or '\u05C7'
        or (>= '\u064B' and <= '\u065F') or '\u0670';

    private static bool IsVariant(int c) => c is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static ReadOnlySpan<char> Cut(ReadOnlySpan<char> text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
