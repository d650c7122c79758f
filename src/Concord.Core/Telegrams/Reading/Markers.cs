using System.Buffers;

namespace Concord.Core.Telegrams.Reading;

/// <summary>Portion markings, <c>SUMMARY:</c> … <c>END SUMMARY.</c>, <c>Begin text:</c> … <c>End text.</c></summary>
internal static class Markers
{
    private static readonly SearchValues<string> Begin = SearchValues.Create(["begin "], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> End = SearchValues.Create(["end "], StringComparison.OrdinalIgnoreCase);

    private static readonly string[] Marks = ["U", "SBU", "C", "S", "TS", "LOU", "FOUO", "R"];

    private static readonly string[] Vocabulary =
    [
        "BEGIN", "EXECUTIVE", "SUMMARY", "AND", "COMMENT", "COMMENTS", "ACTION", "REQUEST", "REQUESTED", "NOTE", "POST", "EMBASSY", "MISSION", "CONSULATE",
        "AMBASSADOR'S", "BIO", "BIOGRAPHIC", "BIOGRAPHICAL", "INTRODUCTION", "&", "/", "OF",
    ];

    private static readonly string[] Nouns = ["SUMMARY", "COMMENT", "COMMENTS", "NOTE", "REQUEST", "REQUESTED", "INTRODUCTION"];

    private static readonly string[] QuotedNouns =
        ["TEXT", "TRANSLATION", "QUOTE", "EXCERPT", "EXCERPTS", "DECLARATION", "STATEMENT", "LETTER", "NON-PAPER", "COMMUNIQUE", "TRANSCRIPT", "RELEASE", "AGREEMENT"];

    /// <summary>The portion marking at the start, without brackets, and where the text goes on; null when there is none.</summary>
    public static string? Marking(ReadOnlySpan<char> text, out int after)
    {
        after = 0;
        if (text.Length < 3 || text[0] != '(')
        {
            return null;
        }

        var close = text[..Math.Min(text.Length, 24)].IndexOf(')');
        if (close < 2)
        {
            return null;
        }

        var inside = text[1..close];
        var end = inside.IndexOfAny('/', ' ', '-');
        var level = end < 0 ? inside : inside[..end];
        foreach (var mark in Marks)
        {
            if (level.SequenceEqual(mark) && !inside.ContainsAnyInRange('a', 'z'))
            {
                after = close + 1;
                while (after < text.Length && text[after] == ' ')
                {
                    after++;
                }

                return inside.ToString();
            }
        }

        return null;
    }

    /// <summary>How long the marker at the start is, 0 when there is none; <paramref name="noun"/> is what it opens.</summary>
    public static int Opening(ReadOnlySpan<char> text, out string noun)
    {
        noun = "";
        var end = text[..Math.Min(text.Length, 48)].IndexOfAny(':', '.', '-');
        if (end < 4 || (text[end] == '-' && (text[end - 1] != ' ' || end + 1 >= text.Length || !(text[end + 1] is '-' or ' '))))
        {
            return 0;
        }

        if (!AllFrom(text[..end], out noun) || (text[end] != ':' && end + 1 < text.Length && text[end + 1] is not (' ' or '-')))
        {
            return 0;
        }

        end++;
        return end < text.Length && text[end] == '-' ? end + 1 : end;
    }

    /// <summary>Where the marker that closes the text begins (<c>END SUMMARY.</c>), -1 when there is none.</summary>
    public static int Trailing(ReadOnlySpan<char> text, out string noun)
    {
        noun = "";
        var window = Math.Max(0, text.Length - 48);
        var at = text[window..].LastIndexOf("end ", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return -1;
        }

        at += window;
        return (at == 0 || text[at - 1] == ' ') && AllFrom(text[(at + 4)..].TrimEnd(" ."), out noun) ? at : -1;
    }

    /// <summary>The text holds an end of what was opened, not only at its end.</summary>
    public static bool Closes(ReadOnlySpan<char> text, string noun)
    {
        for (var at = text.IndexOfAny(End); at >= 0; at = text.IndexOfAny(End))
        {
            if (text[(at + 4)..].TrimStart().StartsWith(noun, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            text = text[(at + 4)..];
        }

        return false;
    }

    /// <summary>A marker alone on its line, as a heading: <c>Summary</c>, <c>COMMENT:</c>.</summary>
    public static bool IsHeading(ReadOnlySpan<char> line) => line.Length < 48 && AllFrom(line.TrimEnd(" :"), out _);

    /// <summary>Quoted text begins in this line; the bounds are those of <c>Begin text:</c>.</summary>
    public static bool BeginsQuote(ReadOnlySpan<char> line, out int start, out int end) => Quote(line, Begin, 6, out start, out end);

    /// <summary>Quoted text ends in this line.</summary>
    public static bool EndsQuote(ReadOnlySpan<char> line, out int start, out int end) => Quote(line, End, 4, out start, out end);

    private static bool Quote(ReadOnlySpan<char> line, SearchValues<string> verb, int length, out int start, out int end)
    {
        end = 0;
        start = line.IndexOfAny(verb);
        if (start < 0 || (start > 0 && line[start - 1] is not (' ' or '(' or '[')))
        {
            return false;
        }

        var rest = line[(start + length)..];
        var stop = rest[..Math.Min(rest.Length, 60)].IndexOfAny(":.)");
        var phrase = stop < 0 ? rest : rest[..stop];
        if (phrase.Length >= 60 || (stop < 0 && start > 0 && !char.IsAsciiLetterUpper(line[start])))
        {
            return false;
        }

        var (count, found) = (0, false);
        foreach (var word in new Words(phrase))
        {
            count++;
            foreach (var noun in QuotedNouns)
            {
                found |= word.Equals(noun, StringComparison.OrdinalIgnoreCase);
            }
        }

        end = start + length + phrase.Length + (stop < 0 ? 0 : 1);
        // in the middle of a line the words alone are prose: "Begin text" ends it, "Begin text of …" wants its colon
        return found && (start == 0 || stop >= 0 || count == 1) && count <= 6 && (char.IsAsciiLetterUpper(line[start]) || line[..start].TrimEnd().IsEmpty || line[start - 1] == '(');
    }

    private static bool AllFrom(ReadOnlySpan<char> text, out string noun)
    {
        noun = "";
        var count = 0;
        foreach (var range in text.SplitAny(' ', '/'))
        {
            var word = text[range];
            if (word.IsEmpty)
            {
                continue;
            }

            if (++count > 5 || !In(Vocabulary, word))
            {
                return false;
            }

            noun = noun.Length == 0 ? Noun(word) : noun;
        }

        return noun.Length > 0;
    }

    private static string Noun(ReadOnlySpan<char> word)
    {
        foreach (var noun in Nouns)
        {
            if (word.Equals(noun, StringComparison.OrdinalIgnoreCase))
            {
                return noun == "COMMENTS" ? "COMMENT" : noun;
            }
        }

        return "";
    }

    private static bool In(string[] words, ReadOnlySpan<char> word)
    {
        foreach (var known in words)
        {
            if (word.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
