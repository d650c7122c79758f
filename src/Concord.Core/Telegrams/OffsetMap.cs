using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Telegrams;

/// <summary>
/// Where each character of a clean text stands in the decoded file. Runs are in order and do not overlap; a blank put in where a
/// line ended stands for the line break. Clean positions count UTF-16 code units of the clean text; file positions count
/// Unicode code points of the decoded file.
/// </summary>
/// <param name="Runs">Clean start, file start, length of each run of characters that are the same in both.</param>
public sealed record OffsetMap(ImmutableArray<OffsetRun> Runs)
{
    /// <summary>No text.</summary>
    public static OffsetMap Empty { get; } = new([]);

    /// <summary>
    /// The file spans (code points) of a clean span (UTF-16); neighbours that only a line break or blanks part are one span, so more than one
    /// span means that something was cut out between.
    /// </summary>
    public ImmutableArray<TextSpan> FileSpans(TextSpan clean)
    {
        if (Runs.IsDefaultOrEmpty || clean.Length <= 0)
        {
            return [];
        }

        var spans = ImmutableArray.CreateBuilder<TextSpan>(1);
        var (start, end) = (-1, -1);
        for (var i = FirstRunAt(clean.Start); i < Runs.Length && Runs[i].CleanStart < clean.End; i++)
        {
            var run = Runs[i];
            var from = Math.Max(clean.Start, run.CleanStart);
            var until = Math.Min(clean.End, run.CleanStart + run.Length);
            if (until <= from)
            {
                continue;
            }

            var fileFrom = run.FileStart + (from - run.CleanStart);
            var fileUntil = fileFrom + (until - from);
            if (start >= 0 && (run.Cut || fileFrom < start))
            {
                spans.Add(new(start, end));
                start = -1;
            }

            start = start < 0 ? fileFrom : start;
            end = fileUntil;
        }

        if (start >= 0)
        {
            spans.Add(new(start, end));
        }

        return spans.ToImmutable();
    }

    private int FirstRunAt(int cleanStart)
    {
        var (low, high) = (0, Runs.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Runs[middle].CleanStart + Runs[middle].Length <= cleanStart)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

/// <summary>
/// A run of characters that stand side by side both in the clean text and in the file. The two halves of a surrogate pair are two
/// runs of length one with the same file position.
/// </summary>
/// <param name="CleanStart">Where it begins in the clean text, UTF-16.</param>
/// <param name="FileStart">Where it begins in the decoded file, code points.</param>
/// <param name="Length">How many characters.</param>
/// <param name="Cut">Something other than blanks and a line break was cut out of the file just before it.</param>
public readonly record struct OffsetRun(int CleanStart, int FileStart, int Length, bool Cut = false);
