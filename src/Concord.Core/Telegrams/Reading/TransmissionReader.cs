using System.Collections.Immutable;

namespace Concord.Core.Telegrams.Reading;

/// <summary>Reads FL1 to FL11 and FL13 to FL16 of one transmission, and finds where its text stands.</summary>
internal static class TransmissionReader
{
    private enum Mode
    {
        None,
        Routing,
        Action,
        Info,
        Exempted,
    }

    public static TransmissionDraft Read(Script script, int first, int last)
    {
        var draft = new TransmissionDraft(first, last);
        ReadHeader(script, draft);
        FindEnd(script, draft);
        return draft;
    }

    private static void ReadHeader(Script script, TransmissionDraft draft)
    {
        var (mode, before) = (Mode.None, Mode.None);
        for (var at = draft.First; at < draft.Last; at++)
        {
            var line = script[at];
            if (line.IsEmpty)
            {
                draft.BlankAfterRouting |= mode == Mode.Routing;
                continue;
            }

            if (ReadFormat(line, at, draft, ref mode) || ReadAddress(line, at, draft, ref mode, ref before))
            {
                continue;
            }

            if (LineForms.IsBreak(line) && draft.BreakBeforeAt < 0)
            {
                (draft.BreakBeforeAt, mode) = (at, Mode.None);
            }
            else if (ClassificationLine.MayStart(line) && ClassificationLine.Read(line) is { } classification)
            {
                var next = at + 1 < draft.Last ? at + 1 : at;
                if (classification is { Serial: null } && next > at && !script[next].IsEmpty
                    && ClassificationLine.Read($"{line} {script[next]}") is { Serial: not null } wrapped)
                {
                    (classification, at) = (wrapped, next);
                }

                (draft.Class, draft.ClassAt, draft.TextFirst) = (classification, at, at + 1);
                return;
            }
            else if (BeginsText(line) || (draft.BreakBeforeAt >= 0 && at > draft.BreakBeforeAt))
            {
                draft.TextFirst = at;
                return;
            }
            else if (mode >= Mode.Action && !LineForms.IsGroupCount(line))
            {
                Continue(line, at, draft, mode, before);
            }
        }
    }

