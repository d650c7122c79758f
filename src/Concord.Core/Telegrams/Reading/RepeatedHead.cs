namespace Concord.Core.Telegrams.Reading;

/// <summary>Later sections repeat captions, E.O., TAGS and SUBJECT; they are said once.</summary>
internal static class RepeatedHead
{
    /// <summary>Takes out what a later section repeats, and says what that was.</summary>
    public static RepeatedPart Remove(TextLines lines, int from)
    {
        var at = from;
        var repeats = RepeatedPart.Nothing;
        while (at < lines.Count)
        {
            var line = lines.Of(at);
            if (HeadLines.Captions(line) is not null || (at < from + 12 && IsIn(lines, from, line)))
            {
                repeats = repeats == RepeatedPart.Nothing ? RepeatedPart.Captions : repeats;
                at++;
            }
            else if (HeadLines.Kind(line, out _) != HeadKind.None && !NumberedLines.TryRead(line, out _, out _))
            {
                repeats = RepeatedPart.Head;
                at++;
                while (at < lines.Count && !lines[at].Gap.HasFlag(Gap.Blank) && (IsIn(lines, from, lines.Of(at)) || IsPartOf(lines, from, lines.Of(at))))
                {
                    at++;
                }
            }
            else
            {
                break;
            }
        }

        lines.RemoveRange(from, at - from);
        return repeats;
    }

    // a value of the first section, broken at another word
    private static bool IsPartOf(TextLines lines, int from, ReadOnlySpan<char> line)
    {
        for (var i = 0; i < Math.Min(from, 60) && !NumberedLines.TryRead(lines.Of(i), out _, out _); i++)
        {
            if (HeadLines.Kind(lines.Of(i), out var valueAt) != HeadKind.None
                && (lines.Of(i)[valueAt..].EndsWith(line, StringComparison.Ordinal) || (i + 1 < from && line.EndsWith(lines.Of(i + 1), StringComparison.Ordinal))))
            {
                return true;
            }
        }

        return false;
    }

    // the head of the first section holds the same line
    private static bool IsIn(TextLines lines, int from, ReadOnlySpan<char> line)
    {
        for (var i = 0; i < Math.Min(from, 60) && !NumberedLines.TryRead(lines.Of(i), out _, out _); i++)
        {
            if (lines.Of(i).SequenceEqual(line))
            {
                return true;
            }
        }

        return false;
    }
}
