using System.Collections.Immutable;

namespace Concord.Core.Identity;

/// <summary>
/// How hard a password is to guess, told without asking anybody else: NIST SP 800-63B asks for length and for none of the usual guesses, not for kinds of
/// characters. What a guesser would try first counts as one choice, not as so many characters: words that lead the lists of known passwords, rows of keys,
/// repeats, runs, years, and everything that is known of the person.
/// </summary>
public static class PasswordStrength
{
    /// <summary>Fewer characters (Unicode code points) are refused: SP 800-63B asks for 15 where nothing else is asked, 8 with a second factor; here a code is asked always.</summary>
    public const int Shortest = 12;

    /// <summary>More characters are refused, so that hashing has a bound.</summary>
    public const int Longest = 256;

    /// <summary>Independent choices that must be left when the usual guesses are taken together.</summary>
    public const int FewestChoices = 8;

    private static readonly ImmutableArray<string> Rows =
        ["qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qwertzuiop", "1234567890", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb", "qazwsxedcrfv"];

    private static readonly ImmutableArray<string> TypedRows = [.. Rows.Concat(Rows.Select(Reversed)).Select(Plain)];

    private static readonly ImmutableArray<string> Usual =
    [
        "password", "passwort", "passw0rd", "letmein", "welcome", "admin", "administrator", "secret", "login", "changeme", "default", "temporary", "dragon", "monkey",
        "football", "baseball", "iloveyou", "sunshine", "princess", "superman", "batman", "master", "shadow", "trustno1", "whatever", "starwars", "hello", "freedom",
        "concord", "commit", "mekong", "secretariat", "ministry", "traffic", "thailand", "cambodia", "vietnam", "myanmar", "china", "laos", "bangkok", "hanoi", "yangon",
        "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "summer", "winter", "spring", "autumn",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "correcthorsebatterystaple",
    ];

    /// <summary>The code of what is wrong: <c>password.too-short</c>, <c>password.too-long</c>, <c>password.too-easy</c>; null when nothing is.</summary>
    /// <param name="known">What is known of the person: name, sign-in name, body. Parts of four letters and more count.</param>
    public static string? Fault(string password, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(known);
        var length = password.EnumerateRunes().Count();
        return length < Shortest ? "password.too-short"
            : length > Longest ? "password.too-long"
            : Choices(password, known) < FewestChoices ? "password.too-easy"
            : null;
    }

    /// <summary>How many choices a guesser is left with: each character that nothing foretells, and one for each stretch that something does.</summary>
    public static int Choices(string password, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(known);
        var plain = Plain(password);
        ImmutableArray<string> words = [.. known.SelectMany(k => k.Split([' ', '.', '@', '-', '_', ','])).Where(w => w.Length >= 4).Concat(Usual).Select(Plain)];
        var (choices, at) = (0, 0);
        while (at < plain.Length)
        {
            at += Math.Max(Foretold(plain, at, words), Year(password, at));
            choices++;
        }

        return choices;
    }

    /// <summary>How many characters from here on are one guess: a word, part of a row, a repeat of what came before, a run, a year.</summary>
    private static int Foretold(string text, int at, ImmutableArray<string> words)
    {
        var longest = 1;
        foreach (var word in words)
        {
            longest = Math.Max(longest, text.AsSpan(at).StartsWith(word, StringComparison.Ordinal) ? word.Length : 1);
        }

        foreach (var row in TypedRows)
        {
            longest = Math.Max(longest, Row(text, at, row));
        }

        return Math.Max(longest, Math.Max(Run(text, at), Repeat(text, at)));
    }

    private static int Row(string text, int at, string row)
    {
        var best = 1;
        for (var from = row.IndexOf(text[at], StringComparison.Ordinal); from >= 0; from = row.IndexOf(text[at], from + 1))
        {
            var length = 0;
            while (at + length < text.Length && from + length < row.Length && text[at + length] == row[from + length])
            {
                length++;
            }

            best = Math.Max(best, length);
        }

        return best >= 3 ? best : 1;
    }

    private static int Run(string text, int at)
    {
        var length = 1;
        while (at + length < text.Length && text[at + length] == text[at])
        {
            length++;
        }

        return length >= 2 ? length : 1;
    }

    /// <summary>What was typed just before, typed again.</summary>
    private static int Repeat(string text, int at)
    {
        for (var length = Math.Min(at, text.Length - at); length >= 2; length--)
        {
            if (text.AsSpan(0, at).IndexOf(text.AsSpan(at, length)) >= 0)
            {
                return length;
            }
        }

        return 1;
    }

    private static int Year(string text, int at) =>
        at + 4 <= text.Length && text.AsSpan(at, 2) is "19" or "20" or "25" && char.IsAsciiDigit(text[at + 2]) && char.IsAsciiDigit(text[at + 3]) ? 4 : 1;

    private static string Plain(string text) => string.Concat(text.ToLowerInvariant().Select(c => c switch
    {
        '0' => 'o', '@' => 'a', '$' => 's', '3' => 'e', '!' => 'i', _ => c,
    }));

    private static string Reversed(string row) => new([.. row.Reverse()]);
}
