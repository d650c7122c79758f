using System.Collections.Immutable;

namespace Concord.Core.Telegrams.Reading;

/// <summary>What a copy chose where the format leaves a choice, so that it can be written again as it stood.</summary>
internal sealed class LayoutReader(Script script, TextLines lines, IReadOnlyList<Block> blocks)
{
    public TelegramLayout Read(List<TransmissionDraft> sections, bool inOrder, HeadDraft head, BlockBuilder builder, RepeatedPart repeats)
    {
        var first = sections[0];
        return new()
        {
            Newline = Newline(),
            BlankAfterRouting = first.BlankAfterRouting,
            RoutingWidth = Math.Max(Writing.Wrapping.Width, first.RoutingWidth),
            BlankBetween = sections.Count > 1 ? BlankAfter(sections[0].EndAt) : 0,
            EndsLastLine = script.Size == 0 || script.EndsWithNewline,
            SpacedClassification = first.ClassAt >= 0 && script[first.ClassAt] is [_, ' ', ..],
            Head = [.. head.Parts],
            References = head.Style,
            Repeats = repeats,
            Breaks = inOrder ? Breaks(sections, builder.InnerBlanks) : null,
            PageBlanks = lines.PageHeaders.Count > 0 ? lines.PageHeaders[0].Blanks : 1,
            Headings = [.. builder.Styles],
            HeadingAt = HeadingAt(builder.Headings.Count),
            QuoteIndent = QuoteIndent(),
            Continued = [.. Enumerable.Range(0, blocks.Count).Where(i => blocks[i].Kind == BlockKind.Rest)],
        };
    }

    // of the first line of the first quoted text; one that leaves no room for words is none
    private int QuoteIndent()
    {
        foreach (var block in blocks)
        {
            for (var at = block.At + 1; block.Kind == BlockKind.Quote && at < script.Lines.Count; at++)
            {
                if (!script.Lines[at].IsBlank)
                {
                    return script.Lines[at].First - script.Lines[at].Start is var blanks && blanks <= Writing.Wrapping.Width / 2 ? blanks : 0;
                }
            }
        }

        return 0;
    }

    private string Newline()
    {
        var all = script.All;
        var at = all.IndexOfAny('\r', '\n');
        return at < 0 || all[at] == '\n' ? "\n" : at + 1 < all.Length && all[at + 1] == '\n' ? "\r\n" : "\n";
    }

    private int BlankAfter(int at)
    {
        var count = 0;
        while (at >= 0 && at + count + 1 < script.Lines.Count && script.Lines[at + count + 1].IsBlank)
        {
            count++;
        }

        return count;
    }

    private ImmutableArray<int> HeadingAt(int headings)
    {
        var at = ImmutableArray.CreateBuilder<int>(headings);
        for (var i = 0; i < blocks.Count && at.Count < headings; i++)
        {
            while (at.Count < blocks[i].HeadingCount)
            {
                at.Add(i);
            }
        }

        while (at.Count < headings)
        {
            at.Add(blocks.Count);
        }

        return at.ToImmutable();
    }

    private ImmutableArray<LayoutBreak> Breaks(List<TransmissionDraft> sections, List<int> blanks)
    {
        var found = new List<(int Line, LayoutBreak Break)>();
        found.AddRange(blanks.Select(b => (b, new LayoutBreak(0, 0, LayoutBreakKind.Blank, 0, false, false))));
        found.AddRange(sections.Skip(1).Select(s => (s.TextFirst, new LayoutBreak(0, 0, LayoutBreakKind.Section, 0, false, false))));
        foreach (var header in lines.PageHeaders)
        {
            var (before, after) = (header.At > 0 && script.Lines[header.At - 1].IsBlank, header.At + 1 < script.Lines.Count && script.Lines[header.At + 1].IsBlank);
            found.Add((header.At, new(0, 0, LayoutBreakKind.Page, header.Page, before, after)));
        }

        if (found.Count == 0)
        {
            return [];
        }

        var breaks = ImmutableArray.CreateBuilder<LayoutBreak>(found.Count);
        var (block, run) = (0, 0);
        foreach (var (line, kind) in found.OrderBy(f => f.Line).ThenByDescending(f => f.Break.Kind))
        {
            var point = line < script.Lines.Count ? script.CodePoint(script.Lines[line].Start) : int.MaxValue;
            while (block < blocks.Count && line > blocks[block].At && !Reaches(blocks[block].Map.Runs, ref run, point))
            {
                (block, run) = (block + 1, 0);
            }

            var isInside = block < blocks.Count && line > blocks[block].At;
            breaks.Add(kind with { Paragraph = block, At = isInside ? Offset(blocks[block].Map.Runs[run], point) : 0 });
        }

        return breaks.ToImmutable();
    }

    // goes on to the run that holds the point or stands after it
    private static bool Reaches(ImmutableArray<OffsetRun> runs, ref int run, int point)
    {
        while (run < runs.Length && runs[run].FileStart + runs[run].Length <= point)
        {
            run++;
        }

        return run < runs.Length;
    }

    private static int Offset(OffsetRun run, int point) => run.CleanStart + Math.Max(0, point - run.FileStart);
}
