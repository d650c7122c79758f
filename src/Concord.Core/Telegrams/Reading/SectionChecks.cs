using System.Globalization;

namespace Concord.Core.Telegrams.Reading;

/// <summary>Sections: FL3 and classification line agree, the totals agree, each one is there; the line's own sequence.</summary>
internal static class SectionChecks
{
    public static void Run(Reading reading, TextReader text)
    {
        foreach (var d in reading.Drafts)
        {
            if (d is { Origin.Section: { } sent, Class.Section: { } said } && sent != said)
            {
                reading.Complaints.Add("section-mismatch", Severity.Error, reading.Line(d.OriginAt), Checks.Text(sent), Checks.Text(said));
            }
            else if (d is { Class: { Section: { } section, Sections: { } total } } && section > total)
            {
                reading.Complaints.Add("section-mismatch", Severity.Error, reading.Line(d.ClassAt), Checks.Text(section), Checks.Text(total));
            }
        }

        Totals(reading);
        Missing(reading, text);
        Sequence(reading);
    }

    private static void Totals(Reading reading)
    {
        var said = reading.Drafts.Where(d => d.Class?.Sections is not null).Select(d => (Total: d.Class!.Sections!.Value, At: d.ClassAt, Section: 0))
            .Concat(reading.Lines.PageHeaders.Select(h => (Total: h.Sections, h.At, h.Section))).ToList();
        if (said.Count == 0)
        {
            return;
        }

        var usual = said.GroupBy(s => s.Total).MaxBy(g => g.Count())!.Key;
        foreach (var (total, at, section) in said.Where(s => s.Total != usual || s.Section > usual))
        {
            reading.Complaints.Add("page-header-sections", Severity.Error, reading.Line(at), Checks.Text(total != usual ? total : section), Checks.Text(usual));
        }
    }

    private static void Missing(Reading reading, TextReader text)
    {
        if (reading.Header.Sections is not { } total || total < 2)
        {
            return;
        }

        var own = reading.Sections.Select(s => s.SectionNumber).ToHashSet();
        var seen = new HashSet<int>(own);
        seen.UnionWith(reading.Lines.PageHeaders.Select(h => h.Section));
        if (text.Signature is not null)
        {
            // the end of the text is there, so the last section is
            seen.Add(total);
        }

        var merged = reading.Sections.Count == 1;
        for (var section = 1; section <= total; section++)
        {
            if (!seen.Contains(section) && !(merged && section > own.Min() && seen.Contains(total) && seen.Count > 1 && !reading.Complaints.Has("paragraph-number-gap")))
            {
                reading.Complaints.Add("missing-section", Severity.Error, reading.Line(reading.Sections[^1].ClassAt), Checks.Text(section), Checks.Text(total));
            }
            else if (!own.Contains(section) && !reading.Complaints.Has("missing-section-headers"))
            {
                reading.Complaints.Add("missing-section-headers", Severity.Info, reading.Line(reading.Sections[0].ClassAt), Checks.Text(total));
            }
        }
    }

    /// <summary>A channel numbers what it carries upwards. A section sent late follows in the file, one filed late follows by its section: either order will do.</summary>
    private static void Sequence(Reading reading)
    {
        if (Falls(reading.Sections.OrderBy(d => d.First)) is null || Falls(reading.Sections) is not var (at, id, before))
        {
            return;
        }

        reading.Complaints.Add("channel-sequence", Severity.Warning, reading.Line(at), id, before);
    }

    private static (int At, string Id, string Before)? Falls(IEnumerable<TransmissionDraft> sections)
    {
        (string Channel, int Number)? before = null;
        foreach (var d in sections)
        {
            if (Channel(d.Id) is not { } now)
            {
                continue;
            }

            if (before is { } last && last.Channel == now.Channel && now.Number <= last.Number && last.Number - now.Number < 900)
            {
                return (d.IdAt, d.Id!, string.Create(CultureInfo.InvariantCulture, $"{last.Channel}{last.Number:0000}"));
            }

            before = now;
        }

        return null;
    }

    private static (string Channel, int Number)? Channel(string? id)
    {
        if (id is null)
        {
            return null;
        }

        var name = id.AsSpan(id[0] == 'V' ? 5 : 4).Trim();
        var digits = name.Length - name.TrimEnd("0123456789").Length;
        return digits is 3 or 4 && Figures.Number(name[^digits..]) is { } number && number > 0 ? (name[..^digits].ToString(), number) : null;
    }
}

/// <summary>BT, the serial and NNNN at the end, the signature, and whether the text ends at all.</summary>
internal static class EndingChecks
{
    public static void Run(Reading reading, TextReader text)
    {
        var any = reading.Drafts.Exists(d => d.BreakAfterAt >= 0 || d.EndSerialAt >= 0 || d.EndAt >= 0);
        if (!any)
        {
            reading.Complaints.Add("missing-bt", Severity.Warning, null);
            reading.Complaints.Add("missing-eom", Severity.Warning, null);
        }
        else
        {
            foreach (var d in reading.Sections)
            {
                One(reading, d);
            }
        }

        var last = reading.Sections[^1];
        var lastLine = reading.Lines.Count > 0 ? reading.Script.Number(reading.Lines[reading.Lines.Count - 1].At) : (int?)null;
        if (text.Signature is null)
        {
            reading.Complaints.Add("missing-signature", Severity.Info, lastLine);
        }

        if (text.Signature is null && BreaksOff(reading, last))
        {
            reading.Complaints.Add("truncated-text", Severity.Warning, lastLine);
        }
    }

    // a section that is not the last may end in the middle of a sentence; that one is missing is said already
    private static bool BreaksOff(Reading reading, TransmissionDraft last)
    {
        if (reading.Blocks.Count == 0)
        {
            return last.BreakAfterAt < 0;
        }

        var end = reading.Blocks[^1];
        if (end.Trailing is not null || Sentences.IsOver(end.Text))
        {
            return false;
        }

        var isLast = reading.Header.Sections is not { } total || last.SectionNumber >= total;
        return last.BreakAfterAt < 0 || (isLast && end.Text is [.., var sign] && (char.IsLower(sign) || sign is ',' or '-') && end.Text.Length > 40);
    }

    private static void One(Reading reading, TransmissionDraft d)
    {
        if (d.BreakBeforeAt < 0)
        {
            reading.Complaints.Add("missing-bt", Severity.Error, d.ClassAt >= 0 ? reading.Line(d.ClassAt) : null);
        }

        if (d.BreakAfterAt < 0)
        {
            reading.Complaints.Add("missing-bt", Severity.Error, reading.Line(Math.Max(d.First, d.TextLast - 1)));
        }

        if (d.EndAt < 0)
        {
            reading.Complaints.Add("missing-eom", Severity.Error, reading.Line(LastFilled(reading.Script, d)));
        }
        else if (d.EndSerialAt < 0 && d.Origin?.Serial is not null)
        {
            reading.Complaints.Add("missing-eom", Severity.Warning, reading.Line(d.EndAt));
        }
    }

    private static int LastFilled(Script script, TransmissionDraft d)
    {
        var at = d.Last - 1;
        while (at > d.First && script[at].IsEmpty)
        {
            at--;
        }

        return at;
    }
}
