namespace Concord.Core.Telegrams.Reading;

/// <summary>What stood between a line of the text and the one before.</summary>
[Flags]
internal enum Gap
{
    None = 0,
    Blank = 1,
    Page = 2,
    Section = 4,

    /// <summary>A page header inside the line, right in a word.</summary>
    Glued = 8,

    /// <summary>A page header inside the line, between words.</summary>
    Inside = 16,
}

/// <summary>A line, or a part of one, of the text of the telegram.</summary>
/// <param name="At">The line of the script.</param>
/// <param name="First">First character, not blank.</param>
/// <param name="End">After the last.</param>
/// <param name="Gap">What stood before it.</param>
/// <param name="HeaderAt">The line of a page header that stood before it, else -1.</param>
internal readonly record struct TextLine(int At, int First, int End, Gap Gap, int HeaderAt);

/// <summary>The lines of the text without blank lines and page headers, which are kept as gaps.</summary>
internal sealed class TextLines(Script script)
{
    private readonly List<TextLine> lines = new(script.Lines.Count);
    private Gap gap;
    private int headerAt = -1;

    public List<PageHeader> PageHeaders { get; } = [];

    public int Count => lines.Count;

    public TextLine this[int index] => lines[index];

    public ReadOnlySpan<char> Of(int index) => script.Text.AsSpan(lines[index].First, lines[index].End - lines[index].First);

    public void Truncate(int count) => lines.RemoveRange(count, lines.Count - count);

    public void RemoveRange(int from, int count)
    {
        if (count > 0)
        {
            var kept = lines[from].Gap;
            lines.RemoveRange(from, count);
            if (from < lines.Count)
            {
                lines[from] = lines[from] with { Gap = lines[from].Gap | kept };
            }
        }
    }

    /// <summary>Takes out the lines of a page break.</summary>
    public void RemovePage(int from, int count)
    {
        var at = lines[from].At;
        RemoveRange(from, count);
        if (from < lines.Count)
        {
            lines[from] = lines[from] with { Gap = lines[from].Gap | Gap.Page, HeaderAt = at };
        }
    }

    /// <summary>Adds the lines of one section's text.</summary>
    public void AddSection(TransmissionDraft draft)
    {
        gap |= lines.Count > 0 ? Gap.Section : Gap.None;
        for (var at = draft.TextFirst; at < draft.TextLast; at++)
        {
            var line = script.Lines[at];
            if (line.IsBlank)
            {
                gap |= Gap.Blank;
                continue;
            }

            Add(at, line.First, line.End, draft.Class?.Post);
        }
    }

    private void Add(int at, int first, int end, string? post)
    {
        while (end - first >= 20 && PageHeader(at, first, end, post, out var start, out var after))
        {
            if (start > 0)
            {
                Put(at, first, first + script.Text.AsSpan(first, start).TrimEnd().Length);
            }

            headerAt = at;

            var glued = start > 0 && first + after < end && script.Text[first + start - 1] != ' ' && script.Text[first + after] != ' ';
            gap |= start == 0 || first + after == end ? Gap.Page : glued ? Gap.Glued : Gap.Inside;
            first += after;
            while (first < end && script.Text[first] == ' ')
            {
                first++;
            }
        }

        if (first < end)
        {
            Put(at, first, end);
        }
    }

    private bool PageHeader(int at, int first, int end, string? post, out int start, out int after)
    {
        if (PageHeaderLines.TryFind(script.Text.AsSpan(first, end - first), at, post, out var header, out start, out after))
        {
            PageHeaders.Add(header);
            return true;
        }

        return false;
    }

    private void Put(int at, int first, int end)
    {
        lines.Add(new(at, first, end, gap, headerAt));
        (gap, headerAt) = (Gap.None, -1);
    }
}
