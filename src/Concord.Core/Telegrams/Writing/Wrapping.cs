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

    public static IEnumerable<string> Lines(string text, int width = Width)
    {
        while (text.Length > width)
        {
            var at = BreakAt(text, width);
            if (at < 0)
            {
                break;
            }

            yield return text[..at].TrimEnd(' ');
            text = text[at..].TrimStart(' ');
        }

        yield return text;
    }

    private static int BreakAt(string text, int width)
    {
        for (var at = width; at > 0; at--)
        {
            if (MayBreak(text, at))
            {
                return BeforeConjunction(text, at);
            }
        }

        for (var at = width + 1; at < text.Length; at++)
        {
            if (MayBreak(text, at))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>The word that joins a suspended compound goes with what follows: <c>pre-</c> / <c>and post-departure</c>.</summary>
    private static int BeforeConjunction(string text, int at)
    {
        var blank = text.LastIndexOf(' ', at - 1);
        return blank > 1 && text[at] == ' ' && text[blank - 1] == '-' && CleanBuffer.IsSuspended(text.AsSpan(blank + 1)) && MayBreak(text, blank) ? blank : at;
    }

    private static bool MayBreak(string text, int at)
    {
        if (text[at] == ' ')
        {
            var hyphen = text[at - 1] == '-' && at > 1 && text[at - 2] is not ('-' or ' ');
            return text[at - 1] != ' ' && hyphen == (hyphen && CleanBuffer.IsSuspended(text.AsSpan(at + 1))) && IsPlain(text.AsSpan(at + 1));
        }

        return text[at - 1] == '-' && at > 1 && char.IsLetterOrDigit(text[at - 2]) && char.IsLetterOrDigit(text[at])
            && !CleanBuffer.IsSuspended(text.AsSpan(at)) && IsPlain(text.AsSpan(at));
    }

    private static bool IsPlain(ReadOnlySpan<char> rest) =>
        !rest.IsEmpty && !NumberedLines.TryRead(rest, out _, out _) && TextShape.Bullet(rest) == 0 && rest[0] != '#' && !LineForms.IsTransmissionId(rest)
        && !rest.StartsWith("BT", StringComparison.Ordinal) && !rest.StartsWith("NNNN", StringComparison.Ordinal) && !rest.StartsWith("DE ", StringComparison.Ordinal)
        && !rest.StartsWith("FM ", StringComparison.Ordinal) && HeadLines.Kind(rest, out _) == HeadKind.None;
}
