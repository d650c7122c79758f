using System.Collections.Immutable;

namespace Concord.Core.Telegrams.Reading;

/// <summary>
/// The forms that are not State's of the 2000s: archive copies of the 1970s, JANAP 128, labelled messages after 2009. They are recognised and said so,
/// and what stands on plain labelled lines is read; nothing is guessed.
/// </summary>
internal static class OtherForms
{
    /// <summary>A line with which a message of another form begins.</summary>
    public static bool BeginsMessage(ReadOnlySpan<char> line) =>
        line.StartsWith("PAGE 01 ", StringComparison.Ordinal) || line.StartsWith("MRN:", StringComparison.OrdinalIgnoreCase) || IsJanap(line);

    /// <summary>JANAP 128, format line 2: <c>RTTUZYUW RHBCYKN0001 0331200-UUUU--RUDOSAB</c>.</summary>
    public static bool IsJanap(ReadOnlySpan<char> line)
    {
        if (line.Length < 30 || !LineForms.IsPrecedenceLetter(line[0]))
        {
            return false;
        }

        var words = new Words(line);
        words.MoveNext();
        var first = words.Current;
        words.MoveNext();
        var second = words.Current;
        words.MoveNext();
        return first.Length == 8 && !first.ContainsAnyExceptInRange('A', 'Z')
            && second.Length is >= 8 and <= 12 && char.IsAsciiDigit(second[^1]) && char.IsAsciiLetterUpper(second[0])
            && words.Current.Length >= 12 && words.Current[7] == '-' && char.IsAsciiDigit(words.Current[0]) && words.Current.IndexOf("--") > 8;
    }

    public static TelegramForm? Recognise(Script script)
    {
        var (page, origin, labels) = (false, false, 0);
        for (var i = 0; i < Math.Min(script.Lines.Count, 120); i++)
        {
            var line = script[i];
            if (line.IsEmpty)
            {
                continue;
            }

            if (IsJanap(line))
            {
                return TelegramForm.Janap128;
            }

            if (LineForms.IsTransmissionId(line) || line[0] == 'D' && LineForms.IsOrigin(line))
            {
                return null;
            }

            page |= line.StartsWith("PAGE 01 ", StringComparison.Ordinal);
            origin |= line.StartsWith("ORIGIN ", StringComparison.Ordinal) || line.StartsWith("ACTION ", StringComparison.Ordinal)
                || line.StartsWith("DRAFTED BY ", StringComparison.Ordinal) || line.StartsWith("------------------", StringComparison.Ordinal);
            labels += Label(line, out _) is "MRN" or "Date/DTG" or "From" or "Action" or "Captions" or "E.O." or "TAGS" or "Subject" ? 1 : 0;
            if (page && origin)
            {
                return TelegramForm.State1970s;
            }
        }

        return labels >= 4 && IsLabelled(script) ? TelegramForm.Labelled : null;
    }

    public static Telegram Read(Script script, TelegramForm form, ComplaintList complaints)
    {
        complaints.Add(form switch
        {
            TelegramForm.State1970s => "form-1970s",
            TelegramForm.Janap128 => "form-janap-128",
            _ => "form-labelled",
        }, Severity.Info, script.FirstLine);
        var header = Header(script, form, complaints, out var textFrom);
        var draft = new TransmissionDraft(0, script.Lines.Count) { TextFirst = textFrom, TextLast = TextEnd(script, form, textFrom, out var signature) };
        var lines = new TextLines(script);
        lines.AddSection(draft);
        if (form == TelegramForm.State1970s)
        {
            RemovePageBreaks(lines);
        }

        var (head, text, paragraphs, _) = Body.Read(script, lines, complaints);
        header = HeadFields.With(header, head, script, complaints) with { Signature = signature ?? text.Signature };
        return new(form, header, paragraphs, [.. text.Blocks.Headings], complaints.ToImmutable());
    }

    private static TelegramHeader Header(Script script, TelegramForm form, ComplaintList complaints, out int textFrom)
    {
        var header = new TelegramHeader();
        var action = ImmutableArray.CreateBuilder<Addressee>();
        var info = ImmutableArray.CreateBuilder<Addressee>();
        var (mode, first, hasSubject) = (0, -1, false);
        for (textFrom = 0; textFrom < script.Lines.Count; textFrom++)
        {
            var line = script[textFrom];
            if (line.IsEmpty)
            {
                continue;
            }

            var kind = HeadLines.Kind(line, out _);
            if (NumberedLines.TryRead(line, out _, out _) || (form != TelegramForm.Labelled && kind is HeadKind.Order or HeadKind.Tags or HeadKind.Subject))
            {
                break;
            }

            if (form == TelegramForm.Labelled)
            {
                first = first < 0 && kind is HeadKind.Order or HeadKind.Tags or HeadKind.Subject ? textFrom : first;
                if (hasSubject && kind == HeadKind.None && Label(line, out _) is null && script[textFrom - 1].IsEmpty)
                {
                    break;
                }

                hasSubject |= kind == HeadKind.Subject;
                header = Labelled(header, line, action, info);
            }
            else if (DateTimeLines.Read(line) is { } dtg && header.Dtg is null)
            {
                (header, mode) = (header with { Dtg = dtg }, 0);
                if (dtg.Utc is null)
                {
                    complaints.Add("dtg-invalid", Severity.Error, script.Number(textFrom), dtg.Written);
                }
            }
            else if (line.StartsWith("FM ", StringComparison.Ordinal))
            {
                (header, mode) = (header with { Originator = line[3..].Trim().ToString() }, 0);
            }
            else if (header.Originator is not null && ClassificationLine.Read(line) is { } classification)
            {
                (header, mode) = (HeadFields.With(header, classification) with { Section = classification.Section, Sections = classification.Sections }, 0);
            }
            else if (header.Originator is not null)
            {
                mode = line.StartsWith("TO ", StringComparison.Ordinal) ? 1 : line.StartsWith("INFO ", StringComparison.Ordinal) ? 2 : LineForms.IsBreak(line) ? 0 : mode;
                var rest = line.StartsWith("TO ", StringComparison.Ordinal) ? line[3..] : line.StartsWith("INFO ", StringComparison.Ordinal) ? line[5..] : line;
                if (mode > 0)
                {
                    (mode == 1 ? action : info).Add(AddressLines.Read(rest));
                }
            }
        }

        // the labels may stand in any order: the head begins with the first that other forms have as well
        textFrom = first < 0 ? textFrom : first;
        return header with { Action = action.ToImmutable(), Info = info.ToImmutable() };
    }