    private static bool ReadFormat(ReadOnlySpan<char> line, int at, TransmissionDraft draft, ref Mode mode)
    {
        if (draft.Id is null && LineForms.IsTransmissionId(line))
        {
            (draft.Id, draft.IdAt, mode) = (line.ToString(), at, Mode.None);
        }
        else if (draft.Routing is null && LineForms.IsRouting(line))
        {
            (draft.Routing, draft.RoutingAt, draft.RoutingWidth, mode) = (new(line[..2].ToString(), DateTimeLines.Signals(line[3..])), at, line.Length, Mode.Routing);
        }
        else if (mode == Mode.Routing && draft.Origin is null && LineForms.AreRoutingIndicators(line))
        {
            draft.RoutingWidth = Math.Max(draft.RoutingWidth, line.Length);
            draft.Routing = draft.Routing! with { RoutingIndicators = draft.Routing.RoutingIndicators.AddRange(DateTimeLines.Signals(line)) };
        }
        else if (draft.Origin is null && OriginLines.Read(line) is { } origin)
        {
            (draft.Origin, draft.OriginAt, mode) = (origin, at, Mode.None);
        }
        else if (draft.Security is null && LineForms.IsSecurity(line))
        {
            (draft.Security, draft.SecurityAt, mode) = (ReadSecurity(line), at, Mode.None);
        }
        else if (draft.Dtg is null && DateTimeLines.Read(line) is { } dtg)
        {
            (draft.Dtg, draft.DtgAt, mode) = (dtg, at, Mode.None);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool ReadAddress(ReadOnlySpan<char> line, int at, TransmissionDraft draft, ref Mode mode, ref Mode before)
    {
        if (draft.Originator is null && line.StartsWith("FM ", StringComparison.Ordinal))
        {
            (draft.Originator, mode) = (line[3..].Trim().ToString(), Mode.None);
            return true;
        }

        var (next, skip) = line switch
        {
            _ when line.StartsWith("TO ", StringComparison.Ordinal) => (Mode.Action, 3),
            _ when line.StartsWith("INFO ", StringComparison.Ordinal) => (Mode.Info, 5),
            _ when line.StartsWith("XMT ", StringComparison.Ordinal) || line.StartsWith("XMT/", StringComparison.Ordinal)
                || line.StartsWith("XMT,", StringComparison.Ordinal) => (Mode.Exempted, 4),
            _ => (Mode.None, 0),
        };
        var rest = line[skip..];
        if (next == Mode.None)
        {
            return false;
        }

        before = next == Mode.Exempted && mode is Mode.Action or Mode.Info ? mode : before;
        mode = next;
        if (mode == Mode.Exempted)
        {
            Exempt(rest, draft);
            return true;
        }

        Continue(rest, at, draft, mode, before);
        if (HasExemption(rest))
        {
            (before, mode) = (mode, Mode.Exempted);
        }

        return true;
    }

    private static bool HasExemption(ReadOnlySpan<char> rest)
    {
        _ = AddressLines.BeforeExempted(rest, out var exempted);
        return !exempted.IsEmpty;
    }

    private static void Continue(ReadOnlySpan<char> rest, int at, TransmissionDraft draft, Mode mode, Mode before)
    {
        if (mode == Mode.Exempted)
        {
            // an addressee with a routing indicator of its own gets the telegram
            if (AddressLines.Read(rest).Ri is not null && before != Mode.None)
            {
                (before == Mode.Action ? draft.Action : draft.Info).Add((AddressLines.Read(rest), at));
                return;
            }

            Exempt(rest, draft);
            return;
        }

        var address = AddressLines.BeforeExempted(rest, out var exempted);
        Exempt(exempted, draft);
        var list = mode == Mode.Action ? draft.Action : draft.Info;
        if (list.Count > 0 && AddressLines.Wrapped(list[^1].Addressee, address) is { } whole)
        {
            list[^1] = (whole, list[^1].At);
        }
        else if (!address.IsEmpty)
        {
            list.Add((AddressLines.Read(address), at));
        }
    }

    private static void Exempt(ReadOnlySpan<char> names, TransmissionDraft draft)
    {
        foreach (var range in names.SplitAny(',', '/'))
        {
            var name = names[range].Trim();
            if (!name.IsEmpty && !LineForms.IsRoutingIndicator(name))
            {
                draft.Exempted.Add(name.ToString());
            }
        }
    }

    private static SecurityLine ReadSecurity(ReadOnlySpan<char> line)
    {
        var words = new Words(line);
        words.MoveNext();
        var signal = words.Current.ToString();
        words.MoveNext();
        return new(signal, words.Current.ToString(), DateTimeLines.Signals(words.Rest));
    }

    private static bool BeginsText(ReadOnlySpan<char> line) =>
        line.StartsWith("E.O.", StringComparison.OrdinalIgnoreCase) || line.StartsWith("TAGS", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("SUBJ", StringComparison.OrdinalIgnoreCase) || NumberedLines.TryRead(line, out _, out _);

    private static void FindEnd(Script script, TransmissionDraft draft)
    {
        var end = draft.Last;
        for (var at = draft.Last - 1; at >= draft.TextFirst && (script[at].IsEmpty || TakeEnding(script[at], at, draft)); at--)
        {
            end = at;
        }

        if (draft is { BreakAfterAt: < 0, EndAt: < 0, EndSerialAt: < 0 })
        {
            end = draft.Last;
            for (var at = draft.TextFirst; at < draft.Last; at++)
            {
                if (script.Lines[at].Length is 2 or 4 && TakeEnding(script[at], at, draft))
                {
                    end = Math.Min(end, at);
                }
                else if (end < draft.Last && LineForms.IsEndSerial(script[at]))
                {
                    TakeEnding(script[at], at, draft);
                }
            }
        }

        draft.TextLast = Math.Max(end, draft.TextFirst);
    }

    private static bool TakeEnding(ReadOnlySpan<char> line, int at, TransmissionDraft draft)
    {
        if (LineForms.IsEnd(line))
        {
            draft.EndAt = draft.EndAt < 0 ? at : draft.EndAt;
        }
        else if (LineForms.IsEndSerial(line))
        {
            (draft.EndSerial, draft.EndSerialAt) = (Figures.Number(line[1..].Trim()), at);
        }
        else if (LineForms.IsBreak(line))
        {
            draft.BreakAfterAt = at;
        }
        else
        {
            return false;
        }

        return true;
    }
}
