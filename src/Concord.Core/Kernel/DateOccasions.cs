namespace Concord.Core.Kernel;

/// <summary>Phrases that lean on the days of the meeting.</summary>
internal sealed class DateOccasions(DatePhraseText t, DateContext context)
{
    /// <summary>The last day of the meeting named at the token, or its first, null when it is not known; and the index after its name.</summary>
    public (DateOnly? Day, int End)? Day(int i, bool last) =>
        t.IsOneOf(i, "the", "this") && Occasion(i) is { } end && t[end - 1].Class == DateWord.Meeting ? (last ? context.MeetingEnd ?? context.MeetingStart : context.MeetingStart, end) : null;

    /// <summary><c>the second day of the meeting</c>, <c>the opening day</c>, <c>the COMMIT meeting's last day</c>: from the days of the meeting.</summary>
    public DateAtom? Read(int i, DateLead lead)
    {
        var at = t.The(i);
        var possessed = at == i && t.Is(i - 1, "s") && t.IsApostrophe(i - 2);
        var named = t.IsOneOf(at, "opening", "closing", "last", "final");
        if ((at == i && !possessed) || (!named && t[at].Class != DateWord.Ordinal) || !t.Is(at + 1, "day"))
        {
            return null;
        }

        var end = at + 2;
        if (t.Is(end, "of"))
        {
            if (Occasion(end + 1) is not { } occasion)
            {
                return null;
            }

            end = occasion;
        }
        else if (!possessed && context.MeetingStart is null && !(t.IsOneOf(at, "opening", "closing") && lead == DateLead.On))
        {
            return null;
        }

        var isEnd = t.IsOneOf(at, "closing", "last", "final");
        var day = isEnd ? context.MeetingEnd : context.MeetingStart?.AddDays(named ? 0 : t[at].Value - 1);
        return day is { } known && !(context.MeetingEnd < known) ? DateAtom.Fixed(end, DateUnit.Of(known), DateUnit.Of(known)) : DateAtom.Unfixed(end);
    }

    /// <summary>The words that name the meeting after <c>of</c>: to the noun within five words, or the capitals that follow the article.</summary>
    private int? Occasion(int i)
    {
        var at = t.IsOneOf(i, "the", "this", "its", "their", "a") ? i + 1 : i;
        for (var j = at; j < at + 5 && t[j].Kind == DateTokenKind.Word; j++)
        {
            if (t[j].Class == DateWord.Meeting)
            {
                return j + 1;
            }
        }

        var end = at;
        while (end < at + 5 && t.IsUpper(end) && t[end].Class == DateWord.None)
        {
            end++;
        }

        return end > at && at > i ? end : null;
    }
}
