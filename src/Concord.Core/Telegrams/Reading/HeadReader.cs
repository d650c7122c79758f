namespace Concord.Core.Telegrams.Reading;

/// <summary>Reads captions, passing lines, E.O., TAGS, SUBJECT, REF and Classified By, in whatever order, until the text begins.</summary>
internal sealed class HeadReader(Script script, TextLines lines, ComplaintList complaints)
{
    private readonly HeadDraft head = new();
    private readonly CleanBuffer buffer = new(script);
    private bool afterSubject;
    private int lastPassing = -2;

    public HeadDraft Read()
    {
        var at = 0;
        while (at < lines.Count)
        {
            var kind = HeadLines.Kind(lines.Of(at), out var valueAt);
            if (kind == HeadKind.None ? !ReadFree(at) : afterSubject && kind is HeadKind.Subject or HeadKind.Tags && head.Subject is not null && IsProse(at))
            {
                break;
            }

            at = kind == HeadKind.None ? at + 1 : ReadLabelled(kind, at, valueAt);
        }

        head.TextFrom = at;
        return head;
    }

    private bool IsProse(int at) => NumberedLines.TryRead(lines.Of(at), out _, out _);

    private bool ReadFree(int at)
    {
        var line = lines.Of(at);
        if (NumberedLines.TryRead(line, out _, out _))
        {
            return false;
        }

        if (HeadLines.Captions(line) is { } captions)
        {
            head.Parts.Add(new(HeadPartKind.Captions, captions.Count, HasBlank(at), line.Length));
            foreach (var caption in captions)
            {
                AddCaption(caption, at);
            }

            return true;
        }

        if (afterSubject || (line.IndexOfAnyInRange('a', 'z') >= 0 && !HeadLines.IsPassing(line)) || line.Length > 160 || LineForms.IsRule(line))
        {
            return false;
        }

        var next = at + 1 < lines.Count ? lines.Of(at + 1) : [];
        if (LineForms.IsRule(next) || Markers.IsHeading(line))
        {
            return false;
        }

        AddPassing(line, at);
        return true;
    }

    private void AddCaption(string caption, int at)
    {
        if (head.Captions.Contains(caption))
        {
            complaints.Add("duplicate-caption", Severity.Info, script.Number(lines[at].At), caption);
        }
        else
        {
            head.Captions.Add(caption);
        }
    }

    private void AddPassing(ReadOnlySpan<char> line, int at)
    {
        if (lastPassing == at - 1 && lines[at].Gap == Gap.None && !HeadLines.IsPassing(line))
        {
            head.Passing[^1] = $"{head.Passing[^1]} {line}";
            head.Parts[^1] = head.Parts[^1] with { Width = Math.Max(head.Parts[^1].Width, line.Length) };
        }
        else if (head.Passing.Count == 0 && !HeadLines.IsPassing(line) && !line.Contains(' '))
        {
            head.Parts.Add(new(HeadPartKind.Captions, 1, HasBlank(at), line.Length));
            AddCaption(line.ToString(), at);
            return;
        }
        else
        {
            head.Parts.Add(new(HeadPartKind.Passing, 1, HasBlank(at), line.Length));
            head.Passing.Add(line.ToString());
        }

        lastPassing = at;
    }

    private int ReadLabelled(HeadKind kind, int at, int valueAt)
    {
        var next = kind == HeadKind.Reference ? ReferenceEnd(at) : kind == HeadKind.Tags ? TagsEnd(at) : End(kind, at);
        var number = script.Number(lines[at].At);
        AddPart(kind, at, next);
        switch (kind)
        {
            case HeadKind.Order when head.Order is null:
                var (order, garbled) = OrderLine.Read(Joined(at, next, 0));
                (head.Order, head.OrderAt) = (order, lines[at].At);
                if (garbled)
                {
                    complaints.Add("eo-line-garbled", Severity.Warning, number, lines.Of(at).ToString());
                }

                break;
            case HeadKind.Tags when head.Tags is null:
                (head.Tags, head.TagsAt) = (Joined(at, next, valueAt), lines[at].At);
                break;
            case HeadKind.Subject when head.Subject is null:
                var subject = Joined(at, next, valueAt);
                head.SubjectMarking = Markers.Marking(subject, out var after);
                head.Subject = after < subject.Length ? subject[after..] : null;
                afterSubject = true;
                break;
            case HeadKind.Reference:
                for (var i = at; i < next; i++)
                {
                    head.References.Add((Joined(i, i + 1, HeadLines.Kind(lines.Of(i), out valueAt) == HeadKind.Reference ? valueAt : 0), lines[i].At));
                }

                break;
            case HeadKind.ClassifiedBy when head.ClassifiedBy is null:
                (head.ClassifiedBy, head.ClassifiedByAt) = (Joined(at, next, valueAt), lines[at].At);
                break;
        }

        if (buffer.HasResidue)
        {
            for (var i = at; i < next; i++)
            {
                Complain(i);
            }

            buffer.HasResidue = false;
        }

        return next;
    }