    private static TelegramHeader Labelled(
        TelegramHeader header, ReadOnlySpan<char> line, ImmutableArray<Addressee>.Builder action, ImmutableArray<Addressee>.Builder info)
    {
        var label = Label(line, out var value);
        switch (label)
        {
            case "MRN":
                return header with { Mrn = value, ReferenceId = value.Replace(" ", "", StringComparison.Ordinal) is var id && id.Length > 0 ? id : null };
            case "From":
                return header with { Originator = value };
            case "Action":
                action.Add(AddressLines.Read(value));
                return header;
            case "Info":
                info.Add(AddressLines.Read(value));
                return header;
            case "Captions":
                return header with { Captions = [.. value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)] };
            case "Classification":
                return header with { Classification = value };
            case "Date/DTG":
                var at = value.IndexOf('/', StringComparison.Ordinal);
                return header with { Dtg = DateTimeLines.Read($"R {value[(at + 1)..].Trim()}") is { } dtg ? dtg with { Precedence = [] } : null };
            default:
                return ClassificationLine.Read(line) is { Post: null } classification ? header with { Classification = classification.Classification } : header;
        }
    }

    private static string? Label(ReadOnlySpan<char> line, out string value)
    {
        var colon = line[..Math.Min(line.Length, 24)].IndexOf(':');
        value = colon < 0 ? "" : line[(colon + 1)..].Trim().ToString();
        return colon < 2 ? null : line[..colon].Trim().ToString();
    }

    // a letter has a sender and a subject, too, but neither a number nor a date-time group with an action addressee
    private static bool IsLabelled(Script script)
    {
        var (action, sender, date) = (false, false, false);
        for (var i = 0; i < Math.Min(script.Lines.Count, 60); i++)
        {
            var label = Label(script[i], out _);
            if (label is "MRN")
            {
                return true;
            }

            action |= label is "Action";
            sender |= label is "From";
            date |= label is "Date/DTG";
        }

        return action && sender && date;
    }

    private static int TextEnd(Script script, TelegramForm form, int from, out string? signature)
    {
        var end = script.Lines.Count;
        signature = null;
        for (var at = from; form == TelegramForm.State1970s && at < script.Lines.Count && end == script.Lines.Count; at++)
        {
            // what the archive adds stands after the end of the message
            end = script[at] is "NNN" || LineForms.IsEnd(script[at]) ? at : end;
        }

        while (end > from && (script[end - 1].IsEmpty || LineForms.IsEnd(script[end - 1]) || LineForms.IsBreak(script[end - 1]) || LineForms.IsEndSerial(script[end - 1])
            || script[end - 1].StartsWith("<< END", StringComparison.Ordinal) || (form == TelegramForm.Labelled && IsTrailer(script[end - 1], ref signature))))
        {
            end--;
        }

        return end;
    }

    // Signature: LARKE / Drafted By: … / UNCLASSIFIED
    private static bool IsTrailer(ReadOnlySpan<char> line, ref string? signature)
    {
        var label = Label(line, out var value);
        signature = label is "Signature" ? value : signature;
        return label is "Signature" or "Drafted By" or "Cleared By" or "Approved By" or "Released By" or "Info" or "Dissemination Rule" or "Action Post" or "XMT"
            || ClassificationLine.Read(line) is { Post: null, Serial: null };
    }

    // LIMITED OFFICIAL USE / PAGE 02 STATE 187673
    private static void RemovePageBreaks(TextLines lines)
    {
        for (var at = lines.Count - 1; at >= 0; at--)
        {
            var line = lines.Of(at);
            if (line.StartsWith("PAGE ", StringComparison.Ordinal) && line.Length > 8 && char.IsAsciiDigit(line[5]) && char.IsAsciiDigit(line[6]))
            {
                var before = at > 0 && ClassificationLine.Read(lines.Of(at - 1)) is { Serial: null };
                at = before ? at - 1 : at;
                lines.RemovePage(at, before ? 2 : 1);
            }
            else if (line is "NNN" || LineForms.IsEnd(line) || ClassificationLine.Read(line) is { Serial: null, Post: null })
            {
                lines.RemovePage(at, 1);
            }
        }
    }
}
