using Concord.Core.Kernel;
using Concord.Core.Telegrams.Extraction;

namespace Concord.Core.Telegrams;

/// <summary>
/// Which text stays with the body that filed it since somebody asks to be protected: not the sentence alone in which that is asked, but whatever names the same person
/// elsewhere in the source. Rather one paragraph too many. Total.
/// </summary>
public static class Guarded
{
    private const int ShortestWord = 2;

    /// <summary>Somebody asks in this text to be protected: in a bracket (<c>strictly protect</c>) or in plain words.</summary>
    public static bool Asks(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SourceProtection.IsAsked(text, new TextSpan(0, text.Length));
    }

    /// <summary>The text holds a word of a person's name, as written or in capitals: <c>Wong</c> of <c>Lee Wong</c>. Particles in small letters are no such words.</summary>
    public static bool Names(string text, string person)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(person);
        foreach (var word in person.Split(' '))
        {
            if (word.Length >= ShortestWord && !char.IsLower(word[0]) && (Holds(text, word) || Holds(text, word.ToUpperInvariant())))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All words of a person's name stand in the text.</summary>
    public static bool NamesInFull(string text, string person)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(person);
        return person.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(w => Holds(text, w) || Holds(text, w.ToUpperInvariant()));
    }

    /// <summary>The sentence around a place; all of the text where it has none.</summary>
    public static string SentenceAt(string text, TextSpan span)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = Math.Clamp(span.Start, 0, text.Length);
        var start = at == 0 ? 0 : text.LastIndexOf(". ", at - 1, StringComparison.Ordinal) + 1;
        var end = text.IndexOf(". ", Math.Clamp(span.End, at, text.Length), StringComparison.Ordinal);
        return text[start..(end < 0 ? text.Length : end)];
    }

    private static bool Holds(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetter(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end])))
            {
                return true;
            }
        }

        return false;
    }
}
