using Concord.Core.Telegrams.Reading;

namespace Concord.Core.Telegrams.Writing;

/// <summary>The head of the text: captions, passing, E.O., TAGS, SUBJECT, REF, Classified By.</summary>
internal static class HeadWriting
{
    /// <summary>The lines of the head, in the order and with the blank lines of the layout.</summary>
    public static List<string> Lines(Telegram telegram)
    {
        var lines = new List<string>();
        var (captions, passing) = (0, 0);
        foreach (var part in Parts(telegram))
        {
            if (part.BlankBefore && lines.Count > 0)
            {
                lines.Add("");
            }

            lines.AddRange(Part(telegram, part, captions, passing));
            captions += part.Kind == HeadPartKind.Captions ? part.Count : 0;
            passing += part.Kind == HeadPartKind.Passing ? 1 : 0;
        }

        return lines;
    }

    /// <summary>What a later section says again, with the blank line after it.</summary>
    public static List<string> Repeated(Telegram telegram)
    {
        HeadPartKind[] kinds = telegram.Layout.Repeats switch
        {
            RepeatedPart.Nothing => [],
            RepeatedPart.Captions => [HeadPartKind.Captions],
            RepeatedPart.HeadAndPassing => [HeadPartKind.Captions, HeadPartKind.Passing, HeadPartKind.Order, HeadPartKind.Tags, HeadPartKind.Subject],
            _ => [HeadPartKind.Captions, HeadPartKind.Order, HeadPartKind.Tags, HeadPartKind.Subject],
        };
        var lines = new List<string>();
        var (captions, passing) = (0, 0);
        foreach (var part in Parts(telegram).Where(p => kinds.Contains(p.Kind)))
        {
            if (part.BlankBefore && lines.Count > 0)
            {
                lines.Add("");
            }

            lines.AddRange(Part(telegram, part, captions, passing));
            captions += part.Kind == HeadPartKind.Captions ? part.Count : 0;
            passing += part.Kind == HeadPartKind.Passing ? 1 : 0;
        }

        return lines.Count == 0 ? lines : [.. lines, ""];
    }

    // as read where that names each part once and no other, else the usual order
    private static List<HeadPart> Parts(Telegram telegram)
    {
        var h = telegram.Header;
        var usual = new List<HeadPart>();
        for (var i = 0; i < h.Captions.Length; i++)
        {
            usual.Add(new(HeadPartKind.Captions, 1, i == 0, Wrapping.Width));
        }

        for (var i = 0; i < h.Passing.Length; i++)
        {
            usual.Add(new(HeadPartKind.Passing, 1, i == 0, Wrapping.Teletype));
        }

        var after = true;
        foreach (var (kind, stands, blank) in new[]
        {
            (HeadPartKind.Order, h.ExecutiveOrder is not null, false), (HeadPartKind.Tags, !h.Tags.IsEmpty, false), (HeadPartKind.Subject, h.Subject is not null, false),
            (HeadPartKind.References, !h.References.IsEmpty, true), (HeadPartKind.ClassifiedBy, h.ClassifiedBy is not null, true),
        })
        {
            if (stands)
            {
                usual.Add(new(kind, 1, after || blank, kind == HeadPartKind.Tags ? Wrapping.Teletype : Wrapping.Width));
                after = false;
            }
        }

        return !telegram.Layout.Head.IsDefaultOrEmpty && Signs(telegram.Layout.Head).SequenceEqual(Signs(usual)) ? [.. telegram.Layout.Head] : usual;
    }

    private static IEnumerable<(HeadPartKind Kind, int Count)> Signs(IEnumerable<HeadPart> parts) =>
        parts.GroupBy(p => p.Kind).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum(p => p.Count)));

    private static IEnumerable<string> Part(Telegram telegram, HeadPart part, int captions, int passing)
    {
        var h = telegram.Header;
        return part.Kind switch
        {
            HeadPartKind.Captions => [string.Join(' ', h.Captions.Skip(captions).Take(part.Count))],
            HeadPartKind.Passing => Passing(h.Passing[passing], Math.Max(part.Width, Wrapping.Width)),
            HeadPartKind.Order => Wrapping.Lines($"E.O. {h.ExecutiveOrder!.Order}: {h.ExecutiveOrder.Value}".TrimEnd(), part.Width),
            HeadPartKind.Tags => Wrapping.Lines("TAGS: " + string.Join(", ", h.Tags.Select(t => string.Join(", ", Persons(h, t)))), part.Width),
            HeadPartKind.Subject => Wrapping.Lines("SUBJECT: " + (h.SubjectMarking is null ? "" : $"({h.SubjectMarking}) ") + h.Subject, part.Width),
            HeadPartKind.References => References(telegram),
            _ => Wrapping.Lines($"Classified By: {h.ClassifiedBy}", part.Width),
        };
    }

    // a line that says FOR or PASS would be an instruction of its own
    private static IEnumerable<string> Passing(string text, int width)
    {
        while (text.Length > width && text.LastIndexOf(' ', width) is > 0 and var at && !HeadLines.IsPassing(text.AsSpan(at + 1)) && HeadLines.Captions(text.AsSpan(at + 1)) is null)
        {
            yield return text[..at];
            text = text[(at + 1)..];
        }

        yield return text;
    }

    private static List<string> References(Telegram telegram)
    {
        var style = telegram.Layout.References;
        var texts = telegram.Header.References.Select(r => (r.Letter is null ? "" : style.Letter.Replace("A", r.Letter, StringComparison.Ordinal)) + r.Text).ToList();
        if (style.RunOn)
        {
            return [.. Wrapping.Lines("REF: " + string.Join("; ", texts))];
        }

        var (lines, indent) = (new List<string>(), new string(' ', Math.Max(0, style.Indent)));
        for (var i = 0; i < texts.Count; i++)
        {
            lines.AddRange(Hanging(i == 0 ? "REF: " : indent, texts[i], new string(' ', indent.Length + (telegram.Header.References[i].Letter is null ? 0 : style.Letter.Length))));
        }

        return lines;
    }

    // parted at blanks where no line looks like another reference or a line of its own
    private static IEnumerable<string> Hanging(string before, string text, string indent)
    {
        while (before.Length + text.Length > Wrapping.Width && text.LastIndexOf(' ', Wrapping.Width - before.Length) is > 0 and var at
            && Concord.Core.Telegrams.Reading.References.LetterLength(text.AsSpan(at + 1), out _) == 0 && HeadLines.Kind(text.AsSpan(at + 1), out _) == HeadKind.None
            && !NumberedLines.TryRead(text.AsSpan(at + 1), out _, out _))
        {
            yield return before + text[..at];
            (before, text) = (indent, text[(at + 1)..]);
        }

        yield return before + text;
    }

    private static List<string> Persons(TelegramHeader h, string tag)
    {
        var persons = h.TagPersons.Where(p => p.Tag == tag).Select(p => $"{tag} ({p.Name})").ToList();
        return persons.Count == 0 ? [tag] : persons;
    }
}
