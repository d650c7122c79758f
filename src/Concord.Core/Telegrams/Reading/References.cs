using System.Collections.Immutable;
using System.Globalization;

namespace Concord.Core.Telegrams.Reading;

/// <summary>The REF block: letters <c>A.</c>, <c>(A)</c>, <c>A)</c>; the year before or after the post, else the DTG's; NOTAL; AND PREVIOUS; what is no telegram.</summary>
internal sealed class References(int? dtgYear, ComplaintList complaints, Func<int, int> lineNumber)
{
    private static readonly (string Word, string Kind)[] Others =
    [
        ("E-MAIL", "e-mail"), ("EMAIL", "e-mail"), ("E-MAILS", "e-mail"), ("MEMO", "memo"), ("MEMORANDUM", "memo"), ("TELCON", "telcon"), ("TELECON", "telcon"),
        ("PHONE", "telcon"), ("LETTER", "letter"), ("LTR", "letter"), ("FAX", "document"), ("REPORT", "document"), ("NOTE", "document"), ("DOCUMENT", "document"),
    ];

    private static readonly System.Buffers.SearchValues<char> PostLetters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ.'-");

    public ImmutableArray<Reference> Read(List<(string Text, int At)> lines)
    {
        var found = ImmutableArray.CreateBuilder<Reference>();
        foreach (var (letter, text, at) in Entries(lines))
        {
            foreach (var part in letter is null ? Parts(text) : [text])
            {
                found.Add(One(letter, part.Trim().TrimEnd(',', ';'), at));
            }
        }

        return found.ToImmutable();
    }

    /// <summary>How long a letter label at the start is: <c>A. </c>, <c>(A) </c>, <c>A) </c>, <c>A: </c>.</summary>
    public static int LetterLength(ReadOnlySpan<char> text, out char letter)
    {
        letter = ' ';
        var at = text.Length > 0 && text[0] == '(' ? 1 : 0;
        if (text.Length < at + 2 || !char.IsAsciiLetterUpper(text[at]) || text[at + 1] is not ('.' or ')' or ':'))
        {
            return 0;
        }

        if (at + 2 < text.Length && text[at + 2] is not (' ' or '.' or ':') && !char.IsAsciiDigit(text[at + 2]) && text[at + 1] == '.')
        {
            return 0;
        }

        letter = text[at];
        var end = at + 2;
        while (end < text.Length && text[end] is ' ' or '.' or ':')
        {
            end++;
        }

        return end;
    }

    private static List<(string? Letter, string Text, int At)> Entries(List<(string Text, int At)> lines)
    {
        var entries = new List<(string? Letter, string Text, int At)>();
        var expected = 'A';
        foreach (var (line, at) in lines)
        {
            var rest = line.AsSpan();
            while (!rest.IsEmpty)
            {
                var label = LetterLength(rest, out var letter);
                var isNext = label > 0 && letter >= expected && letter <= expected + 2;
                rest = isNext ? rest[label..] : rest;
                expected = isNext ? (char)(letter + 1) : expected;
                var next = NextLetter(rest, expected);
                var text = rest[..next].Trim().ToString();
                rest = rest[next..];
                if (isNext || entries.Count == 0)
                {
                    entries.Add((isNext ? letter.ToString() : null, text, at));
                }
                else if (text.Length > 0)
                {
                    entries[^1] = entries[^1] with { Text = $"{entries[^1].Text} {text}".Trim() };
                }
            }
        }

        return entries;
    }

    // another letter on the same line: A) JAKARTA 3341 B) STATE 9912
    private static int NextLetter(ReadOnlySpan<char> text, char expected)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at - 1] == ' ' && expected > 'A' && LetterLength(text[at..], out var letter) > 0 && letter == expected)
            {
                return at;
            }
        }

        return text.Length;
    }

    private static string[] Parts(string text)
    {
        var parts = text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length > 1 && Array.TrueForAll(parts, p => Telegram(p) is not null) ? parts : [text];
    }

    private Reference One(string? letter, string text, int at)
    {
        if (Others.FirstOrDefault(o => HasWord(text, o.Word)).Kind is { } kind)
        {
            return new(letter, kind, null, false, text, Date(text, at), false, false);
        }

        var notal = text.Contains("NOTAL", StringComparison.OrdinalIgnoreCase);
        var previous = text.Contains("AND PREVIOUS", StringComparison.OrdinalIgnoreCase);
        if (Telegram(text) is not { } telegram)
        {
            return new(letter, "document", null, notal, text, Date(text, at), false, previous);
        }

        var year = telegram.Year ?? (dtgYear % 100);
        var id = year is { } y ? string.Create(CultureInfo.InvariantCulture, $"{y:00}{telegram.Post}{telegram.Serial}") : null;
        return new(letter, "telegram", id, notal, text, null, telegram.Year is null && id is not null, previous);
    }

    private static bool HasWord(string text, string word)
    {
        var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
            && (at + word.Length == text.Length || !char.IsLetterOrDigit(text[at + word.Length]) || text[at + word.Length] is 'S' or 's');
    }

    private static (int? Year, string Post, int Serial)? Telegram(string text)
    {
        var bracket = text.IndexOf('(', StringComparison.Ordinal);
        var bare = (bracket > 0 ? text[..bracket] : text).Replace("NOTAL", "", StringComparison.OrdinalIgnoreCase);
        var previous = bare.IndexOf("AND PREV", StringComparison.OrdinalIgnoreCase);
        bare = (previous > 0 ? bare[..previous] : bare).Trim().TrimEnd(',', '.');
        int? year = null;
        int? serial = null;
        var post = "";
        foreach (var word in bare.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var token = word.TrimStart('\'');
            if (Figures.Number(token) is { } number)
            {
                if (serial is { } before && post.Length > 0 && year is null)
                {
                    year = before;
                }
                else if (serial is not null || (post.Length == 0 && year is not null))
                {
                    return null;
                }

                if (post.Length == 0)
                {
                    year = number;
                }
                else
                {
                    serial = number;
                }
            }
            else if (serial is null && IsPostWord(token, ref year, ref serial, ref post))
            {
                continue;
            }
            else
            {
                return null;
            }
        }

        return serial is { } s && post.Length > 1 && (year is null or <= 99 or (>= 1966 and < 2100)) ? (year % 100, post, s) : null;
    }

    // a word of the post, or all in one: 07JAKARTA3341
    private static bool IsPostWord(string token, ref int? year, ref int? serial, ref string post)
    {
        var lead = token.Length - token.AsSpan().TrimStart("0123456789").Length;
        var tail = token.AsSpan().TrimEnd("0123456789").Length;
        if (lead >= tail || token.AsSpan(lead, tail - lead).IndexOfAnyExcept(PostLetters) >= 0)
        {
            return false;
        }

        if (lead > 0)
        {
            if (year is not null || lead is not (2 or 4))
            {
                return false;
            }

            year = Figures.Number(token.AsSpan(0, lead));
        }

        post += token[lead..tail];
        if (tail < token.Length)
        {
            serial = Figures.Number(token.AsSpan(tail));
        }

        return true;
    }

    private string? Date(string text, int at)
    {
        var date = ReferenceDates.Find(text, out var ambiguous);
        if (ambiguous)
        {
            complaints.Add("ambiguous-date", Severity.Info, lineNumber(at), text);
        }

        return date;
    }
}
