namespace Concord.Core.Telegrams.Writing;

/// <summary>The lines of the text of a telegram, from its captions to its signature.</summary>
internal sealed class TextWriting
{
    private readonly Telegram telegram;
    private readonly List<OutLine> lines = [];
    private readonly LayoutBreak[] breaks;
    private int heading;
    private int last;
    private int at;
    private int indent;
    private bool afterBreak;

    private TextWriting(Telegram telegram) => (this.telegram, breaks) = (telegram, telegram.Layout.Breaks is { } given ? [.. given] : []);

    /// <summary>The lines, with the breaks of the layout at their places.</summary>
    public static List<OutLine> Lines(Telegram telegram)
    {
        var text = new TextWriting(telegram);
        foreach (var line in HeadWriting.Lines(telegram))
        {
            text.Add(line, tied: true);
        }

        text.Paragraphs();
        if (telegram.Header.Signature is { } signature)
        {
            text.Blank();
            text.Add(signature);
        }

        return text.lines;
    }

    private void Paragraphs()
    {
        var layout = telegram.Layout;
        for (var i = 0; i <= telegram.Paragraphs.Length; i++)
        {
            Break(i, 0);
            var joined = false;
            while (heading < telegram.Headings.Length && (heading < layout.HeadingAt.Length ? layout.HeadingAt[heading] == i : IsFirstUnder(i)))
            {
                Heading(telegram.Headings[heading], heading < layout.Headings.Length ? layout.Headings[heading] : new('-', telegram.Headings[heading].Length, false));
                heading++;
                joined = true;
            }

            if (i < telegram.Paragraphs.Length)
            {
                Paragraph(i, joined);
            }
        }
    }

    private bool IsFirstUnder(int paragraph) =>
        paragraph < telegram.Paragraphs.Length && telegram.Paragraphs[paragraph].Heading == telegram.Headings[heading]
        && (paragraph == 0 || telegram.Paragraphs[paragraph - 1].Heading != telegram.Headings[heading]);

    private void Heading(string text, HeadingStyle style)
    {
        Blank();
        var first = lines.Count;
        foreach (var line in Wrapping.Lines(text))
        {
            Add(line);
        }

        if (style.Underline is { } sign)
        {
            Add(new string(sign, Math.Max(style.Length, 3)));
        }

        Tie(first + 1, lines.Count);
        if (style.BlankAfter || style.Underline is null)
        {
            lines.Add(new("", true));
        }
    }

    private void Paragraph(int index, bool underHeading)
    {
        var p = telegram.Paragraphs[index];
        var isQuote = p.Id.Contains('/', StringComparison.Ordinal) && p.Label is null && p.OpeningMarker is { } marker && marker.StartsWith("begin", StringComparison.OrdinalIgnoreCase);
        var isBare = index > 0 && isQuote && IsEmpty(telegram.Paragraphs[index - 1]);
        if (!underHeading && !isBare)
        {
            Blank();
        }

        var first = lines.Count;
        if (isQuote)
        {
            Quote(index, p, isBare);
        }
        else
        {
            last = p.Id.Contains('/', StringComparison.Ordinal) ? last : p.Number ?? last;
            Pieces(index, p.Text, Prefix(index, p), p.TrailingMarker);
        }

        if (underHeading && first < lines.Count)
        {
            lines[first] = lines[first] with { Tied = true };
        }
    }

    private static bool IsEmpty(Paragraph p) => p is { Text.Length: 0, Label: null, OpeningMarker: null, TrailingMarker: null, Number: not null };

    private string Prefix(int index, Paragraph p)
    {
        var isChild = p.Id.Contains('/', StringComparison.Ordinal);
        var start = telegram.Layout.Continued.Contains(index) ? "" : isChild ? "-- " : p.Number is { } number ? FormattableString.Invariant($"{number}. ") : "";
        return start + string.Join(' ', new[] { p.Marking is null ? null : $"({p.Marking})", p.Label is null ? null : p.Label + ":", p.OpeningMarker }.Where(x => x is not null));
    }

    private void Quote(int index, Paragraph p, bool isBare)
    {
        if (isBare)
        {
            lines[^1] = new($"{lines[^1].Text} {p.OpeningMarker}", lines[^1].Tied);
        }
        else
        {
            Add(p.OpeningMarker!);
        }

        var first = lines.Count;
        Blank();
        indent = telegram.Layout.QuoteIndent;
        Pieces(index, p.Text, "", null);
        indent = 0;
        Tie(first, Math.Min(first + 2, lines.Count));
        var end = lines.Count;
        Blank();
        Add(p.TrailingMarker ?? "End text.");
        Tie(end, lines.Count);
    }

    private void Tie(int from, int until)
    {
        for (var i = from; i < until; i++)
        {
            lines[i] = lines[i] with { Tied = true };
        }
    }

    // the text in pieces between its breaks, what stands before it on the first and what closes it on the last
    private void Pieces(int index, string text, string before, string? after)
    {
        var from = 0;
        while (at < breaks.Length && breaks[at].Paragraph == index && breaks[at].At > 0 && breaks[at].At <= text.Length)
        {
            var until = breaks[at].At;
            Wrap(from == 0 ? before : "", text[from..until].Trim(' '), null, goesOn: true);
            Break(index, until);
            from = until;
        }

        Wrap(from == 0 ? before : "", text[from..].Trim(' '), after, goesOn: false);
    }

    // puts what stands at this place
    private void Break(int index, int position)
    {
        while (at < breaks.Length && (breaks[at].Paragraph < index || (breaks[at].Paragraph == index && breaks[at].At <= position)))
        {
            var here = breaks[at++];
            if (here.Kind == LayoutBreakKind.Blank)
            {
                Add("");
                continue;
            }

            lines.Add(new("", false, here));
            afterBreak = true;
        }
    }

    private void Wrap(string before, string text, string? after, bool goesOn)
    {
        var whole = string.Join(' ', new[] { before.TrimEnd(' '), text, after }.Where(x => !string.IsNullOrEmpty(x)));
        foreach (var (line, tied) in Wrapping.Paragraph(whole, last, before.Length, whole.Length - (after?.Length ?? 0), Wrapping.Width - indent, goesOn))
        {
            Add(line.Length == 0 ? line : new string(' ', indent) + line, tied);
        }
    }

    // a break says itself whether blank lines stand beside it
    private void Blank()
    {
        if (!afterBreak)
        {
            Add("");
        }
    }

    private void Add(string text, bool tied = false)
    {
        lines.Add(new(text, tied));
        afterBreak = false;
    }
}
