using System.Globalization;
using System.Text;

namespace Concord.Core.Kernel.Search;

/// <summary>A word, or one sign of a script without spaces.</summary>
/// <param name="Folded">As it is kept.</param>
/// <param name="Span">Where it stands in the text.</param>
/// <param name="IsSign">One sign of a run of them.</param>
/// <param name="GoesOn">The next piece follows at once in the same run.</param>
internal readonly record struct SearchPiece(string Folded, TextSpan Span, bool IsSign, bool GoesOn);

/// <summary>Cuts a text into words and signs. Total: a half of a pair that stands alone is part of no word. Linear.</summary>
internal static class SearchPieces
{
    public static List<SearchPiece> Of(string text)
    {
        var made = new List<SearchPiece>();
        var at = 0;
        while (at < text.Length)
        {
            var script = ScriptAt(text, at, out var length);
            at = script switch
            {
                SearchScript.Spaced => Word(text, at, made),
                SearchScript.Unspaced => Run(text, at, made),
                SearchScript.None or SearchScript.Ignored => at + length,
            };
        }

        return made;
    }

    private static SearchScript ScriptAt(string text, int at, out int length)
    {
        var whole = Rune.TryGetRuneAt(text, at, out var rune);
        length = whole ? rune.Utf16SequenceLength : 1;
        return whole ? SearchScripts.Of(rune) : SearchScript.None;
    }

    private static int Word(string text, int start, List<SearchPiece> made)
    {
        var (at, end) = (start, start);
        while (at < text.Length && ScriptAt(text, at, out var length) is var script and (SearchScript.Spaced or SearchScript.Ignored))
        {
            at += length;
            end = script == SearchScript.Spaced ? at : end;
        }

        Add(text, new TextSpan(start, end), false, made);
        return at;
    }

    /// <summary>A sign is what a reader sees as one: a consonant with its vowels and tones (Unicode grapheme clusters).</summary>
    private static int Run(string text, int start, List<SearchPiece> made)
    {
        var (at, first) = (start, made.Count);
        while (at < text.Length && ScriptAt(text, at, out var length) is var script and (SearchScript.Unspaced or SearchScript.Ignored))
        {
            if (script == SearchScript.Ignored)
            {
                at += length;
                continue;
            }

            var sign = StringInfo.GetNextTextElementLength(text, at);
            if (Add(text, new TextSpan(at, at + sign), true, made) && made.Count - first > 1)
            {
                made[^2] = made[^2] with { GoesOn = true };
            }

            at += sign;
        }

        return at;
    }

    private static bool Add(string text, TextSpan span, bool isSign, List<SearchPiece> made)
    {
        var folded = SearchFolding.Fold(text.AsSpan(span.Start, span.Length));
        if (folded.Length == 0)
        {
            return false;
        }

        made.Add(new SearchPiece(folded, span, isSign, false));
        return true;
    }
}
