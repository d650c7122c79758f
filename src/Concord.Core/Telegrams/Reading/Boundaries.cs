namespace Concord.Core.Telegrams.Reading;

/// <summary>Watches the lines go by and says where another telegram begins. A new transmission of the same telegram (same serial or number) is no boundary.</summary>
internal sealed class Boundaries
{
    private const int LongestHeader = 400;

    private readonly List<int> starts = [];
    private TelegramKey known;
    private TelegramKey pending;
    private int pendingAt = -1;
    private int currentAt;
    private bool inText;
    private int dateAt = -1;
    private int lastFilled = -1;
    private bool otherForm;

    /// <summary>Lines at which a transmission begins.</summary>
    public IReadOnlyList<int> Starts => starts;

    /// <summary>The telegram before the cut.</summary>
    public TelegramKey Known => known;

    public void Reset()
    {
        starts.Clear();
        (known, pending, pendingAt, currentAt, inText, dateAt, lastFilled, otherForm) = (default, default, -1, 0, false, -1, -1, false);
    }

    /// <summary>The line at which to cut, once that is certain.</summary>
    public int? Step(Script script, int at)
    {
        var line = script[at];
        if (line.IsEmpty)
        {
            return null;
        }

        if (line[0] is <= 'Z' and >= 'C')
        {
            var cut = StepCapital(line, at);
            lastFilled = at;
            return cut;
        }

        lastFilled = at;
        return Overdue(at);
    }

    /// <summary>What to do with a transmission whose header the file's end cut off.</summary>
    public int? Finish() => Decide();

    private int? StepCapital(ReadOnlySpan<char> line, int at)
    {
        if (line[0] is 'V' or 'Z' && LineForms.IsTransmissionId(line))
        {
            otherForm = false;
            return Begin(at);
        }

        if (OtherForms.BeginsMessage(line) && (inText || Current.IsEmpty))
        {
            var cut = starts.Count > 0 || !known.IsEmpty ? at : (int?)null;
            (inText, otherForm) = (true, true);
            starts.Add(at);
            return cut;
        }

        if (otherForm)
        {
            return null;
        }

        if (line[0] == 'D' && LineForms.IsOrigin(line))
        {
            var cut = inText ? Begin(at) : null;
            return cut ?? Note(OriginLines.Read(line));
        }

        if (LineForms.IsPrecedenceLetter(line[0]))
        {
            if (inText && LineForms.IsRouting(line))
            {
                return Begin(at);
            }

            if (line.Length is > 13 and < 80 && LineForms.IsDateTime(line))
            {
                if (!inText)
                {
                    Current.Date ??= DateTimeLines.Read(line)?.Written;
                }

                dateAt = at;
                return Overdue(at);
            }
        }

        if (line[0] == 'F' && inText && dateAt >= 0 && dateAt == lastFilled && line.StartsWith("FM ", StringComparison.Ordinal))
        {
            return Begin(dateAt);
        }

        return !inText && ClassificationLine.MayStart(line) ? Note(ClassificationLine.Read(line)) : Overdue(at);
    }

    private ref TelegramKey Current => ref pendingAt >= 0 ? ref pending : ref known;

    private int? Begin(int at)
    {
        if (pendingAt >= 0)
        {
            // a header that broke off: judge it by what it had
            if (Decide() is { } cut)
            {
                return cut;
            }
        }

        inText = false;
        if (starts.Count == 0 && known.IsEmpty)
        {
            starts.Add(at);
            currentAt = at;
            return null;
        }

        if (starts.Count == 0)
        {
            // the one before began without a line of its own
            starts.Add(0);
        }

        (pendingAt, pending, currentAt) = (at, default, at);
        return null;
    }

    private int? Note(OriginLine? origin)
    {
        ref var key = ref Current;
        if (origin is not null)
        {
            key.Station = origin.OriginatorRi;
            key.Serial = origin.Serial;
            key.Sectioned |= origin.Section is not null;
        }

        return null;
    }

    private int? Note(ClassificationLine? line)
    {
        ref var key = ref Current;
        if (line is not null)
        {
            key.Number = line.Serial is null ? null : $"{line.Post} {line.Serial}";
            key.Sectioned |= line.Section is not null;
            inText = true;
        }

        return line is null ? null : Decide();
    }

    private int? Overdue(int at)
    {
        if (!inText && at - currentAt > LongestHeader)
        {
            inText = true;
            return Decide();
        }

        return null;
    }

    private int? Decide()
    {
        if (pendingAt < 0)
        {
            return null;
        }

        var at = pendingAt;
        if (!known.IsEmpty && known.IsSame(pending))
        {
            starts.Add(at);
            pendingAt = -1;
            return null;
        }

        return at;
    }
}
