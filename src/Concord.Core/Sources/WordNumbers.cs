using System.Collections.Immutable;
using System.Text;
using Concord.Core.Kernel.Search;

namespace Concord.Core.Sources;

/// <summary>
/// Cuts texts into words and numbers the words, the same word by the same number in all texts. What re-wrapping, other quotation marks, other dashes, soft
/// hyphens, another composition of accents do to a text is not seen; a figure keeps its points and commas, a sign that changes it (%, $, −) is a word.
/// </summary>
internal sealed class WordNumbers
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> words = [];
    private readonly StringBuilder written = new();

    /// <summary>The word of a number.</summary>
    public string this[int number] => words[number];

    /// <summary>The words of a text, in order. Total; linear.</summary>
    public ImmutableArray<TextWord> Of(string text)
    {
        var found = ImmutableArray.CreateBuilder<TextWord>();
        for (var at = 0; at < text.Length;)
        {
            var end = End(text, at);
            if (end > at)
            {
                found.Add(Word(text, at, end));
                at = end;
            }
            else
            {
                at += CodePoints.Step(text, at);
            }
        }

        return found.ToImmutable();
    }

    private static SearchScript Script(string text, int at) =>
        Rune.TryGetRuneAt(text, at, out var rune) ? SearchScripts.Of(rune) : SearchScript.None;

    private static bool IsMark(string text, int at) => Rune.TryGetRuneAt(text, at, out var rune)
        && Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    /// <summary>Where the word that begins here ends; here when none does.</summary>
    private static int End(string text, int at)
    {
        switch (Script(text, at))
        {
            case SearchScript.Unspaced:
                return Marks(text, at + CodePoints.Step(text, at));
            case SearchScript.Spaced:
                return Spaced(text, at);
            case SearchScript.None or SearchScript.Ignored:
            default:
                return IsSign(text, at) ? at + 1 : at;
        }
    }

    private static int Marks(string text, int at)
    {
        while (at < text.Length && (IsMark(text, at) || Script(text, at) == SearchScript.Ignored))
        {
            at += CodePoints.Step(text, at);
        }

        return at;
    }

    private static int Spaced(string text, int at)
    {
        var end = at;
        while (at < text.Length)
        {
            var script = Script(text, at);
            if (script == SearchScript.Spaced || IsMark(text, at))
            {
                at += CodePoints.Step(text, at);
                end = at;
            }
            else if (script == SearchScript.Ignored || (at > 0 && at + 1 < text.Length && Joins(text[at - 1], text[at], text[at + 1])))
            {
                at += CodePoints.Step(text, at);
            }
            else
            {
                break;
            }
        }

        return end;
    }

    /// <summary>An apostrophe inside a word, a point or comma inside a figure.</summary>
    private static bool Joins(char before, char sign, char after) => IsApostrophe(sign)
        ? char.IsLetter(before) && char.IsLetter(after)
        : sign is '.' or ',' or ':' or '/' && char.IsAsciiDigit(before) && char.IsAsciiDigit(after);

    private static bool IsApostrophe(char sign) => sign is '\'' or '\u2019' or '\u02bc' or '\u2018' or '`' or '\u00b4';

    private static bool IsSign(string text, int at) => text[at] switch
    {
        '%' or '$' or '€' or '£' or '¥' or '?' => true,
        '-' or '\u2212' => at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) && (at == 0 || text[at - 1] == ' '),
        _ => false,
    };

    private TextWord Word(string text, int start, int end)
    {
        _ = written.Clear();
        var plain = true;
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            plain &= char.IsAscii(c);
            _ = IsApostrophe(c) ? written.Append('\'') : c is '\u2212' ? written.Append('-') : Script(text, i) == SearchScript.Ignored ? written : written.Append(c);
        }

        var word = written.ToString();
        word = plain || !IsWhole(word) ? word : word.Normalize(NormalizationForm.FormC);
        return new TextWord(Number(word.ToLowerInvariant()), Number(word), start, end);
    }

    /// <summary>Half a pair cannot be composed.</summary>
    private static bool IsWhole(string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (char.IsSurrogate(word[i]) && !(char.IsHighSurrogate(word[i]) && ++i < word.Length && char.IsLowSurrogate(word[i])))
            {
                return false;
            }
        }

        return true;
    }

    private int Number(string word)
    {
        if (!numbers.TryGetValue(word, out var number))
        {
            number = words.Count;
            numbers.Add(word, number);
            words.Add(word);
        }

        return number;
    }
}
