namespace Concord.Core.Telegrams.Reading;

/// <summary>Later sections repeat captions, E.O., TAGS and SUBJECT; they are said once.</summary>
internal static class RepeatedHead
{
    private const int MostLines = 30;

    /// <summary>Takes out what a later section repeats, and says what that was.</summary>
    public static RepeatedPart Remove(TextLines lines, int from)
    {
        var at = from;
        var repeats = RepeatedPart.Nothing;
        var isPassed = false;
        var labelled = LastLabelled(lines, from);
        while (at < lines.Count)
        {
            var line = lines.Of(at);
            if (HeadLines.Kind(line, out _) != HeadKind.None && !NumberedLines.TryRead(line, out _, out _))
            {
                repeats = RepeatedPart.Head;
                at++;
                while (at < lines.Count && !lines[at].Gap.HasFlag(Gap.Blank) && (IsIn(lines, from, lines.Of(at)) || IsPartOf(lines, from, lines.Of(at))))
                {
                    at++;
                }
            }
            else if (HeadLines.Captions(line) is not null || (at < from + MostLines && IsIn(lines, labelled, line)))
            {
                repeats = repeats == RepeatedPart.Head ? RepeatedPart.Head : RepeatedPart.Captions;
                isPassed |= HeadLines.Captions(line) is null;
                at++;
            }
            else
            {
                break;
            }
        }

        lines.RemoveRange(from, at - from);
        return repeats == RepeatedPart.Head && isPassed ? RepeatedPart.HeadAndPassing : repeats;
    }

    // what stands after the labelled lines is text: a heading may stand there twice
    private static int LastLabelled(TextLines lines, int from)
    {
        var last = 0;
        for (var i = 0; i < Math.Min(from, 60) && !NumberedLines.TryRead(lines.Of(i), out _, out _); i++)
        {
            last = HeadLines.Kind(lines.Of(i), out _) != HeadKind.None ? i : last;
        }

        return last;
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
