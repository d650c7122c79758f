namespace Concord.Core.Telegrams.Writing;

/// <summary>The lines of the text of a telegram, from its captions to its signature.</summary>
internal static class TextWriting
{
    /// <summary>Each line, and whether it must stay on one page with the line before.</summary>
    public static List<(string Text, bool Tied)> Lines(Telegram telegram)
    {
        var lines = new List<(string Text, bool Tied)>();
        Head(telegram.Header, lines);
        Paragraphs(telegram, lines);
        if (telegram.Header.Signature is { } signature)
        {
            Add(lines, "", signature);
        }

        return lines;
    }

    private static void Head(TelegramHeader h, List<(string Text, bool Tied)> lines)
    {
        foreach (var part in new[] { h.Captions, h.Passing }.Where(p => !p.IsEmpty))
        {
            part.ToList().ForEach(l => Add(lines, l));
            Add(lines, "");
        }

        if (h.ExecutiveOrder is { } order)
        {
            Wrap(lines, $"E.O. {order.Order}: {order.Value}".TrimEnd());
        }

        if (!h.Tags.IsEmpty)
        {
            Wrap(lines, "TAGS: " + string.Join(", ", h.Tags.Select(t => string.Join(", ", Persons(h, t)))), Wrapping.Teletype);
        }

        if (h.Subject is { } subject)
        {
            Wrap(lines, "SUBJECT: " + (h.SubjectMarking is null ? "" : $"({h.SubjectMarking}) ") + subject);
        }

        for (var i = 0; i < h.References.Length; i++)
        {
            var r = h.References[i];
            if (i == 0)
            {
                Add(lines, "");
            }

            Add(lines, (i == 0 ? "REF: " : "     ") + (r.Letter is null ? "" : r.Letter + ". ") + r.Text);
        }

        if (h.ClassifiedBy is { } by)
        {
            Add(lines, "");
            Wrap(lines, $"Classified By: {by}");
        }
    }

    private static List<string> Persons(TelegramHeader h, string tag)
    {
        var persons = h.TagPersons.Where(p => p.Tag == tag).Select(p => $"{tag} ({p.Name})").ToList();
        return persons.Count == 0 ? [tag] : persons;
    }

    private static void Paragraphs(Telegram telegram, List<(string Text, bool Tied)> lines)
    {
        var (layout, heading) = (telegram.Layout, 0);
        for (var i = 0; i <= telegram.Paragraphs.Length; i++)
        {
            var joined = false;
            while (heading < telegram.Headings.Length && (heading < layout.HeadingAt.Length ? layout.HeadingAt[heading] == i : IsFirstUnder(telegram, i, heading)))
            {
                joined = Heading(telegram.Headings[heading], heading < layout.Headings.Length ? layout.Headings[heading] : new('-', telegram.Headings[heading].Length, false), lines);
                heading++;
            }

            if (i < telegram.Paragraphs.Length)
            {
                Paragraph(telegram.Paragraphs[i], joined, lines);
            }
        }
    }

    private static bool IsFirstUnder(Telegram telegram, int paragraph, int heading) =>
        paragraph < telegram.Paragraphs.Length && telegram.Paragraphs[paragraph].Heading == telegram.Headings[heading]
        && (paragraph == 0 || telegram.Paragraphs[paragraph - 1].Heading != telegram.Headings[heading]);

    private static bool Heading(string heading, HeadingStyle style, List<(string Text, bool Tied)> lines)
    {
        Add(lines, "");
        var first = lines.Count;
        Wrap(lines, heading);
        if (style.Underline is { } sign)
        {
            Add(lines, new string(sign, Math.Max(style.Length, 3)));
        }

        for (var i = first + 1; i < lines.Count; i++)
        {
            lines[i] = (lines[i].Text, true);
        }

        if (style.BlankAfter || style.Underline is null)
        {
            lines.Add(("", true));
        }

        return true;
    }

    private static void Paragraph(Paragraph p, bool underHeading, List<(string Text, bool Tied)> lines)
    {
        if (!underHeading)
        {
            Add(lines, "");
        }

        var first = lines.Count;
        var isChild = p.Id.Contains('/', StringComparison.Ordinal);
        if (isChild && p.Label is null && p.OpeningMarker is { } begin && p.OpeningMarker.StartsWith("begin", StringComparison.OrdinalIgnoreCase))
        {
            Add(lines, begin);
            Add(lines, "");
            Wrap(lines, p.Text);
            Add(lines, "");
            Add(lines, p.TrailingMarker ?? "End text.");
        }
        else
        {
            var start = isChild ? "-- " : p.Number is { } number ? FormattableString.Invariant($"{number}. ") : "";
            string?[] parts = [p.Marking is null ? null : $"({p.Marking})", p.Label is null ? null : p.Label + ":", p.OpeningMarker, p.Text.Length == 0 ? null : p.Text, p.TrailingMarker];
            Wrap(lines, start + string.Join(' ', parts.Where(x => x is not null)));
        }

        if (underHeading)
        {
            lines[first] = (lines[first].Text, true);
        }
    }

    private static void Wrap(List<(string Text, bool Tied)> lines, string text, int width = Wrapping.Width)
    {
        foreach (var line in Wrapping.Lines(text, width))
        {
            Add(lines, line);
        }
    }

    private static void Add(List<(string Text, bool Tied)> lines, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            lines.Add((text, false));
        }
    }
}
