namespace Concord.Core.Telegrams.Reading;

/// <summary>Summary, Comment and Text that were begun; what is not ended is complained of.</summary>
internal sealed class OpenMarkers(ComplaintList complaints)
{
    private readonly List<(string Noun, int Line)> open = [];

    public void Open(string noun, int line)
    {
        CloseUnended(noun);
        open.Add((noun, line));
    }

    public void CloseAll(string noun) => open.RemoveAll(o => o.Noun == noun);

    /// <summary>Looks at a block: what it opens, what it closes inside, and comments in brackets.</summary>
    public void Look(ReadOnlySpan<char> text, string? opening, string noun, int line)
    {
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (Markers.Closes(text, open[i].Noun))
            {
                open.RemoveAt(i);
            }
        }

        if (opening is not null && noun is "SUMMARY" or "COMMENT")
        {
            if (Markers.Closes(text, noun))
            {
                CloseUnended(noun);
            }
            else
            {
                Open(noun, line);
            }
        }

        LookInBrackets(text, line);
    }

    public void Close()
    {
        foreach (var (noun, line) in open)
        {
            complaints.Add("unclosed-marker", Severity.Warning, line, noun);
        }
    }

    private void CloseUnended(string noun)
    {
        foreach (var (_, line) in open.Where(o => o.Noun == noun))
        {
            complaints.Add("unclosed-marker", Severity.Warning, line, noun);
        }

        open.RemoveAll(o => o.Noun == noun);
    }

    private void LookInBrackets(ReadOnlySpan<char> text, int line)
    {
        var left = 64;
        for (var at = text.IndexOf('('); at >= 0 && left > 0; at = text.IndexOf('('), left--)
        {
            text = text[(at + 1)..];
            if (text.StartsWith("Comment:", StringComparison.OrdinalIgnoreCase) && !text.Contains(')') && !Markers.Closes(text, "COMMENT"))
            {
                complaints.Add("unclosed-marker", Severity.Warning, line, "COMMENT");
            }
        }
    }
}
