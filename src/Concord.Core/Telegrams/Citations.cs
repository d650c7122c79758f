using System.Collections.Immutable;
using System.Globalization;

namespace Concord.Core.Telegrams;

/// <summary>
/// How telegrams refer to each other (TELEGRAMS: REF). A telegram has two keys: its reference id without the rank of the post (07BEIJING7545 is
/// 07 AMEMBASSY BEIJING 007545), and its originator with the date-time group. A reference has one of them, or none when it names no telegram.
/// </summary>
public static class Citations
{
    private static readonly ImmutableArray<string> Ranks =
        ["AMEMBASSY", "AMCONSULATE", "AMCONSUL", "AMCONGEN", "USMISSION", "USDEL", "USINT", "USLO", "EMBASSY", "CONSULATE", "MISSION"];

    private static readonly ImmutableArray<string> Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    /// <summary>By what it can be referred to.</summary>
    public static ImmutableArray<string> KeysOf(TelegramHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var keys = ImmutableArray.CreateBuilder<string>(2);
        if (header.ReferenceId is { } id && KeyOf(id) is { } key)
        {
            keys.Add(key);
        }

        if (header.Originator is { } originator && header.Dtg?.Utc is { } utc && Post(originator) is { Length: > 0 } post)
        {
            keys.Add(Dated(post, utc));
        }

        return keys.ToImmutable();
    }

    /// <summary>The key of what a reference names; null when it names no telegram.</summary>
    public static string? KeyOf(Reference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference.Id is { } id ? KeyOf(id) : reference.Kind is "document" or "telegram" ? KeyByDate(reference.Text) : null;
    }

    /// <summary>The reference id without the rank of the post, dots, dashes and leading zeros; null when it is none.</summary>
    public static string? KeyOf(string referenceId)
    {
        ArgumentNullException.ThrowIfNull(referenceId);
        var plain = Letters(referenceId);
        var digits = plain.Length - plain.AsSpan().TrimEnd("0123456789").Length;
        if (plain.Length < 5 || digits == 0 || !char.IsAsciiDigit(plain[0]) || !char.IsAsciiDigit(plain[1]))
        {
            return null;
        }

        var post = Post(plain[2..^digits]);
        var serial = plain.AsSpan(plain.Length - digits).TrimStart('0');
        return post.Length == 0 || serial.IsEmpty ? null : string.Create(CultureInfo.InvariantCulture, $"{plain[..2]}{post}{serial}");
    }

    /// <summary>
    /// For each reference, in their order, the paragraphs that speak of it: <c>ref A</c>, <c>refs A and C</c>, <c>reftel</c> for the only one and
    /// <c>reftels</c> for all.
    /// </summary>
    public static ImmutableArray<ImmutableArray<string>> MentionsIn(TelegramHeader header, IEnumerable<(string Id, string Text)> paragraphs)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(paragraphs);
        var found = header.References.Select(_ => new List<string>()).ToArray();
        foreach (var (id, text) in paragraphs)
        {
            var named = Named(text, header.References.Length);
            for (var i = 0; i < found.Length; i++)
            {
                if (named.All || (header.References[i].Letter is [var letter] && named.Letters.Contains(letter)))
                {
                    found[i].Add(id);
                }
            }
        }

        return [.. found.Select(f => f.ToImmutableArray())];
    }

    private static (bool All, HashSet<char> Letters) Named(string text, int references)
    {
        var (all, letters) = (false, new HashSet<char>());
        var words = text.Split([' ', '\n', '\t', '(', ')', ',', ';', '.', ':', '/', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (word.Equals("reftels", StringComparison.OrdinalIgnoreCase) || word.Equals("reftel", StringComparison.OrdinalIgnoreCase))
            {
                var lettered = Follow(words, i, letters);
                all |= !lettered && (references == 1 || word.EndsWith("s", StringComparison.OrdinalIgnoreCase));
            }
            else if (word.Equals("ref", StringComparison.OrdinalIgnoreCase) || word.Equals("refs", StringComparison.OrdinalIgnoreCase))
            {
                all |= !Follow(words, i, letters) && references == 1 && word.Length == 3;
            }
        }

        return (all, letters);
    }

    /// <summary>The letters that follow; a range A-C is all of them.</summary>
    private static bool Follow(string[] words, int at, HashSet<char> letters)
    {
        var any = false;
        for (var i = at + 1; i < words.Length; i++)
        {
            if (words[i] is [var one] && char.IsAsciiLetterUpper(one))
            {
                any |= letters.Add(one) || true;
            }
            else if (words[i] is [var from, '-', var to] && char.IsAsciiLetterUpper(from) && char.IsAsciiLetterUpper(to))
            {
                for (var letter = from; letter <= to; letter++)
                {
                    any |= letters.Add(letter) || true;
                }
            }
            else if (!(any && words[i] is "and" or "or" or "AND" or "OR" or "&"))
            {
                break;
            }
        }

        return any;
    }

    /// <summary>The words before a date-time group, and the group: <c>AMEMBASSY BEIJING 190614Z DEC 07</c>.</summary>
    private static string? KeyByDate(string text)
    {
        var words = text.Split([' ', ',', '(', ')', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < words.Length; i++)
        {
            if (words[i] is not { Length: 7 } group || group[6] is not 'Z' || group.AsSpan(0, 6).ContainsAnyExceptInRange('0', '9') || i + 1 >= words.Length)
            {
                continue;
            }

            var (month, year) = words[i + 1].Length > 3 ? (words[i + 1][..3], words[i + 1][3..]) : (words[i + 1], i + 2 < words.Length ? words[i + 2] : "");
            var number = Months.IndexOf(month.ToUpperInvariant()) + 1;
            if (number > 0 && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var written) && Post(string.Concat(words[..i])) is { Length: > 0 } post
                && DateTimeOffset.TryParseExact(
                    string.Create(CultureInfo.InvariantCulture, $"{Century(written)}{number:00}{group[..6]}"), "yyyyMMddHHmm", CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal, out var utc))
            {
                return Dated(post, utc);
            }
        }

        return null;
    }

    private static int Century(int year) => year switch { >= 1000 => year, >= 60 => 1900 + year, _ => 2000 + year };

    private static string Dated(string post, DateTimeOffset utc) =>
        string.Create(CultureInfo.InvariantCulture, $"{post}@{utc.UtcDateTime:yyyyMMddHHmm}");

    private static string Post(string written)
    {
        var post = Letters(written);
        if (post.StartsWith("SECSTATE", StringComparison.Ordinal))
        {
            return "STATE";
        }

        var rank = Ranks.FirstOrDefault(r => post.Length > r.Length && post.StartsWith(r, StringComparison.Ordinal));
        return rank is null ? post : post[rank.Length..];
    }

    private static string Letters(string written) => new([.. written.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
}
