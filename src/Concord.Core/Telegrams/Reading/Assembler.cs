using System.Collections.Immutable;

namespace Concord.Core.Telegrams.Reading;

/// <summary>Puts one telegram together from its script: transmissions, sections in order, head, text, checks.</summary>
internal sealed class Assembler(Script script)
{
    private readonly ComplaintList complaints = new();

    public Telegram Read()
    {
        if (script.Encoding != TextEncoding.Utf8)
        {
            complaints.Add("encoding", Severity.Info, null, Name(script.Encoding));
        }

        if (OtherForms.Recognise(script) is { } form)
        {
            return OtherForms.Read(script, form, complaints);
        }

        var drafts = Drafts();
        if (!drafts.Exists(d => d.HasHeader) && !HasHeadLines())
        {
            return new(TelegramForm.Unknown, new TelegramHeader(), [], [], [new Complaint("not-a-telegram", Severity.Error, null)]);
        }

        return Assemble(drafts);
    }

    private Telegram Assemble(List<TransmissionDraft> drafts)
    {
        var sections = new Sections(script, complaints).Order(drafts);
        var lines = new TextLines(script);
        var repeats = RepeatedPart.Captions;
        foreach (var section in sections)
        {
            var before = lines.Count;
            lines.AddSection(section);
            if (before > 0)
            {
                repeats = RepeatedHead.Remove(lines, before);
            }
        }

        var (head, text, paragraphs, kept) = Body.Read(script, lines, complaints);
        var header = Header(drafts, sections, head, text, lines);
        var reading = new Reading(script, drafts, sections, lines, head, header, paragraphs, kept, complaints);
        Checks.All(reading, text, header.Geographic);
        return new(TelegramForm.State, header, paragraphs, [.. text.Blocks.Headings], complaints.ToImmutable())
        {
            Layout = new LayoutReader(script, lines, kept).Read(sections, sections.Count == drafts.Count && !complaints.Has("section-order"), head, text.Blocks, repeats),
        };
    }

    private List<TransmissionDraft> Drafts()
    {
        var drafts = new List<TransmissionDraft>();
        var count = script.Starts.Count;
        for (var i = 0; i < count; i++)
        {
            drafts.Add(TransmissionReader.Read(script, script.Starts[i], i + 1 < count ? script.Starts[i + 1] : script.Lines.Count));
        }

        if (count == 0 || (script.Starts[0] > 0 && !drafts.Exists(d => d.HasHeader)))
        {
            drafts.Clear();
            drafts.Add(TransmissionReader.Read(script, 0, script.Lines.Count));
        }

        return drafts;
    }

    // E.O., TAGS and SUBJECT without a header are still a telegram's text
    private bool HasHeadLines()
    {
        var kinds = new HashSet<HeadKind>();
        for (var i = 0; i < Math.Min(script.Lines.Count, 200); i++)
        {
            kinds.Add(HeadLines.Kind(script[i], out _));
        }

        return kinds.Contains(HeadKind.Tags) && (kinds.Contains(HeadKind.Subject) || kinds.Contains(HeadKind.Order));
    }

    private TelegramHeader Header(
        List<TransmissionDraft> drafts, List<TransmissionDraft> sections, HeadDraft head, TextReader text, TextLines lines)
    {
        var first = sections[0];
        var last = sections[^1];
        var line = sections.Find(s => s.Class is { Serial: not null })?.Class ?? first.Class;
        var dtg = first.Dtg ?? sections.Find(s => s.Dtg is not null)?.Dtg;
        var header = new TelegramHeader
        {
            TransmissionId = first.Id,
            Routing = first.Routing,
            Origin = first.Origin,
            Security = first.Security,
            Dtg = dtg,
            Originator = first.Originator ?? sections.Find(s => s.Originator is not null)?.Originator,
            Action = [.. first.Action.Select(a => a.Addressee)],
            Info = [.. first.Info.Select(a => a.Addressee)],
            Exempted = [.. first.Exempted],
            Section = first.Class?.Section ?? first.Origin?.Section,
            Sections = sections.Select(s => s.Class?.Sections).FirstOrDefault(s => s is not null)
                ?? (lines.PageHeaders.Count > 0 && lines.PageHeaders[0].Sections > 1 ? lines.PageHeaders[0].Sections : null),
            Signature = text.Signature,
            BtBefore = first.BreakBeforeAt >= 0,
            BtAfter = last.BreakAfterAt >= 0,
            EomSerial = last.EndSerial,
            Nnnn = last.EndAt >= 0,
            Transmissions = [.. drafts.Select(Transmission)],
        };
        return HeadFields.With(HeadFields.With(header, line), head, script, complaints);
    }

    private Transmission Transmission(TransmissionDraft d) =>
        new(d.Id, d.Routing, d.Origin, d.Security, d.Dtg, d.Class?.Section ?? d.Origin?.Section, d.Class?.Sections,
            script.Number(d.First), script.Number(LastFilled(d)), d.EndSerial, d.EndAt >= 0);

    private int LastFilled(TransmissionDraft draft)
    {
        var at = draft.Last - 1;
        while (at > draft.First && script[at].IsEmpty)
        {
            at--;
        }

        return Math.Max(at, draft.First);
    }

    private static string Name(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf16LittleEndian or TextEncoding.Utf16BigEndian => "UTF-16",
        TextEncoding.Windows1252 => "Windows-1252",
        _ => "UTF-8",
    };
}
