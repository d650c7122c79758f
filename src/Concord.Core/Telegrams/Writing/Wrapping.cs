using Concord.Core.Telegrams.Reading;

namespace Concord.Core.Telegrams.Writing;

/// <summary>
/// Breaks a text into lines of at most 55 characters (5 FAH-1 H-246.1), at blanks and after hyphens, so that the reader's rule of joining gives the
/// same text again; it never lets a line begin with what would be read as something else.
/// </summary>
internal static class Wrapping
{
    public const int Width = 55;

    /// <summary>A teletype line; TAGS may fill it.</summary>
    public const int Teletype = 69;

    /// <summary>A value of the head, where no line may look like a line of its own.</summary>
    public static IEnumerable<string> Lines(string text, int width = Width) => Break(text, width, null).Select(l => l.Text);

    /// <summary>
    /// A paragraph; <paramref name="last"/> is its number. A line that would look like another paragraph or a bullet after a page header is tied to the one
    /// before, and so is one outside of the words proper, which lie between <paramref name="from"/> and <paramref name="until"/>. It may go on behind a break.
    /// </summary>
    public static IEnumerable<(string Text, bool Tied)> Paragraph(string text, int last, int from, int until, int width, bool goesOn)
    {
        var left = text.Length;
        foreach (var (line, tied, rest) in Break(text, width, last, goesOn))
        {
            var at = text.Length - left;
            yield return (line, tied || (at > 0 && (at <= from || at >= until || HeadLines.Captions(line) is not null)));
            left = rest;
        }
    }

    private static IEnumerable<(string Text, bool Tied, int Left)> Break(string text, int width, int? last, bool goesOn = false)
    {
        var tied = false;
        while (text.Length > width)
        {
            var at = BreakAt(text, width, last);
            if (at < 0)
            {
                break;
            }

            var line = text[..at].TrimEnd(' ');
            text = text[at..].TrimStart(' ');
            yield return (line, tied, text.Length);
            tied = !IsPlain(text);
        }

        // where the text goes on behind a section or a page, its last line was broken as any other
        if (goesOn && text.Length > 0 && BeforeConjunction(text + ' ', text.Length, last) is var cut && cut < text.Length)
        {
            yield return (text[..cut], tied, text.Length - cut - 1);
            text = text[(cut + 1)..];
        }

        yield return (text, tied, 0);
    }

    private static int BreakAt(string text, int width, int? last)
    {
        for (var at = width; at > 0; at--)
        {
            if (MayBreak(text, at, last))
            {
                return BeforeConjunction(text, at, last);
            }
        }

        for (var at = width + 1; at < text.Length; at++)
        {
            if (MayBreak(text, at, last))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>The word that joins a suspended compound goes with what follows: <c>pre-</c> / <c>and post-departure</c>.</summary>
    private static int BeforeConjunction(string text, int at, int? last)
    {
        var blank = text.LastIndexOf(' ', at - 1);
        return blank > 1 && text[at] == ' ' && text[blank - 1] == '-' && text[blank - 2] is not ('-' or ' ') && CleanBuffer.IsSuspended(text.AsSpan(blank + 1)) && MayBreak(text, blank, last) ? blank : at;
    }

    private static bool MayBreak(string text, int at, int? last)
    {
        if (text[at] == ' ')
        {
            var hyphen = text[at - 1] == '-' && at > 1 && text[at - 2] is not ('-' or ' ');
            return text[at - 1] != ' ' && hyphen == (hyphen && CleanBuffer.IsSuspended(text.AsSpan(at + 1))) && MayBegin(text.AsSpan(at + 1), text.AsSpan(0, at), last);
        }

        return text[at - 1] == '-' && at > 1 && char.IsLetterOrDigit(text[at - 2]) && char.IsLetterOrDigit(text[at])
            && !CleanBuffer.IsSuspended(text.AsSpan(at)) && MayBegin(text.AsSpan(at), text.AsSpan(0, at), last);
    }

    // in a paragraph only the next number begins another, and a dash only where a sentence or an item of a list is over
    private static bool MayBegin(ReadOnlySpan<char> rest, ReadOnlySpan<char> before, int? last) =>
        IsPlain(rest) || (last is { } number && !rest.IsEmpty && !IsFormat(rest)
            && (NumberedLines.TryRead(rest, out var next, out _) ? next != number + 1
                : !IsDash(rest) || !(Sentences.IsOver(before) || before.EndsWith(",") || before.EndsWith(" and") || before.EndsWith(" or"))));

    private static bool IsPlain(ReadOnlySpan<char> rest) =>
        !rest.IsEmpty && !NumberedLines.TryRead(rest, out _, out _) && !IsDash(rest) && !IsFormat(rest) && HeadLines.Kind(rest, out _) == HeadKind.None;

    // a bullet, or a dash with which the text ends so far
    private static bool IsDash(ReadOnlySpan<char> rest) => TextShape.Bullet(rest) > 0 || rest.TrimStart('-').IsEmpty;

    private static bool IsFormat(ReadOnlySpan<char> rest)
    {
        var word = rest.IndexOf(' ') is > 0 and var blank ? rest[..blank] : rest;
        return LineForms.IsBreak(word) || LineForms.IsEnd(word) || LineForms.IsEndSerial(word) || LineForms.IsTransmissionId(rest) || LineForms.IsOrigin(rest)
            || OtherForms.BeginsMessage(rest);
    }
}
