using System.Collections.Immutable;
using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>
/// Where a person's name ends that begins at a word. A name is one run of capitalised words as written, with particles, initials and
/// hyphens; first and last names are never told apart. After a title a name may begin with a word that otherwise opens a sentence or
/// names a month (<c>You Ay</c>, <c>May Tan</c>), if more of it follows.
/// </summary>
internal static class PeopleNames
{
    private const int Longest = 8;

    /// <summary>The word after the last of the name; <paramref name="first"/> itself when no name begins there.</summary>
    internal static int EndOf(string text, ImmutableArray<Wordlet> words, int first, bool titled)
    {
        var start = first;
        while (titled && start < first + 3 && start < words.Length && NameWords.IsParticle(words[start].Text) && IsNext(text, words, start + 1)) start++;
        if (start >= words.Length || !MayBegin(text, words, start, titled || start > first)) return first;
        var end = start + 1;
        while (end - first < Longest && IsNext(text, words, end))
        {
            if (MayContinue(text, words, end)) end++;
            else if (AfterParticles(text, words, end) is var next && next > end) end = next;
            else if (words[end].Text is "Jr." or "Sr." or "II" or "III" or "IV") return end + 1;
            else break;
        }

        return end;
    }

    /// <summary>True when the word follows the one before it with a blank and nothing else between.</summary>
    internal static bool IsNext(string text, ImmutableArray<Wordlet> words, int at) =>
        at > 0 && at < words.Length && words[at].Start == words[at - 1].End + 1 && text[words[at - 1].End] == ' ';

    private static bool MayBegin(string text, ImmutableArray<Wordlet> words, int at, bool titled)
    {
        var word = words[at];
        if (!word.IsCapital) return IsPrefixed(word.Text) && titled;
        var more = IsNext(text, words, at + 1) && MayContinue(text, words, at + 1);
        if (NameWords.IsHonorificWithin(word.Text)) return more;
        if (NameWords.IsMonth(word.Text) || NameWords.IsOpening(word.Text)) return titled && more;
        if (word.IsCapitals) return titled && more && word.Text.Length > 2 && Bodies.KindOf(word.Text) is null && !words[at + 1].IsCapitals;
        if (!IsNever(word.Text)) return char.IsLetter(word.Text[^1]) || word.IsInitial;
        return titled && more && NameWords.MayClose(word.Text);
    }

    private static bool MayContinue(string text, ImmutableArray<Wordlet> words, int at)
    {
        var word = words[at];
        if (!word.IsCapital) return IsPrefixed(word.Text);
        if (word.IsInitial) return true;
        if (NameWords.IsMonth(word.Text)) return IsNext(text, words, at + 1) && words[at + 1].IsCapital && !NameWords.IsMonth(words[at + 1].Text) && MayContinue(text, words, at + 1);
        if (NameWords.IsHonorific(word.Text)) return false;
        if (word.IsCapitals) return word.Text.Length > 3 && Bodies.KindOf(word.Text) is null;
        return char.IsLetter(word.Text[^1]) && (NameWords.IsOpening(word.Text) || !IsNever(word.Text) || NameWords.MayClose(word.Text));
    }

    private static int AfterParticles(string text, ImmutableArray<Wordlet> words, int at)
    {
        var next = at;
        while (next < at + 3 && IsNext(text, words, next) && NameWords.IsParticle(words[next].Text)) next++;
        return next > at && IsNext(text, words, next) && words[next].IsCapital && MayContinue(text, words, next) ? next + 1 : at;
    }

    /// <summary><c>al-Maliki</c>, <c>d'Almeida</c>.</summary>
    private static bool IsPrefixed(string word)
    {
        var cut = word.AsSpan().IndexOfAny('-', '\'', '\u2019');
        return cut is > 0 and < 4 && cut + 1 < word.Length && char.IsUpper(word[cut + 1]) && word is not (['e', '-', ..] or ['x', '-', ..]);
    }

    private static bool IsNever(string word)
    {
        if (NameWords.IsNever(word)) return true;
        if (!word.Contains('-', StringComparison.Ordinal) && !word.Contains('/', StringComparison.Ordinal)) return false;
        foreach (var part in word.Split('-', '/'))
            if (part.Length == 0 || !NameWords.IsNever(part))
                return word.Contains('/', StringComparison.Ordinal);
        return true;
    }
}