    private bool HasBlank(int at) => lines[at].Gap.HasFlag(Gap.Blank);

    private void AddPart(HeadKind kind, int at, int next)
    {
        HeadPartKind? part = kind switch
        {
            HeadKind.Order when head.Order is null => HeadPartKind.Order,
            HeadKind.Tags when head.Tags is null => HeadPartKind.Tags,
            HeadKind.Subject when head.Subject is null => HeadPartKind.Subject,
            HeadKind.Reference when head.References.Count == 0 => HeadPartKind.References,
            HeadKind.ClassifiedBy when head.ClassifiedBy is null => HeadPartKind.ClassifiedBy,
            _ => null,
        };
        if (part is not { } known)
        {
            return;
        }

        var width = Writing.Wrapping.Width;
        for (var i = at; i < next; i++)
        {
            width = Math.Max(width, lines[i].End - lines[i].First);
        }

        head.Parts.Add(new(known, 1, HasBlank(at), width));
        if (known == HeadPartKind.References)
        {
            head.Style = Style(at, next);
        }
    }

    private ReferenceStyle Style(int at, int next)
    {
        var line = lines.Of(at);
        _ = HeadLines.Kind(line, out var valueAt);
        var label = References.LetterLength(line[valueAt..], out _);
        var letter = label > 0 && !line.Slice(valueAt, label).Contains(':') ? line.Slice(valueAt, label).ToString() : "A. ";
        var indent = next > at + 1 && !script[lines[at + 1].At].IsEmpty ? script.Lines[lines[at + 1].At] is var second ? second.First - second.Start : 5 : 5;
        return new(letter, indent, label > 0 && line.Contains("; ", StringComparison.Ordinal));
    }

    private void Complain(int at)
    {
        if (lines.Of(at).IndexOf("](") > 0)
        {
            complaints.Add("link-residue", Severity.Warning, script.Number(lines[at].At));
        }
    }

    // value lines go on until a blank line, another label or a paragraph
    private int End(HeadKind kind, int at)
    {
        var next = at + 1;
        while (next < lines.Count && !lines[next].Gap.HasFlag(Gap.Blank) && HeadLines.Kind(lines.Of(next), out _) == HeadKind.None
            && !NumberedLines.TryRead(lines.Of(next), out _, out _) && !LineForms.IsRule(lines.Of(next))
            && !(kind == HeadKind.Order && HeadLines.Captions(lines.Of(next)) is not null))
        {
            next++;
        }

        return next;
    }

    private int TagsEnd(int at)
    {
        var next = End(HeadKind.Tags, at);
        for (var i = at + 1; i < next; i++)
        {
            if (!TagLine.MayContinue(lines.Of(i)))
            {
                return i;
            }
        }

        return next;
    }

    private int ReferenceEnd(int at)
    {
        var next = at + 1;
        for (; next < lines.Count; next++)
        {
            var line = lines.Of(next);
            var labelled = References.LetterLength(line, out _) > 0;
            if (HeadLines.Kind(line, out _) is not (HeadKind.None or HeadKind.Reference) || NumberedLines.TryRead(line, out _, out _)
                || (lines[next].Gap.HasFlag(Gap.Blank) && !(labelled && head.References.Count + next - at < 40)))
            {
                break;
            }
        }

        return next;
    }

    private string Joined(int from, int until, int skip)
    {
        buffer.Clear();
        for (var i = from; i < until; i++)
        {
            var line = lines[i];
            var start = Math.Min(line.End, line.First + (i == from ? skip : 0));
            buffer.Join(i > from ? lines[i - 1].End : start, lines.Of(i));
            buffer.Append(start, line.End);
        }

        return buffer.Text.Trim().ToString();
    }
}
