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
        if (at < 1 || section[at].Tied)
        {
            return;
        }

        if (section[at].Text.Length == 0)
        {
            section.RemoveAt(at);
        }

        section.Insert(at, new("", false, new(0, 0, LayoutBreakKind.Page, 2, section[at - 1].Text.Length > 0, true)));
    }

    // back to a line that may begin a page: not tied, and no word would seem to go on in it
    private static int Cut(List<OutLine> lines, int from, int until, string everything)
    {
        while (until > from + 1 && (lines[until].Tied || Sentences.IsOneWord(lines[until - 1].Text, lines[until].Text, everything)))
        {
            until--;
        }

        return until;
    }
}
