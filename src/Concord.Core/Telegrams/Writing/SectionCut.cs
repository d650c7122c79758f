using Concord.Core.Telegrams.Reading;

namespace Concord.Core.Telegrams.Writing;

/// <summary>A line of the text to write. With a break that is no blank line, its text is none: a page header or a new section stands there.</summary>
/// <param name="Text">The line.</param>
/// <param name="Tied">It must stay on one page with the line before.</param>
/// <param name="Break">What stands here instead of a line.</param>
internal readonly record struct OutLine(string Text, bool Tied, LayoutBreak? Break = null);

/// <summary>Cuts a text into sections and pages.</summary>
internal static class SectionCut
{
    /// <summary>At the breaks that stand in the lines.</summary>
    public static List<List<OutLine>> AsRead(List<OutLine> lines)
    {
        var sections = new List<List<OutLine>> { new() };
        foreach (var line in lines)
        {
            if (line.Break is { Kind: LayoutBreakKind.Section })
            {
                sections.Add([]);
            }
            else
            {
                sections[^1].Add(line);
            }
        }

        return sections;
    }

    /// <summary>Where the network's limits are reached.</summary>
    public static List<List<OutLine>> ByLimits(List<OutLine> lines, WriterSettings settings)
    {
        var everything = string.Join('\n', lines.Select(l => l.Text));
        var sections = new List<List<OutLine>>();
        for (var from = 0; from < lines.Count;)
        {
            var until = lines.Count - from <= settings.LinesPerSection ? lines.Count : Cut(lines, from, from + settings.LinesPerSection, everything);
            var section = lines[from..until];
            while (section.Count > 1 && section[^1].Text.Length == 0 && until < lines.Count)
            {
                section.RemoveAt(section.Count - 1);
            }

            sections.Add(section);
            from = until;
            while (from < lines.Count && lines[from].Text.Length == 0)
            {
                from++;
            }
        }

        foreach (var section in sections.Count > 1 ? sections : [])
        {
            BreakPage(section, settings.LinesPerPage, everything);
        }

        return sections.Count == 0 ? [[]] : sections;
    }

    private static void BreakPage(List<OutLine> section, int at, string everything)
    {
        if (at < 1 || section.Count <= at + 1)
        {
            return;
        }

        at = Cut(section, 0, at, everything);
        if (at >= section.Count - 1)
        {
            return;
        }

        if (section[at].Text.Length == 0)
        {
            section.RemoveAt(at);
        }

        section.Insert(at, new("", false, new(0, 0, LayoutBreakKind.Page, 2, section[at - 1].Text.Length > 0, true)));
    }

    // the last line until there that may begin a page, else the next one
    private static int Cut(List<OutLine> lines, int from, int until, string everything)
    {
        for (var at = until; at > from; at--)
        {
            if (MayBegin(lines, at, everything))
            {
                return at;
            }
        }

        while (until < lines.Count && !MayBegin(lines, until, everything))
        {
            until++;
        }

        return until;
    }

    // not tied, no seeming heading, after no lone "and" of a suspended compound, and no word would seem to go on in it
    private static bool MayBegin(List<OutLine> lines, int at, string everything) =>
        !lines[at].Tied && !LooksLikeHeading(lines, at) && (lines[at - 1].Text.Contains(' ', StringComparison.Ordinal) || !CleanBuffer.IsSuspended(lines[at - 1].Text)) && !Sentences.IsOneWord(lines[at - 1].Text, lines[at].Text, everything);

    // lines with one soon after them that begins with a number
    private static bool LooksLikeHeading(List<OutLine> lines, int at)
    {
        for (var i = at; i < Math.Min(at + 4, lines.Count) && lines[i].Text.Length > 0; i++)
        {
            if (i > at && NumberedLines.TryRead(lines[i].Text, out _, out _))
            {
                return true;
            }
        }

        return false;
    }
}
